"""Plans in spreadsheets: what the mapping says is made, and every row is in or reported."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.exchange.dates import When, read_date
from goldenthread.exchange.plan import BadMapping, Known, PlanMapping, mapping_from_columns, parse_plan, read_mapping
from goldenthread.exchange.plan.plain_text import plain_text
from goldenthread.exchange.plan_status import Status, status_of
from goldenthread.exchange.reading import Table, WrongFile, read_table
from goldenthread.exchange.records import Bundle, Gravity, Record

AS_OF = date(2012, 8, 1)
SHIPPED = Path(__file__).resolve().parent.parent / "mappings" / "moj-business-plan.toml"
HEADER = ["Priority", "Action", "Task no", "Task", "Owner", "Start", "End", "Status", "Finished"]
MAPPING = """
source = "plan"
[goal]
title = "Priority"
[objective]
title = "Action"
[task]
key = "Task no"
title = "Task"
owner = "Owner"
starts = "Start"
due = "End"
state = "Status"
done = "Finished"
"""


def table(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Table:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([header, *rows])
    return read_table(io.BytesIO(stream.getvalue().encode()), name="plan.csv", delimiter=",")


def parse(rows: Sequence[Sequence[str]], mapping: str = MAPPING, known: Known | None = None) -> Bundle:
    return parse_plan(table(rows), read_mapping(mapping), as_of=AS_OF, known=known)


def step(
    number: str,
    task: str = "Do",
    *,
    goal: str = "Safer",
    action: str = "Plan",
    owner: str = "",
    start: str = "",
    end: str = "",
    state: str = "",
    done: str = "",
) -> list[str]:
    return [goal, action, number, task, owner, start, end, state, done]


def of(bundle: Bundle, table_name: str) -> list[Record]:
    return [record for record in bundle.records if record.table == table_name]


def codes(bundle: Bundle) -> list[tuple[int, str]]:
    return [(problem.origin.row, problem.code) for problem in bundle.problems]


def test_goals_objectives_and_tasks_are_made_and_joined() -> None:
    bundle = parse([step("1"), step("2"), step("3", action="Build"), step("4", goal="Fairer", action="Listen")])

    assert [len(of(bundle, name)) for name in ("goals", "objectives", "tasks", "links")] == [2, 3, 4, 3]
    objective = of(bundle, "objectives")[0]
    assert objective.values == {"title": "Plan", "kind": "change"}
    assert of(bundle, "links")[0].values == {
        "lower": objective.key,
        "upper": of(bundle, "goals")[0].key,
        "kind": "serves",
        "is_primary": True,
    }
    assert of(bundle, "tasks")[0].values["serves"] == objective.key
    assert codes(bundle) == []


def test_with_a_plan_part_tasks_serve_the_plan_of_their_objective() -> None:
    bundle = parse([step("1", end="31/12/2012")], MAPPING + '\n[plan]\ntitle = "How: {title}"\n')

    plan = of(bundle, "plans")[0]
    assert plan.values["title"] == "How: Plan"
    assert plan.when_new == {"ends_on": date(2012, 12, 31)}
    assert of(bundle, "tasks")[0].values["serves"] == plan.key
    assert {(link.values["lower"], link.values["upper"]) for link in of(bundle, "links")} == {
        (plan.key, of(bundle, "objectives")[0].key),
        (of(bundle, "objectives")[0].key, of(bundle, "goals")[0].key),
    }


def test_months_become_their_first_and_last_day_and_keep_their_words() -> None:
    bundle = parse([step("1", start="Started", end="April 2013"), step("2", start="1/5/2012", end="31/05/2012")])

    first, second = of(bundle, "tasks")
    assert (first.values["starts_on"], first.values["due_on"], first.values["state"]) == (
        None,
        date(2013, 4, 30),
        "doing",
    )
    assert (second.values["starts_on"], second.values["due_on"]) == (date(2012, 5, 1), date(2012, 5, 31))
    assert [record.values for record in of(bundle, "task_dates")] == [
        {"task": first.key, "start_words": "Started", "due_words": "April 2013"}
    ]


def test_an_objective_takes_its_dates_from_its_tasks_only_when_it_is_new() -> None:
    bundle = parse([step("1", start="Jan 2012", end="Mar 2012"), step("2", start="Feb 2012", end="Sep 2012")])

    objective = of(bundle, "objectives")[0]
    assert "starts_on" not in objective.values
    assert objective.when_new == {"position": 1, "starts_on": date(2012, 1, 1), "ends_on": date(2012, 9, 30)}


@pytest.mark.parametrize(
    ("state", "done", "end", "expected", "done_on"),
    [
        ("", "", "", "open", None),
        ("In progress", "", "", "doing", None),
        ("", "22/06/2012", "", "done", date(2012, 6, 22)),
        ("Complete", "", "31/05/2012", "done", date(2012, 5, 31)),
        ("Complete", "", "31/12/2012", "done", AS_OF),
        ("Complete", "", "", "done", AS_OF),
        ("Complete", "Jul 2012", "", "done", date(2012, 7, 31)),
        ("Withdrawn", "", "", "dropped", None),
        ("Mystery", "", "", "open", None),
    ],
)
def test_the_state_is_said_or_shown_by_the_dates(
    state: str, done: str, end: str, expected: str, done_on: date | None
) -> None:
    task = of(parse([step("1", state=state, done=done, end=end)]), "tasks")[0]

    assert (task.values["state"], task.values["done_on"]) == (expected, done_on)


def test_owners_are_found_among_those_known_and_others_are_reported() -> None:
    known = Known(posts={"head of it": "P1"}, people={"ann lee": "40001"})
    rows = [step("1", owner="Ann  LEE"), step("2", owner="Head of IT"), step("3", owner="Somebody")]

    bundle = parse(rows, known=known)

    assert [task.values.get("person", task.values.get("post")) for task in of(bundle, "tasks")] == ["40001", "P1", None]
    assert codes(bundle) == [(4, "unknown_assignee")]


def test_oddities_are_reported_and_nothing_is_lost() -> None:
    rows = [
        step("1", end="31/02/2012"),
        step("1", "Again"),
        step("3", start="Dec 2012", end="Nov 2012"),
        step("4", "", goal="", action=""),
        step("5", "x" * 400),
    ]

    bundle = parse(rows)

    assert codes(bundle) == [
        (2, "no_date"),
        (3, "task_twice"),
        (4, "due_before_start"),
        (5, "nothing_named"),
        (6, "cut"),
    ]
    assert [problem.gravity for problem in bundle.problems].count(Gravity.STOPPED) == 2
    assert str(of(bundle, "tasks")[-1].values["notes"]).startswith("x" * 400)
    assert of(bundle, "tasks")[1].values["starts_on"] is None


def test_an_empty_goal_means_the_one_above_where_the_mapping_says_so() -> None:
    rows = [step("1"), step("2", goal="", action=""), step("3", goal="Fairer", action="")]

    filled = parse(rows, "fill_down = true\n" + MAPPING)

    tasks, objective, fairer = of(filled, "tasks"), of(filled, "objectives")[0], of(filled, "goals")[1]
    assert [task.values["serves"] for task in tasks] == [objective.key, objective.key, fairer.key]
    assert [task.values["serves"] for task in of(parse(rows), "tasks")] == [objective.key, None, fairer.key]


def test_tasks_without_numbers_are_told_apart_by_place_and_title() -> None:
    mapping = MAPPING.replace('key = "Task no"\n', "")
    rows = [step(""), step(""), step("", action="Build")]

    keys = [task.key for task in of(parse(rows, mapping), "tasks")]

    assert len(set(keys)) == 3
    assert keys == [task.key for task in of(parse(rows, mapping), "tasks")]


def test_columns_chosen_by_place_do_as_well_as_headers() -> None:
    mapping = mapping_from_columns({"objective.title": 1, "task.title": 3, "task.due": 6}, source="chosen")

    bundle = parse_plan(table([step("1", end="Nov 2012")]), mapping, as_of=AS_OF)

    assert [len(of(bundle, name)) for name in ("goals", "objectives", "tasks")] == [0, 1, 1]
    assert bundle.facts["dates"] == {"End": "Months and years"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("source = ", "not valid TOML"),
        ('source = "x"', "makes nothing"),
        ('[task]\ntitle = "Task"', "needs a source"),
        ('source = "x"\n[task]\nkey = "Task no"', "needs a title"),
        ('source = "x"\n[task]\ntitle = "Task"\nboss = "B"', "no entry “boss”"),
        ('source = "x"\n[objective]\ntitle = "A"\nkind = "wish"', "kind must be one of"),
        ('source = "x"\n[task]\ntitle = "T"\n[state_words]\nOK = "fine"', "must be one of open"),
        ('source = "x"\nempty = "NA"\n[task]\ntitle = "T"', "must be a list"),
        ('source = "x"\nfill_down = 1\n[task]\ntitle = "T"', "true or false"),
        ('source = "x"\ngoal = 1', "must be a table"),
        ('source = "x"\n[plan]\n[task]\ntitle = "T"', "needs \\[objective\\]"),
        ('source = "x"\n[plan]\ntitle = "{action}"\n[objective]\ntitle = "A"', "no other braces"),
    ],
)
def test_a_mapping_that_cannot_be_followed_says_where(text: str, words: str) -> None:
    with pytest.raises(BadMapping, match=words):
        read_mapping(text)


def test_a_column_that_the_mapping_names_and_the_file_lacks_is_told() -> None:
    with pytest.raises(WrongFile, match="no column “Finished”"):
        parse_plan(table([step("1")[:-1]], HEADER[:-1]), read_mapping(MAPPING), as_of=AS_OF)


def test_a_staff_structure_given_as_a_plan_is_called_by_its_name() -> None:
    posts = table([["1", "Ann", "XX"]], ["Post Unique Reference", "Name", "Reports to Senior Post"])

    with pytest.raises(WrongFile, match="looks like the senior posts"):
        parse_plan(posts, read_mapping(MAPPING), as_of=AS_OF)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p>\n<p>Two &amp; three.</p>", "One.\nTwo & three."),
        ("<ul><li>One<li>Two</ul>", "- One\n- Two"),
        ("a<br>b<script>alert(1)</script>", "a\nb"),
        ("if a < b & c > d", "if a < b & c > d"),
        ("<p> </p>", ""),
        ("AT&T", "AT&T"),
    ],
)
def test_html_becomes_plain_text(html: str, text: str) -> None:
    assert plain_text(html) == text


@given(text=st.text(max_size=200))
def test_any_text_survives_becoming_plain(text: str) -> None:
    assert "<script" not in plain_text(f"<p>{text.replace('<', ' ')}</p>")


DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@given(due=DAYS, done=DAYS, as_of=DAYS)
def test_a_status_agrees_with_the_calendar(due: date, done: date, as_of: date) -> None:
    month, day = read_date(f"{due:%b %Y}"), read_date(done.isoformat())
    assert month.last is not None

    status = status_of(month, day, as_of=as_of)

    if done > as_of:
        assert status is (Status.OVERDUE if month.last < as_of else Status.NOT_DUE)
    else:
        months = (done.year - due.year) * 12 + done.month - due.month
        assert status is {-1: Status.EARLY, 0: Status.ON_TIME, 1: Status.LATE}[(months > 0) - (months < 0)]


@given(due=DAYS, as_of=DAYS)
def test_what_is_overdue_stays_overdue(due: date, as_of: date) -> None:
    scheduled, nothing = read_date(due.isoformat()), When("")

    if status_of(scheduled, nothing, as_of=as_of) is Status.OVERDUE:
        assert status_of(scheduled, nothing, as_of=as_of + timedelta(days=1)) is Status.OVERDUE


@pytest.mark.parametrize("words", ["Ongoing", "TBC", "NA", ""])
def test_what_is_not_scheduled_has_no_status(words: str) -> None:
    assert status_of(read_date(words), When(""), as_of=AS_OF) is None


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)
WHENS = st.sampled_from(["", "NA", "Started", "Nov 2012", "31/02/2012", "1/2/2012", "TBC"])


@given(rows=st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT, TEXT, WHENS, WHENS, TEXT, WHENS), min_size=1, max_size=8))
def test_every_row_is_brought_in_or_reported(rows: list[tuple[str, ...]]) -> None:
    marked = [["x", *row] for row in rows]

    bundle = parse_plan(table(marked, ["Mark", *HEADER]), read_mapping(MAPPING), as_of=AS_OF)

    told = {record.origin.row for record in bundle.records} | {problem.origin.row for problem in bundle.problems}
    assert told == set(range(2, 2 + len(rows)))
    keys = [(record.table, record.key) for record in bundle.records]
    assert len(keys) == len(set(keys))


@pytest.fixture
def published(reference: Path) -> Table:
    path = reference / "business-plans" / "moj-2012-08-01.csv"
    with path.open("rb") as stream:
        return read_table(stream, name=path.name)


def shipped() -> PlanMapping:
    return read_mapping(SHIPPED.read_text())


@pytest.mark.reference
def test_the_published_plan_gives_5_goals_43_objectives_and_136_tasks(published: Table) -> None:
    bundle = parse_plan(published, shipped(), as_of=AS_OF)

    assert [len(of(bundle, name)) for name in ("goals", "objectives", "tasks", "links")] == [5, 43, 136, 43]
    assert bundle.problems == []


@pytest.mark.reference
def test_every_status_equals_the_publishers(published: Table) -> None:
    places = {name: published.header.index(name) for name in published.header}
    for row in published.rows:
        starts, due, started, done = (
            read_date(row.cells[places[name]])
            for name in ("subaction_schedule_start_date", "subaction_schedule_end_date", "act_start", "act_end")
        )

        assert status_of(starts, started, as_of=AS_OF) == row.cells[places["start_status"]]
        assert status_of(due, done, as_of=AS_OF) == row.cells[places["end_status"]]


@pytest.mark.reference
def test_mangled_quotation_marks_are_mended_unless_the_mapping_says_otherwise(published: Table) -> None:
    text = SHIPPED.read_text().replace("[goal]", "mend_quotation_marks = false\n\n[goal]", 1)

    mended, plain = (parse_plan(published, mapping, as_of=AS_OF) for mapping in (shipped(), read_mapping(text)))

    assert mended.facts["mended_cells"] == mended.facts["mangled_cells"] == plain.facts["mangled_cells"]
    assert plain.facts["mended_cells"] == 0

    assert "Ôrehabilitation revolutionÕ" in str(of(plain, "objectives")[0].values["title"])
    assert "‘rehabilitation revolution’" in str(of(mended, "objectives")[0].values["title"])
    assert not any(
        "Ô" in str(value) or "Õ" in str(value) for record in mended.records for value in record.values.values()
    )
