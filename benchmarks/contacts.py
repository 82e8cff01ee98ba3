"""Tables of who was in touch with whom and when, and the questions that the tie model is asked about them.

A table has the columns day (days since its first event), src, dst, channel, n_recipients; `NAME.csv` or
`NAME.csv.gz`, and beside it `NAME.egos.txt` with the ids that are judged, where not everybody is.
"""

import csv
import gzip
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count, takewhile
from math import floor
from pathlib import Path
from typing import NamedTuple

from keepwarm.domain.history import Event, History, Way

MOST_RECIPIENTS = 10
DAYS_BETWEEN_SNAPSHOTS = 14
FIRST_SNAPSHOT = 0.6
"""Snapshots lie in the last 40 % of the span."""

Told = tuple[int, float, Way, int, int]
"""An event as `keepwarm.domain.ties.probabilities` takes it: person, t, way, channel, recipients."""

_SUFFIXES = (".csv.gz", ".csv")


class Question(NamedTuple):
    """At a snapshot: who of an ego's contacts will be in touch within the horizon?"""

    ego: int
    now: float
    past: list[Told]
    came: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Ego:
    """Everything of one person, in order of time."""

    number: int
    told: list[Told]

    @cached_property
    def times(self) -> list[float]:
        return [t for _, t, *_ in self.told]

    @cached_property
    def histories(self) -> dict[int, History]:
        """The same by contact, as the product holds it."""
        events: dict[int, list[Event]] = defaultdict(list)
        for person, t, way, channel, recipients in self.told:
            events[person].append(Event(t, way, channel, recipients))
        return {person: History.of(found) for person, found in events.items()}

    @cached_property
    def days(self) -> dict[int, list[int]]:
        """The contact days with each contact, ascending."""
        days: dict[int, set[int]] = defaultdict(set)
        for person, t, *_ in self.told:
            days[person].add(floor(t))
        return {person: sorted(found) for person, found in days.items()}

    def question(self, now: float, horizon: int) -> Question | None:
        """None where nothing at all is within the horizon, or nothing before it."""
        start, end = bisect_left(self.times, now), bisect_left(self.times, now + horizon)
        if start in (0, end):
            return None
        came = frozenset(person for person, *_ in self.told[start:end])
        return Question(self.number, now, self.told[:start], came)


@dataclass(frozen=True, kw_only=True)
class Table:
    """What is judged of one file: `first` and `last` day of all its rows, counted or not."""

    name: str
    egos: list[Ego]
    first: float
    last: float

    @property
    def judged_from(self) -> float:
        return self.first + FIRST_SNAPSHOT * (self.last - self.first)

    def snapshots(self, horizon: int) -> list[float]:
        """Every 14 days, as long as the whole horizon can be seen."""
        days = (self.judged_from + DAYS_BETWEEN_SNAPSHOTS * step for step in count())
        return list(takewhile(lambda day: day + horizon <= self.last, days))

    def questions(self, horizon: int) -> Iterator[tuple[Ego, Question]]:
        for ego in self.egos:
            for now in self.snapshots(horizon):
                if (question := ego.question(now, horizon)) is not None:
                    yield ego, question


def find_tables(folder: Path) -> dict[str, Path]:
    """The tables of a folder by name."""
    return {
        path.name.removesuffix(suffix): path
        for suffix in _SUFFIXES
        for path in sorted(folder.glob(f"*{suffix}"))
    }


def read_table(path: Path) -> Table:
    """The table of a file, and who of it is judged."""
    suffix = next(suffix for suffix in _SUFFIXES if path.name.endswith(suffix))
    name = path.name.removesuffix(suffix)
    named = path.with_name(f"{name}.egos.txt")
    judged = {int(word) for word in named.read_text().split()} if named.exists() else None
    with gzip.open(path, "rt", newline="") if suffix.endswith(".gz") else path.open(newline="") as file:
        return table_of(name, csv.DictReader(file), judged)


def table_of(name: str, rows: Iterable[Mapping[str, str]], judged: set[int] | None = None) -> Table:
    """Each row is an event of the one who wrote, and of the one who was written to."""
    told: dict[int, list[Told]] = defaultdict(list)
    first, last = float("inf"), float("-inf")
    for row in rows:
        day, src, dst = float(row["day"]), int(row["src"]), int(row["dst"])
        first, last = min(first, day), max(last, day)
        channel, recipients = int(row["channel"]), int(row["n_recipients"])
        if recipients <= MOST_RECIPIENTS and src != dst:
            told[src].append((dst, day, "out", channel, recipients))
            told[dst].append((src, day, "in", channel, recipients))
    egos = [
        Ego(number=ego, told=sorted(events, key=lambda event: event[1]))
        for ego, events in sorted(told.items())
        if judged is None or ego in judged
    ]
    return Table(name=name, egos=egos, first=first, last=last)
