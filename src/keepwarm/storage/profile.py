"""What the owner says of themselves, as settings: for the profile page, agendas and cards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from keepwarm.domain.one_to_one_agenda import Profile
from keepwarm.domain.people import FactKind
from keepwarm.storage.bearings import may_be_proposed
from keepwarm.storage.book import Book
from keepwarm.storage.owner_settings import (
    DOES,
    FOR_WHOM,
    GOALS,
    HOW_TO_SEND,
    NOT_FOR_ME,
    ONE_TO_ONES_A_WEEK,
    PITCH,
    SEND_ME,
    find_settings,
)
from keepwarm.storage.schema import facts, people
from keepwarm.storage.schema import one_to_ones as planned

PROFILE = (DOES, FOR_WHOM, SEND_ME, NOT_FOR_ME, HOW_TO_SEND, PITCH, GOALS, ONE_TO_ONES_A_WEEK)
"""The settings that make the profile, in the order in which they are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaysIDo:
    """What somebody would now say that the owner does, when it was noted."""

    person_id: int
    name: str
    text: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DoesNotSay:
    """Somebody with whom a one-to-one was held, and of whom it is not noted what they would say."""

    person_id: int
    name: str


def profile_settings(book: Book) -> Mapping[str, str]:
    """What was said of each of `PROFILE`; what was not is not in it."""
    return {name: value for name, value in find_settings(book).items() if name in PROFILE}


def profile_of(book: Book) -> Profile:
    """The profile as an agenda uses it."""
    said = profile_settings(book)
    return Profile(
        goals=_lines(said.get(GOALS, "")),
        does=said.get(DOES, ""),
        for_whom=said.get(FOR_WHOM, ""),
        send_me=_lines(said.get(SEND_ME, "")),
    )


def who_understands(book: Book) -> tuple[SaysIDo, ...]:
    """Who would say what of the owner's work, the latest first, one line of each; one statement."""
    is_it = (facts.c.kind == FactKind.SAYS_I_DO.value, facts.c.sensitive.is_(False))
    found = (
        select(facts.c.person_id, people.c.name, facts.c.text, facts.c.learned_on)
        .join(people, (people.c.owner_id == facts.c.owner_id) & (people.c.person_id == facts.c.person_id))
        .where(book.owns(facts), *is_it)
        .order_by(facts.c.learned_on.desc(), facts.c.fact_id)
    )
    latest: dict[int, SaysIDo] = {}
    for row in book.rows(found):
        said = SaysIDo(person_id=row.person_id, name=row.name, text=row.text, on=row.learned_on)
        latest.setdefault(row.person_id, said)
    return tuple(latest.values())


def who_does_not_yet(book: Book, most: int) -> tuple[tuple[DoesNotSay, ...], int]:
    """Those who held a one-to-one with the owner and of whom it is not known; and how many they are."""
    says = select(facts.c.person_id).where(book.owns(facts), facts.c.kind == FactKind.SAYS_I_DO.value)
    held = select(planned.c.person_id).where(book.owns(planned), planned.c.state == "held")
    is_it = (people.c.person_id.in_(held), people.c.person_id.not_in(says), may_be_proposed(book))
    count = book.connection.scalar(select(func.count()).select_from(people).where(book.owns(people), *is_it))
    found = select(people.c.person_id, people.c.name).where(book.owns(people), *is_it)
    rows = book.rows(found.order_by(people.c.name, people.c.person_id).limit(most))
    return tuple(DoesNotSay(person_id=row.person_id, name=row.name) for row in rows), count or 0


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
