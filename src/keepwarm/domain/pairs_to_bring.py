"""Whom the owner could bring together: what one looks for and another offers, or both care for.

Few and good: two who do not know each other, by how well their words meet times how probably both would
answer, nobody more than twice.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from keepwarm.domain.need_matching import GOOD_SHARE, NOTHING_SAME, Embed, Match, Offers, Said, Same
from keepwarm.domain.people import FactKind
from keepwarm.domain.reasons import Reason
from keepwarm.domain.text import folded

MOST_PAIRS = 5
"""So many are proposed at a time: an introduction takes a quarter of an hour."""

_MOST_OFTEN = 2
_MOST_MEETS = 3
"""So many lines of two people are shown beside each other."""

LeftPair = tuple[frozenset[int | None], str]
"""Two people in no order, None for the owner, and the folded need; "" where it is about anything."""


class Says(StrEnum):
    """What a line says of somebody: what they look for, can provide, want to reach, or like."""

    NEED = "need"
    OFFER = "offer"
    GOAL = "goal"
    INTEREST = "interest"


SAYS_OF_FACT: Mapping[FactKind, Says] = {
    FactKind.GOALS: Says.GOAL,
    FactKind.INTERESTS: Says.INTEREST,
    FactKind.RECREATION: Says.INTEREST,
}
"""The facts in which two people may find each other; no other kind is looked at."""

_WORTH: Mapping[frozenset[Says], float] = {
    frozenset({Says.NEED, Says.OFFER}): 1.0,
    frozenset({Says.GOAL, Says.OFFER}): 0.9,
    frozenset({Says.GOAL}): 0.8,
    frozenset({Says.GOAL, Says.INTEREST}): 0.7,
    frozenset({Says.INTEREST}): 0.7,
}
"""What a meeting of two lines is worth, conventions of ours: help that is wanted before a taste in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that somebody told, in their words; `tags` are those of who offers."""

    person_id: int
    name: str
    says: Says
    text: str
    tags: frozenset[str] = frozenset()

    @property
    def reason(self) -> Reason:
        """What it says, as a reason to bring them together."""
        said = {"name": self.name, "text": self.text}
        if self.says is Says.NEED:
            return Reason.of("bring_need", **said)
        if self.says is Says.OFFER:
            return Reason.of("bring_offer", **said)
        if self.says is Says.GOAL:
            return Reason.of("bring_goal", **said)
        return Reason.of("bring_interest", **said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meet:
    """Two lines of two people that meet: `worth` is 0 to 1, `match` says in which words."""

    one: Line
    other: Line
    match: Match
    worth: float

    @property
    def people(self) -> frozenset[int]:
        """Whose lines they are."""
        return frozenset({self.one.person_id, self.other.person_id})

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, in the words of both; once where they are the same."""
        if self.one.says is self.other.says and folded(self.one.text) == folded(self.other.text):
            return (Reason.of("bring_both", kind=self.one.says.value, text=self.one.text),)
        return self.one.reason, self.other.reason

    @property
    def about(self) -> str:
        """What an introduction would be for: what is looked for, else the shorter of the two."""
        if self.other.says is Says.OFFER:
            return self.one.text
        return min(self.one.text, self.other.text, key=lambda text: (len(text), text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two people and where their lines meet, the best first; `chance` is that both answer."""

    meets: tuple[Meet, ...]
    chance: float

    @property
    def best(self) -> Meet:
        """Where they meet best; its two lines are of the two people, who looks for something first."""
        return self.meets[0]

    @property
    def score(self) -> float:
        """By what pairs are ordered."""
        return self.best.worth * self.chance


def left_pair(one: int | None, other: int | None, about: str) -> LeftPair:
    """The pair as it is remembered: in no order, the need folded."""
    return frozenset({one, other}), folded(about) or about.strip()


def is_left(left: Collection[LeftPair], one: int | None, other: int | None, about: str) -> bool:
    """Whether the owner leaves two people, for anything or for this need."""
    return left_pair(one, other, "") in left or left_pair(one, other, about) in left


def meets_of(lines: Iterable[Line], same: Same = NOTHING_SAME, embed: Embed | None = None) -> list[Meet]:
    """Where the lines of two people meet: needs and goals in offers, goals and interests in one another."""
    by_kind: dict[Says, list[Line]] = {kind: [] for kind in Says}
    for line in lines:
        by_kind[line.says].append(line)
    wanted = [*by_kind[Says.NEED], *by_kind[Says.GOAL]]
    offered = _Ready(by_kind[Says.OFFER], same, embed)
    found = [
        Meet(one=line, other=other, match=match, worth=_worth(line, other) * match.share)
        for line in wanted
        for other, match in offered.near(line)
        if match.share >= GOOD_SHARE
    ]
    return [*found, *_in_common([*by_kind[Says.GOAL], *by_kind[Says.INTEREST]], same, embed)]


class _Ready:
    """Lines made ready to be looked through."""

    def __init__(self, lines: Sequence[Line], same: Same, embed: Embed | None) -> None:
        said = [Said(key=key, text=line.text, tags=line.tags) for key, line in enumerate(lines)]
        self._lines, self._offers = lines, Offers(said, same, embed)

    def near(self, line: Line) -> Iterator[tuple[Line, Match]]:
        """Those of others that a line may meet."""
        for match in self._offers.matches(line.text):
            if self._lines[match.key].person_id != line.person_id:
                yield self._lines[match.key], match


def _in_common(lines: list[Line], same: Same, embed: Embed | None) -> Iterator[Meet]:
    """What two both care for; the more share it, the less it says of two of them.

    The share is the mean of both directions: a taste among several is one in common, one word of two long
    lines is not.
    """
    ready, shares = _Ready(lines, same, embed), dict[tuple[Line, Line], Match]()
    for line in lines:
        shares |= {(line, other): match for other, match in ready.near(line)}
    good: dict[tuple[Line, Line], float] = {}
    with_so_many: dict[Line, set[int]] = {}
    for one, other in shares:
        back = shares.get((other, one))
        mean = (shares[one, other].share + (back.share if back else 0.0)) / 2.0
        if back is not None and mean >= GOOD_SHARE:
            good[one, other] = mean
            with_so_many.setdefault(one, set()).add(other.person_id)
    for (one, other), mean in good.items():
        if one.person_id < other.person_id:
            common = max(len(with_so_many[one]), len(with_so_many[other]))
            worth = _worth(one, other) * mean / sqrt(common)
            yield Meet(one=one, other=other, match=shares[one, other], worth=worth)


def _worth(one: Line, other: Line) -> float:
    return _WORTH[frozenset({one.says, other.says})]


def ordered_pairs(meets: Iterable[Meet], reply: Mapping[int, float], usual: float) -> list[Pair]:
    """The two people of each meeting once, the best pair first; `usual` is the chance of who is not known."""
    by_people: dict[frozenset[int], list[Meet]] = {}
    for meet in meets:
        by_people.setdefault(meet.people, []).append(meet)
    found = []
    for people, theirs in by_people.items():
        chance = 1.0
        for one in people:
            chance *= reply.get(one, usual)
        best = sorted(theirs, key=lambda one: (-one.worth, one.one.text, one.other.text))[:_MOST_MEETS]
        found.append(Pair(meets=tuple(best), chance=chance))
    return sorted(found, key=lambda pair: (-pair.score, sorted(pair.best.people)))


def few_pairs(pairs: Sequence[Pair], most: int = MOST_PAIRS) -> list[Pair]:
    """The first so many: nobody twice as long as there are others, and never three times."""
    times: dict[int, int] = {}
    chosen: list[Pair] = []
    for often in range(1, _MOST_OFTEN + 1):
        for pair in pairs:
            is_free = all(times.get(one, 0) < often for one in pair.best.people)
            if len(chosen) < most and is_free and pair not in chosen:
                chosen.append(pair)
                times |= {one: times.get(one, 0) + 1 for one in pair.best.people}
    return sorted(chosen, key=pairs.index)


def at_one_place(one: str, other: str) -> bool:
    """Whether two work at the same place, by its name."""
    return bool(folded(one)) and folded(one) == folded(other)
