"""Let `python -m goldenthread` do what the `goldenthread` command does."""

from goldenthread.cli.main import app

if __name__ == "__main__":
    app()
