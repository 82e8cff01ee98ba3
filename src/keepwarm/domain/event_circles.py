"""The roster of a recurring group: whom to look for there, not thirty familiar faces."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

NEW_FOR = timedelta(days=60)
"""So long somebody is new to a group: two or three of its evenings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of a group: since when, the last one-to-one with them, what is promised between the two."""

    person_id: int
    name: str
    organization: str = ""
    joined_on: date | None = None
    one_to_one_on: date | None = None
    promises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Three short lists, each person in the first that fits; `others` are the familiar faces, counted."""

    promised: tuple[Member, ...]
    newcomers: tuple[Member, ...]
    spoken: tuple[Member, ...]
    others: int


def roster(members: Sequence[Member], today: date) -> Roster:
    """Whom to look for: promises to follow up, who is new, who has had a one-to-one with the owner."""
    in_order = sorted(members, key=lambda one: (one.name, one.person_id))
    promised = [one for one in in_order if one.promises]
    rest = [one for one in in_order if not one.promises]
    new = [one for one in rest if one.joined_on is not None and today - one.joined_on <= NEW_FOR]
    spoken = [one for one in rest if one not in new and one.one_to_one_on is not None]
    return Roster(
        promised=tuple(promised),
        newcomers=tuple(new),
        spoken=tuple(sorted(spoken, key=lambda one: one.one_to_one_on or today, reverse=True)),
        others=len(rest) - len(new) - len(spoken),
    )
