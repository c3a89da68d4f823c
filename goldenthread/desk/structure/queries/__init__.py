"""Reads for the pages of a unit, a post and a person."""
