"""`keepwarm correspondents`: people you write with who are not in your book."""

from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import say, write_json, write_table
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Book
from keepwarm.storage.pages.correspondents import AT_ONCE, CorrespondentsPage, correspondents_page
from keepwarm.translations.english import plural, sentence
from keepwarm.usecases.add_correspondents import add_correspondents, set_correspondents_aside
from keepwarm.usecases.find_person import find_person

_EVERYBODY = 1_000_000


@click.command("correspondents")
@click.argument("people", nargs=-1, type=PersonName(), metavar="[PERSON]...")
@click.option("--first", type=click.IntRange(1), help="Add so many from the top of the list.")
@click.option("--all", "everybody", is_flag=True, help="Add everybody who waits.")
@click.option("--spoken", is_flag=True, help="You have spoken with them lately, too.")
@click.option("--not-now", is_flag=True, help="Do not add them, and do not ask again.")
@click.option("--set-aside", is_flag=True, help="List those whom you did not want instead.")
@at_option
@json_option
@book_option
def correspondents_command(
    people: tuple[str, ...],
    first: int | None,
    everybody: bool,
    spoken: bool,
    not_now: bool,
    set_aside: bool,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """People you write with who are not in your book, the nearest first; name them to add them.

    A mailbox, a chat or a calendar brings everybody in it. They wait here, with what passed, and are in
    nothing else until you say who belongs in your book.

    \b
    keepwarm correspondents
    keepwarm correspondents "Ada Lovelace" --spoken
    keepwarm correspondents --first 20
    """
    if not (people or first or everybody):
        with open_book(book, at) as opened:
            page = correspondents_page(opened, set_aside=set_aside)
        _write(page, set_aside=set_aside, as_json=as_json)
        return
    if spoken and not_now:
        raise Invalid("Whom you have spoken with belongs in your book; give --spoken or --not-now.")
    with open_book(book, at, writing=True) as opened:
        ids = [find_person(opened, person).person_id for person in people]
        ids += _from_the_top(opened, _EVERYBODY if everybody else first or 0)
        if not_now:
            said = f"Set aside: {plural(set_correspondents_aside(opened, ids), 'person', 'people')}."
        else:
            said = f"Added: {plural(add_correspondents(opened, ids, spoken=spoken), 'person', 'people')}."
    say(said)


def _from_the_top(book: Book, most: int) -> list[int]:
    return [line.person_id for line in correspondents_page(book, most).lines] if most else []


def _write(page: CorrespondentsPage, *, set_aside: bool, as_json: bool) -> None:
    if as_json:
        write_json(
            {
                "waiting": page.waiting,
                "set_aside": page.set_aside,
                "people": [
                    {
                        "person": line.name,
                        "id": public_id(line.person_id),
                        "handles": line.handles,
                        "stage": line.tie.stage,
                        "strength": line.tie.strength,
                        "reasons": line.tie.reasons,
                    }
                    for line in page.lines
                ],
            }
        )
        return
    rows = (
        (line.name, ", ".join(line.handles[:1]), sentence(line.tie.reasons[0], page.today))
        for line in page.lines
    )
    write_table(("name", "", "last"), rows)
    if not page.lines:
        say("Nobody was set aside." if set_aside else "Everybody you write with is in your book.")
    elif not set_aside and page.waiting > AT_ONCE:
        say(f"{page.waiting - AT_ONCE} more wait behind them.", error=True)
