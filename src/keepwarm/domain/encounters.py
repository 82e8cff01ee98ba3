"""Encounters: meeting one person, and what becomes of it."""

from dataclasses import dataclass
from datetime import date, datetime

from keepwarm.domain.meeting import Follow, Opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """Meeting one person, at an event or at some other `place`.

    `got_on` and `again` are the owner's own feeling about a first meeting. Somebody left at that comes back
    once, on `back_on` or at a shared event before (`came_back`). `interaction_id` is the talk that they had.
    """

    person_id: int
    at: datetime
    event_id: int | None = None
    interaction_id: int | None = None
    place: str = ""
    follow: Follow = Follow.OPEN
    got_on: Opinion | None = None
    again: Opinion | None = None
    back_on: date | None = None
    came_back: bool = False
