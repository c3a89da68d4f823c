"""Pages of one unit, one post and one person, and the handover."""
