"""Whom a host could introduce to each other tonight, and why: in what both of them said, nobody twice."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from keepwarm.domain.facts_told import Told, telling_words
from keepwarm.domain.first_lines import may_be_said
from keepwarm.domain.fitting import fits, words_needed
from keepwarm.domain.ids import Pair, pair_of

PAIRS = 3
"""As many introductions as a host can make in an evening and still be present."""

_MOST_GUESTS = 120
"""Of a larger gathering as many are compared; a host introduces whom they can find in the room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """Somebody of the book who will be there: what they look for, what they can provide, what they told."""

    person_id: int
    name: str
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Two who should meet: what the one said and what the other said, as they said it.

    `helps` says that the other can provide what the one looks for; else the two have it in common.
    """

    person_id: int
    name: str
    said: str
    other_id: int
    other_name: str
    other_said: str
    helps: bool


def introductions(guests: Sequence[Host], acquainted: Collection[Pair]) -> tuple[Introduction, ...]:
    """The best pairs, at most three: who can help whom goes before what two have in common.

    `acquainted` are pairs who know each other already. Nobody comes twice.
    """
    here = sorted(guests, key=lambda one: (one.name, one.person_id))[:_MOST_GUESTS]
    strangers = [
        pair
        for pair in combinations(here, 2)
        if pair_of(pair[0].person_id, pair[1].person_id) not in acquainted
    ]
    found = [*_of(strangers, helping=True), *_of(strangers, helping=False)]
    taken: set[int] = set()
    chosen: list[Introduction] = []
    for one in found:
        if len(chosen) < PAIRS and not taken & {one.person_id, one.other_id}:
            chosen.append(one)
            taken |= {one.person_id, one.other_id}
    return tuple(chosen)


def _of(strangers: Sequence[tuple[Host, Host]], *, helping: bool) -> Iterator[Introduction]:
    for one, other in strangers:
        found = _help(one, other) or _help(other, one) if helping else _in_common(one, other)
        if found is not None:
            yield found


def _help(one: Host, other: Host) -> Introduction | None:
    """What the one looks for and the other can provide, or does."""
    skills = [told.text for told in other.told if told.may_be_used and may_be_said(told.text, other.told)]
    for need in one.needs:
        needed = words_needed(need)
        for said in (*other.offers, *skills):
            if fits(said, needed):
                return _pair(one, need, other, said, helps=True)
    return None


def _in_common(one: Host, other: Host) -> Introduction | None:
    for mine in _sayable(one):
        shared = telling_words([mine])
        for theirs in _sayable(other):
            if shared & telling_words([theirs]):
                return _pair(one, mine, other, theirs, helps=False)
    return None


def _sayable(one: Host) -> list[str]:
    """What they told that may be said, the latest first."""
    told = sorted(one.told, key=lambda said: (said.learned_on, said.text), reverse=True)
    return [said.text for said in told if said.may_be_used and may_be_said(said.text, one.told)]


def _pair(one: Host, said: str, other: Host, other_said: str, *, helps: bool) -> Introduction:
    return Introduction(
        person_id=one.person_id,
        name=one.name,
        said=said,
        other_id=other.person_id,
        other_name=other.name,
        other_said=other_said,
        helps=helps,
    )
