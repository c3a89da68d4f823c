"""The pages of one unit, one post and one person, and the handover of what somebody leaves behind.

They stand here because they show what many rooms hold: posts and lines, what is owned and led, hours, findings. In
the browser they are part of People, under its addresses. Inside, imports run as in a room of its own.
"""
