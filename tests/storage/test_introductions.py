"""Introductions as rows: read whole by one statement, the latest first, on either database."""

from dataclasses import replace
from datetime import timedelta

from keepwarm.domain.bringing import Answer, Form, Outcome, Role
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.introduction_steps import Step
from keepwarm.domain.introductions import Introduction, Party
from keepwarm.storage.book import Library, new_id
from keepwarm.storage.claims import claims_of, show_value
from keepwarm.storage.introductions import (
    add_introduction,
    identities_of,
    introducing_until,
    introductions_with,
    named_introductions,
    open_introductions,
    save_introduction,
)
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.people import get_person
from keepwarm.storage.schema import introductions
from tests.books import NOW, added
from tests.statements import counted

TODAY = NOW.date()


def kept(library: Library, one: int, other: int, *, days: int = 0) -> Introduction:
    """One of two people that was begun so many days ago."""
    parties = (
        Party(role=Role.ONE, person_id=one, why="maps"),
        Party(role=Role.OTHER, person_id=other, answer=Answer.ASKED, asked_on=TODAY - timedelta(days=days)),
    )
    on = TODAY - timedelta(days=days)
    made = Introduction(
        introduction_id=new_id(), form=Form.MADE, changed_on=on, parties=parties, about="a shop"
    )
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "introduce", "two")
        add_introduction(book, made)
    return made


def test_what_was_kept_is_read_again_with_names_by_one_statement(library: Library) -> None:
    ada, bo = added(library, "Ada Lovelace", "ada@example.org"), added(library, "Bo Li")
    older, newer = kept(library, ada, bo, days=9), kept(library, bo, ada, days=2)
    with library.open(NOW) as book, counted(library.engine) as ran:
        held = open_introductions(book)
    assert len(ran) == 1
    assert [each.one for each in held] == [newer, older]
    assert held[0].names == {Role.ONE: "Bo Li", Role.OTHER: "Ada Lovelace"}
    with library.open(NOW) as book:
        assert [one.introduction_id for one in introductions_with(book, ada)] == [
            newer.introduction_id,
            older.introduction_id,
        ]
        assert len(named_introductions(book, introductions.c.form == "made", most=1)) == 1
        assert identities_of(book, (ada,))[ada].handles == ("ada@example.org",)


def test_somebody_is_known_by_the_names_they_had_and_by_their_titles(library: Library) -> None:
    ada = added(library, "Ada Lovelace")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "edit", "names")
        row = get_person(book, ada)
        for field, value in {"name": "Ada King", "nickname": "Countess", "title": "Keeper of Maps"}.items():
            show_value(book, row, field, value, source=OWNER_SAID, held=claims_of(book, ada))
    with library.open(NOW) as book, counted(library.engine) as ran:
        known = identities_of(book, (ada,))[ada]
    assert len(ran) == 4
    assert {"Ada King", "Ada Lovelace", "Countess"} <= set(known.names)
    assert known.titles == ("Keeper of Maps",)


def test_what_ended_is_open_no_more_and_a_changed_one_says_so(library: Library) -> None:
    ada, bo = added(library, "Ada Lovelace"), added(library, "Bo Li")
    one = kept(library, ada, bo)
    ended = replace(one, ended_on=TODAY, met_on=TODAY, outcome=Outcome.GOOD, learned="well", back_on=None)
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "introduction", "two")
        save_introduction(book, ended)
    with library.open(NOW) as book:
        assert open_introductions(book) == []
        assert introductions_with(book, bo) == [ended]


def test_a_step_is_due_with_whom_it_is_and_names_the_other(library: Library) -> None:
    ada, bo = added(library, "Ada Lovelace"), added(library, "Bo Li")
    kept(library, ada, bo, days=3)
    with library.open(NOW) as book:
        assert introducing_until(book, TODAY) == {}
        (step,) = introducing_until(book, TODAY + timedelta(days=4))[bo]
    assert (step.step, step.other, step.from_on) == (Step.WAIT, "Ada Lovelace", TODAY + timedelta(days=4))
