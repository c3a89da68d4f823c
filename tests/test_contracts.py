"""The contract for imports inside and between rooms breaks when it should."""

from __future__ import annotations

import pytest
from grimp import ImportGraph

from scripts.contracts import RoomsContract, inner_rooms, place

WINGS = ["manage"]


def verdicts(importer: str, imported: str, *, not_pure: tuple[str, ...] = ()) -> list[str]:
    graph = ImportGraph()
    for module in ("goldenthread", "goldenthread.manage", importer):
        graph.add_module(module)
    graph.add_module(imported, is_squashed=not imported.startswith("goldenthread"))
    graph.add_import(importer=importer, imported=imported, line_number=3, line_contents="import it")
    contract = RoomsContract(
        name="rooms",
        session_options={"root_packages": ["goldenthread"]},
        contract_options={"wings": WINGS, "not_pure": list(not_pure)},
    )
    problems: list[str] = contract.check(graph=graph, verbose=False).metadata["problems"]
    return problems


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("goldenthread.people.actions", "goldenthread.people.views"),
        ("goldenthread.people.queries.tree", "goldenthread.people.actions.move"),
        ("goldenthread.people.names", "goldenthread.people.models"),
        ("goldenthread.people.models", "goldenthread.people.tests.cast"),
        ("goldenthread.manage.plans.views", "goldenthread.manage.objectives.views"),
        ("goldenthread.manage.plans.forms", "goldenthread.people.forms"),
        ("goldenthread.manage.plans.actions", "goldenthread.people._private"),
        ("goldenthread.manage.plans.scheduling", "goldenthread.people.queries"),
        ("goldenthread.people.names", "django"),
    ],
)
def test_an_import_the_wrong_way_breaks_it(importer: str, imported: str) -> None:
    assert len(verdicts(importer, imported)) == 1


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("goldenthread.people.views", "goldenthread.people.actions"),
        ("goldenthread.people.actions.move", "goldenthread.people.actions.vacate"),
        ("goldenthread.people.models", "goldenthread.people.names"),
        ("goldenthread.people.apps", "goldenthread.people.views"),
        ("goldenthread.people.tests.test_names", "goldenthread.manage.plans.views"),
        ("goldenthread.manage.plans.actions", "goldenthread.people.queries"),
        ("goldenthread.manage.plans.scheduling", "goldenthread.people.names"),
        ("goldenthread.config.urls", "goldenthread.people.urls"),
        ("goldenthread.people.queries", "django"),
        ("goldenthread.people.names", "decimal"),
    ],
)
def test_an_import_the_right_way_keeps_it(importer: str, imported: str) -> None:
    not_pure = ("goldenthread.config",)

    assert verdicts(importer, imported, not_pure=not_pure) == []


def test_a_module_named_with_its_reason_may_use_django() -> None:
    assert verdicts("goldenthread.access.gate", "django", not_pure=("goldenthread.access.gate",)) == []


def test_a_wing_is_no_room() -> None:
    wings = frozenset(WINGS)

    assert place("goldenthread.manage", wings=wings) is None
    plans = place("goldenthread.manage.plans.views.board", wings=wings)
    assert plans is not None
    assert (plans.room, plans.part, plans.rest) == ("manage.plans", "views", ("board",))


def test_a_package_with_views_of_its_own_is_a_room_inside_a_room() -> None:
    wings = frozenset(WINGS)
    modules = ["goldenthread.desk.views", "goldenthread.desk.structure", "goldenthread.desk.structure.views"]

    inner = inner_rooms(modules, wings=wings)
    where = place("goldenthread.desk.structure.views.unit", wings=wings, inner=inner)

    assert inner == {"goldenthread.desk.structure"}
    assert where is not None
    assert (where.room, where.part, where.rest) == ("desk.structure", "views", ("unit",))
