"""Goldenthread joins leadership and management in one organisation."""

__version__ = "0.1.0"
