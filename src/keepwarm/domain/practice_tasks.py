"""The tasks of the thirty days, and by what each is known to be done: by what stands in the book since.

Nobody ticks a task off. What the journal has since the day was begun is the evidence; what came in from
files and feeds by itself is none.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import FavourState
from keepwarm.domain.fact_order import FORM
from keepwarm.domain.interactions import Direction
from keepwarm.domain.meeting import Follow, Format
from keepwarm.domain.people import REASONS, FactKind, Side

OLD_TIE = timedelta(days=365)
"""After how long a silence a tie is an old one, which is taken up again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of the journal: what was before and after, by columns, on which day of the owner's."""

    position: int
    noun: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A talk with one person, as a rule looks back on it; `position` is 0 of those from before."""

    position: int
    person_id: int
    at: datetime
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Changes in their order; the talks with those people, of before too; the kinds of events before."""

    changes: Sequence[Change] = ()
    talks: Sequence[Talk] = ()
    kinds_before: frozenset[str] = field(default_factory=frozenset)

    def last_talk(self, change: Change) -> Talk | None:
        """The last talk, before a change, with the person whom it is about."""
        before = (
            talk
            for talk in self.talks
            if talk.person_id == change.after["person_id"] and talk.position < change.position
        )
        return max(before, key=lambda talk: talk.at, default=None)


Fits = Callable[[Change, Evidence], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Done by `times` changes of a table that fit, which differ in the column `apart`, where one is named.

    `line` is a line of the worksheet whose answer does it as well: it may say again what stood there before.
    """

    noun: str
    fits: Fits
    times: int = 1
    apart: str = ""
    line: str = ""

    def done_on(self, evidence: Evidence, after: int) -> date | None:
        """The day on which the last that it takes came about, behind a position; None before that."""
        seen: set[object] = set()
        for change in evidence.changes:
            if change.position <= after:
                continue
            if self.line and change.noun == "practice" and self.line in _answered(change):
                return change.on
            if change.noun == self.noun and self.fits(change, evidence):
                seen.add(change.after[self.apart] if self.apart else change.position)
                if len(seen) == self.times:
                    return change.on
        return None


def _answered(change: Change) -> Collection[str]:
    """The lines of the worksheet that have an answer after a change."""
    text = change.after["answers"]
    return json.loads(text) if text else ()


def _new(**columns: Iterable[str]) -> Fits:
    """A new row whose columns have one of these values."""
    wanted = {name: frozenset(values) for name, values in columns.items()}
    return lambda change, _: (
        change.before is None and all(change.after[name] in values for name, values in wanted.items())
    )


def _became(column: str, values: Iterable[str], **others: str) -> Fits:
    """A row whose column came to have one of these values, by which it was none of them before."""
    wanted = frozenset(values)
    return lambda change, _: (
        change.after[column] in wanted
        and (change.before is None or change.before[column] not in wanted)
        and all(change.after[name] == value for name, value in others.items())
    )


def _filled(*columns: str) -> Fits:
    """A row of which one of these columns came to say something, or something else."""
    return lambda change, _: any(
        change.after[name] and (change.before is None or change.before[name] != change.after[name])
        for name in columns
    )


def _setting(*names: str) -> Fits:
    return lambda change, _: change.after["name"] in names


def _any(_change: Change, _evidence: Evidence) -> bool:
    return True


def _says_who_talked(change: Change, _evidence: Evidence) -> bool:
    return change.before is None and change.after.get("my_share") is not None


def _on_another_channel(change: Change, evidence: Evidence) -> bool:
    """A new next step, on another channel than that of the last talk."""
    last = evidence.last_talk(change)
    channel = change.after["channel"]
    return change.before is None and bool(channel) and last is not None and last.channel != channel


def _takes_up_an_old_tie(change: Change, evidence: Evidence) -> bool:
    """A talk with somebody of whom nothing was heard for a year."""
    own = [talk for talk in evidence.talks if talk.position == change.position]
    last = evidence.last_talk(change)
    return bool(own) and last is not None and own[0].at - last.at >= OLD_TIE


def _of_a_new_kind(change: Change, evidence: Evidence) -> bool:
    kinds = {one.after["kind"] for one in evidence.changes if _is_earlier_event(one, change)}
    return change.before is None and change.after["kind"] not in evidence.kinds_before | kinds


def _is_earlier_event(one: Change, change: Change) -> bool:
    return one.noun == "events" and one.position < change.position


_BEYOND_THE_CARD = (
    FactKind.FAMILY,
    FactKind.RECREATION,
    FactKind.MOTIVATION,
    FactKind.INTERESTS,
    FactKind.LIKES,
    FactKind.SKILLS,
)
_OFFERED = (FavourState.OFFERED, FavourState.WANTED, FavourState.DONE)

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "reason": Rule(noun="facts", fits=_new(kind=REASONS)),
        "few": Rule(noun="owner_settings", fits=_setting("capacity", "quiet_days", "quiet_hours")),
        "talk": Rule(noun="interactions", fits=_new(direction=(Direction.MUTUAL,))),
        "question": Rule(noun="facts", fits=_new(kind=(FactKind.QUESTION,))),
        "listen": Rule(noun="interactions", fits=_says_who_talked),
        "form": Rule(noun="facts", fits=_new(kind=FORM), times=2, apart="kind"),
        "give": Rule(noun="favours", fits=_new(side=(Side.MINE,))),
        "offer": Rule(noun="favours", fits=_became("state", _OFFERED[:2], side=Side.MINE)),
        "capture": Rule(noun="encounters", fits=_new()),
        "wish": Rule(noun="wishes", fits=_any),
        "prefer": Rule(noun="preferences", fits=_any),
        "voice": Rule(
            noun="interactions",
            fits=_new(direction=(Direction.MUTUAL,), channel=(Channel.CALL, Channel.VIDEO)),
        ),
        "next": Rule(noun="next_steps", fits=_new()),
        "follow": Rule(noun="encounters", fits=_became("follow", (Follow.PLACED, Follow.DONE))),
        "other-channel": Rule(noun="next_steps", fits=_on_another_channel),
        "pitch": Rule(noun="owner_settings", fits=_setting("pitch"), line="pitch"),
        "one-to-one": Rule(noun="one_to_ones", fits=_new()),
        "not-coffee": Rule(noun="one_to_ones", fits=_became("format", set(Format) - {Format.COFFEE})),
        "refer": Rule(noun="owner_settings", fits=_setting("send_me"), line="send-me"),
        "remembered": Rule(noun="facts", fits=_new(kind=(FactKind.SAYS_I_DO,))),
        "ask": Rule(noun="favours", fits=_became("state", (FavourState.WANTED,), side=Side.THEIRS)),
        "introduce": Rule(
            noun="favours", fits=_became("state", _OFFERED, side=Side.MINE), times=2, apart="person_id"
        ),
        "event": Rule(noun="events", fits=_filled("goal")),
        "guest": Rule(noun="attendees", fits=_filled("question")),
        "beyond": Rule(noun="facts", fits=_new(kind=_BEYOND_THE_CARD)),
        "unlike": Rule(noun="events", fits=_of_a_new_kind),
        "rhythm": Rule(noun="bearings", fits=_filled("cadence_days")),
        "thanks": Rule(noun="favours", fits=_became("state", (FavourState.THANKED,))),
        "old-friend": Rule(noun="participants", fits=_takes_up_an_old_tie),
        "three-next": Rule(noun="next_steps", fits=_new(), times=3, apart="person_id"),
    }
)
"""By the word of a task, how it is recognised."""

TASKS = tuple(RULES)
"""The tasks, by day."""

NOUNS = frozenset(rule.noun for rule in RULES.values()) | {"interactions", "practice"}
"""The tables that are looked at."""
