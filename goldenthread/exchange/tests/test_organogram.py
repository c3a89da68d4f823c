"""Published staff structures: every row is in or reported, whatever the publisher did."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.exchange.organogram import parse_organogram
from goldenthread.exchange.organogram.levels import level_of
from goldenthread.exchange.organogram.lines import resolve_lines
from goldenthread.exchange.organogram.words import unwrap
from goldenthread.exchange.reading import Table, WrongFile, read_table
from goldenthread.exchange.records import Bundle, Gravity, Record

AS_OF = date(2013, 9, 30)
SENIOR = [
    "Post Unique Reference",
    "Name",
    "Grade",
    "Job Title",
    "Organisation",
    "Unit",
    "Reports to Senior Post",
    "FTE",
]
JUNIOR = [
    "Organisation",
    "Unit",
    "Reporting Senior Post",
    "Grade",
    "Generic Job Title",
    "Number of Posts in FTE",
    "Payscale Minimum (£)",
]


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, name: str = "file.csv") -> Table:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([header, *rows])
    return read_table(io.BytesIO(stream.getvalue().encode()), name=name, delimiter=",")


def post(
    reference: str, above: str, *, name: str = "N/D", fte: str = "1", unit: str = "Unit", title: str = "Head"
) -> list[str]:
    return [reference, name, "SCS1", title, "Office", unit, above, fte]


def group(above: str, *, title: str = "Clerk", fte: str = "1", unit: str = "Unit", pay: str = "0") -> list[str]:
    return ["Office", unit, above, "AO", title, fte, pay]


def parse(senior: Sequence[Sequence[str]], junior: Sequence[Sequence[str]] = ()) -> Bundle:
    return parse_organogram(table(SENIOR, senior), table(JUNIOR, junior) if junior else None, as_of=AS_OF)


def posts(bundle: Bundle) -> dict[str, Record]:
    return {record.key: record for record in bundle.records if record.table == "posts"}


def above(bundle: Bundle, reference: str) -> object:
    return posts(bundle)[reference].values["reports_to"]


def codes(bundle: Bundle) -> list[tuple[int, str]]:
    return [(problem.origin.row, problem.code) for problem in bundle.problems]


def unaccounted(bundle: Bundle, *, first_row: int = 2) -> set[tuple[str, int]]:
    rows = {(role, row) for role, count in bundle.rows_read.items() for row in range(first_row, first_row + count)}
    told = {(record.origin.file, record.origin.row) for record in bundle.records}
    told |= {(problem.origin.file, problem.origin.row) for problem in bundle.problems}
    return rows - told


def test_the_top_reports_to_xx_in_either_case_and_there_may_be_several() -> None:
    bundle = parse([post("A1", "XX"), post("B1", "xx"), post("B2", "B1")])

    assert bundle.facts["tops"] == ["A1", "B1"]
    assert [above(bundle, reference) for reference in ("A1", "B1", "B2")] == [None, None, "B1"]
    assert codes(bundle) == []


def test_without_a_top_the_head_that_reports_to_itself_is_taken_and_reported() -> None:
    bundle = parse([post("A1", "A1"), post("A2", "A1")])

    assert bundle.facts["tops"] == ["A1"]
    assert codes(bundle) == [(2, "own_superior_is_top")]


def test_beside_a_top_a_post_that_reports_to_itself_is_set_under_it() -> None:
    bundle = parse([post("A1", "XX"), post("A2", "A2")])

    assert above(bundle, "A2") == "A1"
    assert codes(bundle) == [(3, "own_superior")]


def test_a_loop_is_reported_and_set_under_the_top() -> None:
    bundle = parse([post("A1", "XX"), post("A2", "A3"), post("A3", "A2"), post("A4", "A3")])

    assert [above(bundle, reference) for reference in ("A2", "A3", "A4")] == ["A1", "A1", "A3"]
    assert codes(bundle) == [(3, "loop"), (4, "loop")]


@pytest.mark.parametrize("written", ["a02", "A2", "A-02", "a 2"])
def test_a_superior_that_differs_by_case_or_zeros_is_proposed_and_not_joined(written: str) -> None:
    bundle = parse([post("A1", "XX"), post("A02", "A1"), post("A3", written)], [group(written)])

    assert above(bundle, "A3") == "A1"
    assert codes(bundle) == [(4, "like_superior"), (2, "like_senior")]
    assert {problem.gravity for problem in bundle.problems} == {Gravity.PROPOSED}
    assert all("A02" in problem.cure for problem in bundle.problems)


def test_a_likeness_that_could_be_two_posts_is_no_proposal() -> None:
    bundle = parse([post("A1", "XX"), post("A02", "A1"), post("A2", "A1"), post("A3", "a2")])

    assert codes(bundle) == [(5, "unknown_superior")]


def test_an_unknown_or_missing_superior_is_reported_and_set_under_the_main_top() -> None:
    rows = [post("S1", "XX"), post("A1", "XX"), post("A2", "A1"), post("A3", "Z9"), post("A4", "")]

    bundle = parse(rows)

    assert above(bundle, "A3") == above(bundle, "A4") == "A1"
    assert codes(bundle) == [(5, "unknown_superior"), (6, "no_superior")]


def test_a_job_share_is_one_post_with_two_people() -> None:
    bundle = parse([post("A1", "XX", name="Ann", fte="0.6"), post("A1", "XX", name="Bob", fte="0.4")])

    assert list(posts(bundle)) == ["A1"]
    assert posts(bundle)["A1"].values["fte"] == 1
    shares = [record.values["fte"] for record in bundle.records if record.table == "assignments"]
    assert shares == [Decimal("0.6"), Decimal("0.4")]
    assert codes(bundle) == [(3, "job_share")]


def test_one_person_given_twice_is_one_holder_and_not_two_full_times() -> None:
    bundle = parse([post("A1", "XX", name="Ann"), post("A1", "XX", name="Ann", title="Chief")])

    assert posts(bundle)["A1"].values["fte"] == 1
    assert sum(record.table == "people" for record in bundle.records) == 1
    assert codes(bundle) == [(3, "same_holder_twice_differs")]


def test_two_unnamed_rows_are_one_post_filled_twice() -> None:
    bundle = parse([post("A1", "XX"), post("A1", "XX", fte="0.5")])

    assert (posts(bundle)["A1"].values["filling"], posts(bundle)["A1"].values["fte"]) == ("unnamed", Decimal("1.5"))


def test_an_eliminated_post_is_kept_as_history_and_those_below_it_are_reported() -> None:
    rows = [post("A1", "XX"), post("A2", "A1", name="Eliminated"), post("A3", "A2")]

    bundle = parse(rows, [group("A2")])

    assert posts(bundle)["A2"].when_empty == {"abolished_on": AS_OF}
    assert above(bundle, "A3") == "A2"
    assert codes(bundle) == [(3, "eliminated"), (4, "below_abolished"), (2, "below_abolished")]


def test_beside_a_live_post_an_eliminated_row_of_the_same_reference_makes_nothing() -> None:
    bundle = parse([post("A1", "XX", name="Eliminated"), post("A1", "XX", name="Ann")])

    assert posts(bundle)["A1"].when_empty == {}
    assert codes(bundle) == [(2, "eliminated_and_live")]


@pytest.mark.parametrize(
    ("name", "filling"), [("N/D", "unnamed"), ("", "unnamed"), ("Vacant", "vacant"), ("Ann", "named")]
)
def test_how_a_post_is_filled_is_read_from_its_name(name: str, filling: str) -> None:
    assert posts(parse([post("A1", "XX", name=name)]))["A1"].values["filling"] == filling


def test_reference_0_is_somebody_paid_and_in_no_post() -> None:
    bundle = parse([post("A1", "XX"), post("0", "A1", name="Ann"), post("0", "A1")])

    assert list(posts(bundle)) == ["A1"]
    assert [record.values["name"] for record in bundle.records if record.table == "people"] == ["Ann"]
    assert codes(bundle) == [(3, "paid_not_in_post"), (4, "paid_not_in_post")]


def test_exact_repeats_of_junior_rows_are_kept_and_numbered() -> None:
    bundle = parse([post("A1", "XX")], [group("A1"), group("A1"), group("A1", fte="0.5")])

    assert sum(record.values["fte"] for record in posts(bundle).values() if record.key != "A1") == Decimal("2.5")  # type: ignore[misc]  # FTE of a group is always a Decimal
    assert len(posts(bundle)) == 4
    assert bundle.facts["junior_repeats"] == 1


@pytest.mark.parametrize(("named", "code"), [("", "no_senior"), ("0", "no_senior"), ("Z9", "unknown_senior")])
def test_junior_posts_without_a_known_senior_post_stand_under_the_top(named: str, code: str) -> None:
    bundle = parse([post("A1", "XX")], [group(named)])

    assert [record.values["reports_to"] for record in posts(bundle).values()] == [None, "A1"]
    assert codes(bundle) == [(2, code)]


def test_odd_numbers_of_posts_are_reported() -> None:
    rows = [group("A1", fte="two"), group("A1", fte="-1"), group("A1", fte=""), group("A1", fte="1,204.5")]

    bundle = parse([post("A1", "XX", fte="n/a")], rows)

    assert codes(bundle) == [(2, "odd_fte"), (2, "odd_fte"), (3, "odd_fte"), (4, "no_fte")]
    assert bundle.facts["junior_fte"] == Decimal("1204.5")
    assert "fte" not in posts(bundle)["A1"].values


def test_pay_is_read_only_when_asked_and_undisclosed_pay_is_not_said() -> None:
    senior, junior = (
        table(SENIOR, [post("A1", "XX")]),
        table(JUNIOR, [group("A1", pay="18,500"), group("A1", pay="N/D")]),
    )

    without = parse_organogram(senior, junior, as_of=AS_OF)
    asked = parse_organogram(senior, junior, as_of=AS_OF, with_pay=True)

    assert not any("pay_floor" in record.values for record in without.records)
    assert [record.values["pay_floor"] for record in asked.records if "pay_floor" in record.values] == [Decimal(18500)]


def test_units_stand_under_their_organisation_and_stray_spaces_do_not_part_them() -> None:
    bundle = parse(
        [post("A1", "XX", unit="Office"), post("A2", "A1", unit=" Law  team "), post("A3", "A1", unit="Law team")]
    )

    units = [record for record in bundle.records if record.table == "units"]
    assert [record.values["name"] for record in units] == ["Office", "Law team"]
    assert units[1].values["parent"] == units[0].key
    assert units[0].when_new == {"head_post": "A1"}


def test_units_that_differ_by_letter_case_are_proposed_and_not_joined() -> None:
    bundle = parse([post("A1", "XX", unit="Law Team"), post("A2", "A1", unit="Law team")])

    assert sum(record.table == "units" for record in bundle.records) == 3
    assert codes(bundle) == [(3, "like_unit")]


def test_rows_that_cannot_be_a_post_are_stopped() -> None:
    rows = [post("A1", "XX"), post("", "A1"), post("R" * 65, "A1"), ["A4", "N/D", "", "Head", "", "", "A1", "1"]]

    bundle = parse(rows)

    assert codes(bundle) == [(3, "no_reference"), (4, "long_reference"), (5, "no_unit")]
    assert {problem.gravity for problem in bundle.problems} == {Gravity.STOPPED}


def test_a_file_in_the_wrong_slot_is_called_by_its_name() -> None:
    senior, junior = table(SENIOR, [post("A1", "XX")]), table(JUNIOR, [group("A1")], name="juniors.csv")
    plan = table(["priority_id", "action_id", "action_body"], [["1", "2", "Do"]], name="plan.csv")

    with pytest.raises(WrongFile, match=r"juniors\.csv looks like the junior posts"):
        parse_organogram(junior, None)
    with pytest.raises(WrongFile, match="looks like the senior posts"):
        parse_organogram(senior, senior)
    with pytest.raises(WrongFile, match=r"plan\.csv looks like a plan"):
        parse_organogram(plan, None)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(WrongFile, match="no column for Reports to"):
        parse_organogram(table(["Post Unique Reference", "Name", "Job Title", "Unit"], [["1", "2", "3", "4"]]), None)


def test_a_chain_of_ten_thousand_posts_is_read() -> None:
    bundle = parse([post("P0", "XX"), *(post(f"P{n}", f"P{n - 1}") for n in range(1, 10_000))])

    assert above(bundle, "P9999") == "P9998"
    assert codes(bundle) == []


@given(named=st.dictionaries(st.text("ab01", min_size=1, max_size=3), st.text("ab01x", max_size=3), max_size=12))
def test_every_line_ends_at_a_top(named: dict[str, str]) -> None:
    lines = resolve_lines(named)

    assert set(lines.superior) == set(named)
    for reference in named:
        steps, at = 0, lines.superior[reference]
        while at is not None:
            steps, at = steps + 1, lines.superior[at]
            assert steps <= len(named)
    assert {reference for reference, superior in lines.superior.items() if superior is None} == set(lines.tops)
    for reference, superior in lines.superior.items():
        assert superior == named[reference] or reference in lines.remarks or reference in lines.tops


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)
NAMES = st.sampled_from(["Ann", "Bob", "N/D", "Vacant", "Eliminated", ""])
REFERENCES = st.sampled_from(["A1", "A2", "a2", "A02", "0", "", "XX"])


@given(
    senior=st.lists(st.tuples(REFERENCES, NAMES, TEXT, TEXT, TEXT, TEXT, REFERENCES, TEXT), min_size=1, max_size=8),
    junior=st.lists(st.tuples(TEXT, TEXT, REFERENCES, TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=8),
)
def test_every_row_is_brought_in_or_reported(senior: list[tuple[str, ...]], junior: list[tuple[str, ...]]) -> None:
    # A first cell keeps rows from being blank and the header from being taken for a title.
    marked = [["", "Mark", *SENIOR], *(["", "x", *row] for row in senior)]
    marked_junior = [["", "Mark", *JUNIOR], *(["", "x", *row] for row in junior)]

    bundle = parse_organogram(table(marked[0], marked[1:]), table(marked_junior[0], marked_junior[1:]), as_of=AS_OF)

    assert unaccounted(bundle) == set()
    keys = [(record.table, record.key) for record in bundle.records]
    assert len(keys) == len(set(keys))
    known = {record.key for record in bundle.records}
    for record in bundle.records:
        for field in ("unit", "parent", "reports_to", "person", "post"):
            assert record.values.get(field) is None or record.values[field] in known


@given(rows=st.permutations([group("A1"), group("A1"), group("A1", fte="0.5"), group("A2", title="Cook"), group("A9")]))
def test_the_order_of_a_files_rows_changes_nothing(rows: list[list[str]]) -> None:
    bundle = parse([post("A1", "XX"), post("A2", "A1")], rows)

    usual = parse([post("A1", "XX"), post("A2", "A1")], sorted(rows))
    assert {key: record.values for key, record in posts(bundle).items()} == {
        key: record.values for key, record in posts(usual).items()
    }


@pytest.mark.parametrize(
    ("grade", "level"),
    [
        ("SCS1A", "senior_leader"),
        ("Grade 6 (GEO)", "middle_manager"),
        ("Grade 7 & equivalent", "middle_manager"),
        ("Band A", "middle_manager"),
        ("Band B", "junior_manager"),
        ("HEO-D", "junior_manager"),
        ("Band C", "colleague"),
        ("PS", "colleague"),
        ("", "colleague"),
    ],
)
def test_the_level_is_guessed_from_the_grade(grade: str, level: str) -> None:
    assert level_of(grade) == level


def test_a_post_with_others_below_it_is_at_least_a_junior_manager() -> None:
    assert level_of("Band E", has_reports=True) == "junior_manager"
    assert level_of("SCS2", has_reports=True) == "senior_leader"


def test_what_publishers_tools_left_around_a_text_is_taken_off() -> None:
    assert unwrap("'Leads the team'") == "Leads the team"
    assert unwrap("[u\"'First.'\", u\"'Second.'\"]") == "First.\nSecond."
    assert unwrap("[not a list") == "[not a list"


def published(reference: Path, name: str) -> Bundle:
    tables = []
    for part in ("senior", "junior"):
        path = reference / "organogram" / f"{name}-{part}.csv"
        with path.open("rb") as stream:
            tables.append(read_table(stream, name=path.name))
    return parse_organogram(tables[0], tables[1], as_of=AS_OF)


@pytest.mark.reference
@pytest.mark.parametrize("name", ["home-office-2011-09-30", "moj-2013-09-30", "noms-2011-09-30"])
def test_every_row_of_a_published_structure_is_in(reference: Path, name: str) -> None:
    bundle = published(reference, name)

    assert unaccounted(bundle) == set()
    assert bundle.facts["stopped_rows"] == 0
    assert bundle.facts["junior_groups"] == bundle.facts["junior_rows"]


@pytest.mark.reference
def test_the_ministry_of_justice_of_2013_is_counted_as_published(reference: Path) -> None:
    # Source: the two files as published, counted with a spreadsheet.
    facts = published(reference, "moj-2013-09-30").facts

    assert (facts["senior_rows"], facts["senior_posts"], facts["references_given_twice"]) == (136, 135, 1)
    assert (facts["junior_rows"], facts["junior_repeats"]) == (1070, 44)
    assert facts["junior_fte"] == Decimal("22223.02")
    assert facts["tops"] == ["PS401"]
