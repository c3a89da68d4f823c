"""Invented organisations of any size, for measuring: a county council whose work is spread as real work is."""
