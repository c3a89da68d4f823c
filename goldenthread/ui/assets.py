"""Style sheet, scripts and sprite, each joined once per process and named by a hash of what it holds.

A room adds its own page family by placing files in `static/<label>/css/` or `static/<label>/js/`; they are joined after
the files of this room. Nothing here reads the request or the database.
"""

import gzip
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps

HERE = Path(__file__).parent / "static" / "ui"

STYLE_ORDER = (
    "tokens",
    "base",
    "layout",
    "components/marks",
    "components/controls",
    "components/people",
    "components/thread",
    "components/work",
    "components/facts",
    "components/charts",
    "components/lists",
    "components/forms",
    "components/feedback",
    "components/finding",
    "components/map",
    "components/chrome",
    "components/entrance",
    "components/paper",
    "pages/plan",
    "pages/measures",
    "pages/direction",
    "pages/unit",
    "pages/import",
    "pages/gallery",
    "utilities",
)
SCRIPT_ORDER = ("htmx", "keys", "menus", "dialogs", "toasts", "select", "tree", "theme-switch")

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANKS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as the browser gets it; `digest` is the first 12 hexadecimal digits of the SHA-256 of `content`."""

    stem: str
    suffix: str
    content: bytes
    content_type: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:12]

    def zipped(self) -> bytes:
        """Return the content as gzip; the same every time, for the same content."""
        return gzip.compress(self.content, mtime=0)


def _files_of_rooms(folder: str, suffix: str) -> Iterable[Path]:
    for room in apps.get_app_configs():
        if room.name.startswith("goldenthread.") and room.label != "ui":
            yield from sorted((Path(room.path) / "static" / room.label / folder).glob(f"*.{suffix}"))


def _shorten(css: str) -> str:
    return BLANKS.sub("\n", COMMENT.sub("", css)).strip()


@cache
def style() -> Asset:
    """Return every style sheet in layer order, without comments and indentation."""
    paths = [HERE / "css" / f"{name}.css" for name in STYLE_ORDER]
    paths.extend(_files_of_rooms("css", "css"))
    joined = "\n".join(_shorten(path.read_text(encoding="utf-8")) for path in paths)
    return Asset("style", "css", joined.encode(), "text/css; charset=utf-8")


@cache
def script() -> Asset:
    """Return the scripts that may wait until the page is read."""
    paths = [HERE / "js" / f"{name}.js" for name in SCRIPT_ORDER]
    paths.extend(_files_of_rooms("js", "js"))
    joined = "\n".join(path.read_text(encoding="utf-8").strip() for path in paths)
    return Asset("script", "js", joined.encode(), "text/javascript; charset=utf-8")


@cache
def theme() -> Asset:
    """Return the one script that runs before anything is drawn, so that the chosen theme does not flash."""
    content = (HERE / "js" / "theme.js").read_bytes()
    return Asset("theme", "js", content, "text/javascript; charset=utf-8")


@cache
def sprite() -> Asset:
    """Return the drawing that holds every icon as a symbol."""
    content = (HERE / "sprite.svg").read_bytes()
    return Asset("sprite", "svg", content, "image/svg+xml")


@cache
def favicon() -> Asset:
    """Return the mark that a browser shows beside the title."""
    return Asset("favicon", "svg", (HERE / "favicon.svg").read_bytes(), "image/svg+xml")


@cache
def icon_names() -> frozenset[str]:
    """Return the names that the sprite draws."""
    return frozenset(re.findall(r'<symbol id="([a-z0-9-]+)"', sprite().content.decode()))


@cache
def zipped(stem: str) -> bytes:
    """Return one asset as gzip, packed once per process."""
    return ASSETS[stem]().zipped()


ASSETS = {"style": style, "script": script, "theme": theme, "sprite": sprite, "favicon": favicon}
