"""Tasks by the million: made one at a time, never held. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import timedelta

from goldenthread.example.chance import Chance
from goldenthread.example.days import Days
from goldenthread.example.sized import words
from goldenthread.example.sized.items import Items, Serves
from goldenthread.example.sized.sizes import OPEN_EACH, Size
from goldenthread.example.sized.structure import Team

Task = tuple[object, ...]
Choice = tuple[int | None, int, int]
LENSES = ("manage", "manage", "manage", "lead", "shared")


class Tasks:
    """Yields task rows in the columns of their table (`northmoor.tasks.COLUMNS`), and afterwards the words of open ones."""

    def __init__(self, days: Days, size: Size, teams: list[Team], items: Items) -> None:
        self.days, self.size, self.teams, self.items = days, size, teams, items
        self.chance = Chance(f"tasks {size.code}")
        self.titles = [
            f"{verb} {thing.format(area=area, service=service.lower())}"
            for verb in words.VERBS for thing, area, service in zip(words.THINGS, words.AREAS, words.SERVICES, strict=False)
        ]  # fmt: skip
        self.oldest = 365 * size.years
        # ISO text of every day that a task may bear, by its distance from the oldest.
        self.text = [(days.today + timedelta(days=away)).isoformat() for away in range(-self.oldest - 60, 260)]
        self.base = self.oldest + 60
        self.open_numbers = array("q")
        self.open_titles = array("i")

    def rows(self) -> Iterator[Task]:
        number = 0
        for team in self.teams:
            serves = self.items.serves[team.unit]
            for post, person in ((team.head_post, team.head), *team.members):
                for row in self._open(number, post, person, team.head, serves):
                    number += 1
                    yield row
                for row in self._over(number, person, team.head, serves):
                    number += 1
                    yield row

    def _open(self, number: int, post: int, person: int, asker: int, serves: Serves) -> Iterator[Task]:
        draw, text, base, now = self.chance.draw, self.text, self.base, serves.now
        own = self.items.aims.get(person, ())
        for place in range(OPEN_EACH):
            number += 1
            drawn = draw()
            title = int(drawn * 1e6) % len(self.titles)
            item = (
                None
                if drawn < 0.001
                else own[place // 8 % len(own)]
                if own and place % 8 == 7
                else now[int(drawn * 1e4) % len(now)]
            )
            if place < 3:
                due, planned = base + place, text[base]
            elif drawn < 0.03:
                due, planned = base - 1 - int(draw() * 20), None
            else:
                due, planned = base + 1 + int(draw() * draw() * 200), None
            is_doing = place % 9 == 4
            for_post = place == 39
            minutes = 15 + 15 * int(draw() * 6)
            self.open_numbers.append(number)
            self.open_titles.append(title)
            yield (
                number, self.titles[title], "", item, None if for_post else person, post if for_post else None, asker,
                LENSES[place % 5], "doing" if is_doing else "open", 2, minutes, minutes // 2 if is_doing else minutes, None,
                text[due], planned, None, text[base - 5] if is_doing else None, None, 0, text[base - 1 - place] + " 08:00:00",
            )  # fmt: skip

    def _over(self, number: int, person: int, asker: int, serves: Serves) -> Iterator[Task]:
        draw, text, titles, now, before = self.chance.draw, self.text, self.titles, serves.now, serves.before
        count = self.size.tasks_each - OPEN_EACH
        oldest, years, lenses, base = self.oldest, self.size.years, LENSES, self.base
        for place in range(count):
            number += 1
            drawn = draw()
            back = int(oldest * place / count)
            year = back // 365
            done = text[base - back]
            serving = now[int(drawn * 1e4) % len(now)] if year == 0 or year >= years else before[year - 1]
            minutes = 15 + 15 * int(drawn * 6)
            made = text[base - back - 14]
            yield (
                number, titles[int(drawn * 1e6) % len(titles)], "", serving, person, None, asker, lenses[place % 5], "done", 2, minutes,
                0, None, text[base - back - 2 + int(drawn * 6)], None, None, made, done, 0, made + " 08:00:00",
            )  # fmt: skip

    def open_words(self) -> Iterator[tuple[int, str]]:
        """Yield number and title of each open task; only after all rows have been made."""
        for number, title in zip(self.open_numbers, self.open_titles, strict=True):
            yield number, self.titles[title]
