"""`need`, `offer`, `help-now`: what people look for and can provide, and whom to ask when it is you."""

from datetime import datetime, timedelta

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.details import NeedKind
from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Book
from keepwarm.storage.pages.help_now import HelpPage, help_page
from keepwarm.storage.pages.ledger import ledger_page, person_ledger
from keepwarm.translations.days import parse_day
from keepwarm.translations.english import day_in_words, sentence
from keepwarm.translations.ledger import help_words
from keepwarm.usecases.embed_texts import with_meanings
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.tend_favours import helping_until, need_help
from keepwarm.usecases.tend_needs import NoteNeed, find_need, forget_need, meet_need, note_need

_HELP_DAYS = 30


@click.command("need")
@click.argument("person", type=PersonName(), required=False)
@click.argument("text", required=False)
@click.option("--met", is_flag=True, help="They have found it; TEXT is some of its words.")
@click.option("--forget", is_flag=True, help="Takes it out of the book; TEXT is some of its words.")
@at_option
@json_option
@book_option
def need_command(
    person: str | None,
    text: str | None,
    met: bool,
    forget: bool,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """Write down what somebody is looking for. Without TEXT, what they look for; without PERSON, what all do.

    \b
    keepwarm need "Ada Lovelace" "a piano teacher"
    keepwarm need "Ada Lovelace" piano --met
    """
    with open_book(book, at, writing=text is not None) as opened:
        _tend(opened, NeedKind.NEED, person, text, met=met, forget=forget, as_json=as_json)


@click.command("offer")
@click.argument("person", type=PersonName(), required=False)
@click.argument("text", required=False)
@click.option("--met", is_flag=True, help="It stands no more; TEXT is some of its words.")
@click.option("--forget", is_flag=True, help="Takes it out of the book; TEXT is some of its words.")
@at_option
@json_option
@book_option
def offer_command(
    person: str | None,
    text: str | None,
    met: bool,
    forget: bool,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """Write down what somebody can provide. Without TEXT, what they can; without PERSON, what all can.

    \b
    keepwarm offer "Ada Lovelace" "knows good mechanics"
    keepwarm offer "Ada Lovelace" mechanics --met
    """
    with open_book(book, at, writing=text is not None) as opened:
        _tend(opened, NeedKind.OFFER, person, text, met=met, forget=forget, as_json=as_json)


def _tend(
    book: Book,
    kind: NeedKind,
    person: str | None,
    text: str | None,
    *,
    met: bool,
    forget: bool,
    as_json: bool,
) -> None:
    if person is None or text is None:
        _list(book, kind, person, as_json=as_json)
        return
    row = find_person(book, person)
    if met or forget:
        line = find_need(book, row.person_id, kind, text)
        act = forget_need if forget else meet_need
        act(book, row.person_id, line.need_id)
        say(f"{row.name}, {line.text}: {'taken out' if forget else _met_words(kind)}.")
        return
    note_need(book, NoteNeed(person_id=row.person_id, kind=kind, text=text))
    say(f"Noted: {row.name} {'is looking for' if kind is NeedKind.NEED else 'can provide'} {text.strip()}.")


def _met_words(kind: NeedKind) -> str:
    return "found" if kind is NeedKind.NEED else "no more"


def _list(book: Book, kind: NeedKind, person: str | None, *, as_json: bool) -> None:
    if person is None:
        page = ledger_page(book)
        found = [(one.name, one.need) for one in (page.needs if kind is NeedKind.NEED else page.offers)]
    else:
        row = find_person(book, person)
        found = [(row.name, one) for one in person_ledger(book, row.person_id).needs_of_kind(kind)]
    if as_json:
        write_json(
            [
                {
                    "person": name,
                    "id": public_id(one.person_id),
                    "text": one.text,
                    "noted_on": one.noted_on,
                    "met_on": one.met_on,
                }
                for name, one in found
            ]
        )
        return
    for name, one in found:
        state = "" if one.met_on is None else f"; {_met_words(kind)} {day_in_words(one.met_on, book.today)}"
        say(f"{name}: {one.text} ({day_in_words(one.noted_on, book.today)}{state})")
    if not found:
        say("Nothing is noted yet.")


@click.command("help-now")
@click.argument("wanted", required=False, default="")
@click.option("--until", metavar="DAY", help="You need help until this day; at most 180 days ahead.")
@click.option("--off", is_flag=True, help="You need it no more.")
@at_option
@json_option
@book_option
def help_now_command(
    wanted: str, until: str | None, off: bool, at: datetime | None, as_json: bool, book: str | None
) -> None:
    """I need help now: whom to ask for WANTED, in which words, and what small thing to give them.

    First come those who offered or told something that fits, then warm ties, then old ones. With WANTED or
    --until the mode is on (for thirty days, if no day is said); while it is, you can ask at once, without
    the plain word that else stands before an ask.

    \b
    keepwarm help-now "a flat in Lisbon for May" --until "in 6 weeks"
    keepwarm help-now --off
    """
    with open_book(book, at, writing=bool(wanted or until or off)) as opened:
        if off:
            need_help(opened, None)
            say("You need no help now. Good.")
            return
        before = helping_until(opened)
        if until or (wanted and before is None):
            day = parse_day(until, opened.today) if until else opened.today + timedelta(days=_HELP_DAYS)
            need_help(opened, day)
        page, trouble = with_meanings(lambda embed: help_page(opened, wanted, embed))
    if trouble:
        say(trouble, error=True)
    if as_json:
        write_json(_as_data(page, wanted))
    else:
        _write(page, wanted)


def _write(page: HelpPage, wanted: str) -> None:
    if page.until is not None:
        say(f"You need help until {page.until}. Asking shows trust.\n", error=True)
    for one in page.people:
        last = f", last in touch {day_in_words(one.last_on, page.today)}" if one.last_on else ""
        say(f"{bold(one.name)}{last}")
        if one.owed is not None:
            say(f"  {sentence(one.owed, page.today)}")
            continue
        say(f"  {help_words(wanted, one.because, is_offer=one.is_offer, is_old=one.is_old)}")
        if one.give is not None:
            say(f"  {sentence(one.give, page.today)}")
    if not page.people:
        say("There is nobody in your book yet with whom there is a tie, warm or old.")


def _as_data(page: HelpPage, wanted: str) -> dict[str, object]:
    return {
        "until": page.until,
        "people": [
            {
                "person": one.name,
                "id": public_id(one.person_id),
                "is_old": one.is_old,
                "last_on": one.last_on,
                "words": help_words(wanted, one.because, is_offer=one.is_offer, is_old=one.is_old),
                "fits": one.fits,
                "owed": one.owed,
                "give": one.give,
                "handles": [handle.value for handle in one.handles],
            }
            for one in page.people
        ],
    }
