"""What follows from the rows without any row saying so: who no longer holds a post, whether a post is filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from goldenthread.exchange.queries.reckon.identify import holds_on
from goldenthread.exchange.queries.shapes import shape_of
from goldenthread.exchange.reckoning import Entry, noted
from goldenthread.exchange.records import Bundle, Problem, Record, Scalar
from goldenthread.exchange.tables import table
from goldenthread.thread.models import Item

Entries = Mapping[str, Sequence[Entry]]
ONE_DAY = timedelta(days=1)


def written(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give the entries that stand, each once."""
    return (entry for entry in entries if not entry.is_stopped and entry.same_as is None)


def end_other_holders(bundle: Bundle, entries: Entries, *, as_of: date, problems: list[Problem]) -> Iterator[Entry]:
    """Give the assignments that end the day before, because a file says who holds the post now and names others."""
    said = {
        entry.number: entry
        for entry in written(entries.get("posts", ()))
        if entry.record.key in bundle.posts_held_said and entry.number > 0
    }
    kept = {entry.number for entry in entries.get("assignments", ()) if not entry.is_stopped}
    shape = shape_of(table("assignments"))
    for number, values in shape.rows_with("post_id", sorted(said)):
        if number in kept or not holds_on(values, as_of):
            continue
        post = said[_number(values["post"])]
        begins = values["starts_on"]
        if isinstance(begins, date) and begins >= as_of:
            problems.append(
                noted(
                    post.origin,
                    "holder_since_same_day",
                    found=post.record.label,
                    reason="Somebody else holds this post from the same day.",
                    cure="End one of the two assignments by hand if it was a mistake.",
                )
            )
            continue
        record = Record("assignments", "", {"ends_on": as_of - ONE_DAY}, post.origin, label=post.record.label)
        yield Entry(
            shape.table,
            record,
            number=number,
            values=dict(record.values),
            before=values,
            is_consequence=True,
        )


def _number(value: Scalar) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def choose_main_posts(assignments: Sequence[Entry], *, as_of: date) -> None:
    """Let each person have one main post: the one that goes on, else the first that the files name."""
    new = [entry for entry in written(assignments) if entry.is_new and "is_main" not in entry.record.values]
    people = sorted({person for entry in new if (person := _number(entry.values["person"])) > 0})
    there = {entry.number: entry for entry in written(assignments) if not entry.is_new}
    has_main: set[int] = set()
    for number, values in shape_of(table("assignments")).rows_with("person_id", people):
        final: Mapping[str, Scalar] = there[number].final if number in there else values
        if final["is_main"] is True and final["ends_on"] is None:
            has_main.add(_number(final["person"]))
    for entry in written(assignments):
        if entry.is_new and entry.values.get("is_main") is True and entry.values.get("ends_on") is None:
            has_main.add(_number(entry.values["person"]))
    for entry in new:
        person = _number(entry.values["person"])
        entry.values["is_main"] = person not in has_main
        if entry.values.get("ends_on") is None:
            has_main.add(person)


def fill_posts(entries: Entries, *, as_of: date, problems: list[Problem]) -> Iterator[Entry]:
    """Say how posts are filled where the source does not: by whether anybody holds them on the day.

    Changes entries of posts in place, and gives entries for posts that no row speaks of. Notes rows that say otherwise.
    """
    posts = {entry.number: entry for entry in written(entries.get("posts", ()))}
    assignments = list(written(entries.get("assignments", ())))
    moved = {_number(entry.final["post"]) for entry in assignments if entry.is_new or entry.changed}
    unsaid = {number for number, entry in posts.items() if "filling" not in entry.record.values}
    concerned = unsaid | moved
    held, ended = _holders(concerned, assignments, as_of)
    for number, entry in posts.items():
        if number not in unsaid:
            _note_filling(entry, is_moved=number in moved, is_held=number in held, problems=problems)
            if "vacant_since" not in entry.record.values:
                entry.values.update(_since(entry, as_of))
    for number in unsaid:
        entry = posts[number]
        entry.values.update(_filling(entry.final, number in held, ended.get(number), as_of))
    others = sorted(number for number in concerned if number not in posts and number > 0)
    shape = shape_of(table("posts"))
    for number, values in shape.rows_with("pk", others):
        changed = _filling(values, number in held, ended.get(number), as_of)
        if changed:
            cause = next(entry for entry in assignments if entry.final["post"] == number)
            record = Record("posts", str(values["reference"]), changed, cause.origin, label=str(values["title"]))
            yield Entry(shape.table, record, number=number, values=dict(changed), before=values, is_consequence=True)


def _holders(posts: set[int], assignments: Sequence[Entry], as_of: date) -> tuple[set[int], dict[int, date]]:
    """Return the posts that somebody holds on the day, and the last day on which others were held."""
    there = {entry.number: entry for entry in assignments if not entry.is_new}
    finals: list[Mapping[str, Scalar]] = [entry.final for entry in assignments]
    for number, values in shape_of(table("assignments")).rows_with("post_id", sorted(p for p in posts if p > 0)):
        if number not in there:
            finals += [values]
    held = {_number(final["post"]) for final in finals if holds_on(final, as_of)}
    ended: dict[int, date] = {}
    for final in finals:
        last, post = final["ends_on"], _number(final["post"])
        if isinstance(last, date) and last < as_of:
            ended[post] = max(last, ended.get(post, last))
    return held, ended


def _filling(values: Mapping[str, Scalar], is_held: bool, ended: date | None, as_of: date) -> dict[str, Scalar]:  # noqa: FBT001 (a fact beside others)
    filling = values.get("filling")
    if is_held:
        return {} if filling == "named" else {"filling": "named", "vacant_since": None}
    if filling == "named":
        return {"filling": "vacant", "vacant_since": ended + ONE_DAY if ended else as_of}
    return {} if filling else {"filling": "vacant"}


def _note_filling(entry: Entry, *, is_moved: bool, is_held: bool, problems: list[Problem]) -> None:
    """Note a post whose row says that nobody holds it, when another row says who does; or the other way round."""
    filling = entry.values["filling"]
    if not is_moved or (filling == "named") == is_held:
        return
    problems.append(
        noted(
            entry.origin,
            "filling_contradicts",
            column="filling",
            found=str(filling),
            reason="Somebody holds this post on the day." if is_held else "Nobody holds this post on the day.",
            cure="Correct the filling, or leave it empty: then it is worked out from who holds the post.",
        )
    )


def _since(entry: Entry, as_of: date) -> dict[str, Scalar]:
    """Keep the first vacant day in step where the source says only that a post is vacant, or is not."""
    since = entry.before.get("vacant_since")
    if entry.values["filling"] != "vacant":
        return {"vacant_since": None} if since is not None else {}
    was_filled = not entry.is_new and entry.before.get("filling") != "vacant"
    return {"vacant_since": as_of} if was_filled else {}


def date_changes(entries: Entries, *, now: datetime) -> None:
    """Let items that change say when they did, unless the file does."""
    for found in entries.values():
        for entry in written(found):
            if entry.table.item_kind and entry.changed and "changed_at" not in entry.record.values:
                entry.values["changed_at"] = now


def cite_versions(links: Sequence[Entry], entries: Entries) -> None:
    """Let new links cite the version of the upper item as it stands, unless the file says another."""
    versions = {
        entry.number: entry.final.get("version")
        for found in entries.values()
        for entry in found
        if entry.table.item_kind
    }
    unsaid = [entry for entry in written(links) if entry.is_new and "upper_version" not in entry.record.values]
    numbers = sorted({_number(entry.values["upper"]) for entry in unsaid} - set(versions))
    for start in range(0, len(numbers), 500):
        versions.update(Item.objects.filter(pk__in=numbers[start : start + 500]).values_list("pk", "version"))
    for entry in unsaid:
        entry.values["upper_version"] = versions.get(_number(entry.values["upper"])) or 1
