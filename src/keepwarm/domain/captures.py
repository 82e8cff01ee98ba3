"""Capturing somebody just met: the day of a next step that was tapped, and who it may be in the book."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from keepwarm.domain.handle_keys import are_one, trait_of
from keepwarm.domain.likeness import Likeness
from keepwarm.domain.matching import Known
from keepwarm.domain.reasons import Reason
from keepwarm.domain.text import folded

_FRIDAY, _SUNDAY, _WEEK_DAYS = 4, 6, 7
_MIDDLE_OF_WEEK = 2
PART_OF_NAME = "part_of_name"
"""Of a reason: their name holds every word of the captured one's, and nothing else speaks for it."""

_BY_HANDLE = frozenset({"same_name_and_handle", "same_address"})
"""The existing rules by which somebody who is captured is certainly somebody of the book."""


class Soon(StrEnum):
    """When the next contact is to be, as one taps it beside somebody's name."""

    TOMORROW = "tomorrow"
    THIS_WEEK = "this-week"
    NEXT_WEEK = "next-week"


def day_of(soon: Soon, today: date) -> date:
    """The day by which it is due.

    This week ends on its Friday, from Friday on with its Sunday, and on a Sunday tomorrow; next week is
    its Wednesday, so that there is time on both sides of it.
    """
    match soon:
        case Soon.TOMORROW:
            return today + timedelta(days=1)
        case Soon.THIS_WEEK:
            last = _FRIDAY if today.weekday() < _FRIDAY else _SUNDAY
            return today + timedelta(days=max(last - today.weekday(), 1))
        case Soon.NEXT_WEEK:
            return today + timedelta(days=_WEEK_DAYS - today.weekday() + _MIDDLE_OF_WEEK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Who somebody is in the book, certainly, or may be: with the reason of each, the surest first."""

    certain: int | None = None
    likely: tuple[tuple[int, Reason], ...] = ()


def recognise_among(captured: Likeness, candidates: Mapping[int, Likeness]) -> Recognised:
    """Who of these the captured may be.

    Certain is one alone, by name and address together, as an import recognises them. Likely is whoever has
    an address of theirs or is called just so; then whose name begins with, or holds, every word of theirs.
    """
    known = Known()
    for person_id, likeness in candidates.items():
        known.learn(person_id, likeness)
    certain = [one.person_id for one in known.find_same(captured) if one.reason.code in _BY_HANDLE]
    if len(certain) == 1:
        return Recognised(certain=certain[0])
    found: dict[int, Reason] = {}
    for reasons in (_by_handle, _by_name, _by_part):
        for person_id, likeness in candidates.items():
            reason = reasons(captured, likeness)
            if reason is not None:
                found.setdefault(person_id, reason)
    return Recognised(likely=tuple(found.items()))


def _by_handle(captured: Likeness, other: Likeness) -> Reason | None:
    for handle in captured.handles:
        wanted = trait_of(handle)
        held = (trait for one in other.handles if (trait := trait_of(one)) is not None)
        if wanted is not None and any(one.key == wanted.key and are_one(one, wanted) for one in held):
            return Reason.of("same_handle", handle=handle.value)
    return None


def _by_name(captured: Likeness, other: Likeness) -> Reason | None:
    if _folded(captured.names) & _folded(other.names):
        return Reason.of("same_name", name=min(captured.names))
    return None


def _by_part(captured: Likeness, other: Likeness) -> Reason | None:
    wanted = [name.split() for name in _folded(captured.names)]
    held = [name.split() for name in _folded(other.names)]
    if any(_begins(words, name) for words in wanted for name in held):
        return Reason.of(PART_OF_NAME)
    return None


def _begins(words: list[str], name: list[str]) -> bool:
    """Whether a name holds all of the words, of which the last may be its beginning only."""
    *whole, last = words
    return set(whole) <= set(name) and any(one.startswith(last) for one in name)


def _folded(names: Iterable[str]) -> set[str]:
    return set(filter(None, map(folded, names)))
