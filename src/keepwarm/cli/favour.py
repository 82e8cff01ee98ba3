"""`give`, `ask`, `favour`, `favours`: the ledger of help, both ways."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.favours import MOVES, Line
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import Side
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.pages.ledger import (
    LedgerPage,
    NamedLine,
    NamedNeed,
    PersonLedger,
    ledger_page,
    person_ledger,
)
from keepwarm.translations.days import parse_past_day
from keepwarm.translations.english import day_in_words, sentence
from keepwarm.translations.ledger import STATES, value_question
from keepwarm.usecases.find_person import Named, find_person
from keepwarm.usecases.tend_favours import (
    MoveFavour,
    Noted,
    NoteFavour,
    find_line,
    forget_favour,
    move_favour,
    note_favour,
)

_ON = click.option("--on", metavar="DAY", help="When it was: yesterday, friday, 2026-11-20; else today.")
_MONEY = click.option("--money", is_flag=True, help="It is about money; such lines are listed last.")
_FORGET = "forgotten"
_ASKED = "asked"
_WORDS = {_ASKED: FavourState.WANTED, **{state.value: state for state in FavourState}}
_MOVES = (*(state.value for state in FavourState if state is not FavourState.IDEA), _ASKED, _FORGET)


def _state_option(states: Sequence[str], otherwise: str) -> Callable[[Any], Any]:
    how_far = "How far it has come."
    return click.option(
        "--state", type=click.Choice(states), default=otherwise, show_default=True, help=how_far
    )


@click.command("give")
@click.argument("person", type=PersonName())
@click.argument("text")
@_state_option([state.value for state in FavourState], "idea")
@_ON
@_MONEY
@at_option
@book_option
def give_command(
    person: str, text: str, state: str, on: str | None, money: bool, at: datetime | None, book: str | None
) -> None:
    """Write down what you could do for somebody, or did. First ask whether it is of value to them.

    \b
    keepwarm give "Ada Lovelace" "the mechanic's number"
    keepwarm give "Ada Lovelace" "looked over her contract" --state done
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        command = NoteFavour(
            person_id=row.person_id,
            side=Side.MINE,
            text=text,
            state=FavourState(state),
            on=_day(opened, on),
            money=money,
        )
        found, today = note_favour(opened, command), opened.today
    say(f"Noted: for {row.name}, {STATES[Side.MINE][FavourState(state)]}.")
    _say_words(found.words, today)
    if state == FavourState.IDEA:
        say(f"Before you do it, ask: “{value_question(text.strip())}”", error=True)


@click.command("ask")
@click.argument("person", type=PersonName())
@click.argument("text")
@_state_option(["idea", _ASKED, "declined", "done", "thanked"], _ASKED)
@click.option("--unasked", is_flag=True, help="They helped by themselves; you did not ask.")
@click.option("--anyway", is_flag=True, help="You have read the word before this ask, and ask all the same.")
@_ON
@_MONEY
@at_option
@book_option
def ask_command(
    person: str,
    text: str,
    state: str,
    unasked: bool,
    anyway: bool,
    on: str | None,
    money: bool,
    at: datetime | None,
    book: str | None,
) -> None:
    """Write down what you asked somebody for, or how they helped you.

    Where an ask comes before any help of yours, or again very soon, a plain word comes first and nothing is
    kept; --anyway keeps it.

    \b
    keepwarm ask "Ada Lovelace" "an introduction to the museum"
    keepwarm ask "Ada Lovelace" "drove me home" --state done --unasked
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        command = NoteFavour(
            person_id=row.person_id,
            side=Side.THEIRS,
            text=text,
            state=_WORDS[state],
            on=_day(opened, on),
            money=money,
            unasked=unasked,
            anyway=anyway,
        )
        found, today = note_favour(opened, command), opened.today
    if found.favour_id is None:
        _refuse(found, today)
    said = "they helped unasked" if unasked else STATES[Side.THEIRS][_WORDS[state]]
    say(f"Noted: {row.name}, {said}.")


@click.command("favour")
@click.argument("person", type=PersonName())
@click.argument("words")
@click.argument("move", type=click.Choice(_MOVES))
@click.option("--anyway", is_flag=True, help="You have read the word before this ask, and ask all the same.")
@_ON
@at_option
@book_option
def favour_command(
    person: str,
    words: str,
    move: str,
    anyway: bool,
    on: str | None,
    at: datetime | None,
    book: str | None,
) -> None:
    """Say how a give or an ask went on; WORDS are some of its words.

    \b
    keepwarm favour "Ada Lovelace" mechanic offered
    keepwarm favour "Ada Lovelace" museum thanked
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        line, today = find_line(opened, row.person_id, words), opened.today
        if move == _FORGET:
            forget_favour(opened, row.person_id, line.favour_id)
            found = Noted(favour_id=line.favour_id)
        else:
            command = MoveFavour(
                person_id=row.person_id,
                favour_id=line.favour_id,
                to=_WORDS[move],
                on=_day(opened, on),
                anyway=anyway,
            )
            found = move_favour(opened, command)
    if found.favour_id is None:
        _refuse(found, today)
    said = "taken out" if move == _FORGET else STATES[line.side][_WORDS[move]]
    say(f"{row.name}, {line.text}: {said}.")
    _say_words(found.words, today)


@click.command("favours")
@click.argument("person", type=PersonName(), required=False)
@at_option
@json_option
@book_option
def favours_command(person: str | None, at: datetime | None, as_json: bool, book: str | None) -> None:
    """Gives and asks with everybody, or with one PERSON: what is open, what was last, what to thank for.

    \b
    keepwarm favours
    keepwarm favours "Ada Lovelace"
    """
    with open_book(book, at) as opened:
        if person is not None:
            row = find_person(opened, person)
            _show_person(row, person_ledger(opened, row.person_id), as_json=as_json)
            return
        page = ledger_page(opened)
    if as_json:
        write_json(_page_as_data(page))
        return
    for line in _lines(page):
        say(line)


def _day(book: Book, words: str | None) -> date | None:
    return None if words is None else parse_past_day(words, book.today)


def _say_words(words: Sequence[Reason], today: date) -> None:
    for reason in words:
        say(sentence(reason, today), error=True)


def _refuse(found: Noted, today: date) -> None:
    """Say the plain word before an ask, and how to go on."""
    _say_words(found.words, today)
    say("Nothing is kept yet. To ask anyway, say it again with --anyway.", error=True)
    click.get_current_context().exit(1)


def _show_person(row: Named, ledger: PersonLedger, *, as_json: bool) -> None:
    if as_json:
        write_json(
            {
                "person": row.name,
                "id": public_id(row.person_id),
                "said": list(ledger.said),
                "before_an_ask": list(ledger.words),
                "lines": [_line_as_data(line) for line in ledger.lines],
            }
        )
        return
    say(bold(row.name))
    for reason in ledger.said:
        say(f"  {sentence(reason, ledger.today)}")
    for line in ledger.lines:
        say(f"  {_line_in_words(line, ledger.today)}")
    if not ledger.lines:
        say("  Nothing is noted yet: keepwarm give, keepwarm ask")


def _line_in_words(line: Line, today: date) -> str:
    who = "You for them" if line.side is Side.MINE else "They for you"
    when = f", {day_in_words(line.on, today)}" if line.on else ""
    return f"{who}: {line.text} ({STATES[line.side][line.state]}{when})"


def _lines(page: LedgerPage) -> Iterator[str]:
    asks = page.asks
    made = Reason.of("asks_made", made=asks.made, agreed=asks.agreed, waiting=asks.waiting)
    yield sentence(made, page.today)
    for verb, one in (("helped", page.last_give), ("asked", page.last_ask)):
        if one is not None:
            when = f" {day_in_words(one.line.on, page.today)}" if one.line.on else ""
            yield f"You last {verb} {one.name}{when}: {one.line.text}."
    yield from _part("To thank for", page.thanks, page.today)
    yield from _part("What you could give", page.gives, page.today)
    yield from _part("What you ask", page.open_asks, page.today)


def _part(head: str, found: Sequence[NamedLine], today: date) -> Iterator[str]:
    if found:
        yield ""
        yield bold(head)
    for one in found:
        when = f", {day_in_words(one.line.on, today)}" if one.line.on else ""
        yield f"  {one.name}: {one.line.text} ({STATES[one.line.side][one.line.state]}{when})"


def _line_as_data(line: Line) -> dict[str, object]:
    return {
        "id": public_id(line.favour_id),
        "side": line.side,
        "text": line.text,
        "state": line.state,
        "on": line.on,
        "changed_on": line.changed_on,
        "money": line.money,
        "may_become": list(MOVES[line.side][line.state]),
    }


def _named_as_data(one: NamedLine) -> dict[str, object]:
    return {"person": one.name, "person_id": public_id(one.line.person_id), **_line_as_data(one.line)}


def _need_as_data(one: NamedNeed) -> dict[str, object]:
    return {
        "person": one.name,
        "person_id": public_id(one.need.person_id),
        "kind": one.need.kind,
        "text": one.need.text,
        "noted_on": one.need.noted_on,
    }


def _page_as_data(page: LedgerPage) -> dict[str, object]:
    return {
        "quarter_from": page.quarter_from,
        "asks": page.asks,
        "last_give": None if page.last_give is None else _named_as_data(page.last_give),
        "last_ask": None if page.last_ask is None else _named_as_data(page.last_ask),
        "thanks": [_named_as_data(one) for one in page.thanks],
        "gives": [_named_as_data(one) for one in page.gives],
        "open_asks": [_named_as_data(one) for one in page.open_asks],
        NeedKind.NEED.value + "s": [_need_as_data(one) for one in page.needs],
        NeedKind.OFFER.value + "s": [_need_as_data(one) for one in page.offers],
        "helping_until": page.helping_until,
    }
