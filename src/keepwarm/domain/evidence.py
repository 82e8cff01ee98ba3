"""What speaks for and against one person: each thing with its chances (`policy.Chances`) and its reason.

Whatever is gone through stands in one order, so that a score does not depend on who is named first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from keepwarm.domain import likeness_reasons
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.handle_keys import HandleTrait, are_one
from keepwarm.domain.name_likeness import Grade, NameLevel, NameLikeness, WordPair
from keepwarm.domain.people import HandleKind
from keepwarm.domain.policy import EVIDENCE, LIKENESS, NAME_WEIGHTS, Chances
from keepwarm.domain.reasons import Reason
from keepwarm.domain.recognition import Commonness, Traits, id_key

_ORDERLESS = frozenset({NameLevel.SAME, NameLevel.OTHER_ORDER})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing and its chances. `own` says that only one person has such a thing.

    `if_alike` are the chances where the names are compatible: an address that bears the given name.
    """

    chances: Chances
    reason: Callable[[], Reason] | None
    own: bool = False
    if_alike: Chances | None = None


def evidence_beside_names(one: Traits, other: Traits, commonness: Commonness) -> list[Evidence]:
    """All that the two have in common or differ in, but for their names."""
    return [
        *_of_ids(one, other, commonness),
        *_of_handles(one, other, commonness),
        *_of_profiles(one, other),
        *_of_organizations(one, other, commonness),
        *_of_birthdays(one.birthday, other.birthday),
    ]


def _held(
    weight: Chances, key: str, one: Traits, other: Traits, commonness: Commonness
) -> tuple[Chances, int]:
    """The chances of something that so many others of the book hold too, and how many these are."""
    others = max(commonness.holders(key) - (1 if one.initials == other.initials else 2), 0)
    crowded = min(1.0, others / LIKENESS.crowd)
    strangers = min(1.0, 2.0 * (others + weight.strangers) / commonness.size)
    return Chances(
        max(strangers, crowded * crowded), max(weight.family, crowded), max(weight.colleagues, crowded)
    ), others


def _of_ids(one: Traits, other: Traits, commonness: Commonness) -> Iterator[Evidence]:
    for uid in sorted(one.uids & other.uids):
        chances, others = _held(EVIDENCE.uid, id_key(uid), one, other, commonness)
        yield Evidence(chances, likeness_reasons.of_id, own=others < LIKENESS.crowd)


def _of_handles(one: Traits, other: Traits, commonness: Commonness) -> Iterator[Evidence]:
    shared: set[HandleKind] = set()
    for key in sorted(one.handles.keys() & other.handles.keys()):
        pairs = [(a, b) for a in one.handles[key] for b in other.handles[key] if are_one(a, b)]
        if pairs:
            pair = min(pairs, key=_written) if len(pairs) > 1 else pairs[0]
            shared.add(pair[0].kind)
            yield _of_handle(*pair, one, other, commonness)
    for kind, chances in (
        (HandleKind.EMAIL, EVIDENCE.no_email_shared),
        (HandleKind.PHONE, EVIDENCE.no_phone_shared),
    ):
        if kind in one.kinds and kind in other.kinds and kind not in shared:
            yield Evidence(chances, None)


def _written(pair: tuple[HandleTrait, HandleTrait]) -> list[str]:
    return sorted((pair[0].value, pair[1].value))


def _of_handle(
    a: HandleTrait, b: HandleTrait, one: Traits, other: Traits, commonness: Commonness
) -> Evidence:
    weight = _weight(a, b)
    chances, others = _held(weight, a.key, one, other, commonness)
    crowded = others >= LIKENESS.crowd
    if_alike = None
    if weight is EVIDENCE.email and _speaks_a_name(a.local, one, other):
        if_alike, _ = _held(EVIDENCE.email_with_the_name, a.key, one, other, commonness)
    holders = commonness.holders(a.key)
    reason = partial(likeness_reasons.of_handle, a, min(a.value, b.value), holders if crowded else 0)
    return Evidence(chances, reason, own=a.own and b.own and not crowded, if_alike=if_alike)


def _weight(a: HandleTrait, b: HandleTrait) -> Chances:
    match a.kind:
        case HandleKind.EMAIL:
            return EVIDENCE.email_of_a_role if a.common else EVIDENCE.email
        case HandleKind.PROFILE:
            return EVIDENCE.profile_of_many if a.common else EVIDENCE.profile
        case HandleKind.ADDRESS:
            return EVIDENCE.address
        case HandleKind.CHAT:
            return EVIDENCE.chat
        case HandleKind.PHONE:
            if not a.digits or a.common != b.common:
                return EVIDENCE.phone_extension
            return EVIDENCE.phone_mobile if a.mobile or b.mobile else EVIDENCE.phone


def _speaks_a_name(local: str, one: Traits, other: Traits) -> bool:
    """Whether an e-mail address bears a given name of one of the two."""
    return any(len(word) > 2 and word in local for word in one.given_words | other.given_words)


def _of_profiles(one: Traits, other: Traits) -> Iterator[Evidence]:
    """Two profiles at a service where everybody has one."""
    if HandleKind.PROFILE not in one.kinds or HandleKind.PROFILE not in other.kinds:
        return
    mine, theirs = _by_service(one), _by_service(other)
    for service in sorted(mine.keys() & theirs.keys()):
        if not mine[service].keys() & theirs[service].keys():
            first, second = sorted((min(mine[service].values()), min(theirs[service].values())))
            yield Evidence(EVIDENCE.other_profile, partial(likeness_reasons.of_other_profile, first, second))


def _by_service(traits: Traits) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for key, held in traits.handles.items():
        for trait in held:
            if trait.service:
                found.setdefault(trait.service, {})[key] = trait.value
    return found


def _of_organizations(one: Traits, other: Traits, commonness: Commonness) -> Iterator[Evidence]:
    mine, theirs = one.organization, other.organization
    if not mine or not theirs:
        return
    weight = EVIDENCE.organization
    if mine == theirs:
        others = max(commonness.colleagues(mine) - 2, 0)
        strangers = min(1.0, 2.0 * (others + weight.strangers) / commonness.size)
        reason = partial(likeness_reasons.of_organization, mine)
        yield Evidence(Chances(strangers, weight.family, weight.colleagues), reason)
    elif not (set(mine.split()) <= set(theirs.split()) or set(theirs.split()) <= set(mine.split())):
        first, second = sorted((mine, theirs))
        yield Evidence(
            EVIDENCE.other_organization, partial(likeness_reasons.of_other_organization, first, second)
        )


def _of_birthdays(one: PartialDate | None, other: PartialDate | None) -> Iterator[Evidence]:
    if one is None or other is None:
        return
    years = None if one.year is None or other.year is None else one.year == other.year
    if None in (one.month, one.day, other.month, other.day):
        if years:
            yield Evidence(EVIDENCE.birth_year, partial(likeness_reasons.of_birth_year, one.year or 0))
        return
    day, other_day = (one.month, one.day), (other.month, other.day)
    if day == other_day and years is not False:
        yield _same_birthday(one if one.year else other, exact=bool(years))
    elif day != other_day and not (years and day == other_day[::-1]):
        first, second = sorted((str(one), str(other)))
        yield Evidence(EVIDENCE.other_birthday, partial(likeness_reasons.of_other_birthday, first, second))


def _same_birthday(on: PartialDate, *, exact: bool) -> Evidence:
    """New Year's Day is what forms say of whom they know nothing."""
    reason = partial(likeness_reasons.of_birthday, str(on))
    if (on.month, on.day) == (1, 1):
        return Evidence(EVIDENCE.new_year, reason)
    return Evidence(EVIDENCE.birthday if exact else EVIDENCE.birthday_without_year, reason, own=True)


def chances_of_names(alike: NameLikeness, commonness: Commonness) -> tuple[NameLikeness, Chances]:
    """What a likeness of names is worth in this book; it comes back as what it is there."""
    alike = _sober(alike, commonness)
    weight = NAME_WEIGHTS[alike.level]
    share = 1.0
    for pair in alike.pairs:
        if pair.grade is not Grade.INITIAL and not (alike.level is NameLevel.ENDING and pair.is_given):
            share *= _share(pair, commonness)
    rarely = weight.rarely
    if alike.level in _ORDERLESS:
        others = max(commonness.namesakes(pair.one for pair in alike.pairs) - 2, 0)
        rarely += LIKENESS.namesake_weight * others * (weight.rarely / NAME_WEIGHTS["same"].rarely)
    strangers = min(1.0, rarely / commonness.size + weight.widely * share)
    chances = Chances(strangers / weight.one, weight.family / weight.one, strangers / weight.one)
    if alike.generations:
        against = EVIDENCE.one_generation if alike.generations == 1 else EVIDENCE.other_generation
        chances = times(chances, against)
    return alike, chances


def times(some: Chances, more: Chances) -> Chances:
    """The chances of two independent things together."""
    return Chances(some[0] * more[0], some[1] * more[1], some[2] * more[2])


def _share(pair: WordPair, commonness: Commonness) -> float:
    """Which share of people beside the two bear a word; never none, since the world is larger than a book."""
    count = commonness.bearers(pair.one)
    others = count - 2 if pair.one == pair.other else max(count, commonness.bearers(pair.other)) - 1
    return (max(others, 0) + 1.0) / (commonness.people + LIKENESS.word_people)


def _sober(alike: NameLikeness, commonness: Commonness) -> NameLikeness:
    """Two words that differ by a letter are two names where the book has several bearers of each."""
    if alike.level is not NameLevel.SIMILAR:
        return alike
    for pair in alike.pairs:
        least = min(commonness.bearers(pair.one), commonness.bearers(pair.other))
        if pair.grade is Grade.SIMILAR and least >= LIKENESS.name_of_its_own_from:
            level = NameLevel.OTHER_FAMILY if pair.is_family else NameLevel.OTHER_GIVEN
            kept = tuple(one for one in alike.pairs if one is not pair)
            return NameLikeness(
                one=alike.one, other=alike.other, level=level, pairs=kept, generations=alike.generations
            )
    return alike
