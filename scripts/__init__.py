"""Tools for those who work on Goldenthread. Nothing here is part of the product."""
