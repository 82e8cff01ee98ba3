"""Somebody just met is captured as one thing, and is not there twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.meeting import Follow
from keepwarm.domain.people import FactKind, Handle, HandleKind, Standing
from keepwarm.storage.bearings import wishes_of
from keepwarm.storage.book import Book, Library, new_id
from keepwarm.storage.captures import find_encounter_at
from keepwarm.storage.encounters import find_encounters
from keepwarm.storage.journal import begin_batch, insert_row
from keepwarm.storage.likenesses import find_likeness
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.people import change_standing
from keepwarm.storage.schema import attendees, events
from keepwarm.usecases.capture_person import Captured, CapturePerson, capture_person, who_it_is
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.log_interaction import NewFact, NewStep, plan_step
from keepwarm.usecases.prefer import Prefer, prefer
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, begun, hash_of

TODAY = NOW.date()
NUMBER = "+44 20 7946 0018"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        yield library


def captured(library: Library, command: CapturePerson, now: datetime = NOW) -> Captured:
    with library.open(now, writing=True) as book:
        return capture_person(book, command)


def event_in(library: Library, name: str = "Founders' breakfast", kind: str = "meetup") -> int:
    event_id = new_id()
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "event", name)
        said = dict.fromkeys(
            ("place", "link", "about", "goal", "introduction", "to_learn", "learned", "uid"), ""
        )
        row = {
            "event_id": event_id,
            "circle_id": None,
            "name": name,
            "kind": kind,
            "state": "going",
            "at": NOW,
        }
        more = {"ends_at": None, "reviewed_on": None, "source": "owner", "added_at": NOW}
        insert_row(book, events, said | row | more)
    return event_id


def whole(event_id: int | None = None) -> CapturePerson:
    return CapturePerson(
        name="Ada Lovelace",
        event_id=event_id,
        wanted=Wish.YES,
        wanted_words="Ring me!",
        handles=(recognise_handle(NUMBER),),
        prefers=Channel.TEXT,
        prefers_words="after six",
        learned=NewFact(text="keeps bees", kind=FactKind.RECREATION),
        next_step=NewStep(
            text="send the honey recipe", due_on=TODAY + timedelta(days=1), channel=Channel.TEXT
        ),
        organization="Analytical Engines",
        title="Engineer",
    )


def test_all_of_it_is_kept_as_one_thing_and_undone_as_one(library: Library) -> None:
    event_id = event_in(library)
    before = hash_of(library)
    kept = captured(library, whole(event_id))
    with library.open(NOW) as book:
        (line,) = journal_page(book, 1)
        page = person_page(book, kept.person_id)
        wish = wishes_of(book, (kept.person_id,))[kept.person_id]
        found = find_encounter_at(book, kept.person_id, event_id)
    assert kept.is_new
    assert not kept.likely
    assert (line.what, line.about) == ("capture", "Ada Lovelace")
    assert (page.person.organization, page.person.title) == ("Analytical Engines", "Engineer")
    assert [one.handle.value for one in page.handles] == [NUMBER]
    (told,) = page.preferences
    assert (told.channel, told.words, told.said_at, told.said_on) == (
        Channel.TEXT, "after six", "Founders' breakfast", TODAY,
    )  # fmt: skip
    assert (wish.answer, wish.words, wish.said_on) == (Wish.YES, "Ring me!", TODAY)
    (talk,) = page.timeline
    assert (talk.channel, talk.summary) == (Channel.IN_PERSON, "Founders' breakfast")
    assert found is not None
    assert found[0] == kept.encounter_id
    assert (found[1].follow, found[1].at) == (Follow.PLACED, NOW)
    assert found[1].interaction_id is not None
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == before


@pytest.mark.parametrize(
    ("command", "follow"),
    [
        (CapturePerson(name="Ada"), Follow.OPEN),
        (CapturePerson(name="Ada", leave_it=True), Follow.LEFT),
        (replace(whole(), wanted=Wish.NO), Follow.LEFT),
        (replace(whole(), wanted=Wish.UNCLEAR), Follow.PLACED),
    ],
)
def test_what_becomes_of_it_is_open_placed_or_left(
    library: Library, command: CapturePerson, follow: Follow
) -> None:
    kept = captured(library, command)
    with library.open(NOW) as book:
        (encounter,) = find_encounters(book).values()
        step = person_page(book, kept.person_id).next_step
    assert encounter.follow is follow
    assert (step is not None) == (follow is Follow.PLACED)


def test_a_talk_at_an_online_event_is_a_video_call(library: Library) -> None:
    kept = captured(library, CapturePerson(name="Ada", event_id=event_in(library, kind="online")))
    with library.open(NOW) as book:
        assert person_page(book, kept.person_id).timeline[0].channel is Channel.VIDEO


def test_the_same_name_with_the_same_address_is_somebody_in_the_book(library: Library) -> None:
    ada = added(library, "Ada Lovelace", "+442079460018")
    with library.open(NOW, writing=True) as book:
        plan_step(book, ada, NewStep(text="say hello"))
        prefer(book, Prefer(person_id=ada, liked=(Channel.CALL,)))
    kept = captured(library, whole())
    with library.open(NOW) as book:
        page = person_page(book, ada)
    assert kept == Captured(person_id=ada, encounter_id=kept.encounter_id, is_new=False)
    assert [one.handle.value for one in page.handles] == ["+442079460018"]
    assert page.person.organization == "Analytical Engines"
    assert [one.channel for one in page.preferences] == [Channel.TEXT, Channel.CALL]
    assert page.next_step is not None
    assert page.next_step.text == "send the honey recipe"


@pytest.mark.parametrize(
    ("name", "handle", "code"),
    [
        ("Ada Lovelace", "ada@example.org", "same_name"),
        ("Ada", "020 7946 0018", "same_handle"),
        ("Ada", "ada@example.org", "part_of_name"),
    ],
)
def test_who_it_may_be_is_said_and_kept_apart(library: Library, name: str, handle: str, code: str) -> None:
    ada = added(library, "Ada Lovelace", NUMBER)
    command = CapturePerson(name=name, handles=(recognise_handle(handle),))
    kept = captured(library, command)
    (likely,) = kept.likely
    assert (likely.person_id, likely.reason.code, likely.is_to_ask) == (ada, code, code != "part_of_name")
    assert kept.is_new
    assert kept.person_id != ada


def test_two_who_may_well_be_one_are_asked_about_later(library: Library) -> None:
    ada = added(library, "Ada Lovelace", NUMBER, "ada@example.org")
    kept = captured(
        library, CapturePerson(name="A. Lovelace", handles=(recognise_handle("ada@example.org"),))
    )
    with library.open(NOW, writing=True) as book:
        assert find_likeness(book, ada, kept.person_id) is not None
        undo(book)
        assert find_likeness(book, ada, kept.person_id) is None


def test_the_owner_says_who_it_is_or_that_it_is_nobody_in_the_book(library: Library) -> None:
    ada = added(library, "Ada Lovelace", NUMBER)
    assert captured(library, CapturePerson(name="Ada", person_id=ada)).person_id == ada
    kept = captured(library, replace(whole(), is_new=True))
    assert kept.is_new
    assert kept.person_id != ada
    assert not kept.likely
    with library.open(NOW) as book:
        assert who_it_is(book, replace(whole(), is_new=True)).likely == ()
        assert not who_it_is(book, CapturePerson(name="")).likely


@pytest.mark.parametrize("standing", [Standing.CORRESPONDENT, Standing.BY_RELATION])
def test_who_was_met_is_in_the_book_from_then_on(library: Library, standing: Standing) -> None:
    ada = added(library, "Ada Lovelace", NUMBER)
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "standing", "Ada")
        change_standing(book, ada, standing)
    captured(library, CapturePerson(person_id=ada))
    with library.open(NOW) as book:
        assert person_page(book, ada).person.standing is Standing.ORDINARY


def test_whoever_is_captured_twice_at_an_event_was_met_there_once(library: Library) -> None:
    event_id = event_in(library)
    first = captured(library, replace(whole(event_id), next_step=None))
    second = captured(library, whole(event_id))
    third = captured(library, CapturePerson(person_id=first.person_id, event_id=event_id))
    with library.open(NOW) as book:
        (encounter,) = find_encounters(book).values()
        page = person_page(book, first.person_id)
    assert first.encounter_id == second.encounter_id == third.encounter_id
    assert encounter.follow is Follow.PLACED
    assert len(page.timeline) == 1


def test_who_stood_on_the_list_of_the_event_was_met(library: Library) -> None:
    event_id = event_in(library)
    _listed(library, event_id, "ada lovelace")
    _listed(library, event_id, "Bob")
    kept = captured(library, whole(event_id))
    with library.open(NOW) as book:
        rows = book.rows(attendees.select().where(book.owns(attendees)).order_by(attendees.c.name))
    assert [(row.name, row.state, row.person_id) for row in rows] == [
        ("Bob", "listed", None),
        ("ada lovelace", "met", kept.person_id),
    ]


def _listed(library: Library, event_id: int, name: str) -> None:
    said = dict.fromkeys(
        ("organization", "title", "address", "said", "reason", "question", "offer", "problem"), ""
    )
    row = {"attendee_id": new_id(), "event_id": event_id, "person_id": None, "name": name, "state": "listed"}
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "attendees", name)
        insert_row(book, attendees, said | row | {"source": "owner", "added_at": NOW})


def test_a_phone_whose_clock_is_ahead_met_them_just_now(library: Library) -> None:
    captured(library, CapturePerson(name="Ada", at=NOW + timedelta(hours=3)))
    captured(library, CapturePerson(name="Bob", at=NOW - timedelta(days=2), wanted=Wish.YES))
    with library.open(NOW) as book:
        met = [one.at for one in find_encounters(book).values()]
        said = [one.said_on for one in _wishes(book)]
    assert met == [NOW - timedelta(days=2), NOW]
    assert said == [date(2026, 11, 20)]


def _wishes(book: Book) -> list[object]:
    ids = [one.person_id for one in find_encounters(book).values()]
    return list(wishes_of(book, ids).values())


@pytest.mark.parametrize(
    ("command", "problem", "words"),
    [
        (CapturePerson(), Invalid, "name"),
        (CapturePerson(name=" "), Invalid, "name"),
        (CapturePerson(name="A" * 601), Invalid, "600"),
        (CapturePerson(name="A", place="x" * 501), Invalid, "500"),
        (CapturePerson(name="A", title="x" * 601), Invalid, "600"),
        (CapturePerson(name="A", at=datetime(1812, 1, 1, tzinfo=UTC)), Invalid, "1812"),
        (CapturePerson(name="A", event_id=7), Missing, "event"),
        (CapturePerson(person_id=7), Missing, "id"),
        (CapturePerson(name="A", prefers=Channel.CALL, prefers_words="x" * 501), Invalid, "500"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    library: Library, command: CapturePerson, problem: type[Exception], words: str
) -> None:
    before = hash_of(library)
    with pytest.raises(problem, match=words):
        captured(library, command)
    assert hash_of(library) == before


def test_a_handle_of_many_people_leaves_it_to_the_owner(library: Library) -> None:
    ada, bob = added(library, "Ada", NUMBER), added(library, "Bob", NUMBER)
    home = Handle(kind=HandleKind.PHONE, value=NUMBER)
    with library.open(NOW) as book:
        found = who_it_is(book, CapturePerson(name="Clara", handles=(home,)))
    assert found.certain is None
    assert {one.person_id for one in found.likely} == {ada, bob}
