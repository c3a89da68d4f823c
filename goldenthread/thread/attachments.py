"""Which files may be kept beside a comment. Pure."""

from __future__ import annotations

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024
# Documents and pictures: nothing that a browser or a desk would run.
SUFFIXES = frozenset(
    ".csv .docx .gif .jpeg .jpg .md .odp .ods .odt .pdf .png .pptx .rtf .txt .webp .xlsx".split()  # noqa: SIM905 (reads better)
)
LONGEST_NAME = 120


def suffix_of(name: str) -> str:
    """Return the ending of a file name in lower case with its full stop, or nothing."""
    stem, stop, ending = name.rpartition(".")
    return f".{ending.lower()}" if stop and stem.strip(". ") else ""


def is_welcome(name: str) -> bool:
    """Tell whether a file with this name may be kept."""
    return suffix_of(name) in SUFFIXES


def safe_name(name: str) -> str:
    """Return the name as it is shown: no folders, no control characters, at most LONGEST_NAME letters."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in bare if letter.isprintable()).strip()
    ending = suffix_of(shown)
    return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - len(ending)] + ending
