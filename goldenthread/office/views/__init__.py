"""HTTP for running the installation, one module a matter."""
