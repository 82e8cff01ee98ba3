"""The demo's introductions: one that waits for the second yes, one for an answer, one to thank for."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from keepwarm.demo.cast import Member
from keepwarm.demo.stories import Story
from keepwarm.domain.bearings import Wish
from keepwarm.domain.bringing import Answer, Form, Role
from keepwarm.domain.introduction_moves import moved
from keepwarm.domain.introductions import Act, Introduction, Move, Party
from keepwarm.domain.people import Standing
from keepwarm.storage.bearings import wishes_of
from keepwarm.storage.book import Book, new_id
from keepwarm.storage.introductions import add_introduction

_KNOWN = (Story.CLOSE, Story.STEADY)
_FRESH = (Story.NEW, Story.ONCE)


def introduce_some(book: Book, ids: Sequence[tuple[Member, int]]) -> None:
    """Add them within the batch that makes the demo; nobody who said no is introduced."""
    known, fresh = list(_some(book, ids, _KNOWN)), list(_some(book, ids, _FRESH))
    if len(known) < 4 or len(fresh) < 2:  # each of the three needs people of its own
        return
    add_introduction(book, _made(book, known[0], known[1]))
    add_introduction(book, _asked(book, known[2], fresh[0]))
    add_introduction(book, _received(book, known[3], fresh[1]))


def _some(book: Book, ids: Sequence[tuple[Member, int]], stories: Sequence[Story]) -> Iterator[int]:
    those = [
        person_id
        for member, person_id in ids
        if member.story in stories and member.person.standing is Standing.ORDINARY
    ]
    wishes = wishes_of(book, those)
    yield from (one for one in those if one not in wishes or wishes[one].answer is not Wish.NO)


def _made(book: Book, one: int, other: int) -> Introduction:
    parties = (
        Party(role=Role.ONE, person_id=one, why="they have the light rooms that you look for"),
        Party(role=Role.OTHER, person_id=other, why="you said that you miss talking about your craft"),
    )
    about = "sharing a workshop in the north of the town"
    plain = _begun(book, Form.MADE, 9, parties, about)
    asked = moved(plain, Move(Act.ASK, Role.ONE), book.today - timedelta(days=6))
    return moved(asked, Move(Act.YES, Role.ONE), book.today - timedelta(days=1))


def _asked(book: Book, introducer: int, one: int) -> Introduction:
    parties = (
        Party(role=Role.INTRODUCER, person_id=introducer, why="you two have known each other for years"),
        Party(role=Role.ONE, person_id=one, why="I hang pictures, and they move into new rooms"),
    )
    plain = _begun(book, Form.ASKED, 8, parties, "the bare walls of their new office")
    return moved(plain, Move(Act.ASK, Role.INTRODUCER), book.today - timedelta(days=8))


def _received(book: Book, introducer: int, one: int) -> Introduction:
    on = book.today - timedelta(days=2)
    parties = (
        Party(role=Role.ONE, person_id=one, answer=Answer.YES, answered_on=on, told_on=on),
        Party(role=Role.INTRODUCER, person_id=introducer, answer=Answer.YES, answered_on=on),
    )
    return Introduction(
        introduction_id=new_id(),
        form=Form.RECEIVED,
        changed_on=on,
        parties=parties,
        about="an exhibition in spring",
        made_on=on,
    )


def _begun(book: Book, form: Form, days: int, parties: tuple[Party, ...], about: str) -> Introduction:
    return Introduction(
        introduction_id=new_id(),
        form=form,
        changed_on=book.today - timedelta(days=days),
        parties=parties,
        about=about,
    )
