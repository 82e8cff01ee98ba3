"""`add`, `note`, `standing`, `spoken`, `done`: what the owner says of one person."""

import sys
from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import say, write_json
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import FactKind, Person, Standing
from keepwarm.domain.private_words import sounds_private
from keepwarm.storage.book import Book
from keepwarm.storage.pages.people import strongest_unasked
from keepwarm.translations.english import FACTS, STANDINGS, day_in_words
from keepwarm.translations.known import ASKS_FIRST
from keepwarm.translations.partial_days import parse_partial_day
from keepwarm.usecases.find_person import find_person, recognise_handle
from keepwarm.usecases.note_facts import KeepDay, KeepFact, Unconfirmed, keep_day, keep_fact
from keepwarm.usecases.tend_person import (
    AddPerson,
    add_people,
    confirm_spoken,
    finish,
    set_standing,
)


@click.command("add")
@click.argument("name")
@click.argument("handles", nargs=-1, metavar="[HANDLE]...")
@click.option("--organization", default="", help="Where they work or belong.")
@at_option
@book_option
def add_command(
    name: str, handles: tuple[str, ...], organization: str, at: datetime | None, book: str | None
) -> None:
    """Put somebody into your book. A HANDLE is an e-mail address, a phone number or an https:// profile.

    \b
    keepwarm add "Ada Lovelace" ada@example.org "+44 20 7946 0018"
    """
    found = tuple(recognise_handle(handle) for handle in handles)
    person = Person(name=name.strip(), organization=organization.strip())
    with open_book(book, at, writing=True) as opened:
        add_people(opened, (AddPerson(person=person, handles=found),))
    say(f"Added: {name.strip()}.")


@click.command("note")
@click.argument("person", type=PersonName())
@click.argument("text")
@click.option(
    "--about",
    type=click.Choice([kind.value for kind in FactKind]),
    default=FactKind.INTERESTS.value,
    show_default=True,
    help="What it is about, why to stay in touch, or a question to ask.",
)
@click.option("--on", "day", metavar="DATE", help="A day of their life that comes round: '14 may 1990'.")
@click.option("--private", is_flag=True, help="Of health, religion, politics or children.")
@click.option("--not-private", "is_open", is_flag=True, help="Keep it as it is, though it sounds private.")
@click.option("--yes", "confirmed", is_flag=True, help="With --private: keep it, they may ask to read it.")
@at_option
@book_option
def note_command(
    person: str,
    text: str,
    about: str,
    day: str | None,
    private: bool,
    is_open: bool,
    confirmed: bool,
    at: datetime | None,
    book: str | None,
) -> None:
    """Write down something you learned about somebody, in words that they could read.

    
    keepwarm note "Ada Lovelace" "keeps bees" --about recreation
    keepwarm note "Ada Lovelace" "wedding day" --on "20 june 2015"
    """
    kind = FactKind(about)
    if day is None and not private and not is_open:
        _check_private(text)
    if private and not confirmed and sys.stdin.isatty():
        confirmed = click.confirm(ASKS_FIRST, err=True)
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        if day is not None:
            keep_day(opened, KeepDay(person_id=row.person_id, label=text, on=parse_partial_day(day)))
        else:
            command = KeepFact(
                person_id=row.person_id, kind=kind, text=text, sensitive=private, confirmed=confirmed
            )
            _keep(opened, command)
    say(f"Noted: {row.name}, {text.strip() if day is not None else FACTS[kind]}.")


def _check_private(text: str) -> None:
    """Raise Invalid for words that sound private, and name the two answers."""
    if sounds_private(text):
        raise Invalid(
            "This sounds private. Add --private --yes to keep it on their page only, or --not-private to "
            "keep it as it is."
        )


def _keep(book: Book, command: KeepFact) -> None:
    """Keep a fact; where nobody can be asked, the option that answers is named."""
    try:
        keep_fact(book, command)
    except Unconfirmed as problem:
        raise Invalid(f"{problem} Add --yes to keep it.") from None


@click.command("standing")
@click.argument("person", type=PersonName())
@click.argument("standing", type=click.Choice([standing.value for standing in Standing]))
@at_option
@book_option
def standing_command(person: str, standing: str, at: datetime | None, book: str | None) -> None:
    """Say how somebody is to be treated. Only ordinary people are counted and proposed.

    \b
    keepwarm standing "The Plumber" just-an-address
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        set_standing(opened, row.person_id, Standing(standing))
    say(f"{row.name}: {STANDINGS[Standing(standing)]}.")


@click.command("spoken")
@click.argument("person", type=PersonName(), required=False)
@click.option("--no", is_flag=True, help="You have not spoken lately.")
@at_option
@json_option
@book_option
def spoken_command(
    person: str | None, no: bool, at: datetime | None, as_json: bool, book: str | None
) -> None:
    """Spoken lately? Without PERSON, the strongest ties to ask about; with one, your yes (or --no).

    A mailbox cannot hear calls and meetings; your yes says that there is a voice in this tie.

    \b
    keepwarm spoken
    keepwarm spoken "Ada Lovelace"
    """
    if person is not None:
        with open_book(book, at, writing=True) as opened:
            row = find_person(opened, person)
            confirm_spoken(opened, row.person_id, lately=not no)
        say(f"{row.name}: {'not lately' if no else 'spoken'}.")
        return
    with open_book(book, at) as opened:
        lines, today = strongest_unasked(opened), opened.today
    if as_json:
        write_json([{"person": line.name, "id": public_id(line.person_id)} for line in lines])
        return
    for line in lines:
        last = f", last {day_in_words(line.last_on, today)}" if line.last_on else ""
        say(f"{line.name}{last}")
    if not lines:
        say("Nobody to ask about.")


@click.command("done")
@click.argument("person", type=PersonName())
@click.argument("words", required=False, default="")
@at_option
@book_option
def done_command(person: str, words: str, at: datetime | None, book: str | None) -> None:
    """Say that a promise was kept or the next step is done; WORDS tell which, where there are several.

    \b
    keepwarm done "Ada Lovelace" mechanic
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        text = finish(opened, row.person_id, words)
    say(f"Done: {text}.")
