"""`keepwarm people`: everybody, or those whom a few words find."""

from datetime import date, datetime

import click

from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import say, write_json, write_table
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import Standing
from keepwarm.storage.pages.people import PersonLine, people_page
from keepwarm.translations.english import RHYTHMS, STANDINGS, day_in_words, plural
from keepwarm.translations.finding import found_in_words


@click.command("people")
@click.argument("words", metavar="[QUERY]...", nargs=-1)
@at_option
@json_option
@book_option
def people_command(words: tuple[str, ...], at: datetime | None, as_json: bool, book: str | None) -> None:
    """Everybody in the book, or those of whom each of your words begins a word.

    It may be a word of a name, an address, a place, a tag, a note, a fact or a talk.

    \b
    keepwarm people
    keepwarm people ada lov
    keepwarm people stage:connection "last:>90d" city:new-york
    keepwarm people -- harbour -tag:family
    """
    query = " ".join(words)
    with open_book(book, at) as opened:
        page = people_page(opened, query, length=None)
        today = opened.today
    if as_json:
        write_json([_as_data(line) for line in page.people])
        return
    if not page.people:
        nobody_yet = 'Nobody yet: keepwarm add "Their Name" their@address.example'
        say(f"Nobody is found by {query!r}." if query else nobody_yet)
        return
    titles: tuple[str, ...] = ("name", "organization", "stage", "rhythm", "last")
    if any(line.found_in for line in page.people):
        titles = (*titles, "found in")
    write_table(titles, (_row(line, today)[: len(titles)] for line in page.people))
    say(plural(page.found, "person", "people"), error=True)


def _row(line: PersonLine, today: date) -> tuple[str, ...]:
    stage = line.stage.value if line.standing is Standing.ORDINARY else STANDINGS[line.standing]
    rhythm = RHYTHMS[line.rhythm] if line.rhythm and line.standing is Standing.ORDINARY else ""
    last = day_in_words(line.last_on, today) if line.last_on else ""
    found = found_in_words(line.found_in) if line.found_in else ""
    return line.name, line.organization, stage, rhythm, last, found


def _as_data(line: PersonLine) -> dict[str, object]:
    return {
        "person": line.name,
        "id": public_id(line.person_id),
        "organization": line.organization,
        "standing": line.standing,
        "stage": line.stage,
        "rhythm": line.rhythm,
        "last_on": line.last_on,
        "found_in": line.found_in,
    }
