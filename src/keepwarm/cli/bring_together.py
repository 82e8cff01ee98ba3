"""`keepwarm bring-together`: whom you could bring together, and who is left as they are."""

from collections.abc import Iterator
from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.ids import public_id
from keepwarm.domain.pairs_to_bring import Line, Pair
from keepwarm.storage.book import Book
from keepwarm.storage.pages.bring_together import LeftLine
from keepwarm.translations.english import sentence
from keepwarm.translations.need_matches import why_in_words
from keepwarm.usecases.bring_together import (
    OWNER,
    BringPage,
    LeavePair,
    bring_pairs_back,
    bring_together,
    leave_pair,
)
from keepwarm.usecases.embed_texts import with_meanings
from keepwarm.usecases.find_person import find_person


@click.command("bring-together")
@click.option("--leave", nargs=2, type=PersonName(), metavar="ONE OTHER", help="Propose these two no more.")
@click.option(
    "--back",
    nargs=2,
    type=PersonName(),
    metavar="ONE OTHER",
    help="Propose these two again; me stands for you.",
)
@click.option("--left", is_flag=True, help="List those that are left as they are.")
@at_option
@json_option
@book_option
def bring_together_command(
    leave: tuple[str, str] | None,
    back: tuple[str, str] | None,
    left: bool,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """Whom you could bring together: what one looks for and another offers, or both like.

    \b
    keepwarm bring-together
    keepwarm bring-together --leave "Ada Lovelace" "Bob Byte"
    """
    if bool(leave) + bool(back) + left > 1:
        raise click.UsageError("Use one of --leave, --back and --left at a time.")
    with open_book(book, at, writing=bool(leave or back)) as opened:
        if leave:
            _leave(opened, *leave)
            return
        if back:
            count = bring_pairs_back(opened, *_two(opened, *back))
            say("They may be proposed again." if count == 1 else f"They may be proposed again, {count} ways.")
            return
        page, trouble = with_meanings(lambda embed: bring_together(opened, embed))
    if trouble:
        say(trouble, error=True)
    if as_json:
        write_json([_left_as_data(one) for one in page.left] if left else [*map(_as_data, page.pairs)])
        return
    for line in _left(page) if left else _lines(page):
        say(line)


def _leave(book: Book, one: str, other: str) -> None:
    first, second = find_person(book, one), find_person(book, other)
    changed = leave_pair(book, LeavePair(person_id=first.person_id, other_id=second.person_id))
    said = "are left as they are" if changed else "were left already"
    say(f"{first.name} and {second.name} {said}.")


def _two(book: Book, one: str, other: str) -> tuple[int, int | None]:
    """Two people as they were named; the second may be the owner."""
    first = find_person(book, one).person_id
    return first, None if other == OWNER else find_person(book, other).person_id


def _lines(page: BringPage) -> Iterator[str]:
    for pair in page.pairs:
        yield bold(f"{pair.best.one.name} and {pair.best.other.name}")
        for meet in pair.meets:
            yield from (f"  {sentence(reason, page.today)}" for reason in meet.reasons)
            if len(meet.reasons) > 1:
                yield f"    ({why_in_words(meet.match)})"
    if not page.pairs and page.lines:
        yield "Nobody just now: whose words meet knows the other already, or nobody's words meet."
    elif not page.pairs:
        yield "Nothing is written down yet by which two could find each other: keepwarm need, keepwarm offer"


def _left(page: BringPage) -> Iterator[str]:
    for one in page.left:
        about = f", not for: {one.about}" if one.about else ""
        yield f"{one.name} and {_other(one)}{about}"
    if not page.left:
        yield "Nobody is left as they are."


def _other(one: LeftLine) -> str:
    return "you" if one.other_id is None else one.other


def _as_data(pair: Pair) -> dict[str, object]:
    return {
        "about": pair.best.about,
        "meets": [
            {
                "one": _line_as_data(meet.one),
                "other": _line_as_data(meet.other),
                "worth": round(meet.worth, 3),
            }
            for meet in pair.meets
        ],
    }


def _line_as_data(line: Line) -> dict[str, object]:
    return {"person": line.name, "id": public_id(line.person_id), "says": line.says, "text": line.text}


def _left_as_data(one: LeftLine) -> dict[str, object]:
    return {
        "person": one.name,
        "id": public_id(one.person_id),
        "other": None if one.other_id is None else one.other,
        "other_id": None if one.other_id is None else public_id(one.other_id),
        "about": one.about,
        "said_on": one.said_on,
    }
