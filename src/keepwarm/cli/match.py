"""`keepwarm match`: who may have what somebody in the book is looking for."""

import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import public_id
from keepwarm.domain.need_matching import Embed
from keepwarm.storage.book import Book
from keepwarm.translations.english import day_in_words
from keepwarm.translations.need_matches import why_in_words
from keepwarm.usecases.bring_together import OWNER, leave_matches
from keepwarm.usecases.embed_texts import with_meanings
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.match_needs import (
    Fit,
    Stated,
    change_same_words,
    match_needs,
    same_words,
    who_offers,
)


@click.command("match")
@click.argument("person", type=PersonName(), required=False)
@click.option("--for", "wanted", metavar="WORDS", help="Who may have what you look for yourself.")
@click.option(
    "--leave", type=PersonName(), metavar="OTHER", help="OTHER is not for PERSON's needs, nor the reverse."
)
@click.option("--words", is_flag=True, help="Write the words that mean the same, and nothing else.")
@click.option(
    "--use-words", metavar="FILE", help="Use the table in FILE from now on; - reads it from the pipe."
)
@click.option("--usual-words", is_flag=True, help="Use the table again with which a book begins.")
@at_option
@json_option
@book_option
def match_command(
    person: str | None,
    wanted: str | None,
    leave: str | None,
    words: bool,
    use_words: str | None,
    usual_words: bool,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """For each need who may meet it, and for each offer who needs it. With PERSON, theirs alone.

    --leave lets a match rest for good; me stands for you. 'keepwarm bring-together --back' takes it back.

    \b
    keepwarm match
    keepwarm match --for "somebody who mends bicycles"
    keepwarm match "Ada Lovelace" --leave "Bob Byte"
    keepwarm match --words > words.txt
    keepwarm match --use-words words.txt
    """
    if (leave is not None and person is None) or (wanted is not None and person is not None):
        raise click.UsageError("Name a person with --leave, and none with --for.")
    table = "" if usual_words else None if use_words is None else _read(use_words)
    with open_book(book, at, writing=table is not None or leave is not None) as opened:
        if table is not None:
            changed = change_same_words(opened, table)
            say("These words mean the same from now on." if changed else "It was so already.")
            return
        if words:
            say(same_words(opened).rstrip("\n"))
            return
        if person is not None and leave is not None:
            _leave(opened, person, leave)
            return
        found, trouble = with_meanings(_asker(opened, person, wanted))
        today = opened.today
    if trouble:
        say(trouble, error=True)
    if as_json:
        write_json(_as_data(found))
    elif wanted is not None:
        _write_offers(found)
    else:
        _write(found, today)


def _asker(book: Book, person: str | None, wanted: str | None) -> Callable[[Embed | None], list[Fit]]:
    """What is looked up, by the words alone or with the owner's program too."""
    if wanted is not None:
        return lambda embed: who_offers(book, wanted, embed)
    person_id = None if person is None else find_person(book, person).person_id
    return lambda embed: match_needs(book, person_id, embed)


def _leave(book: Book, person: str, other: str) -> None:
    one = find_person(book, person)
    second = None if other == OWNER else find_person(book, other)
    needs = leave_matches(book, one.person_id, None if second is None else second.person_id)
    called = "you" if second is None else second.name
    say(f"{one.name} and {called} are left as they are: {'; '.join(needs)}.")


def _write_offers(found: list[Fit]) -> None:
    for fit in found:
        say(f"{bold(fit.offer.name)}: {fit.offer.text} ({why_in_words(fit.match)})")
    if not found:
        say("Nobody in your book is known to offer this.")


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise Invalid(
            f"{name} could not be read as text; name a file of lines like: vet, doctor"
        ) from problem


def _write(found: list[Fit], today: date) -> None:
    for need in dict.fromkeys(fit.need for fit in found):
        since = f" ({day_in_words(need.on, today)})" if need.on else ""
        say(f"{bold(need.name)} is looking for: {need.text}{since}")
        for fit in found:
            if fit.need == need:
                who = fit.offer.name if fit.offer.person_id is not None else "You"
                say(f"  {who} may have it: {fit.offer.text} ({why_in_words(fit.match)})")
    offers = _with_several(found)
    if offers:
        say(f"\n{bold('Offers that meet several needs')}")
    for offer, fits in offers:
        say(f"{offer}: {', '.join(f'{fit.need.name} ({fit.need.text})' for fit in fits)}")
    if not found:
        say("Nobody in your book is known to have what somebody else in it is looking for.")


def _with_several(found: Iterable[Fit]) -> list[tuple[str, list[Fit]]]:
    by_offer: dict[str, list[Fit]] = {}
    for fit in found:
        by_offer.setdefault(f"{fit.offer.name or 'You'}, {fit.offer.text}", []).append(fit)
    return [(offer, fits) for offer, fits in by_offer.items() if len(fits) > 1]


def _as_data(found: list[Fit]) -> list[dict[str, object]]:
    return [
        {
            "need": _stated(fit.need),
            "offer": _stated(fit.offer),
            "share": round(fit.match.share, 3),
            "reply": round(fit.reply, 3),
            "both": fit.match.met,
            "same": [list(two) for two in fit.match.same],
            "near": [list(two) for two in fit.match.near],
            "tags": fit.match.tags,
        }
        for fit in found
    ]


def _stated(one: Stated) -> dict[str, object]:
    """A need or an offer; without `id` and `person` it is the owner's own."""
    who = None if one.person_id is None else public_id(one.person_id)
    return {"person": one.name or None, "id": who, "text": one.text, "noted_on": one.on}
