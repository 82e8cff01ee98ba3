"""What is known of two people who may know each other: how likely it is, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import prod
from types import MappingProxyType

from keepwarm.domain.details import RelationKind
from keepwarm.domain.policy import INTRODUCTIONS
from keepwarm.domain.reasons import Reason

RELATED: Mapping[RelationKind, float] = MappingProxyType(
    {
        RelationKind.SPOUSE: 0.95,
        RelationKind.PARTNER: 0.95,
        RelationKind.PARENT: 0.9,
        RelationKind.CHILD: 0.9,
        RelationKind.SIBLING: 0.9,
        RelationKind.RELATIVE: 0.7,
        RelationKind.FRIEND: 0.85,
        RelationKind.COLLEAGUE: 0.6,
        RelationKind.MANAGER: 0.65,
        RelationKind.REPORT: 0.65,
        RelationKind.ASSISTANT: 0.8,
        RelationKind.ASSISTS: 0.8,
        RelationKind.INTRODUCED_BY: 0.75,
        RelationKind.INTRODUCED: 0.75,
        RelationKind.MEMBER: 0.4,
        RelationKind.MEMBER_OF: 0.4,
        RelationKind.OTHER: 0.5,
    }
)
"""By what one is to the other, how likely a word from one finds the other's ear; conventions of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """What is known of two people together.

    `relation` is what the second is to the first, the nearest where there are several; `times` how often they
    were in one talk, mail or meeting of few. `events` and `circles` are the names of those at which both
    were met, or to which both belong; `workplace` where both work, or worked at one time.
    """

    relation: RelationKind | None = None
    times: int = 0
    events: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    workplace: str = ""

    @property
    def chance(self) -> float:
        """How likely they know each other; one place of work counts only where nothing better is known."""
        unknown = prod(1.0 - one for one in self._chances())
        if unknown == 1.0 and self.workplace:
            return INTRODUCTIONS.one_workplace
        return 1.0 - unknown

    def _chances(self) -> Iterator[float]:
        if self.relation is not None:
            yield RELATED[self.relation]
        if self.times:
            seen = 1.0 - (1.0 - INTRODUCTIONS.seen_once) ** self.times
            yield min(seen, INTRODUCTIONS.seen_most)
        yield from (INTRODUCTIONS.one_event for _ in self.events)
        yield from (INTRODUCTIONS.one_circle for _ in self.circles)

    @property
    def turned(self) -> "Acquaintance":
        """The same, seen from the second."""
        return replace(self, relation=None if self.relation is None else self.relation.inverse)

    def reasons(self, one: str, other: str) -> tuple[Reason, ...]:
        """Why, the most telling first, with the names of the two."""
        return tuple(self._reasons({"one": one, "other": other}))

    def _reasons(self, names: Mapping[str, str]) -> Iterator[Reason]:
        if self.relation is not None:
            yield Reason.of("know_by_relation", kind=self.relation.value, **names)
        if self.times:
            yield Reason.of("know_by_talks", times=self.times, **names)
        if self.circles:
            yield Reason.of("know_by_circle", name=self.circles[0], **names)
        if self.events:
            yield Reason.of("know_by_event", name=self.events[0], others=len(self.events) - 1, **names)
        if self.workplace and not (self.relation or self.times or self.circles or self.events):
            yield Reason.of("know_by_workplace", name=self.workplace, **names)


def nearer(one: RelationKind | None, other: RelationKind) -> RelationKind:
    """The relation that says more of two people."""
    if one is None:
        return other
    return min(one, other, key=lambda kind: (-RELATED[kind], kind))
