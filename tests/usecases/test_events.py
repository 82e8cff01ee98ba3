"""Events from the first thought to the look back: what is kept, what follows, and what can be taken back."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain, product
from pathlib import Path

import pytest

from keepwarm.domain.bearings import NO_BEARING
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.meeting import AttendeeState, EventKind, EventState, Follow, Opinion
from keepwarm.domain.people import FactKind
from keepwarm.storage.bearings import bearings_of
from keepwarm.storage.book import Library
from keepwarm.storage.encounters import find_encounters
from keepwarm.storage.pages.circle import circle_page
from keepwarm.storage.pages.event import EventPage, event_page
from keepwarm.storage.pages.events import events_page
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.meet import meet_page
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.today import today_page
from keepwarm.usecases.attendee_lists import plan_list, take_in_list
from keepwarm.usecases.capture_person import CapturePerson, capture_person
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.first_meeting import FirstMeeting, note_first_meeting
from keepwarm.usecases.log_interaction import NewFact, NewStep, plan_step
from keepwarm.usecases.plan_event import (
    AddEvent,
    add_typed_event,
    ask_again,
    bring_event,
    decide,
    edit_event,
    find_event,
    forget_event,
    link_attendee,
    meet_attendee,
    note_event,
    plan_attendee,
    plan_to_meet,
)
from keepwarm.usecases.review_event import Placed, finish_review, followed_up, leave_it, place_follow_up
from keepwarm.usecases.tend_circle import begin_circle, find_circle, join_circle, join_those_met, leave_circle
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, begun, hash_of, talked
from tests.statements import counted

YESTERDAY, TOMORROW = NOW - timedelta(hours=14), NOW + timedelta(hours=34)
LIST = "Ana Silva, Foz <ana@foz.example>\nBo Lind, CTO, Acme\nCleo Roy <cleo@acme.example>\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A new book in a file: the statements of events are plain, and others run them on both databases."""
    with begun(str(tmp_path / "book.keepwarm")) as library:
        yield library


def an_event(library: Library, at: datetime = YESTERDAY, name: str = "Museum evening") -> int:
    with library.open(NOW, writing=True) as book:
        command = AddEvent(
            name=name,
            at=at,
            ends_at=at + timedelta(hours=2),
            kind=EventKind.TALK,
            state=EventState.GOING,
        )
        return add_typed_event(book, command)


def shown(library: Library, event_id: int, now: datetime = NOW) -> EventPage:
    with library.open(now) as book:
        return event_page(book, event_id)


def row_of(library: Library, event_id: int, name: str) -> int:
    return next(
        line.attendee_id for line in shown(library, event_id).guests if line.attendee.name.startswith(name)
    )


def test_a_list_links_who_is_certain_asks_who_is_likely_and_makes_nobody_a_person(library: Library) -> None:
    ana, bo = added(library, "Ana Silva", "ana@foz.example"), added(library, "Bo Lind", "bo@x.example")
    event_id, before = an_event(library, TOMORROW), hash_of(library)
    with library.open(NOW) as book:
        plan = plan_list(book, event_id, LIST)
    assert [line.person_id for line in plan.lines] == [ana, None, None]
    assert [[one.person_id for one in line.likely] for line in plan.lines] == [[], [bo], []]
    assert hash_of(library) == before
    with library.open(NOW, writing=True) as book:
        take_in_list(book, event_id, LIST, same=[(1, bo), (2, ana)])
    with library.open(NOW) as book:
        assert people_page(book).found == 2
        (line, *_) = journal_page(book)
    page = shown(library, event_id)
    linked = {one.attendee.name: one.attendee.person_id for one in page.guests}
    assert linked == {"Ana Silva": ana, "Bo Lind": bo, "Cleo Roy": None}
    assert line.what == "attendees"
    with library.open(NOW, writing=True) as book:
        assert take_in_list(book, event_id, LIST).fresh == ()
    with library.open(NOW, writing=True) as book:
        undo(book, line.batch_id)
    assert hash_of(library) == before


def test_two_thousand_guests_are_taken_in_by_statements_that_do_not_count_them(library: Library) -> None:
    added(library, "Guest 7", "g7@x.example")
    event_id = an_event(library, TOMORROW)
    text = "\n".join(f"Guest {number}, Firm {number % 90} <g{number}@x.example>" for number in range(2_000))
    with library.open(NOW, writing=True) as book:
        assert len(take_in_list(book, event_id, text).fresh) == 2_000
    with counted(library.engine) as ran:
        page = shown(library, event_id)
    assert len(page.guests) == 2_000
    assert sum(one.known is not None for one in page.guests) == 1
    assert len(ran) < 60


def test_met_makes_somebody_of_the_list_a_person_and_dates_it_at_the_event(library: Library) -> None:
    event_id = an_event(library)
    with library.open(NOW, writing=True) as book:
        take_in_list(book, event_id, LIST)
    cleo = row_of(library, event_id, "Cleo")
    with library.open(NOW, writing=True) as book:
        found = meet_attendee(book, event_id, cleo)
    with library.open(NOW) as book:
        assert [line.name for line in people_page(book).people] == ["Cleo Roy"]
        (met,) = find_encounters(book).values()
    assert (met.person_id, met.event_id, met.follow) == (found.person_id, event_id, Follow.OPEN)
    assert met.at == YESTERDAY + timedelta(hours=2)
    states = {line.attendee.name: line.attendee.state for line in shown(library, event_id).guests}
    assert states["Cleo Roy"] is AttendeeState.MET
    with library.open(NOW, writing=True) as book:
        assert meet_attendee(book, event_id, cleo).encounter_id == found.encounter_id
        later = add_typed_event(book, AddEvent(name="Later", at=TOMORROW))
        planned = plan_to_meet(book, later, found.person_id)
        with pytest.raises(Invalid, match="still to come"):
            meet_attendee(book, later, planned)


@pytest.fixture
def met(library: Library) -> tuple[int, int, int]:
    """An event of yesterday, somebody who was met there, and their encounter."""
    event_id = an_event(library)
    with library.open(NOW, writing=True) as book:
        found = capture_person(
            book,
            CapturePerson(
                name="Cleo Roy",
                event_id=event_id,
                at=YESTERDAY,
                learned=NewFact(text="restores old radios", kind=FactKind.RECREATION),
            ),
        )
    return event_id, found.person_id, found.encounter_id


def kinds_today(library: Library, now: datetime = NOW) -> dict[str, list[str]]:
    with library.open(now) as book:
        return {
            line.name: [reason.code for reason in line.proposal.reasons] for line in today_page(book).lines
        }


def test_a_follow_up_is_on_today_and_on_meet_until_something_follows(
    library: Library, met: tuple[int, int, int]
) -> None:
    _, person_id, encounter_id = met
    assert kinds_today(library) == {"Cleo Roy": ["follow_up_due"]}
    with library.open(NOW) as book:
        (line,) = meet_page(book).follow_ups
    assert (line.person_id, line.fresh, line.met_on) == (person_id, True, date(2026, 11, 21))
    assert line.opening is not None
    assert line.opening.code == "ask_about_fact"
    with library.open(NOW, writing=True) as book:
        followed_up(book, encounter_id, Channel.CALL)
        (last, *_) = journal_page(book)
    assert last.what == "follow up"
    assert kinds_today(library, NOW + timedelta(days=1)) == {}
    with library.open(NOW, writing=True) as book:
        assert meet_page(book).follow_ups == ()
        undo(book, last.batch_id)
        assert len(meet_page(book).follow_ups) == 1


def test_after_two_weeks_a_follow_up_waits_in_the_review_alone(
    library: Library, met: tuple[int, int, int]
) -> None:
    event_id, *_ = met
    later = NOW + timedelta(days=15)
    assert kinds_today(library, later).get("Cleo Roy", []) != ["follow_up_due"]
    with library.open(later) as book:
        assert meet_page(book).follow_ups == ()
        (line,) = events_page(book).to_review
    assert (line.event_id, line.open) == (event_id, 1)


def test_a_talk_on_a_later_day_and_a_placed_step_close_the_follow_up(
    library: Library, met: tuple[int, int, int]
) -> None:
    event_id, person_id, _ = met
    talked(library, person_id, NOW - timedelta(minutes=5))
    assert [one.follow for one in shown(library, event_id).met] == [Follow.DONE]
    with library.open(NOW, writing=True) as book:
        other = capture_person(book, CapturePerson(name="Dan Po", event_id=event_id, at=YESTERDAY))
        plan_step(book, other.person_id, NewStep(text="a walk", due_on=date(2026, 11, 30)))
    follows = {one.name: one.follow for one in shown(library, event_id).met}
    assert follows == {"Cleo Roy": Follow.DONE, "Dan Po": Follow.PLACED}
    talked(library, other.person_id, YESTERDAY + timedelta(minutes=30))
    assert {one.name: one.follow for one in shown(library, event_id).met} == follows


ANSWERS = {
    "done": lambda book, met: followed_up(book, met, Channel.EMAIL),
    "placed": lambda book, met: place_follow_up(book, met, Placed(text="", due_on=date(2026, 11, 30))),
    "left": leave_it,
    "nothing": lambda book, met: None,
}


def test_nobody_who_was_met_is_left_without_a_next_step_or_a_leave_it_after_the_review(
    library: Library,
) -> None:
    for answers in chain.from_iterable(product(ANSWERS, repeat=count) for count in range(3)):
        event_id = an_event(library, name=f"Evening {answers}")
        with library.open(NOW, writing=True) as book:
            for number, answer in enumerate(answers):
                name = f"{number} {' '.join(answers)}"
                command = CapturePerson(name=name, event_id=event_id, at=YESTERDAY, is_new=True)
                ANSWERS[answer](book, capture_person(book, command).encounter_id)
            if "nothing" in answers:
                with pytest.raises(Invalid, match="not decided yet"):
                    finish_review(book, event_id, "much")
            else:
                assert finish_review(book, event_id, "much")
        page = shown(library, event_id)
        is_decided = all(one.follow is not Follow.OPEN for one in page.met)
        assert len(page.met) == len(answers)
        assert page.is_reviewed == is_decided == ("nothing" not in answers)
        assert page.event.learned == ("much" if is_decided else "")


def test_whom_one_remembers_later_opens_the_review_again(library: Library, met: tuple[int, int, int]) -> None:
    event_id, _, encounter_id = met
    with library.open(NOW, writing=True) as book:
        leave_it(book, encounter_id)
        finish_review(book, event_id)
    assert shown(library, event_id).is_reviewed
    with library.open(NOW, writing=True) as book:
        capture_person(book, CapturePerson(name="Dan Po", event_id=event_id, at=YESTERDAY))
        assert [line.event_id for line in events_page(book).to_review] == [event_id]
    assert not shown(library, event_id).is_reviewed


@pytest.mark.parametrize("again", [True, False])
def test_who_was_left_at_that_is_asked_once_more_at_a_shared_event(library: Library, *, again: bool) -> None:
    with library.open(NOW - timedelta(days=90), writing=True) as book:
        command = CapturePerson(name="Ana Silva", handles=(recognise_handle("ana@foz.example"),))
        ana = capture_person(book, command).person_id
        note_first_meeting(book, FirstMeeting(person_id=ana, again=Opinion.NO))
    event_id = an_event(library, TOMORROW)
    with library.open(NOW, writing=True) as book:
        take_in_list(book, event_id, LIST)
    assert [one.attendee.person_id for one in shown(library, event_id).returning] == [ana]
    with library.open(NOW, writing=True) as book:
        assert ask_again(book, event_id, ana, again=again)
        assert not ask_again(book, event_id, ana, again=again)
        assert bearings_of(book, [ana]).get(ana, NO_BEARING).proposed is again
    page = shown(library, event_id)
    assert page.returning == ()
    assert [one.attendee.person_id for one in page.planned] == ([ana] if again else [])
    assert ana not in {one.attendee.person_id for one in page.others}


def test_the_plan_begins_with_what_is_known_and_keeps_what_is_written(library: Library) -> None:
    ana = added(library, "Ana Silva")
    event_id = an_event(library, TOMORROW)
    with library.open(NOW, writing=True) as book:
        row = plan_to_meet(book, event_id, ana, {"reason": "she knows the museum", "other": "no field"})
        assert plan_to_meet(book, event_id, ana) == row
        edit_event(book, event_id, {"goal": "a printer", "introduction": "I print."})
    (line,) = shown(library, event_id).planned
    assert line.attendee.reason == "she knows the museum"
    page = shown(library, event_id)
    assert (page.introduction, page.event.goal) == ("I print.", "a printer")
    with library.open(NOW, writing=True) as book:
        plan_attendee(book, event_id, row, AttendeeState.LISTED)
        with pytest.raises(Invalid, match="Say that you met them"):
            plan_attendee(book, event_id, row, AttendeeState.MET)
        link_attendee(book, event_id, row, None)
    assert shown(library, event_id).planned == ()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": " "}, "has no name"),
        ({"name": "x" * 400}, "longer than 300"),
        ({"ends_at": TOMORROW - timedelta(hours=1)}, "ends before it begins"),
        ({"ends_at": TOMORROW + timedelta(days=30)}, "two weeks"),
        ({"at": datetime(1600, 1, 1, tzinfo=NOW.tzinfo), "ends_at": None}, "too far away"),
        ({"about": "x" * 20_001}, "20,000 characters"),
    ],
)
def test_what_cannot_be_an_event_is_a_sentence_and_changes_nothing(
    library: Library, changes: dict[str, object], says: str
) -> None:
    event_id = an_event(library, TOMORROW)
    before = hash_of(library)
    with library.open(NOW, writing=True) as book, pytest.raises(Invalid, match=says):
        edit_event(book, event_id, changes)
    assert hash_of(library) == before


def test_an_event_is_decided_noted_found_and_forgotten(library: Library) -> None:
    event_id = an_event(library, TOMORROW)
    an_event(library, TOMORROW, name="Museum walk")
    with library.open(NOW, writing=True) as book:
        assert find_event(book, "evening") == event_id
        assert decide(book, event_id, EventState.DECLINED)
        assert not decide(book, event_id, EventState.DECLINED)
        assert note_event(book, event_id, "first")
        assert note_event(book, event_id, "second")
        assert not note_event(book, event_id, " ")
        with pytest.raises(Invalid, match="still to come"):
            decide(book, event_id, EventState.WENT)
        with pytest.raises(Ambiguous, match="Several"):
            find_event(book, "museum")
        with pytest.raises(Missing, match="No event"):
            find_event(book, "opera")
    assert shown(library, event_id).event.learned == "first\nsecond"
    with library.open(NOW, writing=True) as book:
        take_in_list(book, event_id, LIST)
        forget_event(book, event_id)
    with library.open(NOW) as book, pytest.raises(Missing):
        event_page(book, event_id)


def test_an_event_where_somebody_was_met_stays(library: Library, met: tuple[int, int, int]) -> None:
    with library.open(NOW, writing=True) as book, pytest.raises(Invalid, match="You met people"):
        forget_event(book, met[0])


ITEM = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:one@example\nSUMMARY:{name}\nDTSTART:20261201T180000Z\n"
    "ATTENDEE;CN=Ana Silva:mailto:ana@foz.example\nATTENDEE;CN=Me:mailto:me@example.org\n"
    "END:VEVENT\nEND:VCALENDAR\n"
)


def test_a_calendar_item_comes_in_once_and_changes_what_it_says_anew(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        first = bring_event(book, ITEM.format(name="Talk"))
    with library.open(NOW, writing=True) as book:
        decide(book, first.event_id, EventState.GOING)
        second = bring_event(book, ITEM.format(name="Talk, moved"))
        with pytest.raises(Invalid, match="no event in this text"):
            bring_event(book, "see you on Friday")
    page = shown(library, first.event_id)
    assert (second.event_id, first.is_new, second.is_new) == (first.event_id, True, False)
    assert (page.event.name, page.event.state) == ("Talk, moved", EventState.GOING)
    assert [one.attendee.name for one in page.guests] == ["Ana Silva"]


def test_a_group_takes_in_who_was_met_at_its_events_and_knows_its_next_date(
    library: Library, met: tuple[int, int, int]
) -> None:
    event_id, person_id, _ = met
    ana = added(library, "Ana Silva")
    with library.open(NOW, writing=True) as book:
        circle_id = begin_circle(book, "Round table")
        with pytest.raises(Invalid, match="already"):
            begin_circle(book, "round  TABLE")
        edit_event(book, event_id, {"circle_id": circle_id})
        coming = AddEvent(name="Round table", at=TOMORROW, circle_id=circle_id)
        next_id = add_typed_event(book, coming)
        assert join_those_met(book, circle_id) == [person_id]
        assert join_circle(book, circle_id, (ana, person_id)) == [ana]
        assert find_circle(book, "round") == circle_id
        page = circle_page(book, circle_id)
    assert [one.name for one in page.roster.newcomers] == ["Ana Silva", "Cleo Roy"]
    assert page.next is not None
    assert (page.next[0], page.last_on) == (next_id, date(2026, 11, 21))
    with library.open(NOW, writing=True) as book:
        leave_circle(book, circle_id, ana)
        with pytest.raises(Missing, match="do not belong"):
            leave_circle(book, circle_id, ana)
    with library.open(NOW) as book:
        assert [one.name for one in circle_page(book, circle_id).members] == ["Cleo Roy"]
