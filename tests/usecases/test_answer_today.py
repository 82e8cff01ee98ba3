"""What becomes of a line of today's list, when there is a list at all, and the week that it leads to."""

from datetime import datetime, timedelta

import pytest

from keepwarm.domain.bearings import Wish
from keepwarm.domain.candidates import Kind
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction
from keepwarm.domain.own_time import Mood
from keepwarm.domain.people import FactKind, Side
from keepwarm.storage.bearings import bearing_of, change_bearing
from keepwarm.storage.book import Library
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.owner_settings import own_time
from keepwarm.storage.pages.nearly import nearly_page
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.pages.today import TodayPage, today_page
from keepwarm.storage.pages.week import week_page
from keepwarm.usecases.answer_today import (
    Answer,
    advised_today,
    answer_today,
    done_today,
    finish_day,
    go_on_with_day,
    propose_again,
)
from keepwarm.usecases.choose_time import ChooseTime, choose_time
from keepwarm.usecases.log_interaction import LogInteraction, NewPromise, NewStep, log_interaction
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, days_ago, hash_of, talked


def due(library: Library, name: str, *, days: int = 0) -> int:
    """Somebody to whom a promise is due, so many days from now."""
    person_id = added(library, name, f"{name.lower()}@example.org")
    promise = NewPromise(text="the book", due_on=NOW.date() + timedelta(days=days))
    talk = LogInteraction(
        person_id=person_id, channel=Channel.CALL, at=days_ago(1), promises=(promise,), direction=Direction.IN
    )
    with library.open(NOW, writing=True) as book:
        log_interaction(book, talk)
    return person_id


def listed(library: Library, now: datetime = NOW) -> list[int]:
    with library.open(now) as book:
        return [line.proposal.person_id for line in today_page(book).lines]


def read_today(library: Library, now: datetime = NOW) -> TodayPage:
    with library.open(now) as book:
        return today_page(book)


@pytest.mark.parametrize(
    ("answer", "away_days"), [(Answer.TOMORROW, 1), (Answer.SKIP, 7), (Answer.NEVER, 10_000)]
)
def test_an_answer_that_is_no_contact_only_says_when_somebody_is_shown_again(
    library: Library, answer: Answer, away_days: int
) -> None:
    ada = due(library, "Ada")
    with library.open(NOW) as book:
        before = person_page(book, ada)
    with library.open(NOW, writing=True) as book:
        assert answer_today(book, ada, answer)
    assert listed(library) == []
    assert listed(library, NOW + timedelta(days=min(away_days, 400) - 1)) == []
    if answer is not Answer.NEVER:
        assert listed(library, NOW + timedelta(days=away_days)) == [ada]
    with library.open(NOW) as book:
        after = person_page(book, ada)
    assert (after.timeline, after.tie, after.promises) == (before.timeline, before.tie, before.promises)


def test_an_answer_is_undone_like_everything(library: Library) -> None:
    ada = due(library, "Ada")
    content = hash_of(library)
    with library.open(NOW, writing=True) as book:
        answer_today(book, ada, Answer.NEVER)
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == content
    assert listed(library) == [ada]


def test_who_was_never_to_be_proposed_may_be_proposed_again(library: Library) -> None:
    ada = due(library, "Ada")
    with library.open(NOW, writing=True) as book:
        answer_today(book, ada, Answer.NEVER)
    with library.open(NOW, writing=True) as book:
        assert propose_again(book, ada)
        assert bearing_of(book, ada).proposed
    assert listed(library) == [ada]
    with library.open(NOW, writing=True) as book:
        assert not propose_again(book, ada)


def test_done_is_a_contact_and_keeps_what_was_due(library: Library) -> None:
    ada = due(library, "Ada")
    content = hash_of(library)
    with library.open(NOW, writing=True) as book:
        done_today(book, ada, Channel.EMAIL)
    with library.open(NOW) as book:
        page = person_page(book, ada)
    assert (page.timeline[0].channel, page.timeline[0].direction) == (Channel.EMAIL, Direction.OUT)
    assert page.promises == ()
    assert listed(library) == []
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == content


def test_done_says_which_promises_it_kept_and_leaves_them_open_where_told_so(library: Library) -> None:
    ada = due(library, "Ada")
    with library.open(NOW, writing=True) as book:
        assert done_today(book, ada, Channel.EMAIL, keeping=False).kept == ()
    with library.open(NOW, writing=True) as book:
        assert done_today(book, ada, Channel.EMAIL).kept == ("the book",)


def test_the_channel_that_is_advised_is_that_of_the_list(library: Library) -> None:
    ada, grace = due(library, "Ada"), added(library, "Grace", "grace@example.org")
    shown = read_today(library).lines[0].proposal.channel
    with library.open(NOW) as book:
        assert shown is not None
        assert advised_today(book, ada) is shown
        assert advised_today(book, grace) is None


def test_done_by_voice_was_spoken_by_both(library: Library) -> None:
    ada = due(library, "Ada")
    with library.open(NOW, writing=True) as book:
        done_today(book, ada, Channel.CALL)
        assert person_page(book, ada).timeline[0].direction is Direction.MUTUAL


def test_a_promise_that_is_not_due_yet_stays_open_when_something_else_is_done(library: Library) -> None:
    ada = due(library, "Ada", days=5)
    with library.open(NOW, writing=True) as book:
        done_today(book, ada, Channel.CALL)
        assert [promise.side for promise in person_page(book, ada).promises] == [Side.MINE]


def test_a_day_is_finished_until_the_next_morning_and_can_go_on(library: Library) -> None:
    ada = due(library, "Ada")
    with library.open(NOW, writing=True) as book:
        assert finish_day(book)
        assert not finish_day(book)
    assert read_today(library).mood is Mood.FINISHED
    assert listed(library) == [ada]
    assert read_today(library, NOW + timedelta(days=1)).mood is Mood.OPEN
    with library.open(NOW, writing=True) as book:
        assert go_on_with_day(book)
        assert not go_on_with_day(book)
    assert read_today(library).mood is Mood.OPEN


def test_the_owner_says_how_many_people_a_day_and_when_there_is_no_list(library: Library) -> None:
    people = [due(library, name) for name in ("Ada", "Grace", "Mary")]
    with library.open(NOW, writing=True) as book:
        assert choose_time(book, ChooseTime(capacity="2", quiet_hours="21:00 - 08:00"))
        assert not choose_time(book, ChooseTime(capacity="2"))
    assert len(listed(library)) == 2
    late = NOW.replace(hour=22)
    assert (read_today(library, late).mood, read_today(library, late).quiet_until) == (
        Mood.QUIET_HOURS,
        "08:00",
    )
    with library.open(NOW, writing=True) as book:
        choose_time(book, ChooseTime(capacity="", quiet_days="Sunday, sat"))
        assert (own_time(book).capacity, own_time(book).quiet_days) == (5, "sat,sun")
    page = read_today(library)
    assert page.mood is Mood.QUIET_DAY
    assert {line.proposal.person_id for line in page.lines} == set(people)


def test_on_a_quiet_day_nobody_is_there_for_the_tie_alone(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "bearing", "Ada")
        change_bearing(book, ada, closeness=3)
    assert [line.proposal.kind for line in read_today(library).lines] == [Kind.CHOSEN]
    with library.open(NOW, writing=True) as book:
        choose_time(book, ChooseTime(quiet_days="sun"))
    assert listed(library) == []


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (ChooseTime(capacity="0"), "'0' is no number of people for a day; write 1 to 50"),
        (ChooseTime(capacity="many"), "'many' is no number"),
        (ChooseTime(quiet_days="someday"), "'someday' names no quiet days"),
        (ChooseTime(quiet_days="mon tue wed thu fri sat sun"), "names no quiet days"),
        (ChooseTime(quiet_hours="late"), "'late' is no time of quiet; write it like 21:00-08:00"),
        (ChooseTime(quiet_hours="sat 10:00-12:00"), "is no time of quiet"),
    ],
)
def test_what_is_no_time_is_refused_with_the_way_out(
    library: Library, command: ChooseTime, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence), library.open(NOW, writing=True) as book:
        choose_time(book, command)


def test_the_week_has_each_person_once_on_the_first_day_that_they_are_due(library: Library) -> None:
    people = {days: due(library, f"Person{days}", days=days) for days in (0, 2, 6, 9)}
    with library.open(NOW) as book:
        page = week_page(book)
    assert [day.on for day in page.days] == [NOW.date() + timedelta(days=days) for days in range(7)]
    shown = {
        line.proposal.person_id: ahead
        for ahead, day in enumerate(page.days)
        for line in day.lines
        if line.proposal.kind is Kind.MY_PROMISE
    }
    assert shown == {people[0]: 0, people[2]: 2, people[6]: 6}
    everybody = [line.proposal.person_id for day in page.days for line in day.lines]
    assert len(everybody) == len(set(everybody))


def test_a_quiet_day_of_the_week_holds_only_what_was_placed(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    step = NewStep(text="lunch", due_on=NOW.date() + timedelta(days=6))
    with library.open(NOW, writing=True) as book:
        choose_time(book, ChooseTime(quiet_days="sat"))
        log_interaction(
            book, LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(1), next_step=step)
        )
    with library.open(NOW) as book:
        saturday = week_page(book).days[6]
    assert (saturday.quiet, [line.proposal.kind for line in saturday.lines]) == (True, [Kind.NEXT_STEP])


def test_whom_one_talk_would_make_a_connection_and_who_waits_for_the_first_word(library: Library) -> None:
    near, spoken_twice, noted = (
        added(library, name, f"{name}@example.org") for name in ("near", "two", "new")
    )
    talked(library, near, days_ago(3))
    for days in (3, 30):
        talked(library, spoken_twice, days_ago(days))
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=noted, kind=FactKind.IN_COMMON, text="we both keep bees"))
        keep_fact(book, KeepFact(person_id=noted, kind=FactKind.QUESTION, text="how is the hive?"))
    with library.open(NOW) as book:
        page = nearly_page(book)
    assert [(line.name, [reason.code for reason in line.missing]) for line in page.near] == [
        ("near", ["one_conversation_day"])
    ]
    assert [(line.name, line.since, line.reason) for line in page.unspoken] == [
        ("new", NOW.date(), "we both keep bees")
    ]
    assert (page.headline.contacts, page.headline.connections) == (3, 1)


@pytest.mark.parametrize("reason", ["said no", "never to be proposed"])
def test_nobody_is_named_there_who_said_no_or_is_never_to_be_proposed(library: Library, reason: str) -> None:
    near, new = added(library, "near", "near@example.org"), added(library, "new", "new@example.org")
    talked(library, near, days_ago(20))
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=new, kind=FactKind.IN_COMMON, text="we both keep bees"))
    with library.open(NOW) as book:
        page = nearly_page(book)
    assert ([line.name for line in page.near], [line.name for line in page.unspoken]) == (["near"], ["new"])
    with library.open(NOW, writing=True) as book:
        for person_id in (near, new):
            if reason == "said no":
                note_wish(book, NoteWish(person_id=person_id, answer=Wish.NO))
            else:
                answer_today(book, person_id, Answer.NEVER)
    with library.open(NOW) as book:
        page = nearly_page(book)
    assert (page.near, page.unspoken) == ((), ())
