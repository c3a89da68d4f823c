"""Reads of the exchange: what goes out, and what an import would change."""
