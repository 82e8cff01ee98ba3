"""Whom the owner leaves in peace: who of some people it is, and the refusal of what would disturb them."""

from collections.abc import Collection

from keepwarm.domain.errors import Invalid
from keepwarm.domain.peace import Peace, peace_of
from keepwarm.storage.bearings import wishes_of
from keepwarm.storage.book import Book
from keepwarm.storage.people import get_person
from keepwarm.storage.ties import standings_of

_WORDS = {
    Peace.DIED: "{} has died; nothing is arranged with them any more.",
    Peace.LEFT_BE: "You decided to leave {} be; change how you treat them first.",
    Peace.SAID_NO: "{} said that they do not want to stay in touch; that is kept.",
}


def left_in_peace(book: Book, person_ids: Collection[int]) -> dict[int, Peace]:
    """Who of a few people is left in peace, and why."""
    wished, standings = wishes_of(book, person_ids), standings_of(book, person_ids)
    answers = {person_id: one.answer for person_id, one in wished.items()}
    found = {one: peace_of(standings[one], answers.get(one)) for one in person_ids if one in standings}
    return {one: peace for one, peace in found.items() if peace is not None}


def refuse_left_in_peace(book: Book, person_ids: Collection[int]) -> None:
    """Raise Invalid where one of these people is left in peace, and say why."""
    for person_id, peace in left_in_peace(book, person_ids).items():
        raise Invalid(_WORDS[peace].format(get_person(book, person_id).name))
