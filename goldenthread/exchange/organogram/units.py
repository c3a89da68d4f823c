"""Units from the three columns that name them: parent department, organisation, unit. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.exchange.records import Gravity, Origin, Problem, Record, Scalar

NAME_LONGEST = 200
Path = tuple[str, ...]


def path_of(names: Sequence[str]) -> Path:
    """Return the chain of units from the top, leaving out empty names and a name that repeats the one above it."""
    path: list[str] = []
    for name in names:
        if name and (not path or path[-1] != name):
            path.append(name)
    return tuple(path)


def code_of(path: Path) -> str:
    """Return a code for a unit that is the same in every file: its name in short, and six digits of its whole path."""
    ascii_name = unicodedata.normalize("NFKD", path[-1]).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", ascii_name.casefold()))[:48].strip("-")
    digest = hashlib.sha256("\x1f".join(path).encode()).hexdigest()[:6]
    return f"{slug}-{digest}" if slug else f"unit-{digest}"


@dataclass(slots=True)
class Units:
    """The units seen so far, each with where it was seen first."""

    seen: dict[Path, Origin] = field(default_factory=dict)

    def add(self, path: Path, origin: Origin) -> str:
        """Take a unit and all units above it; return its code."""
        for length in range(1, len(path) + 1):
            self.seen.setdefault(path[:length], origin)
        return code_of(path)

    def records(self, heads: dict[str, str]) -> list[Record]:
        """Return one record a unit, upper ones first. `heads` maps codes to the reference of the post that heads it."""
        return [self.record(path, origin, heads) for path, origin in sorted(self.seen.items(), key=depth)]

    def record(self, path: Path, origin: Origin, heads: dict[str, str]) -> Record:
        code = code_of(path)
        values: dict[str, Scalar] = {"code": code, "name": path[-1][:NAME_LONGEST]}
        if len(path) > 1:
            values["parent"] = code_of(path[:-1])
        when_new: dict[str, Scalar] = {"head_post": heads[code]} if code in heads else {}
        return Record("units", code, values, origin, label=path[-1], when_new=when_new)

    def problems(self) -> list[Problem]:
        """Return one proposal for each unit whose name differs from another's only by letter case or punctuation."""
        first: dict[tuple[Path, str], Path] = {}
        problems = []
        for path, origin in self.seen.items():
            likeness = (path[:-1], "".join(char for char in path[-1].casefold() if char.isalnum()))
            other = first.setdefault(likeness, path)
            if other != path:
                problems.append(
                    Problem(
                        origin,
                        "like_unit",
                        Gravity.PROPOSED,
                        "Unit",
                        path[-1][:300],
                        f"Written like “{other[-1]}”, which is another unit here. Both are brought in.",
                        f"If they are one, write “{other[-1]}” in the file.",
                    )
                )
        return problems


def depth(entry: tuple[Path, Origin]) -> int:
    return len(entry[0])
