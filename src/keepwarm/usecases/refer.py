"""Referrals: written down, moved on, thanked for, told how they went, taken out."""

from dataclasses import dataclass
from datetime import date

from keepwarm.domain.bringing import ReferralState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Side
from keepwarm.domain.referrals import Referral, begun, moved, needs_both_yes, thanked, told
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.people import get_person
from keepwarm.storage.referrals import (
    add_referral,
    change_referral,
    get_referral,
    referrals_with,
    remove_referral,
)
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.by_words import the_one_that_says
from keepwarm.usecases.keep_ties import restate
from keepwarm.usecases.leave_in_peace import refuse_left_in_peace
from keepwarm.usecases.past_days import day_on_which

_LONGEST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReferral:
    """A referral that the owner gives to a person (`MINE`), or that a person gave to the owner.

    `text` says who is sent and what for, `about_id` who, where they are in the book. `on` is the day of its
    state, today where none is said. `both_said_yes` is needed for one given that is passed on already.
    """

    person_id: int
    side: Side
    text: str
    about_id: int | None = None
    state: ReferralState = ReferralState.IDEA
    on: date | None = None
    both_said_yes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveReferral:
    """A referral that has come further, on a day."""

    referral_id: int
    to: ReferralState
    on: date | None = None
    both_said_yes: bool = False


def note_referral(book: Book, command: NoteReferral) -> int:
    """Write a referral down; return its id.

    Raises Invalid where nothing says who is sent, where both are one person or did not say yes yet, where one
    of them is left in peace, or the day is none; Missing for somebody who is not there.
    """
    person, on = get_person(book, command.person_id), day_on_which(book, command.on)
    text = _checked_text(command.text)
    about = None if command.about_id is None else get_person(book, command.about_id)
    if command.about_id == command.person_id:
        raise Invalid(f"Nobody is sent to themselves; name somebody else than {person.name}.")
    if not text and about is not None:
        text = str(about.name)
    if not text:
        raise Invalid("Say in a few words who is sent, and what for.")
    referral = Referral(
        referral_id=0,
        person_id=command.person_id,
        about_id=command.about_id,
        side=command.side,
        text=text,
        state=command.state,
        noted_on=on,
        changed_on=on,
    )
    if referral.is_given:
        _refuse_left_in_peace(book, referral)
    begin_batch(book, "referral", person.name)
    referral_id = add_referral(book, begun(referral, both_said_yes=command.both_said_yes))
    _settle(book, referral)
    return referral_id


def move_referral(book: Book, command: MoveReferral) -> Referral:
    """Move one on. Raises Invalid for a step that cannot be, or before both said yes; Missing."""
    before = get_referral(book, command.referral_id)
    person = get_person(book, before.person_id)
    on = day_on_which(book, command.on)
    after = moved(before, command.to, on, both_said_yes=command.both_said_yes)
    if needs_both_yes(before.side, before.state, command.to):
        _refuse_left_in_peace(book, before)
    begin_batch(book, "referral", person.name)
    change_referral(book, after)
    _settle(book, after)
    return after


def thank_for_referral(book: Book, referral_id: int, on: date | None = None) -> Referral:
    """Say that thanks were said: by the owner for one received, to the owner for one given.

    Raises Invalid where nobody was sent yet, or the day is none; Missing.
    """
    before = get_referral(book, referral_id)
    after = thanked(before, day_on_which(book, on))
    begin_batch(book, "referral", get_person(book, before.person_id).name)
    change_referral(book, after)
    return after


def tell_outcome(book: Book, referral_id: int, outcome: str) -> Referral:
    """Keep how it went, in words; none take them back. Raises Invalid where nobody was sent yet, Missing."""
    before = get_referral(book, referral_id)
    after = told(before, _checked_text(outcome))
    begin_batch(book, "referral", get_person(book, before.person_id).name)
    change_referral(book, after)
    return after


def forget_referral(book: Book, referral_id: int) -> Referral:
    """Take one out; return it as it was. Raises Missing."""
    referral = get_referral(book, referral_id)
    begin_batch(book, "forget", get_person(book, referral.person_id).name)
    remove_referral(book, referral)
    restate(book, referral.person_id)
    return referral


def find_referral(book: Book, person_id: int, words: str) -> Referral:
    """The one referral with somebody in whose text the words are; of several the one that is still open.

    Raises Missing, Ambiguous.
    """
    return the_one_that_says(
        referrals_with(book, person_id),
        words,
        one="referral",
        several="referrals",
        whose=f"with {get_person(book, person_id).name}",
        see="keepwarm refer list",
    )


def _refuse_left_in_peace(book: Book, referral: Referral) -> None:
    refuse_left_in_peace(book, [who for who in (referral.person_id, referral.about_id) if who is not None])


def _settle(book: Book, referral: Referral) -> None:
    """What follows: whoever waited outside comes in, and the stage may rest on it."""
    welcome(book, referral.person_id)
    if referral.about_id is not None:
        welcome(book, referral.about_id)
    restate(book, referral.person_id)


def _checked_text(text: str) -> str:
    tidy = " ".join(storable_text(text).split())
    if len(tidy) > _LONGEST:
        raise Invalid(f"A referral takes {_LONGEST:,} characters at most; write it shorter.")
    return tidy
