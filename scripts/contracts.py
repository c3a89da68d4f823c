"""The import contract inside a room, and between one room and another, for import-linter.

Found from the tree, so a new room is held to it from its first file. The stacking of rooms is in pyproject.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

# Imports inside a room run from a higher number to a lower one; everything not named here or below is pure.
# `work` is what workers do for a room: an entrance like its views.
RANKS = {"urls": 6, "views": 5, "work": 5, "forms": 4, "actions": 3, "queries": 2, "models": 1}
PURE = 0
# What Django itself looks for by name. It may import anything in its room, and is not held to be pure.
GLUE = frozenset(
    {"admin", "apps", "context_processors", "management", "middleware", "migrations", "templatetags", "tests"}
)
CLOSED_TO_OTHERS = frozenset({"urls", "views", "forms"})
DJANGO = frozenset({"allauth", "csp", "django", "django_htmx", "psycopg", "template_partials"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a module stands: its room, the file or package inside the room, and what follows."""

    room: str
    part: str
    rest: tuple[str, ...]

    @property
    def is_private(self) -> bool:
        return any(name.startswith("_") and not name.startswith("__") for name in (self.part, *self.rest))


def inner_rooms(modules: Iterable[str], *, wings: frozenset[str]) -> frozenset[str]:
    """Return the packages inside a room that have views of their own, and so are rooms of their own."""
    with_views = {module.rpartition(".")[0] for module in modules if module.endswith((".views", ".urls"))}
    return frozenset(
        package
        for package in with_views
        if (where := place(package, wings=wings)) and where.part and where.part not in RANKS
    )


def place(module: str, *, wings: frozenset[str], inner: frozenset[str] = frozenset()) -> Place | None:
    """Return the place of a module, or None for what stands in no room (the package itself, a wing)."""
    _root, *names = module.split(".")
    depth = 2 if names and names[0] in wings else 1
    if any(module == package or module.startswith(f"{package}.") for package in inner):
        depth += 1
    if len(names) < depth or names[0].startswith("__"):
        return None
    inside = names[depth:]
    return Place(".".join(names[:depth]), inside[0] if inside else "", tuple(inside[1:]))


class RoomsContract(Contract):
    """Hold every room to one order of imports, and keep its views and forms to itself."""

    type_name = "rooms"

    wings = fields.SetField(subfield=fields.StringField())
    not_pure = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 (import-linter's own signature)
        root = self.session_options["root_packages"][0]
        self._wings: frozenset[str] = frozenset(self.contract_options["wings"])
        self._inner = inner_rooms(graph.modules, wings=self._wings)
        problems = [
            f"{importer} -> {imported} (line {self._lines(graph, importer, imported)}): {why}"
            for importer in sorted(graph.modules)
            if importer.split(".")[0] == root
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            for why in self._problems(importer, imported)
        ]
        return ContractCheck(kept=not problems, metadata={"problems": problems})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for problem in check.metadata["problems"]:
            output.print_error(problem, bold=False)
            output.new_line()

    @staticmethod
    def _lines(graph: ImportGraph, importer: str, imported: str) -> str:
        details = graph.get_import_details(importer=importer, imported=imported)
        return ", ".join(str(detail["line_number"]) for detail in details)

    def _problems(self, importer: str, imported: str) -> Iterator[str]:
        source = place(importer, wings=self._wings, inner=self._inner)
        if source is None or source.part == "tests" or "tests" in source.rest:
            return
        if imported.split(".")[0] != importer.split(".")[0]:
            if imported.split(".")[0] in DJANGO and self._is_pure(importer, source):
                yield "a pure module imports no Django (or name it under not_pure, with the reason)"
            return
        target = place(imported, wings=self._wings, inner=self._inner)
        if target is None:
            return
        if source.room == target.room:
            yield from self._inside(importer, source, target)
        else:
            yield from self._between(importer, source, imported, target)

    def _inside(self, importer: str, source: Place, target: Place) -> Iterator[str]:
        if source.part in GLUE or source.part == "":
            return
        if target.part == "tests":
            yield "only tests import tests"
        elif RANKS.get(source.part, PURE) < RANKS.get(target.part, PURE) and not (
            source.part not in RANKS and self._is_named_impure(importer)
        ):
            yield f"inside a room {source.part} stands below {target.part}"

    def _between(self, importer: str, source: Place, imported: str, target: Place) -> Iterator[str]:
        if target.is_private:
            yield "a name with an underscore belongs to its own room"
        elif target.part == "tests":
            yield "only tests import tests"
        elif target.part in CLOSED_TO_OTHERS and not (source.room == "config" and source.part == "urls"):
            yield f"{target.part} belong to their own room; use its queries, actions, models or pure modules"
        elif self._is_pure(importer, source) and not self._is_pure(imported, target):
            yield "a pure module uses only pure modules of other rooms"

    def _is_pure(self, module: str, where: Place) -> bool:
        return where.part not in RANKS and where.part not in GLUE and not self._is_named_impure(module)

    def _is_named_impure(self, module: str) -> bool:
        return any(
            module == name or module.startswith(f"{name}.") for name in self.contract_options.get("not_pure", ())
        )
