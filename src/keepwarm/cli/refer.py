"""`keepwarm refer`: somebody sent to the one who can help them, by you or to you."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import say, write_json
from keepwarm.cli.refer_output import knowing_as_data, referral_as_data, say_part, say_who_knows
from keepwarm.domain.bringing import ReferralState
from keepwarm.domain.people import Side
from keepwarm.storage.book import Book
from keepwarm.storage.pages.referrals import ReferralLine, known_of, referrals_between, referrals_page
from keepwarm.storage.pages.who_knows import who_knows_page
from keepwarm.translations.days import parse_past_day
from keepwarm.translations.referrals import KNOWN, STATES
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.refer import (
    MoveReferral,
    NoteReferral,
    find_referral,
    forget_referral,
    move_referral,
    note_referral,
    tell_outcome,
    thank_for_referral,
)

_ON = click.option("--on", metavar="DAY", help="When it was: yesterday, friday, 2026-11-20; else today.")
_BOTH = click.option("--both-said-yes", is_flag=True, help="Both said yes before you passed anything on.")
_ABOUT = click.option("--about", metavar="PERSON", help="Who is sent, if they are in your book.")
_FORGET = "forgotten"
_WORDS = {state.value.replace(" ", "-"): state for state in ReferralState}


def _state_option(otherwise: str) -> Callable[[Any], Any]:
    how_far = "How far it has come."
    return click.option(
        "--state", type=click.Choice([*_WORDS]), default=otherwise, show_default=True, help=how_far
    )


@click.group("refer")
def refer_command() -> None:
    """Referrals: somebody sent to the one who can help them, by you to others or by others to you.

    \b
    keepwarm refer given ada "a neighbour who has just moved"
    keepwarm refer received ada "the dentist with the new rooms"
    keepwarm refer move ada neighbour sent --both-said-yes
    keepwarm refer list
    """


@refer_command.command("given")
@click.argument("person", type=PersonName())
@click.argument("text")
@_ABOUT
@_state_option("idea")
@_BOTH
@_ON
@at_option
@book_option
def given_command(
    person: str,
    text: str,
    about: str | None,
    state: str,
    both_said_yes: bool,
    on: str | None,
    at: datetime | None,
    book: str | None,
) -> None:
    """You send somebody to PERSON; TEXT says who, and what for. Ask both first.

    \b
    keepwarm refer given ada "a neighbour who has just moved" --about "Mia Hart"
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        command = _command(opened, row.person_id, Side.MINE, text, about=about, state=state, on=on)
        note_referral(opened, replace(command, both_said_yes=both_said_yes))
        known = known_of(opened, row.person_id)
    say(f"Noted: to {row.name}, {text or about}: {STATES[Side.MINE][_WORDS[state]]}.")
    for one in known:
        say(f"  {KNOWN[one.kind]}: {one.text}")
    if _WORDS[state] is ReferralState.IDEA:
        say("Before you pass on a name or a number, ask both.", error=True)


@refer_command.command("received")
@click.argument("person", type=PersonName())
@click.argument("text")
@_ABOUT
@_state_option("sent")
@_ON
@at_option
@book_option
def received_command(
    person: str,
    text: str,
    about: str | None,
    state: str,
    on: str | None,
    at: datetime | None,
    book: str | None,
) -> None:
    """PERSON sent somebody to you; TEXT says who, and what for.

    \b
    keepwarm refer received ada "the dentist with the new rooms" --on friday
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        note_referral(
            opened, _command(opened, row.person_id, Side.THEIRS, text, about=about, state=state, on=on)
        )
    say(f"Noted: from {row.name}, {text or about}: {STATES[Side.THEIRS][_WORDS[state]]}.")


@refer_command.command("move")
@click.argument("person", type=PersonName())
@click.argument("words")
@click.argument("state", type=click.Choice([*_WORDS, _FORGET]))
@_BOTH
@_ON
@at_option
@book_option
def move_command(
    person: str,
    words: str,
    state: str,
    both_said_yes: bool,
    on: str | None,
    at: datetime | None,
    book: str | None,
) -> None:
    """Say how a referral given to PERSON, or by them, went on; WORDS are some of its words.

    \b
    keepwarm refer move ada neighbour sent --both-said-yes
    keepwarm refer move ada dentist came-to
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        found = find_referral(opened, row.person_id, words)
        if state == _FORGET:
            forget_referral(opened, found.referral_id)
        else:
            command = MoveReferral(
                referral_id=found.referral_id,
                to=_WORDS[state],
                on=_day(opened, on),
                both_said_yes=both_said_yes,
            )
            move_referral(opened, command)
    said = "taken out" if state == _FORGET else STATES[found.side][_WORDS[state]]
    say(f"{row.name}, {found.text}: {said}.")


@refer_command.command("thank")
@click.argument("person", type=PersonName())
@click.argument("words")
@_ON
@at_option
@book_option
def thank_command(person: str, words: str, on: str | None, at: datetime | None, book: str | None) -> None:
    """You said thank you for somebody whom PERSON sent; or they did, for one of yours.

    \b
    keepwarm refer thank ada dentist
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        found = find_referral(opened, row.person_id, words)
        thank_for_referral(opened, found.referral_id, _day(opened, on))
    say(f"{row.name}, {found.text}: {'they thanked you' if found.is_given else 'you said thank you'}.")


@refer_command.command("outcome")
@click.argument("person", type=PersonName())
@click.argument("words")
@click.argument("outcome")
@at_option
@book_option
def outcome_command(person: str, words: str, outcome: str, at: datetime | None, book: str | None) -> None:
    """Write down how it went, in OUTCOME; '' takes it back.

    \b
    keepwarm refer outcome ada dentist "six frames, and a second room in spring"
    """
    with open_book(book, at, writing=True) as opened:
        row = find_person(opened, person)
        found = find_referral(opened, row.person_id, words)
        told = tell_outcome(opened, found.referral_id, outcome)
    say(f"{row.name}, {found.text}: {told.outcome or 'nothing is noted of how it went'}.")


@refer_command.command("list")
@click.argument("person", type=PersonName(), required=False)
@at_option
@json_option
@book_option
def list_command(person: str | None, at: datetime | None, as_json: bool, book: str | None) -> None:
    """Referrals with everybody, or with one PERSON: whose turn it is, and what was.

    \b
    keepwarm refer list
    keepwarm refer list ada --json
    """
    with open_book(book, at) as opened:
        today = opened.today
        if person is not None:
            lines = referrals_between(opened, find_person(opened, person).person_id)
            parts: dict[str, Sequence[ReferralLine]] = {"": lines}
        else:
            page = referrals_page(opened)
            lines = (*page.mine, *page.theirs, *page.past)
            parts = {"Your turn": page.mine, "With others": page.theirs, "What was": page.past}
    if as_json:
        write_json([referral_as_data(line) for line in lines])
        return
    for head, held in parts.items():
        say_part(head, held, today)
    if not lines:
        say("Nothing is noted yet: keepwarm refer given, keepwarm refer received")


@refer_command.command("who-knows")
@at_option
@json_option
@book_option
def who_knows_command(at: datetime | None, as_json: bool, book: str | None) -> None:
    """Who could say what you do, and who not yet; and to whom you know whom to send.

    What they say is noted with 'keepwarm note'.

    \b
    keepwarm refer who-knows
    keepwarm note ada "frames pictures so that they hang well" --about says-i-do
    """
    with open_book(book, at) as opened:
        page = who_knows_page(opened)
    if as_json:
        write_json(knowing_as_data(page))
    else:
        say_who_knows(page)


def _command(
    book: Book, person_id: int, side: Side, text: str, *, about: str | None, state: str, on: str | None
) -> NoteReferral:
    return NoteReferral(
        person_id=person_id,
        side=side,
        text=text,
        about_id=None if about is None else find_person(book, about).person_id,
        state=_WORDS[state],
        on=_day(book, on),
    )


def _day(book: Book, words: str | None) -> date | None:
    return None if words is None else parse_past_day(words, book.today)
