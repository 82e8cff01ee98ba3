"""How somebody likes to be reached, kept and taken back; what advice reads; the owner's own ways."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from keepwarm.domain.bearings import Wish, Wished
from keepwarm.domain.channel_advice import Advised
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.details import RelationKind
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.interactions import Direction
from keepwarm.domain.owner_habit import OneChannel
from keepwarm.domain.people import KnownBy, Preference, Standing
from keepwarm.domain.reasons import Reason
from keepwarm.domain.week_hours import WeekHours
from keepwarm.storage.bearings import bearing_of, set_wish
from keepwarm.storage.book import Library
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.reach import preferences_of
from keepwarm.usecases.advise_channel import advise_channel, handles_for, link_with
from keepwarm.usecases.change_log import find_logged
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from keepwarm.usecases.prefer import (
    OwnChannels,
    Prefer,
    choose_own_channels,
    forget_said,
    keep_said,
    own_ways,
    prefer,
)
from keepwarm.usecases.relate_people import RelatePeople, relate_people
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, days_ago, hash_of, talked

CALL, TEXT, EMAIL, CHAT = Channel.CALL, Channel.TEXT, Channel.EMAIL, Channel.CHAT
EVENINGS = WeekHours(days=frozenset(range(5)), from_minute=18 * 60, until_minute=20 * 60)


@pytest.fixture
def ada(library: Library) -> int:
    return added(library, "Ada Lovelace", "+44 20 7946 0018", "ada@example.org")


def said(library: Library, person_id: int, **what: object) -> tuple[Preference, ...]:
    """What is kept after one more thing was said."""
    with library.open(NOW, writing=True) as book:
        prefer(book, Prefer(person_id=person_id, **what))  # type: ignore[arg-type]  # fields by their names
        return preferences_of(book, person_id)


def ranking(library: Library, person_id: int, purpose: Purpose = Purpose.KEEP_UP) -> tuple[Advised, ...]:
    with library.open(NOW) as book:
        return advise_channel(book, person_id, purpose).advice.ranking


# What somebody said


def test_everything_that_they_said_is_kept(library: Library, ada: int) -> None:
    (kept,) = said(
        library,
        ada,
        liked=(TEXT,),
        purposes=frozenset({Purpose.ASK}),
        hours=EVENINGS,
        words=" evenings\n are best ",
        said_at="at the fair",
        said_on=date(2026, 11, 20),
        time_zone="Europe/Lisbon",
    )
    assert kept == Preference(
        channel=TEXT,
        purposes=frozenset({Purpose.ASK}),
        hours=EVENINGS,
        words="evenings are best",
        said_at="at the fair",
        said_on=date(2026, 11, 20),
    )
    with library.open(NOW) as book:
        assert bearing_of(book, ada).time_zone == "Europe/Lisbon"


def test_what_they_like_now_goes_before_what_they_liked_before(library: Library, ada: int) -> None:
    said(library, ada, liked=(TEXT, CALL))
    found = said(library, ada, liked=(EMAIL,))
    assert [(one.channel, one.rank) for one in found] == [(EMAIL, 1), (TEXT, 2), (CALL, 3)]


def test_a_never_takes_the_place_of_a_liking_and_leaves_the_others_where_they_were(
    library: Library, ada: int
) -> None:
    said(library, ada, liked=(TEXT, CALL))
    found = said(library, ada, never=(TEXT,))
    assert [(one.channel, one.never, one.rank) for one in found] == [(CALL, False, 2), (TEXT, True, 1)]


def test_one_undo_takes_all_of_it_back(library: Library, ada: int) -> None:
    before = hash_of(library)
    said(library, ada, liked=(TEXT,), never=(EMAIL,), time_zone="Europe/Lisbon")
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == before


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({}, "Say by which channel"),
        ({"liked": (TEXT,), "never": (TEXT,)}, "text cannot be liked and never at once"),
        ({"never": (TEXT,), "hours": EVENINGS}, "Never is at no hour"),
        ({"liked": (TEXT,), "said_on": NOW.date() + timedelta(days=1)}, "is not here yet"),
        ({"liked": (TEXT,), "words": "x" * 501}, "longer than 500 characters"),
        ({"liked": (TEXT,), "time_zone": "Lisbon"}, "'Lisbon' is no time zone"),
        ({"liked": (TEXT,), "time_zone": "../etc/passwd"}, "is no time zone"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    library: Library, ada: int, what: dict[str, object], sentence: str
) -> None:
    before = hash_of(library)
    with pytest.raises(Invalid, match=sentence):
        said(library, ada, **what)
    assert hash_of(library) == before


def test_what_was_noted_of_a_channel_is_taken_out(library: Library, ada: int) -> None:
    said(library, ada, liked=(TEXT,), never=(EMAIL,))
    with library.open(NOW, writing=True) as book:
        forget_said(book, ada, (EMAIL,))
        assert [one.channel for one in preferences_of(book, ada)] == [TEXT]
        with pytest.raises(Missing, match="Nothing is written down of Ada Lovelace and call"):
            forget_said(book, ada, (CALL,))


# What advice reads


def test_what_they_told_leads_and_their_clock_is_theirs(library: Library, ada: int) -> None:
    said(library, ada, liked=(TEXT,), hours=EVENINGS, time_zone="Pacific/Auckland")
    first = ranking(library, ada)[0]
    assert (first.channel, first.known_by) == (TEXT, KnownBy.TOLD)
    assert Reason.of("outside_their_hours", at="18:00", weekday="mon", days=1) in first.remarks
    said(library, ada, liked=(TEXT,), hours=WeekHours(from_minute=20 * 60), time_zone="Pacific/Auckland")
    assert ranking(library, ada)[0].from_time is None, (
        "a Sunday at nine in London is ten in the evening there"
    )


def test_what_came_in_is_seen(library: Library, ada: int) -> None:
    for days in (2, 5):
        talked(library, ada, days_ago(days), channel=EMAIL, direction=Direction.IN)
    talked(library, ada, days_ago(3), channel=CHAT, direction=Direction.OUT)
    first = ranking(library, ada)[0]
    assert (first.channel, first.known_by) == (EMAIL, KnownBy.OBSERVED)
    last_on = date(2026, 11, 20)
    assert first.reason == Reason.of("channel_they_use", channel="email", times=2, total=2, last_on=last_on)


def test_what_the_owner_hears_by_decides_between_habits_that_are_alike(library: Library, ada: int) -> None:
    for channel in (TEXT, EMAIL):
        talked(library, ada, days_ago(4), channel=channel, direction=Direction.IN)
    grace = added(library, "Grace")
    for days in range(1, 9):
        talked(library, grace, days_ago(days), channel=TEXT, direction=Direction.IN)
    assert ranking(library, ada)[0].channel is TEXT


@pytest.mark.parametrize("from_mia", [False, True])
def test_an_assistant_guards_the_door_from_whichever_side_it_was_noted(
    library: Library, ada: int, from_mia: bool
) -> None:
    mia = added(library, "Mia")
    one, other, kind = (
        (mia, "Ada Lovelace", RelationKind.ASSISTS) if from_mia else (ada, "Mia", RelationKind.ASSISTANT)
    )
    with library.open(NOW, writing=True) as book:
        relate_people(book, RelatePeople(person_id=one, other=other, kind=kind))
    said(library, ada, liked=(CALL,))
    through = Reason.of("through_assistant", name="Mia", channel="call")
    assert through in ranking(library, ada)[0].remarks
    said(library, mia, never=(CALL,))
    assert through not in ranking(library, ada)[0].remarks


def test_after_an_introduction_by_email_an_email_may_open(library: Library, ada: int) -> None:
    assert EMAIL not in {one.channel for one in ranking(library, ada)}
    added(library, "Charles")
    with library.open(NOW, writing=True) as book:
        relate_people(
            book,
            RelatePeople(person_id=ada, other="Charles", kind=RelationKind.INTRODUCED_BY, label="by e-mail"),
        )
    assert EMAIL in {one.channel for one in ranking(library, ada)}


def test_a_channel_is_opened_with_its_first_line(library: Library, ada: int) -> None:
    with library.open(NOW) as book:
        told = advise_channel(book, ada)
    assert [handle.value for handle in handles_for(told, TEXT)] == ["+44 20 7946 0018"]
    assert link_with(told, TEXT, "Hello") == "sms:+442079460018?body=Hello"
    assert link_with(told, CHAT, "Hello") == ""


def test_who_is_left_in_peace_has_no_ranking_and_is_asked_nothing(library: Library, ada: int) -> None:
    with library.open(NOW, writing=True) as book:
        set_standing(book, ada, Standing.DIED)
        told = advise_channel(book, ada)
    assert (told.advice.ranking, told.asks_how) == ((), False)
    assert told.advice.remarks == (Reason.of("left_in_peace"),)


def test_who_said_no_is_not_asked_how(library: Library, ada: int) -> None:
    with library.open(NOW, writing=True) as book:
        assert advise_channel(book, ada).asks_how
        begin_batch(book, "wish", "Ada")
        set_wish(book, ada, Wished(answer=Wish.NO, said_on=NOW.date()))
        told = advise_channel(book, ada)
    assert not told.asks_how
    assert told.advice.remarks == (Reason.of("wants_no_contact"),)


# The owner's own


def test_the_owners_own_channels_and_sentence_are_kept_and_taken_back(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        choose_own_channels(book, OwnChannels(unused=frozenset({CHAT}), asking_sentence=" How? "))
        own = own_ways(book)
        assert (own.unused, own.asking_sentence) == ({CHAT}, "How?")
        choose_own_channels(book, OwnChannels(asking_sentence=""))
        assert (own_ways(book).unused, own_ways(book).asking_sentence) == ({CHAT}, "")


def test_a_book_without_a_channel_and_a_speech_for_a_sentence_are_refused(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        with pytest.raises(Invalid, match="leave one that you use"):
            choose_own_channels(book, OwnChannels(unused=frozenset(Channel)))
        with pytest.raises(Invalid, match="longer than 500 characters"):
            choose_own_channels(book, OwnChannels(asking_sentence="x" * 501))


def test_one_channel_for_everybody_is_found_in_the_book(library: Library) -> None:
    people = [added(library, f"Person {number}") for number in range(6)]
    for number, person_id in enumerate(people * 4):
        at = days_ago(number + 1)
        talked(library, person_id, at, channel=EMAIL, direction=Direction.OUT)
    for person_id in people[:4]:
        talked(library, person_id, days_ago(40), channel=CALL, direction=Direction.IN)
    with library.open(NOW) as book:
        habit = own_ways(book).habit
    assert habit == OneChannel(channel=EMAIL, times=24, of=24, people=6, other=CALL, answering=4)


# What was said beside other things


def test_what_is_said_again_in_passing_keeps_what_it_does_not_name(library: Library, ada: int) -> None:
    on, before = days_ago(1).date(), Prefer(person_id=ada, liked=(TEXT,), words="evenings", hours=EVENINGS)
    only_to_ask = frozenset({Purpose.ASK})
    with library.open(NOW, writing=True) as book:
        prefer(book, replace(before, liked=(CALL,), purposes=only_to_ask))
        prefer(book, before)
        keep_said(book, Prefer(person_id=ada, liked=(CALL,), said_at="at the fair", said_on=on))
        call, text = preferences_of(book, ada)
    assert (call.channel, call.rank, call.said_on, call.said_at) == (CALL, 1, on, "at the fair")
    assert (call.hours, call.words, call.purposes) == (EVENINGS, "evenings", only_to_ask)
    assert (text.channel, text.rank, text.said_on) == (TEXT, 2, NOW.date())


def test_what_was_never_wanted_is_liked_without_the_words_of_the_never(library: Library, ada: int) -> None:
    with library.open(NOW, writing=True) as book:
        prefer(book, Prefer(person_id=ada, never=(CALL,), words="I hate it", purposes=frozenset(Purpose)))
        keep_said(book, Prefer(person_id=ada, liked=(CALL,)))
        assert preferences_of(book, ada) == (Preference(channel=CALL, said_on=NOW.date()),)


def test_what_is_said_in_a_talk_goes_first_and_is_found_again_without_what_was_said_before(
    library: Library, ada: int
) -> None:
    said(library, ada, liked=(CALL, CHAT), hours=EVENINGS, words="evenings")
    talk = LogInteraction(person_id=ada, channel=CALL, at=days_ago(1))
    with library.open(NOW, writing=True) as book:
        log_interaction(book, replace(talk, prefers=(TEXT,), reached=(Preference(channel=EMAIL),)))
        assert [(one.channel, one.rank) for one in preferences_of(book, ada)] == [
            (TEXT, 1), (EMAIL, 2), (CALL, 3), (CHAT, 4),
        ]  # fmt: skip
        assert advise_channel(book, ada).advice.ranking[0].channel is TEXT
        logged = find_logged(book, journal_page(book)[0].batch_id)
        assert logged is not None
        assert [one.channel for one in logged.reached] == [TEXT, EMAIL]
    with library.open(NOW, writing=True) as book:
        log_interaction(book, replace(talk, prefers=(CALL,)))
        first = preferences_of(book, ada)[0]
    assert (first.channel, first.hours, first.words) == (CALL, EVENINGS, "evenings")
