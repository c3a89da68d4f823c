"""Drawings as numbers: pure modules that turn values into coordinates; the tags draw them as SVG."""
