"""`duplicates`, `merge` and `apart`: who may be there twice, and what the owner decides about it."""

from collections.abc import Sequence
from datetime import date, datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import say, write_json
from keepwarm.domain.claims import ASKED_FIELDS
from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Book
from keepwarm.storage.pages.journal import came_over
from keepwarm.storage.pages.review import WaitingPair, waiting_pairs
from keepwarm.translations.english import likeness_in_words, plural, sentence, things_in_words
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.merge_people import MergePeople, find_duplicates, join_certain, merge_people, say_apart

_REASONS_SHOWN = 3


@click.command("duplicates")
@click.option("--look", is_flag=True, help="First look through the whole book again.")
@click.option(
    "--join-certain", "joins", is_flag=True, help="Join all pairs that are as good as certain, as one."
)
@at_option
@json_option
@book_option
def duplicates_command(look: bool, joins: bool, at: datetime | None, as_json: bool, book: str | None) -> None:
    """Pairs of people who may be one person, the likeliest first, and why.

    Each import looks for them by itself; what you told apart is not proposed again.

    \b
    keepwarm duplicates
    keepwarm duplicates --look --join-certain
    """
    with open_book(book, at, writing=look or joins) as opened:
        if look:
            find_duplicates(opened)
        joined = join_certain(opened) if joins else 0
        pairs, today = waiting_pairs(opened), opened.today
    if as_json:
        write_json([_as_data(pair) for pair in pairs])
        return
    if joined:
        say(
            f"Joined: {plural(joined, 'person', 'people')} into others. Take it back with: keepwarm undo",
            error=True,
        )
    _write(pairs, today)


def _write(pairs: Sequence[WaitingPair], today: date) -> None:
    for pair in pairs:
        say(f"{pair.name} ({public_id(pair.person_id)}) and {pair.other_name} ({public_id(pair.other_id)})")
        reasons = "; ".join(sentence(reason, today) for reason in pair.reasons[:_REASONS_SHOWN])
        say(f"  {likeness_in_words(pair.score)}: {reasons}")
    if pairs:
        say("Decide with: keepwarm merge ID ID, or keepwarm apart ID ID", error=True)
    else:
        say("Nobody seems to be there twice.")


def _as_data(pair: WaitingPair) -> dict[str, object]:
    return {
        "person": pair.name,
        "id": public_id(pair.person_id),
        "other": pair.other_name,
        "other_id": public_id(pair.other_id),
        "likeness": likeness_in_words(pair.score),
        "score": pair.score,
        "reasons": pair.reasons,
    }


@click.command("merge")
@click.argument("person", type=PersonName())
@click.argument("other", type=PersonName())
@click.option(
    "--take",
    "taken",
    multiple=True,
    type=click.Choice(sorted(ASKED_FIELDS)),
    help="Show what OTHER says in this field; what is not shown is kept.",
)
@at_option
@book_option
def merge_command(
    person: str, other: str, taken: tuple[str, ...], at: datetime | None, book: str | None
) -> None:
    """Join two who are one person: everything of OTHER becomes PERSON's, and nothing is lost.

    \b
    keepwarm merge "Ada Lovelace" ada.king@example.org
    keepwarm merge 4x0p8sm1dz6kq 1b7m2c9w3h5tv --take name --take organization
    """
    with open_book(book, at, writing=True) as opened:
        one, two = find_person(opened, person), find_person(opened, other)
        command = MergePeople(person_id=one.person_id, other_id=two.person_id, from_other=taken)
        merge_people(opened, command)
        things = _came_over(opened)
        name = find_person(opened, public_id(one.person_id)).name
    say(f"{name} is one person now{f': {things} came together' if things else ''}.")


def _came_over(book: Book) -> str:
    return things_in_words(came_over(book, book.batch_id)) if book.batch_id is not None else ""


@click.command("apart")
@click.argument("person", type=PersonName())
@click.argument("other", type=PersonName())
@at_option
@book_option
def apart_command(person: str, other: str, at: datetime | None, book: str | None) -> None:
    """Say that two are two people; they are not proposed as one again.

    \b
    keepwarm apart "Ada Lovelace" 1b7m2c9w3h5tv
    """
    with open_book(book, at, writing=True) as opened:
        one, two = find_person(opened, person), find_person(opened, other)
        new = say_apart(opened, one.person_id, two.person_id)
    say(f"{one.name} and {two.name} are two people{'' if new else ', as you said before'}.")
