"""Whom to ask now: who told or offered what is needed comes first, and what was promised before any ask."""

from datetime import timedelta

from keepwarm.domain.details import NeedKind
from keepwarm.domain.people import FactKind, Side
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Library
from keepwarm.storage.commitments import add_promise
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.pages.help_now import Helper, help_page
from keepwarm.usecases.bring_together import LeavePair, leave_pair
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.tend_needs import NoteNeed, note_need
from tests.books import NOW, added, days_ago, talked
from tests.usecases.test_tend_favours import connected


def helpers_for(library: Library, wanted: str) -> dict[str, Helper]:
    with library.open(NOW) as book:
        return {one.name: one for one in help_page(book, wanted).people}


def test_who_told_or_offered_what_is_needed_is_asked_first_and_it_alone_is_said(library: Library) -> None:
    warm, cook = connected(library, "Warm"), connected(library, "Cook")
    once = added(library, "Once", "once@example.org")
    talked(library, once, days_ago(200))
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=warm, kind=FactKind.SKILLS, text="plays the organ"))
        keep_fact(book, KeepFact(person_id=cook, kind=FactKind.INTERESTS, text="flats and their history"))
        note_need(book, NoteNeed(person_id=once, kind=NeedKind.OFFER, text="a Flat in town"))
    found = helpers_for(library, "a flat in Lisbon")
    assert set(list(found)[:2]) == {"Cook", "Once"}
    assert [
        (one.because, one.fits, one.is_old) for one in map(found.__getitem__, ("Cook", "Once", "Warm"))
    ] == [
        ("flats and their history", True, False),
        ("a Flat in town", True, False),
        ("", False, False),
    ]
    assert set(helpers_for(library, "a tenor")) == {"Cook", "Warm"}


def test_what_is_offered_in_other_words_is_found_and_the_better_offer_stands_first(library: Library) -> None:
    some, other = connected(library, "Some"), connected(library, "Other")
    connected(library, "Warm")
    with library.open(NOW, writing=True) as book:
        note_need(book, NoteNeed(person_id=some, kind=NeedKind.OFFER, text="knows a lawyer"))
        note_need(book, NoteNeed(person_id=other, kind=NeedKind.OFFER, text="a solicitor in Leeds"))
    found = helpers_for(library, "einen Anwalt in Leeds")
    assert [(name, one.because, one.is_offer) for name, one in found.items()] == [
        ("Other", "a solicitor in Leeds", True),
        ("Some", "knows a lawyer", True),
        ("Warm", "", False),
    ]
    with library.open(NOW, writing=True) as book:
        leave_pair(book, LeavePair(person_id=some, other_id=None, about="einen Anwalt in Leeds"))
    assert helpers_for(library, "einen Anwalt in Leeds")["Some"].because == ""


def test_what_may_not_be_said_brings_nobody_first(library: Library) -> None:
    ada = connected(library, "Ada")
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=ada, kind=FactKind.SKILLS, text="a flat of her own"))
        keep_fact(book, KeepFact(person_id=ada, kind=FactKind.DO_NOT_MENTION, text="the flat that burnt"))
        note_need(book, NoteNeed(person_id=ada, kind=NeedKind.OFFER, text="her flat"))
    assert [(one.because, one.fits) for one in helpers_for(library, "a flat").values()] == [("", False)]


def test_to_whom_a_promise_is_overdue_that_is_said_first_and_they_stand_last(library: Library) -> None:
    ada = connected(library, "Ada")
    connected(library, "Grace")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "log", "Ada")
        add_promise(book, ada, Side.MINE, "the book", due_on=NOW.date() - timedelta(days=1))
        note_need(book, NoteNeed(person_id=ada, kind=NeedKind.OFFER, text="a flat"))
    found = helpers_for(library, "a flat")
    assert list(found) == ["Grace", "Ada"]
    assert found["Ada"].owed == Reason.of("promise_first", text="the book")
    assert found["Grace"].owed is None
