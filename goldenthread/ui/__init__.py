"""The components every page is made of: plain values in, HTML out. Knows no other room."""
