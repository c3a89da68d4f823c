"""What no template may hold, so that the strict Content-Security-Policy holds and nothing is decided in markup.

python -m scripts.templates [FILE ...]     without files: all of the product's templates
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (r"\sstyle\s*=", "no inline style: give it a class, or an attribute that the style sheet reads"),
        (r"<style[\s>]", "no inline style sheet"),
        (r"""\son[a-z]+\s*=\s*["']""", "no inline handler: behaviour lives in static/"),
        (r"\shx-on[:\s=]", "no inline handler: behaviour lives in static/"),
        (r"<script(?![^>]*\bsrc=)[^>]*>(?!\s*</script>)", "no inline script"),
        (r"javascript:", "no script in an address"),
        (r"""href\s*=\s*["']#["']""", "a link goes somewhere; what acts on the page is a button"),
        (r"""\b(?:src|href|action|srcset|poster)\s*=\s*["'](?:https?:)?//""", "nothing from another host"),
        (r"\|\s*safe\b|\{%\s*autoescape\s+off", "no unescaped text: return safe markup from a component"),
        (r"\bis_(?:superuser|staff)\b", "no rights in a template: the view passes can_..."),
        (r"<(?:font|center|big|tt)\b", "no presentational tag: a class"),
    )
)
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)


def templates() -> list[Path]:
    """Return the product's templates, in a steady order."""
    return sorted((ROOT / "goldenthread").rglob("templates/**/*.html"))


def problems(text: str) -> Iterator[tuple[int, str]]:
    """Yield line number and reason for each thing that a template may not hold; comments do not count."""
    bare = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    for rule, why in RULES:
        for found in rule.finditer(bare):
            yield bare.count("\n", 0, found.start()) + 1, why


def main(arguments: list[str]) -> int:
    found = 0
    for path in [Path(name) for name in arguments] or templates():
        for line, why in sorted(problems(path.read_text(encoding="utf-8"))):
            print(f"{path.resolve().relative_to(ROOT)}:{line}: {why}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
