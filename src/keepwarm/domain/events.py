"""Gatherings, in a room or online, from the first thought of going to the look back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from keepwarm.domain.dates import day_for_today
from keepwarm.domain.meeting import AttendeeState, EventKind, EventState

LONGEST_EVENT = timedelta(days=14)
"""A longer one is several, or a slip of the pen."""


class Phase(StrEnum):
    """What an event's page is for: planning, the pocket on the day, or looking back."""

    PLAN = "plan"
    DAY = "day"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A gathering with its plan (`goal`, `introduction`, `to_learn`) and its review (`learned`).

    `at` and `ends_at` are aware. `uid` is a calendar's own id, empty where it was typed; `circle_id` the
    recurring group that meets.
    """

    name: str
    kind: EventKind
    at: datetime
    ends_at: datetime | None = None
    state: EventState = EventState.IDEA
    circle_id: int | None = None
    place: str = ""
    link: str = ""
    about: str = ""
    goal: str = ""
    introduction: str = ""
    to_learn: str = ""
    learned: str = ""
    uid: str = ""
    reviewed_on: date | None = None

    @property
    def is_online(self) -> bool:
        """Whether nobody has to go anywhere."""
        return self.kind is EventKind.ONLINE or (bool(self.link) and not self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody of an event's list: somebody of the book (`person_id`), or of the list alone.

    `said` is the row as it came, in JSON. `reason`, `question`, `offer` and `problem` are the plan: why to
    meet them, what to ask, what the owner can offer, and which problem of theirs they could help with.
    """

    event_id: int
    name: str
    person_id: int | None = None
    organization: str = ""
    title: str = ""
    address: str = ""
    said: str = ""
    state: AttendeeState = AttendeeState.LISTED
    reason: str = ""
    question: str = ""
    offer: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody as a list names them; `said` is all of the row, by the titles of its columns."""

    name: str
    organization: str = ""
    title: str = ""
    address: str = ""
    said: Mapping[str, str] = field(default_factory=dict)


def phase_of(event: Event, now: datetime, zone: ZoneInfo) -> Phase:
    """What the page is for now. An evening belongs to its day until four in the morning, as Today does."""
    today, first, last = day_for_today(now, zone), *days_of(event, zone)
    if today < first:
        return Phase.PLAN
    return Phase.DAY if today <= last and event.state is not EventState.DECLINED else Phase.REVIEW


def days_of(event: Event, zone: ZoneInfo) -> tuple[date, date]:
    """The first and the last of the owner's days on which it is."""
    first = day_for_today(event.at, zone)
    if event.ends_at is None:
        return first, first
    return first, max(first, day_for_today(event.ends_at - timedelta(seconds=1), zone))
