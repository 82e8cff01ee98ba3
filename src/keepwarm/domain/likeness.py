"""How likely two descriptions are one person: a probability, what to do about it, and why.

The evidence is weighed as Fellegi & Sunter (1969) do, with chances that depend on how common each value is
in the book (Winkler 1989). Two who are not one person are strangers, or of one family, or of one
organisation; each explains some things in common well, and a score is what one person explains better than
all three together (decision 6).
"""

from dataclasses import dataclass
from enum import StrEnum
from math import log

from keepwarm.domain.evidence import (
    Evidence,
    chances_of_names,
    evidence_beside_names,
    times,
)
from keepwarm.domain.likeness_reasons import of_names
from keepwarm.domain.name_likeness import COMPATIBLE, NameLikeness, name_pairs
from keepwarm.domain.name_parts import Name
from keepwarm.domain.people import HandleKind
from keepwarm.domain.policy import LIKENESS, Chances
from keepwarm.domain.reasons import Reason
from keepwarm.domain.recognition import FROM_HISTORY, Commonness, Likeness, Traits, tells, traits_of

__all__ = [
    "FROM_HISTORY",
    "Commonness",
    "Judgement",
    "Likeness",
    "Verdict",
    "find_likely",
    "judge",
    "judge_traits",
    "traits_of",
]

_EVEN = Chances(1 / 3, 1 / 3, 1 / 3)
_LEAST = 1e-300


Names = tuple[Name, ...]


class Verdict(StrEnum):
    """What to do about two descriptions: take them for one, ask, or leave them."""

    SAME = "same"
    UNSURE = "unsure"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`score` is the probability of one person, 0 to 1; `reasons` for and against, the strongest first."""

    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Weighing:
    """Two people with the names that speak most for one: each story beside that of one person."""

    score: float
    stories: Chances
    alike: NameLikeness
    name: Chances
    evidence: list[Evidence]


def judge(one: Likeness, other: Likeness, commonness: Commonness) -> Judgement:
    """Weigh all that two descriptions have in common and differ in; symmetric."""
    return judge_traits(traits_of(one), traits_of(other), commonness)


def judge_traits(one: Traits, other: Traits, commonness: Commonness) -> Judgement:
    """The judgement about two whose likenesses were taken apart."""
    weighing = _weighed(one, other, commonness)
    return _judgement(weighing)


def find_likely(one: Traits, other: Traits, commonness: Commonness) -> Judgement | None:
    """The judgement where a person should look or need not even; None where the two are apart.

    Where nothing that tells is shared but the names, everything else can only lower the score: most pairs
    of a book end here.
    """
    by_name_alone = _share_little(one, other, commonness) and not are_certainly_one(one, other)
    if by_name_alone and not are_likely_by_name(one.names, other.names, commonness):
        return None
    weighing = _weighed(one, other, commonness)
    return _judgement(weighing) if weighing.score >= LIKENESS.unsure else None


def are_likely_by_name(one: Names, other: Names, commonness: Commonness) -> bool:
    """Whether names alone, with nothing else in common, make it worth a look."""
    stories, _, _ = _most_alike(one, other, [], commonness)
    return 1.0 / (1.0 + sum(stories)) >= LIKENESS.unsure


def _share_little(one: Traits, other: Traits, commonness: Commonness) -> bool:
    """Whether the two have nothing in common but, perhaps, names, and handles that a crowd has."""
    if one.organization and one.organization == other.organization:
        return False
    if not one.uids.isdisjoint(other.uids) or (one.birthday and other.birthday):
        return False
    return all(commonness.is_crowd(hash(key)) for key in one.handles.keys() & other.handles.keys())


def _judgement(weighing: _Weighing) -> Judgement:
    score = weighing.score
    return Judgement(score=score, verdict=verdict_of(score), reasons=_reasons(weighing))


def verdict_of(score: float) -> Verdict:
    """What a probability means."""
    if score >= LIKENESS.same:
        return Verdict.SAME
    return Verdict.UNSURE if score >= LIKENESS.unsure else Verdict.APART


def are_certainly_one(one: Traits, other: Traits) -> bool:
    """What `matching.Known` takes for certain, of two in the book.

    The same id with the same name or a shared handle; the same name with a shared handle that tells; the
    address of somebody whom only history has named.
    """
    handles = one.handle_keys & other.handle_keys
    names = one.whole_names & other.whole_names
    if any(tells(name, HandleKind(kind)) for kind, _ in handles for name in names):
        return True
    if one.uids & other.uids and (handles or names):
        return True
    mail = any(kind == HandleKind.EMAIL.value for kind, _ in handles)
    return mail and (one.only_from_history or other.only_from_history)


def _weighed(one: Traits, other: Traits, commonness: Commonness) -> _Weighing:
    """The score, and what it is made of."""
    evidence = evidence_beside_names(one, other, commonness)
    stories, alike, name = _most_alike(one.names, other.names, evidence, commonness)
    score = 1.0 / (1.0 + sum(stories))
    if score > LIKENESS.without_own and not any(found.own for found in evidence):
        score = LIKENESS.without_own
    if score < LIKENESS.same and are_certainly_one(one, other):
        score = LIKENESS.same
    return _Weighing(score, stories, alike, name, evidence)


def _most_alike(
    one: Names, other: Names, evidence: list[Evidence], commonness: Commonness
) -> tuple[Chances, NameLikeness, Chances]:
    """The stories with the names that speak most for one person, how these are alike, and its worth."""
    beside = if_alike = Chances(
        commonness.size / LIKENESS.others_same,
        LIKENESS.others_family / LIKENESS.others_same,
        LIKENESS.others_colleagues / LIKENESS.others_same,
    )
    for found in evidence:
        beside = times(beside, found.chances)
        if_alike = times(if_alike, found.if_alike or found.chances)
    ways = []
    for names in name_pairs(one, other):
        alike, chances = chances_of_names(names, commonness)
        ways.append((times(if_alike if alike.level in COMPATIBLE else beside, chances), alike, chances))
    return ways[0] if len(ways) == 1 else min(ways, key=_against)


def _against(way: tuple[Chances, NameLikeness, Chances]) -> tuple[float, str, str]:
    one, other = sorted((way[1].one, way[1].other))
    return sum(way[0]), one, other


def _reasons(weighing: _Weighing) -> tuple[Reason, ...]:
    """Everything that counted, by how much it changed the odds against the likeliest other stories."""
    total = sum(weighing.stories)
    shares = Chances(*(story / total for story in weighing.stories)) if total else _EVEN
    compatible = weighing.alike.level in COMPATIBLE
    found = [(weighing.name, of_names(weighing.alike))]
    found += [
        ((each.if_alike if compatible else None) or each.chances, each.reason())
        for each in weighing.evidence
        if each.reason
    ]
    weighed: dict[Reason, float] = {}
    for chances, reason in found:
        if reason is not None:
            likelier = sum(share * chance for share, chance in zip(shares, chances, strict=True))
            weighed[reason] = max(abs(log(max(likelier, _LEAST))), weighed.get(reason, 0.0))
    return tuple(sorted(weighed, key=lambda reason: (-weighed[reason], repr(reason))))
