"""After a first meeting: kept with the meeting, shown beside it, and coming back once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.first_meetings import comes_back
from keepwarm.domain.meeting import Follow, Opinion
from keepwarm.domain.people import FactKind
from keepwarm.storage.bearings import bearing_of
from keepwarm.storage.book import Book, Library
from keepwarm.storage.encounters import find_encounters
from keepwarm.storage.pages.first_meetings import first_meetings_page, their_first_meeting
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.person import person_page
from keepwarm.usecases.capture_person import CapturePerson, capture_person
from keepwarm.usecases.first_meeting import (
    FirstMeeting,
    leave_at_that,
    note_first_meeting,
)
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, begun, days_ago, hash_of, talked

HALF_A_YEAR_ON = datetime(2027, 5, 22, 9, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        yield library


@pytest.fixture
def ada(library: Library) -> int:
    with library.open(NOW, writing=True) as book:
        return capture_person(book, CapturePerson(name="Ada", place="the harbour")).person_id


def noted(library: Library, command: FirstMeeting, now: datetime = NOW) -> None:
    with library.open(now, writing=True) as book:
        note_first_meeting(book, command)


def asked_again_where_both_are(book: Book) -> list[int]:
    met = find_encounters(book).values()
    return [one.person_id for one in met if comes_back(one, book.today, at_shared_event=True)]


def test_it_is_kept_with_the_meeting_and_what_they_care_about_is_known_of_them(
    library: Library, ada: int
) -> None:
    before = hash_of(library)
    noted(library, FirstMeeting(person_id=ada, got_on=Opinion.YES, again=Opinion.YES, cares=" her  bees "))
    with library.open(NOW) as book:
        met, page = their_first_meeting(book, ada), person_page(book, ada)
        (line,) = journal_page(book, 1)
        assert first_meetings_page(book).fresh == ()
    assert met is not None
    assert (met.got_on, met.again, met.where) == (Opinion.YES, Opinion.YES, "the harbour")
    assert [(fact.kind, fact.text) for fact in page.facts] == [(FactKind.MOTIVATION, "her bees")]
    assert (line.what, line.about) == ("first meeting", "Ada")
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == before


def test_somebody_left_at_that_is_away_for_half_a_year_and_comes_back_once(
    library: Library, ada: int
) -> None:
    noted(library, FirstMeeting(person_id=ada, again=Opinion.NO))
    with library.open(NOW) as book:
        bearing = bearing_of(book, ada)
        assert (bearing.not_before, bearing.proposed) == (date(2027, 5, 22), True)
        assert first_meetings_page(book).back == ()
        assert asked_again_where_both_are(book) == [ada]
    with library.open(HALF_A_YEAR_ON) as book:
        (back,) = first_meetings_page(book).back
        assert (back.person_id, back.comes_back) == (ada, True)
    noted(library, FirstMeeting(person_id=ada, again=Opinion.NO, asked_again=True), HALF_A_YEAR_ON)
    with library.open(HALF_A_YEAR_ON + timedelta(days=400)) as book:
        assert asked_again_where_both_are(book) == []
        assert not bearing_of(book, ada).proposed
    noted(library, FirstMeeting(person_id=ada, again=Opinion.YES), HALF_A_YEAR_ON)
    with library.open(HALF_A_YEAR_ON) as book:
        bearing = bearing_of(book, ada)
        assert (bearing.not_before, bearing.proposed) == (None, True)


def test_who_was_met_lately_waits_for_a_thought(library: Library, ada: int) -> None:
    with library.open(NOW) as book:
        assert [line.person_id for line in first_meetings_page(book).fresh] == [ada]
    with library.open(NOW + timedelta(days=15)) as book:
        assert first_meetings_page(book).fresh == ()


def test_a_talk_that_was_logged_is_a_meeting_too(library: Library) -> None:
    bob = added(library, "Bob")
    with pytest.raises(Missing, match="not met"):
        noted(library, FirstMeeting(person_id=bob, got_on=Opinion.YES))
    talked(library, bob, days_ago(2))
    noted(library, FirstMeeting(person_id=bob, got_on=Opinion.YES))
    with library.open(NOW) as book:
        met = their_first_meeting(book, bob)
    assert met is not None
    assert met.at == days_ago(2)


def test_what_says_nothing_or_too_much_is_refused(library: Library, ada: int) -> None:
    for command in (FirstMeeting(person_id=ada), FirstMeeting(person_id=ada, cares="x" * 501)):
        with pytest.raises(Invalid):
            noted(library, command)


def test_to_leave_it_at_that_closes_what_is_open_without_an_opinion(library: Library, ada: int) -> None:
    with library.open(NOW, writing=True) as book:
        leave_at_that(book, ada)
        (line,) = journal_page(book, 1)
        met = their_first_meeting(book, ada)
    assert line.what == "leave it"
    assert met is not None
    assert (met.again, met.comes_back) == (None, False)
    with library.open(NOW) as book:
        assert {one.follow for one in find_encounters(book).values()} == {Follow.LEFT}


def test_an_acquaintance_who_was_met_again_is_no_first_meeting(library: Library, ada: int) -> None:
    bob, cleo = added(library, "Bob"), added(library, "Cleo")
    talked(library, bob, days_ago(200))
    for person_id, at in ((bob, days_ago(1)), (cleo, days_ago(100)), (cleo, days_ago(2))):
        with library.open(NOW, writing=True) as book:
            capture_person(book, CapturePerson(person_id=person_id, at=at, place="the harbour"))
    with library.open(NOW) as book:
        assert [line.person_id for line in first_meetings_page(book).fresh] == [ada]
