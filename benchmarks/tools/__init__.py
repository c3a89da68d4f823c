"""What the benchmarks share: the machine, an installation, a served product."""
