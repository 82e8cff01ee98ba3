"""`keepwarm show`: one person, in the same order as on their page."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.numbers import tie_as_data
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import Side, Standing
from keepwarm.storage.pages.person import PersonPage, person_page
from keepwarm.translations.english import (
    CHANNELS,
    FACTS,
    RHYTHMS,
    STANDINGS,
    WHO_SPOKE,
    day_in_words,
    plural,
    sentence,
    strength_in_words,
)
from keepwarm.usecases.find_person import find_person

_LATEST = 10


@click.command("show")
@click.argument("person", type=PersonName())
@at_option
@json_option
@book_option
def show_command(person: str, at: datetime | None, as_json: bool, book: str | None) -> None:
    """Who somebody is, how to reach them, why now, what you know, what is open, what you did.

    PERSON is a name, a part of one, an address or an id.

    \b
    keepwarm show "Ada Lovelace"
    keepwarm show ada@example.org --json
    """
    with open_book(book, at) as opened:
        page = person_page(opened, find_person(opened, person).person_id)
    if as_json:
        write_json(_as_data(page))
        return
    for line in _lines(page):
        say(line)


def _lines(page: PersonPage) -> Iterator[str]:
    yield from _who(page)
    yield from _reach(page)
    yield from _why(page)
    yield from _known(page)
    yield from _open(page)
    yield from _history(page)


def _who(page: PersonPage) -> Iterator[str]:
    person = page.person
    work = ", ".join(part for part in (person.title, person.organization) if part)
    yield bold(person.name) + (f", {work}" if work else "")
    if person.standing is not Standing.ORDINARY:
        yield f"Standing: {STANDINGS[person.standing]}"
    if person.birthday:
        yield f"Birthday: {person.birthday}"
    yield ""


def _reach(page: PersonPage) -> Iterator[str]:
    for preference in page.preferences:
        when = f", told {day_in_words(preference.said_on, page.today)}" if preference.said_on else ""
        yield f"{'Never' if preference.never else 'Likes to be reached'} {CHANNELS[preference.channel]}{when}"
    for line in page.handles:
        label = f" ({line.handle.label})" if line.handle.label else ""
        yield f"  {line.handle.value}{label}"
    yield ""


def _why(page: PersonPage) -> Iterator[str]:
    tie = page.tie
    rhythm = f", {RHYTHMS[tie.rhythm]}" if tie.rhythm else ""
    yield bold(f"{tie.stage.value.capitalize()}{rhythm}")
    for reason in (*tie.reasons, *tie.evidence, *tie.missing):
        yield f"  {sentence(reason, page.today)}"
    if tie.p_90 is not None and tie.due_50 is not None:
        words = strength_in_words(tie.strength)
        yield f"  A {words} tie: contact within 90 days is {tie.strength:.2f} of 1."
    yield ""


def _known(page: PersonPage) -> Iterator[str]:
    for fact in page.facts:
        yield f"{FACTS[fact.kind].capitalize()}: {fact.text} ({day_in_words(fact.learned_on, page.today)})"
    if page.person.note:
        yield page.person.note
    if page.facts or page.person.note:
        yield ""


def _open(page: PersonPage) -> Iterator[str]:
    for promise in page.promises:
        who = "You promised" if promise.side is Side.MINE else "They promised"
        due = f", due {day_in_words(promise.due_on, page.today)}" if promise.due_on else ""
        yield f"{who}: {promise.text}{due}"
    if (step := page.next_step) is not None:
        how = f" {CHANNELS[step.channel]}" if step.channel else ""
        due = f", {day_in_words(step.due_on, page.today)}" if step.due_on else ""
        yield f"Next{how}: {step.text}{due}"
    if page.promises or page.next_step:
        yield ""


def _history(page: PersonPage) -> Iterator[str]:
    for line in page.timeline[:_LATEST]:
        minutes = f", {plural(line.minutes, 'minute')}" if line.minutes else ""
        summary = f": {line.summary}" if line.summary else ""
        yield f"{line.at:%Y-%m-%d}  {WHO_SPOKE[line.direction]} {CHANNELS[line.channel]}{minutes}{summary}"
    if page.interactions > _LATEST:
        yield f"and {page.interactions - _LATEST:,} more"


def _as_data(page: PersonPage) -> dict[str, object]:
    shown = {field.name: getattr(page, field.name) for field in fields(page) if field.name != "person_id"}
    birthday = page.person.birthday
    person = {field.name: getattr(page.person, field.name) for field in fields(page.person)}
    return {
        "id": public_id(page.person_id),
        **shown,
        "person": person | {"birthday": None if birthday is None else str(birthday)},
        "tie": tie_as_data(page.tie),
    }
