"""What a week, a month or a year came to, worked out once more from the raw rows of a book.

Written from the rules of docs/reference/review.md and of the model's plan; plain, slow, and sharing no line
with the product. A book in UTC is taken for granted: a day of it is a day since 1970.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from tests.independent import model

MICROSECONDS = 86_400 * 1_000_000
VOICE = ("in-person", "video", "call")
HELPED = ("done", "thanked")
LEARNED = (
    "family", "occupation", "recreation", "motivation", "goals", "accomplishments", "interests", "networks",
    "skills", "does", "for-whom", "send-them", "says-i-do", "likes", "dislikes", "do-not-mention", "question",
)  # fmt: skip


class Passed(NamedTuple):
    """Something that passed with one person; `side` is out, in or mutual."""

    t: float
    channel: str
    side: str
    share: int | None
    interaction_id: int


class Days(NamedTuple):
    """From one day until before another."""

    first: date
    until: date

    def has(self, day: str | None) -> bool:
        return day is not None and self.first.isoformat() <= day < self.until.isoformat()

    def spans(self, t: float) -> bool:
        return number(self.first) <= t < number(self.until)


def number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


class Rows:
    """The rows of a book that a review may look at, by table, of ordinary people alone."""

    def __init__(self, path: Path, now: float) -> None:
        self.now = now
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            connection.row_factory = sqlite3.Row
            self._connection = connection
            everybody = self._all("people")
            self.names = {row["person_id"]: row["name"] for row in everybody if row["standing"] == "ordinary"}
            self.confirmed = {row["person_id"]: row["spoken_confirmed_on"] for row in everybody}
            self.past = self._past()
            self.tables = {name: self._of_people(name) for name in _OF_PEOPLE}
            self.events, self.introductions = self._all("events"), self._all("introductions")
            self.practice, self.circles = self._all("practice"), self._all("circles")
            self.calibration = next(
                model.Calibration(row["alpha"], row["beta"])
                for row in self._all("calibrations")
                if row["horizon"] == 90
            )
        connection.close()

    def _all(self, table: str) -> list[Any]:
        return list(self._connection.execute(f"SELECT * FROM {table}"))

    def _of_people(self, table: str) -> list[Any]:
        return [row for row in self._all(table) if row["person_id"] in self.names]

    def _past(self) -> dict[int, list[Passed]]:
        talks = {row["interaction_id"]: row for row in self._all("interactions")}
        past: dict[int, list[Passed]] = {person_id: [] for person_id in self.names}
        for row in self._of_people("participants"):
            talk = talks[row["interaction_id"]]
            t = talk["at"] / MICROSECONDS
            if talk["counts"] and talk["recipients"] <= 10 and t <= self.now:
                one = Passed(t, talk["channel"], talk["direction"], talk["my_share"], talk["interaction_id"])
                past[row["person_id"]].append(one)
        return {person_id: sorted(those, key=lambda one: one[:3]) for person_id, those in past.items()}


_OF_PEOPLE = (
    "facts", "favours", "referrals", "encounters", "promises", "one_to_ones", "circle_members", "wishes",
)  # fmt: skip


def talks_of(past: list[Passed]) -> list[tuple[float, str]]:
    """Each meeting; and each answer: the first of a run, within 30 days of the first of the other's run."""
    found = [(one.t, one.channel) for one in past if one.side == "mutual"]
    runs = [one for before, one in pairwise([None, *past]) if one and (not before or before.side != one.side)]
    for turn, answer in pairwise(runs):
        if "mutual" not in (turn.side, answer.side) and answer.t - turn.t <= 30:
            found.append((answer.t, answer.channel))
    return sorted(found)


def openings_of(past: list[Passed]) -> list[tuple[float, str]]:
    """When an exchange began, first of all or after seven quiet days, and who began it."""
    return [
        (one.t, one.side)
        for before, one in pairwise([None, *past])
        if one and (not before or one.t - before.t >= 7)
    ]


def was_connection(rows: Rows, person_id: int, day: int) -> bool:
    """Whether somebody was a connection as a day began."""
    past = [one for one in rows.past[person_id] if one.t < day]
    contact = sorted({math.floor(one.t) for one in past})
    if not contact:
        return False
    probability = model.calibrate(model.tie_probability(contact, day, 90), rows.calibration)
    talks = talks_of(past)
    talked = sorted({math.floor(t) for t, _ in talks})
    heard = [math.floor(t) for t, channel in talks if channel in VOICE]
    if (said := rows.confirmed[person_id]) and number(date.fromisoformat(said)) < day:
        heard.append(number(date.fromisoformat(said)))
    if probability < model.DORMANT_BELOW or len(talked) < 2 or not heard:
        return False
    sides = {side for _, side in openings_of(past)}
    helped = {row["side"] for row in rows.tables["favours"] if _is(row, person_id, HELPED)}
    helped |= {
        row["side"] for row in rows.tables["referrals"] if _is(row, person_id, ("in touch", "came to"))
    }
    if "mutual" not in sides and not {"in", "out"} <= sides and helped != {"mine", "theirs"}:
        return False
    window = max(365.0, 2 * model.due(contact, 0.5))
    return day <= min(talked[-2], max(heard)) + window


def _is(row: Any, person_id: int, states: Iterable[str]) -> bool:
    return row["person_id"] == person_id and row["state"] in states


def reviewed(rows: Rows, these: Days, earlier: Days) -> dict[str, Any]:
    """Every number of a period that is over."""
    talks = {person_id: talks_of(past) for person_id, past in rows.past.items()}
    within = {one: [talk for talk in those if these.spans(talk[0])] for one, those in talks.items()}
    spoken = {one for one, those in within.items() if those}
    before = {one for one, those in talks.items() if any(earlier.spans(t) for t, _ in those)}
    at = {talk for those in within.values() for talk in those}
    opened = Counter(side for past in rows.past.values() for t, side in openings_of(past) if these.spans(t))
    began = {one for one in rows.names if was_connection(rows, one, number(these.first))}
    ended = {one for one in rows.names if was_connection(rows, one, number(these.until))}
    no = {row["person_id"] for row in rows.tables["wishes"] if row["answer"] == "no"}
    days = {date(1970, 1, 1) + timedelta(days=math.floor(t)) for t, _ in at}
    return {
        "connections": (len(began), len(ended)),
        "made": _names(rows, ended - began),
        "lost": _names(rows, began - ended - no),
        "talks": len(at),
        "by_channel": dict(Counter(channel for _, channel in at)),
        "people": len(spoken),
        "began": (opened["out"], opened["in"], opened["mutual"]),
        "first": _names(rows, {one for one in spoken if talks[one][0] in within[one]}),
        "again": _names(rows, {one for one in spoken if _after_silence(talks[one], these)}),
        "kept": (len(before), len(before & spoken)),
        "days": len(days),
        "weeks": len({day - timedelta(days=day.weekday()) for day in days}),
        **_written(rows, these, spoken, ended),
    }


def _names(rows: Rows, those: Iterable[int]) -> list[str]:
    return sorted(rows.names[one] for one in those)


def _after_silence(talks: list[tuple[float, str]], these: Days) -> bool:
    gaps = pairwise(math.floor(t) for t, _ in talks)
    return any(later - one >= 180 and these.spans(later) for one, later in gaps)


def _written(rows: Rows, these: Days, spoken: set[int], ended: set[int]) -> dict[str, Any]:
    shares = {
        one.interaction_id: one.share
        for person_id in spoken
        for one in rows.past[person_id]
        if one.share is not None and these.spans(one.t)
    }
    facts = [
        row["person_id"]
        for row in rows.tables["facts"]
        if row["person_id"] in spoken and row["kind"] in LEARNED and these.has(row["learned_on"])
    ]
    lines = [row for row in rows.tables["favours"] if these.has(row["noted_on"])]
    asks = [
        row for row in lines if row["side"] == "theirs" and row["source"] == "you" and row["state"] != "idea"
    ]
    met = [row for row in rows.tables["encounters"] if _at(rows, row, these)]
    circles = {row["circle_id"]: row["name"] for row in rows.circles}
    return {
        "listening": (len(shares), sum(share <= 50 for share in shares.values())),
        "learned": (len(facts), len(set(facts))),
        "gives": sum(row["side"] == "mine" and row["state"] in HELPED for row in lines),
        "asks": (len(asks), sum(row["state"] in HELPED for row in asks)),
        "introductions": sum(
            row["form"] == "made" and these.has(row["made_on"]) for row in rows.introductions
        ),
        "referrals": sum(
            row["side"] == "mine" and row["state"] != "idea" and these.has(row["noted_on"])
            for row in rows.tables["referrals"]
        ),
        "met": (len(met), sum(_is_followed(rows, row) for row in met)),
        "became": _names(rows, {row["person_id"] for row in met if row["event_id"]} & ended),
        "events": dict(
            Counter(
                row["kind"]
                for row in rows.events
                if row["state"] in ("went", "going") and _at(rows, row, these)
            )
        ),
        "one_to_ones": sum(
            row["state"] == "held" and _at(rows, row, these) for row in rows.tables["one_to_ones"]
        ),
        "promises": sum(
            row["side"] == "mine" and these.has(row["done_on"]) for row in rows.tables["promises"]
        ),
        "practice": len({row["done_on"] for row in rows.practice if these.has(row["done_on"])}),
        "groups": sorted(
            {circles[row["circle_id"]] for row in rows.tables["circle_members"] if row["person_id"] in spoken}
        ),
    }


def _at(rows: Rows, row: Any, these: Days) -> bool:
    t = row["at"]
    return t is not None and these.spans(t / MICROSECONDS) and t / MICROSECONDS <= rows.now


def _is_followed(rows: Rows, row: Any) -> bool:
    t = row["at"] / MICROSECONDS
    return any(t < one.t <= t + 2 and one.side in ("out", "mutual") for one in rows.past[row["person_id"]])
