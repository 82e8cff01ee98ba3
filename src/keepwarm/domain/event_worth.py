"""Is it the right event? Who will be there, which goals it serves, how unlike the last; never a score."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from keepwarm.domain.fitting import fits, words_needed
from keepwarm.domain.meeting import EventKind
from keepwarm.domain.reasons import Reason
from keepwarm.domain.recognition import organization_key

LOOKED_BACK = 5
"""So many events are looked back at: a habit shows by then."""

_FEWEST_TO_COMPARE = 3
_MOST_NAMES = 3
_MOST_GOALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Somebody who will be there; `is_known` says that they are in the book."""

    name: str
    organization: str = ""
    title: str = ""
    is_known: bool = False
    is_planned: bool = False
    is_fading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An event that the owner went to: of whom they met there, how many were new, and their organizations."""

    kind: EventKind
    met: int = 0
    met_new: int = 0
    organizations: frozenset[str] = frozenset()


def worth_of(
    kind: EventKind, words: str, expected: Sequence[Expected], goals: Iterable[str], last: Sequence[Past]
) -> tuple[Reason, ...]:
    """What speaks for going, and what speaks for another event; `words` are its name and what it is about.

    `last` are the events gone to before, the latest first.
    """
    return (
        *_who(expected),
        *_goals(words, expected, list(goals)),
        *_unlike(kind, expected, last[:LOOKED_BACK]),
    )


def _who(expected: Sequence[Expected]) -> Iterator[Reason]:
    planned = [one.name for one in expected if one.is_planned]
    fading = [one.name for one in expected if one.is_fading and not one.is_planned]
    known = sum(one.is_known for one in expected)
    if planned:
        yield Reason.of("planned_there", names=_few(planned), others=_others(planned))
    if fading:
        yield Reason.of("fading_there", names=_few(fading), others=_others(fading))
    if not expected:
        yield Reason.of("nobody_listed")
    elif not planned and not fading:
        yield Reason.of("listed_there", count=len(expected), known=known)


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMES])


def _others(names: Sequence[str]) -> int:
    return max(len(names) - _MOST_NAMES, 0)


def _goals(words: str, expected: Sequence[Expected], goals: list[str]) -> Iterator[Reason]:
    """Which goals it serves, by the words that say so; that it serves none only where there are some."""
    served = list(_served(words, expected, goals))
    yield from served[:_MOST_GOALS]
    if goals and not served:
        yield Reason.of("serves_no_goal")


def _served(words: str, expected: Sequence[Expected], goals: list[str]) -> Iterator[Reason]:
    for goal in goals:
        needed = words_needed(goal)
        if fits(words, needed):
            yield Reason.of("serves_goal", goal=goal, word=_shared(words, needed))
            continue
        for one in expected:
            work = f"{one.title} {one.organization}"
            if fits(work, needed):
                word = _shared(work, needed)
                yield Reason.of("guest_serves_goal", goal=goal, name=one.name, word=word)
                break


def _shared(words: str, needed: frozenset[str]) -> str:
    """The word of the event, as it is written, that stands in the goal too."""
    written = (word.strip(".,;:!?()[]\"'“”") for word in words.split())
    return next((word for word in written if word and fits(word, needed)), "")


def _unlike(kind: EventKind, expected: Sequence[Expected], last: Sequence[Past]) -> Iterator[Reason]:
    if len(last) < _FEWEST_TO_COMPARE:
        return
    alike = sum(past.kind is kind for past in last)
    if not alike:
        yield Reason.of("other_kind", kind=kind.value, count=len(last))
    elif alike == len(last):
        yield Reason.of("same_kind_again", kind=kind.value, count=len(last))
    before = frozenset[str]().union(*(past.organizations for past in last))
    fresh = {one.organization.strip(): organization_key(one.organization) for one in expected}
    unmet = sorted(name for name, key in fresh.items() if key and key not in before)
    if before and unmet:
        yield Reason.of("other_organizations", names=_few(unmet), others=_others(unmet))
    met, new = sum(past.met for past in last), sum(past.met_new for past in last)
    if met:
        yield Reason.of("new_people_lately", met=met, new=new, count=len(last))
