"""`keepwarm card`: the owner's cards, in the terminal."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.errors import Invalid, Unavailable, Unreadable
from keepwarm.domain.ids import public_id
from keepwarm.domain.own_cards import LANGUAGES, CardFields, OwnCard, is_open
from keepwarm.storage.book import Book
from keepwarm.translations.days import parse_day
from keepwarm.usecases.own_cards import (
    KeepCard,
    add_card,
    all_cards,
    card_file,
    card_in_code,
    card_link,
    events_for_cards,
    get_card,
    has_public_address,
    named_card,
    qr_in_terminal,
    text_message,
    withdraw_card,
)

_NO_ADDRESS = "Others cannot open this link yet: Keepwarm has no address from outside. --offline needs none."


@click.group("card")
def card_command() -> None:
    """Your own cards: what each shows, its link and its code; withdraw one.

    \b
    keepwarm card add work --name "Ann Lee" --phone "+44 20 7946 0018"
    keepwarm card show work
    """


@card_command.command("add")
@click.argument("label")
@click.option("--name", help="Your name on it; else the one that the book has.")
@click.option("--title", default="", help="As what.")
@click.option("--organization", default="", help="Where you work or belong.")
@click.option("--phone", "phones", multiple=True, help="A phone number; again for further ones.")
@click.option("--email", "emails", multiple=True, help="An e-mail address; again for further ones.")
@click.option("--page", "pages", multiple=True, help="A page that begins with https://; again for more.")
@click.option("--pitch", default="", help="A few words: what you do.")
@click.option("--photo", type=click.Path(path_type=Path), help="A picture; it is made small and clean.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Its language."
)
@click.option("--event", metavar="NAME", help="The event that it is for, by its name.")
@click.option("--until", metavar="DAY", help="The last day on which it holds.")
@at_option
@book_option
def add_command(label: str, at: datetime | None, book: str | None, **said: Any) -> None:
    """Make a card under a name for yourself.

    \b
    keepwarm card add fair --name "Ann Lee" --email ann@example.org --until 2026-12-31
    """
    with open_book(book, at, writing=True) as opened:
        command = KeepCard(
            label=label,
            fields=CardFields(
                name=said["name"] or opened.owner.name,
                title=said["title"],
                organization=said["organization"],
                phones=said["phones"],
                emails=said["emails"],
                pages=said["pages"],
            ),
            pitch=said["pitch"],
            language=said["language"],
            event_id=_event(opened, said["event"]),
            expires_on=_day(opened, said["until"]),
            photo=_bytes_of(said["photo"]),
        )
        card = get_card(opened, add_card(opened, command))
        link = card_link(opened, card)
    say(f"Made: {card.label}. Its link: {link}")


@card_command.command("list")
@at_option
@json_option
@book_option
def list_command(at: datetime | None, as_json: bool, book: str | None) -> None:
    """Your cards, and which of them are open.

    \b
    keepwarm card list
    """
    with open_book(book, at) as opened:
        cards, today = all_cards(opened), opened.today
        links = [card_link(opened, card) for card in cards]
    if as_json:
        write_json([_as_data(card, link, today) for card, link in zip(cards, links, strict=True)])
    elif not cards:
        say("No card yet; make one: keepwarm card add --help")
    else:
        for card, link in zip(cards, links, strict=True):
            say(f"{bold(card.label)}: {card.fields.name}, {link if is_open(card, today) else _closed(card)}")


@card_command.command("show")
@click.argument("label")
@click.option("--offline", is_flag=True, help="The whole card in the code, for where there is no signal.")
@click.option("--vcard", metavar="FILE", type=click.Path(path_type=Path), help="Write it as a vCard file.")
@at_option
@json_option
@book_option
def show_command(
    label: str, offline: bool, vcard: Path | None, at: datetime | None, as_json: bool, book: str | None
) -> None:
    """Show a card with its code, to be scanned off the terminal.

    \b
    keepwarm card show work
    keepwarm card show work --offline
    keepwarm card show work --vcard ann.vcf
    """
    with open_book(book, at) as opened:
        card = named_card(opened, label)
        link, today, has_address = card_link(opened, card), opened.today, has_public_address(opened)
        raw = card_file(opened, card)
    if vcard is not None:
        _write(vcard, raw)
        say(f"Written: {vcard}")
        return
    if as_json:
        write_json(_as_data(card, link, today))
        return
    if not is_open(card, today) and not offline:
        raise Invalid(f"{card.label} is {_closed(card)}, so its link leads nowhere; make another card.")
    say(qr_in_terminal(card_in_code(card) if offline else link))
    say(text_message(card.fields.name, link))
    if not has_address and not offline:
        say(_NO_ADDRESS, error=True)


@card_command.command("withdraw")
@click.argument("label")
@at_option
@book_option
def withdraw_command(label: str, at: datetime | None, book: str | None) -> None:
    """Let the link of a card lead nowhere from now on.

    \b
    keepwarm card withdraw fair
    """
    with open_book(book, at, writing=True) as opened:
        card = named_card(opened, label)
        withdrawn = withdraw_card(opened, card.own_card_id)
    say(f"{card.label}: withdrawn." if withdrawn else f"{card.label} was withdrawn before.")


def _closed(card: OwnCard) -> str:
    return "withdrawn" if card.withdrawn_on else "over"


def _as_data(card: OwnCard, link: str, today: date) -> dict[str, Any]:
    return {
        "id": public_id(card.own_card_id),
        "label": card.label,
        "fields": card.fields,
        "pitch": card.pitch,
        "language": card.language,
        "link": link,
        "open": is_open(card, today),
        "expires_on": card.expires_on,
        "withdrawn_on": card.withdrawn_on,
    }


def _day(book: Book, words: str | None) -> date | None:
    return None if words is None else parse_day(words, book.today)


def _event(book: Book, name: str | None) -> int | None:
    if name is None:
        return None
    found = [key for key, held in events_for_cards(book).items() if held.casefold() == name.casefold()]
    if not found:
        raise Invalid(f"No event is called {name!r}; look with 'keepwarm event list'.")
    return found[0]


def _bytes_of(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"{path} cannot be read: {error.strerror}; check the file and its rights."
        ) from error


def _write(path: Path, raw: bytes) -> None:
    try:
        path.write_bytes(raw)
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}; name another file.") from error
