"""What speaks for and against one person, as reasons: told only of the pairs that somebody will look at."""

from keepwarm.domain.handle_keys import HandleTrait
from keepwarm.domain.name_likeness import NameLevel, NameLikeness
from keepwarm.domain.people import HandleKind
from keepwarm.domain.reasons import Reason
from keepwarm.domain.recognition import name_key
from keepwarm.domain.text import folded


def of_id() -> Reason:
    """The same id of one source."""
    return Reason.of("same_id")


def of_handle(trait: HandleTrait, value: str, holders: int) -> Reason:
    """One handle of both; `holders` is not 0 where it is one of many."""
    if holders:
        return Reason.of("shared_by_many", handle=value, count=holders)
    if trait.kind is HandleKind.EMAIL:
        return Reason.of("role_address" if trait.common else "same_email", handle=value)
    if trait.kind is HandleKind.PROFILE:
        return Reason.of("same_page" if trait.common else "same_profile", handle=value)
    if trait.kind is HandleKind.ADDRESS:
        return Reason.of("same_postal_address", handle=value)
    return Reason.of("same_phone" if trait.kind is HandleKind.PHONE else "same_chat", handle=value)


def of_organization(organization: str) -> Reason:
    """The same organisation."""
    return Reason.of("same_organization", organization=organization)


def of_other_organization(one: str, other: str) -> Reason:
    """Two organisations."""
    return Reason.of("other_organization", one=one, other=other)


def of_other_profile(one: str, other: str) -> Reason:
    """Two profiles where everybody has one."""
    return Reason.of("other_profile", one=one, other=other)


def of_birthday(on: str) -> Reason:
    """The same birthday."""
    return Reason.of("same_birthday", on=on)


def of_birth_year(year: int) -> Reason:
    """The same year of birth, and no day to compare."""
    return Reason.of("same_birth_year", year=year)


def of_other_birthday(one: str, other: str) -> Reason:
    """Two birthdays."""
    return Reason.of("other_birthday", one=one, other=other)


def of_names(alike: NameLikeness) -> Reason | None:
    """What the names say, in data; nothing where one has none."""
    one, other = sorted((alike.one, alike.other))
    if alike.generations == 2:
        return Reason.of("other_generation", one=one, other=other)
    match alike.level:
        case NameLevel.SAME if folded(one) == folded(other):
            return Reason.of("same_name", name=one)
        case NameLevel.ONE_WORD | NameLevel.FAMILY_ALONE | NameLevel.INITIALS:
            return Reason.of("part_of_name", one=one, other=other)
        case NameLevel.SAME | NameLevel.OTHER_ORDER if name_key(folded(one).split()) == name_key(
            folded(other).split()
        ):
            return Reason.of("same_words_other_order", one=one, other=other)
        case NameLevel.SHORT_FORM:
            return Reason.of("short_form", one=one, other=other)
        case NameLevel.INITIAL:
            return Reason.of("initial_of_name", one=one, other=other)
        case NameLevel.SAME | NameLevel.OTHER_ORDER | NameLevel.SPELLING | NameLevel.MORE_WORDS:
            return Reason.of("name_variant", one=one, other=other)
        case NameLevel.SIMILAR | NameLevel.BOTH_SIMILAR | NameLevel.ENDING:
            return Reason.of("similar_name", one=one, other=other)
        case NameLevel.OTHER_GIVEN | NameLevel.OTHER_MIDDLE:
            return Reason.of("other_given_name", one=one, other=other)
        case NameLevel.OTHER_FAMILY:
            return Reason.of("other_family_name", one=one, other=other)
        case NameLevel.OTHER_NAME | NameLevel.OTHER_WORD:
            return Reason.of("other_name", one=one, other=other)
        case NameLevel.UNKNOWN:
            return None
