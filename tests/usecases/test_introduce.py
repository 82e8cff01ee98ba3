"""Introductions in a book: who is asked, what is said, what stands elsewhere, and what is refused."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from keepwarm.domain.bringing import Form, Outcome, Role
from keepwarm.domain.details import FavourState, RelationKind
from keepwarm.domain.errors import Ambiguous, Conflict, Invalid, Missing
from keepwarm.domain.introduction_words import BEFORE_CONSENT, Saying
from keepwarm.domain.introductions import Act, Move, State, Terms, state_of
from keepwarm.domain.people import Standing
from keepwarm.storage.book import Library
from keepwarm.storage.favours import lines_of
from keepwarm.storage.introductions import get_introduction
from keepwarm.storage.pages.introductions import introductions_page
from keepwarm.storage.pages.today import today_page
from keepwarm.storage.relations import relations_of
from keepwarm.translations.introducing import PHRASES, text_to_send
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.export_book import ExportBook, Format, export_book
from keepwarm.usecases.introduce import (
    GivenAway,
    TakeMove,
    find_begun,
    take_move,
    word_introduction,
)
from keepwarm.usecases.introduction_texts import prepare_texts, refuse_given_away
from keepwarm.usecases.merge_people import MergePeople, merge_people
from keepwarm.usecases.restore_book import restore_book
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.undo import undo
from tests.books import NOW, begun, hash_of, talked
from tests.introducing import (
    INTRODUCER,
    ONE,
    OTHER,
    TODAY,
    began,
    favour_states,
    people,
    read,
    steps_standing,
    take,
    texts,
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with begun(str(tmp_path / "book")) as opened:
        yield opened


def test_two_are_introduced_once_both_said_yes_and_the_ledger_and_their_pages_know(library: Library) -> None:
    first, second = people(library)
    one_id = began(library, Form.MADE, first, second, why_one="you look for somebody who prints")
    asked = texts(library, one_id)[0]
    why = "I thought of you because of this: you look for somebody who prints."
    assert asked[:2] == (Saying.ASK, ONE)
    assert f"a shop for old maps. {why}" in asked[2]
    take(library, one_id, "ask-one", "yes-one", "ask-other", "yes-other")
    told = {to: text for saying, to, text in texts(library, one_id) if saying is Saying.INTRODUCE}
    assert "Thaddeus Brambleworth" in told[ONE]
    assert "thad@bramble.example" in told[ONE]
    assert "Zenobia Quillfeather" in told[OTHER]
    take(library, one_id, "made")
    assert favour_states(library, first) == [("an introduction to Thaddeus Brambleworth", FavourState.DONE)]
    assert favour_states(library, second) == [("an introduction to Zenobia Quillfeather", FavourState.DONE)]
    ended = take(library, one_id, "met", "outcome", terms=Terms(outcome=Outcome.GOES_ON))
    assert ended.ended_on == TODAY
    with library.open(NOW) as book:
        (relation,) = relations_of(book, second)
    assert (relation.kind, relation.label, relation.end_id) == ("other", "you introduced them", first)


def test_an_introduction_that_was_asked_for_stands_in_the_ledger_and_shows_on_both_how_you_met(
    library: Library,
) -> None:
    met, introducer = people(library)
    one_id = began(library, Form.ASKED, met, introducer, why_one="I print maps", why_other="you know us both")
    text = "an introduction to Zenobia Quillfeather"
    assert [saying for saying, _, _ in texts(library, one_id)][:2] == [Saying.FAVOUR, Saying.FORWARD]
    take(library, one_id, "ask-introducer")
    assert favour_states(library, introducer) == [(text, FavourState.WANTED)]
    take(library, one_id, "yes-introducer", "ask-one", "yes-one", "made")
    assert favour_states(library, introducer) == [(text, FavourState.DONE)]
    one = take(library, one_id, "thank-introducer", "met")
    assert favour_states(library, introducer) == [(text, FavourState.THANKED)]
    assert state_of(one, TODAY) is State.MET
    with library.open(NOW) as book:
        kept = [relations_of(book, person) for person in (met, introducer)]
    kind = RelationKind.INTRODUCED_BY.value
    assert [[(row.kind, row.end_id) for row in rows] for rows in kept] == [
        [(kind, introducer)],
        [(kind, met)],
    ]


@pytest.mark.parametrize(
    ("codes", "state"),
    [
        (("ask-introducer", "no-introducer"), FavourState.DECLINED),
        (("ask-introducer", "tell-introducer"), FavourState.DECLINED),
        (("ask-introducer", "yes-introducer", "ask-one", "no-one", "thank-introducer"), FavourState.THANKED),
    ],
)
def test_an_ask_that_came_to_nothing_waits_no_more_in_the_ledger(
    library: Library, codes: tuple[str, ...], state: FavourState
) -> None:
    met, introducer = people(library)
    one = take(library, began(library, Form.ASKED, met, introducer), *codes)
    assert one.ended_on == TODAY
    assert [found for _, found in favour_states(library, introducer)] == [state]


def test_one_that_was_given_is_help_that_came_unasked_and_is_thanked_for(library: Library) -> None:
    met, introducer = people(library)
    one_id = began(library, Form.RECEIVED, met, introducer, about="")
    with library.open(NOW) as book:
        (line,) = lines_of(book, introducer)
    assert (line.state, line.favour.noted_on, line.is_ask) == (FavourState.DONE, None, False)
    take(library, one_id, "thank-introducer")
    assert favour_states(library, introducer)[0][1] is FavourState.THANKED


def test_before_a_second_ask_a_plain_word_comes_and_nothing_is_kept(library: Library) -> None:
    met, introducer = people(library)
    one_id = began(library, Form.ASKED, met, introducer)
    command = TakeMove(introduction_id=one_id, move=Move(Act.ASK, INTRODUCER), phrases=PHRASES)
    with library.open(NOW, writing=True) as book:
        taken = take_move(book, command)
    assert [reason.code for reason in taken.words] == ["ask_before_any_give"]
    assert read(library, one_id).party(INTRODUCER).asked_on is None
    assert favour_states(library, introducer) == []


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ({"about": "meeting Thaddeus"}, {None}),
        ({"about": "maps", "why_one": "Brambleworth prints them"}, {ONE}),
        ({"about": "maps", "why_other": "ring 351 215 550 101"}, {OTHER}),
        ({"about": "write to thad@bramble.example", "why_one": "of Brambleworth"}, {None, ONE}),
    ],
)
def test_words_that_tell_who_is_meant_are_refused_beside_their_field(
    library: Library, said: dict[str, str], places: set[Role | None]
) -> None:
    first, second = people(library)
    with pytest.raises(GivenAway) as refused:
        began(library, Form.MADE, first, second, **said)
    assert set(refused.value.places) == places
    with library.open(NOW) as book:
        assert introductions_page(book).lines == ()


def test_a_name_that_is_learned_later_stops_the_text_and_other_words_bring_it_back(library: Library) -> None:
    first, second = people(library)
    one_id = began(library, Form.MADE, first, second, why_one="the Cartographer prints them")
    with library.open(NOW, writing=True) as book:
        edit_person(book, EditPerson(person_id=second, fields={"nickname": "Cartographer"}))
    assert [text for _, to, text in texts(library, one_id) if to is ONE] == [""]
    with library.open(NOW, writing=True) as book:
        word_introduction(book, one_id, "a shop for old maps", {ONE: "they print them"})
    assert all(text for _, _, text in texts(library, one_id))
    with library.open(NOW) as book, pytest.raises(Invalid, match="“Cartographer” would tell who is meant"):
        refuse_given_away(book, one_id, Saying.ASK, ONE, "It is the Cartographer!")
    assert Saying.ASK in BEFORE_CONSENT


def test_nobody_who_is_left_in_peace_is_asked_or_introduced(library: Library) -> None:
    first, second = people(library)
    one_id = began(library, Form.MADE, first, second)
    with library.open(NOW, writing=True) as book:
        set_standing(book, second, Standing.LEAVE_BE)
    with pytest.raises(Invalid, match="You decided to leave Thaddeus Brambleworth be"):
        take(library, one_id, "ask-one")
    assert take(library, one_id, "let-go").ended_on == TODAY


def test_steps_are_taken_back_in_order_only(library: Library) -> None:
    first, second = people(library)
    one_id = began(library, Form.MADE, first, second)
    take(library, one_id, "ask-one", "yes-one", "ask-other", "yes-other", "no-one", "tell-other")
    last, before, *_ = steps_standing(library)
    with pytest.raises(Conflict, match="Undo that first"), library.open(NOW, writing=True) as book:
        undo(book, before)
    assert read(library, one_id).ended_on == TODAY
    undone: list[int | None] = []
    for batch_id in (last, before):
        with library.open(NOW, writing=True) as book:
            undo(book, batch_id)
            undone.append(book.batch_id)
    assert read(library, one_id).have_agreed
    with pytest.raises(Conflict), library.open(NOW, writing=True) as book:
        undo(book, undone[0])
    for undoing in reversed(undone):
        with library.open(NOW, writing=True) as book:
            undo(book, undoing)
    assert read(library, one_id).ended_on == TODAY


@pytest.mark.parametrize("codes", [(), ("ask-one",), ("ask-one", "yes-one", "ask-other", "yes-other")])
def test_no_text_brings_further_whom_one_is_to_leave_in_peace(
    library: Library, codes: tuple[str, ...]
) -> None:
    first, second = people(library)
    one_id = began(library, Form.MADE, first, second)
    take(library, one_id, *codes)
    with library.open(NOW, writing=True) as book:
        set_standing(book, first, Standing.LEAVE_BE)
    assert {text for saying, _, text in texts(library, one_id) if saying is not Saying.OFF} == {""}


def test_what_became_of_it_is_asked_once_they_met_and_said_in_a_few_words(library: Library) -> None:
    one_id = began(library, Form.MADE, *people(library))
    take(library, one_id, "ask-one", "yes-one", "ask-other", "yes-other", "made")
    assert texts(library, one_id) == []
    with pytest.raises(Invalid, match="longer than 500 characters"):
        take(library, one_id, "outcome", terms=Terms(outcome=Outcome.GOOD, learned="a" * 501))
    with library.open(NOW + timedelta(days=9)) as book:
        one = get_introduction(book, one_id)
        met, came = (text_to_send(prepare_texts(book, one, Move(act))[0]) for act in (Act.MEET, Act.OUTCOME))
    assert "found time for each other" in met
    assert "What has come of it for you?" in came


def test_one_introduction_needs_two_people_a_reason_and_is_begun_once(library: Library) -> None:
    first, second = people(library)
    with pytest.raises(Invalid, match="needs two people"):
        began(library, Form.MADE, first, first)
    with pytest.raises(Invalid, match="Say in a few words what it is for"):
        began(library, Form.MADE, first, second, about=" ")
    one_id = began(library, Form.MADE, first, second)
    with pytest.raises(Invalid, match="is begun already"):
        began(library, Form.MADE, second, first)
    with library.open(NOW) as book:
        assert find_begun(book, (second,)).introduction_id == one_id
        with pytest.raises(Missing, match="No introduction of them is open"):
            find_begun(book, (second, 7))
    began(library, Form.ASKED, first, second)
    with library.open(NOW) as book, pytest.raises(Ambiguous, match="Several introductions"):
        find_begun(book, (first, second))


def test_today_names_whom_to_ask_whom_to_thank_and_the_list_says_what_to_do(library: Library) -> None:
    first, second = people(library)
    for person in (first, second):
        talked(library, person, NOW - timedelta(days=3))
    began(library, Form.RECEIVED, first, second)
    later = NOW + timedelta(days=1)
    with library.open(later) as book:
        reasons = [reason for line in today_page(book).lines for reason in line.proposal.reasons]
        page = introductions_page(book)
    steps = {(reason.code, dict(reason.values).get("step")) for reason in reasons}
    assert ("introduction_due", "thank") in steps
    assert ("introduction_due", "write") in steps
    assert ("thanks_due", None) not in steps
    assert [line.due is not None for line in page.to_do] == [True]


def test_an_archive_brings_introductions_back_as_they_were(library: Library, tmp_path: Path) -> None:
    first, second = people(library)
    take(library, began(library, Form.MADE, first, second, why_one="you draw"), "ask-one", "yes-one")
    given = began(library, Form.RECEIVED, second, first)
    ended = take(
        library, given, "thank-introducer", "outcome", "tell-introducer", terms=Terms(outcome=Outcome.GOOD)
    )
    with library.open(NOW) as book:
        export_book(book, tmp_path / "book.archive", ExportBook(form=Format.ARCHIVE))
    other = Library(str(tmp_path / "other.keepwarm"))
    restore_book(other, tmp_path / "book.archive", NOW)
    assert hash_of(other) == hash_of(library)
    assert read(other, given) == ended
    other.close()


def test_two_who_are_one_leave_introductions_that_can_end_and_come_back_apart(library: Library) -> None:
    first, second = people(library)
    made, asked = (began(library, form, first, second) for form in (Form.MADE, Form.ASKED))
    take(library, made, "ask-one", "yes-one")
    before = hash_of(library)
    with library.open(NOW, writing=True) as book:
        merge_people(book, MergePeople(person_id=first, other_id=second))
    with library.open(NOW) as book:
        assert {len(line.one.parties) for line in introductions_page(book).lines} == {2}
    assert take(library, made, "tell-one").ended_on == TODAY
    assert take(library, asked, "let-go").ended_on == TODAY
    for _ in range(3):
        with library.open(NOW, writing=True) as book:
            undo(book)
    assert hash_of(library) == before
