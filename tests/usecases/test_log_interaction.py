"""Logging a conversation, and what came of it, as one thing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import FavourState
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Preference, Side
from keepwarm.domain.week_hours import WeekHours
from keepwarm.storage.book import Library
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.ties import stored_states
from keepwarm.translations.talk_grammar import read_talk
from keepwarm.usecases.change_log import find_logged, log_instead
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.log_interaction import (
    LogInteraction,
    NewFact,
    NewFavour,
    NewPromise,
    NewStep,
    log_interaction,
    time_of_talk,
)
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.tell_talk import find_others, find_told, told_talk
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, begun, days_ago, hash_of

FRIDAY = date(2026, 11, 27)


def test_what_came_of_a_talk_is_kept_as_one_change(library: Library) -> None:
    ada = added(library, "Ada")
    command = LogInteraction(
        person_id=ada,
        channel=Channel.CALL,
        at=days_ago(1),
        minutes=20,
        note="The move",
        promises=(NewPromise(text="a book", due_on=FRIDAY), NewPromise(text="a number", side=Side.THEIRS)),
        next_step=NewStep(text="lunch", due_on=FRIDAY, channel=Channel.IN_PERSON),
        prefers=(Channel.TEXT, Channel.CALL),
        never=(Channel.POST,),
    )
    with library.open(NOW, writing=True) as book:
        log_interaction(book, command)
    with library.open(NOW) as book:
        page, (line, *_) = person_page(book, ada), journal_page(book)
    assert (line.what, line.about) == ("log", "Ada")
    assert [(one.summary, one.minutes, one.direction) for one in page.timeline] == [
        ("The move", 20, Direction.MUTUAL)
    ]
    assert {(one.text, one.side, one.due_on) for one in page.promises} == {
        ("a book", Side.MINE, FRIDAY),
        ("a number", Side.THEIRS, None),
    }
    assert page.next_step is not None
    assert (page.next_step.text, page.next_step.channel) == ("lunch", Channel.IN_PERSON)
    assert [(one.channel, one.never, one.said_on) for one in page.preferences] == [
        (Channel.TEXT, False, days_ago(1).date()),
        (Channel.CALL, False, days_ago(1).date()),
        (Channel.POST, True, days_ago(1).date()),
    ]


@pytest.mark.parametrize(("direction", "open_still"), [("out", False), ("mutual", False), ("in", True)])
def test_a_planned_step_is_done_by_any_talk_that_did_not_only_come_in(
    library: Library, direction: str, open_still: bool
) -> None:
    ada = added(library, "Ada")
    planned = LogInteraction(
        person_id=ada, channel=Channel.CALL, at=days_ago(5), next_step=NewStep(text="lunch")
    )
    talk = LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(1), direction=Direction(direction))
    with library.open(NOW, writing=True) as book:
        log_interaction(book, planned)
        log_interaction(book, talk)
        assert (person_page(book, ada).next_step is not None) is open_still


def test_one_step_is_planned_at_a_time(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        for text in ("lunch", "dinner"):
            step = NewStep(text=text)
            log_interaction(book, LogInteraction(person_id=ada, channel=Channel.CALL, at=NOW, next_step=step))
        step = person_page(book, ada).next_step
    assert step is not None
    assert step.text == "dinner"


@pytest.mark.parametrize(
    ("changes", "problem", "sentence"),
    [
        ({"at": NOW + timedelta(seconds=1)}, Invalid, "not happened yet"),
        ({"minutes": -1}, Invalid, "minutes"),
        ({"minutes": 1_441}, Invalid, "minutes"),
        ({"prefers": (Channel.CALL,), "never": (Channel.CALL,)}, Invalid, "call cannot be liked and never"),
        ({"person_id": 12}, Missing, "Nobody in your book has this id"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_kept(
    library: Library, changes: dict[str, object], problem: type[Exception], sentence: str
) -> None:
    ada = added(library, "Ada")
    content = hash_of(library)
    command = LogInteraction(**{"person_id": ada, "channel": Channel.CALL, "at": days_ago(1)} | changes)
    with pytest.raises(problem, match=sentence), library.open(NOW, writing=True) as book:
        log_interaction(book, command)
    assert hash_of(library) == content


def test_a_talk_began_as_long_ago_as_it_took_or_at_noon_of_an_earlier_day(book_url: str) -> None:
    with begun(book_url, zone="Asia/Tokyo") as library, library.open(NOW) as book:
        assert time_of_talk(book, None, None) == NOW - timedelta(minutes=1)
        assert time_of_talk(book, None, 30) == NOW - timedelta(minutes=30)
        assert time_of_talk(book, book.calendar_day, 30) <= NOW - timedelta(minutes=30)
        assert time_of_talk(book, date(2026, 11, 20), 30).isoformat() == "2026-11-20T12:00:00+09:00"
        with pytest.raises(Invalid, match="is not here yet; plan it as the next step"):
            time_of_talk(book, book.calendar_day + timedelta(days=1), None)
        with pytest.raises(Invalid, match="minutes"):
            time_of_talk(book, None, 10**12)


def test_a_fact_needs_words(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=ada, kind=FactKind.FAMILY, text=" two sisters "))
        assert [fact.text for fact in person_page(book, ada).facts] == ["two sisters"]
        with pytest.raises(Invalid, match="nothing written down yet"):
            keep_fact(book, KeepFact(person_id=ada, kind=FactKind.FAMILY, text=" "))


def test_a_reason_and_a_question_are_research(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    with library.open(NOW, writing=True) as book:
        for kind in (FactKind.REASON, FactKind.QUESTION):
            keep_fact(book, KeepFact(person_id=ada, kind=kind, text="bees"))
        assert person_page(book, ada).tie.stage.value == "researched"


def test_facts_favours_and_the_share_of_talking_are_kept_with_the_talk(library: Library) -> None:
    ada = added(library, "Ada")
    command = LogInteraction(
        person_id=ada,
        channel=Channel.CALL,
        at=days_ago(1),
        my_share=25,
        facts=(
            NewFact(text="keeps bees", kind=FactKind.RECREATION),
            NewFact(text="her son is ill", sensitive=True),
        ),
        favours=(
            NewFavour(text="a number"),
            NewFavour(text="a word with her boss", side=Side.THEIRS, state=FavourState.WANTED),
            NewFavour(text="her van", side=Side.THEIRS, state=FavourState.DONE),
        ),
        reached=(Preference(channel=Channel.CALL, hours=WeekHours(from_minute=600), words="not before ten"),),
    )
    before = hash_of(library)
    with library.open(NOW, writing=True) as book:
        log_interaction(book, command)
    with library.open(NOW) as book:
        page, logged = person_page(book, ada), find_logged(book, journal_page(book)[0].batch_id)
    on = days_ago(1).date()
    assert {(fact.kind, fact.text, fact.sensitive, fact.learned_on) for fact in page.facts} == {
        (FactKind.RECREATION, "keeps bees", False, on),
        (FactKind.INTERESTS, "her son is ill", True, on),
    }
    assert {(one.side, one.state, one.text, one.noted_on) for one in page.more.favours} == {
        (Side.MINE, FavourState.DONE, "a number", on),
        (Side.THEIRS, FavourState.WANTED, "a word with her boss", on),
        (Side.THEIRS, FavourState.DONE, "her van", None),
    }
    assert [(str(one.hours), one.words, one.said_on) for one in page.preferences] == [
        ("10:00-24:00", "not before ten", on)
    ]
    assert logged is not None
    assert logged.my_share == 25
    assert (logged.facts, logged.favours) == (command.facts, command.favours)
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == before


def test_help_both_ways_in_a_talk_counts_at_once(library: Library) -> None:
    ada = added(library, "Ada")
    given = tuple(NewFavour(text="help", side=side) for side in Side)
    command = LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(1), favours=given)
    with library.open(NOW, writing=True) as book:
        log_interaction(book, command)
        codes = {reason.code for reason in person_page(book, ada).tie.evidence}
    assert codes & {"gave", "received", "helped_both_ways"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"my_share": 101}, "A share of talking is 0 to 100"),
        ({"facts": (NewFact(text=" "),)}, "has no words yet"),
        ({"favours": (NewFavour(text=""),)}, "has no words yet"),
    ],
)
def test_what_has_no_words_or_no_measure_is_refused(
    library: Library, changes: dict[str, object], sentence: str
) -> None:
    ada = added(library, "Ada")
    content = hash_of(library)
    command = LogInteraction(**{"person_id": ada, "channel": Channel.CALL, "at": days_ago(1)} | changes)
    with pytest.raises(Invalid, match=sentence), library.open(NOW, writing=True) as book:
        log_interaction(book, command)
    assert hash_of(library) == content


def test_a_talk_told_better_stands_in_place_of_the_one_before(library: Library) -> None:
    ada = added(library, "Ada")
    first = LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(1), facts=(NewFact(text="bees"),))
    with library.open(NOW, writing=True) as book:
        log_interaction(book, first)
        batch_id = book.batch_id
    assert batch_id is not None
    with library.open(NOW, writing=True) as book:
        log_instead(book, batch_id, replace(first, channel=Channel.VIDEO, facts=(NewFact(text="honey"),)))
    with library.open(NOW, writing=True) as book:
        page = person_page(book, ada)
        assert [line.channel for line in page.timeline] == [Channel.VIDEO]
        assert [fact.text for fact in page.facts] == ["honey"]
        with pytest.raises(Missing, match="not in your book any more"):
            log_instead(book, batch_id + 1, first)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("called Ada Lovelace", "Ada Lovelace"),
        ("called ada lovelace boats", "Ada Lovelace"),
        ("met Bo.", "Bo"),
    ],
)
def test_the_words_name_the_person_with_as_many_of_them_as_name_anybody(
    library: Library, words: str, name: str
) -> None:
    added(library, "Ada Lovelace")
    added(library, "Bo")
    with library.open(NOW) as book:
        assert find_told(book, read_talk(words, book.today)).name == name


@pytest.mark.parametrize(
    ("words", "problem"), [("called Grace", Missing), ("called Ada", Ambiguous), ("called, 20 min", Missing)]
)
def test_words_that_name_nobody_or_several_are_asked_about(
    library: Library, words: str, problem: type[Exception]
) -> None:
    added(library, "Ada Lovelace")
    added(library, "Ada Yonath")
    with library.open(NOW) as book, pytest.raises(problem):
        find_told(book, read_talk(words, book.today))


def test_an_hour_that_was_said_is_when_it_began_unless_it_is_still_to_come(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW) as book:
        for words, began in (
            ("called yesterday at 3pm", NOW.replace(day=21, hour=15)),
            ("called at 8am", NOW.replace(hour=8)),
            ("called today at 11pm", NOW - timedelta(minutes=1)),
            ("called, dinner at 11pm", NOW - timedelta(minutes=1)),
        ):
            assert told_talk(book, ada, read_talk(words, book.today)).at == began
    with library.open(NOW.replace(hour=0, minute=30)) as book:
        told = told_talk(book, ada, read_talk("called at 11pm", book.today))
        assert told.at == NOW.replace(day=21, hour=23)


def test_a_talk_with_two_is_one_change_and_what_names_the_other_is_of_the_other(library: Library) -> None:
    quang, seoyeon = added(library, "Quang Vo"), added(library, "Seoyeon Yoon")
    before = hash_of(library)
    words = (
        "dinner with Quang Vo and Seoyeon Yoon, he keeps bees, Seoyeon is learning Greek, "
        "promised Seoyeon the book"
    )
    with library.open(NOW, writing=True) as book:
        told = told_talk(book, quang, read_talk(words, book.today))
        log_interaction(book, told)
    with library.open(NOW, writing=True) as book:
        one, other, line = person_page(book, quang), person_page(book, seoyeon), journal_page(book)[0]
        assert find_logged(book, line.batch_id) == told
    assert line.about == "Quang Vo and Seoyeon Yoon"
    assert [page.timeline[0].summary for page in (one, other)] == [words, words]
    assert [[fact.text for fact in page.facts] for page in (one, other)] == [
        ["keeps bees"],
        ["learning Greek"],
    ]
    assert [[promise.text for promise in page.promises] for page in (one, other)] == [[], ["the book"]]
    with library.open(NOW, writing=True) as book:
        undo(book, line.batch_id)
    assert hash_of(library) == before


def test_the_tie_of_everybody_who_was_there_is_brought_up_to_date(library: Library) -> None:
    ids = [added(library, name) for name in ("Quang Vo", "Seoyeon Yoon", "Ada")]
    with library.open(NOW, writing=True) as book:
        log_interaction(
            book,
            LogInteraction(
                person_id=ids[0], others=tuple(ids[1:]), channel=Channel.IN_PERSON, at=days_ago(1)
            ),
        )
        refreshed = stored_states(book, ids)
        refresh_people(book, ids)
        assert stored_states(book, ids) == refreshed
        assert len(refreshed) == len(ids)


def test_who_cannot_be_found_is_said_and_the_rest_logged(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        others = find_others(book, read_talk("met Ada and Zelda Fitz yesterday", book.today), ada)
        assert (others.ids, others.unknown) == ((), ("Zelda Fitz",))
        assert find_others(book, read_talk("met Ada and zelda", book.today), ada).unknown == ()
