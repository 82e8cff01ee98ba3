"""Whom the owner could bring together, of a book: who knows whom, who is left, and what stays private."""

from pathlib import Path

import pytest

from keepwarm.domain.bearings import Wish
from keepwarm.domain.bringing import Answer, Form, Role
from keepwarm.domain.channels import Channel
from keepwarm.domain.details import NeedKind, RelationKind
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.ids import public_id
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Person, Standing
from keepwarm.storage.book import Book, Library, new_id
from keepwarm.storage.journal import begin_batch, insert_row
from keepwarm.storage.need_matches import find_fits, need_news
from keepwarm.storage.schema import introduction_parties, introductions
from keepwarm.usecases.bring_together import (
    LeavePair,
    bring_pair_back,
    bring_pairs_back,
    bring_together,
    leave_matches,
    leave_pair,
)
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from keepwarm.usecases.match_needs import who_offers
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.own_profile import TellProfile, tell_profile
from keepwarm.usecases.relate_people import RelatePeople, relate_people
from keepwarm.usecases.tend_circle import begin_circle, join_circle
from keepwarm.usecases.tend_needs import NoteNeed, note_need
from keepwarm.usecases.tend_person import AddPerson, add_people, set_standing
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, days_ago, hash_of, talked
from tests.statements import counted

NEED, OFFER = NeedKind.NEED, NeedKind.OFFER


@pytest.fixture
def book_url(tmp_path: Path) -> str:
    """A file alone: the statements here are plain."""
    return str(tmp_path / "book.keepwarm")


@pytest.fixture
def rosa(library: Library) -> int:
    """Who looks for what Nuno offers."""
    return wanting(library, "Rosa", NEED, "a piano teacher")


@pytest.fixture
def nuno(library: Library) -> int:
    return wanting(library, "Nuno", OFFER, "piano lessons")


def wanting(library: Library, name: str, kind: NeedKind, text: str, *, days: int = 0) -> int:
    who = added(library, name, f"{name.lower().replace(' ', '.')}@example.org")
    with library.open(days_ago(days), writing=True) as book:
        note_need(book, NoteNeed(person_id=who, kind=kind, text=text))
    return who


def pairs(library: Library) -> list[set[str]]:
    with library.open(NOW) as book:
        return [{one.best.one.name, one.best.other.name} for one in bring_together(book).pairs]


def told(library: Library, who: int, kind: FactKind, text: str, *, sensitive: bool = False) -> None:
    with library.open(NOW, writing=True) as book:
        keep_fact(
            book, KeepFact(person_id=who, kind=kind, text=text, sensitive=sensitive, confirmed=sensitive)
        )


def leave(library: Library, one: int, other: int | None, about: str = "") -> bool:
    with library.open(NOW, writing=True) as book:
        return leave_pair(book, LeavePair(person_id=one, other_id=other, about=about))


# Who is proposed


def test_a_new_book_proposes_nobody_and_says_that_there_was_nothing_to_look_through(
    library: Library,
) -> None:
    with library.open(NOW) as book:
        page = bring_together(book)
    assert (page.pairs, page.lines, page.left) == ((), 0, ())


def test_two_whose_words_meet_and_who_do_not_know_each_other_are_proposed(
    library: Library, rosa: int, nuno: int
) -> None:
    assert pairs(library) == [{"Rosa", "Nuno"}]
    with library.open(NOW) as book:
        (found,) = bring_together(book).pairs
    assert [one.code for one in found.best.reasons] == ["bring_need", "bring_offer"]


def _related(book: Book, rosa: int, nuno: int) -> None:
    relate_people(book, RelatePeople(person_id=rosa, other=public_id(nuno), kind=RelationKind.COLLEAGUE))


def _at_one_table(book: Book, rosa: int, nuno: int) -> None:
    log_interaction(
        book, LogInteraction(person_id=rosa, others=(nuno,), channel=Channel.IN_PERSON, at=days_ago(9))
    )


def _in_one_group(book: Book, rosa: int, nuno: int) -> None:
    join_circle(book, begin_circle(book, "Choir"), (rosa, nuno))


def _introduced(book: Book, rosa: int, nuno: int) -> None:
    begin_batch(book, "introduce", "Rosa")
    introduction_id = new_id()
    nothing = dict.fromkeys(("made_on", "met_on", "outcome", "back_on", "ended_on"))
    said = {"form": Form.MADE.value, "about": "", "learned": "", "changed_on": book.today}
    provenance = {"source": "you", "added_at": book.now}
    insert_row(book, introductions, {"introduction_id": introduction_id} | nothing | said | provenance)
    unanswered = dict.fromkeys(("asked_on", "answered_on", "told_on", "thanked_on"))
    for role, who in ((Role.ONE, rosa), (Role.OTHER, nuno)):
        party = {"role": role.value, "person_id": who, "why": "", "answer": Answer.OPEN.value}
        insert_row(book, introduction_parties, {"introduction_id": introduction_id} | party | unanswered)


def _left_be(book: Book, rosa: int, _: int) -> None:
    set_standing(book, rosa, Standing.LEAVE_BE)


def _said_no(book: Book, _: int, nuno: int) -> None:
    note_wish(book, NoteWish(person_id=nuno, answer=Wish.NO))


@pytest.mark.parametrize(
    "happened", [_related, _at_one_table, _in_one_group, _introduced, _left_be, _said_no]
)
def test_who_knows_the_other_was_introduced_or_wants_no_contact_is_not(
    library: Library, rosa: int, nuno: int, happened
) -> None:
    with library.open(NOW, writing=True) as book:
        happened(book, rosa, nuno)
    assert pairs(library) == []


def test_two_of_one_place_of_work_are_taken_to_know_each_other(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        both = [AddPerson(person=Person(name=name, organization="Acme")) for name in ("Ada", "Bob")]
        ada, bob = add_people(book, tuple(both))
        note_need(book, NoteNeed(person_id=ada, kind=NEED, text="a zither"))
        note_need(book, NoteNeed(person_id=bob, kind=OFFER, text="a zither"))
    assert pairs(library) == []


def test_what_both_told_that_they_like_or_want_joins_two_and_what_is_private_never(library: Library) -> None:
    ada, bob, cem = (added(library, name, f"{name}@example.org") for name in ("Ada", "Bob", "Cem"))
    for who in (ada, bob, cem):
        talked(library, who, days_ago(5))
    told(library, ada, FactKind.INTERESTS, "Norse sagas")
    told(library, bob, FactKind.RECREATION, "reads Norse sagas")
    told(library, cem, FactKind.INTERESTS, "Norse sagas", sensitive=True)
    assert pairs(library) == [{"Ada", "Bob"}]
    told(library, bob, FactKind.DO_NOT_MENTION, "the sagas that he lost")
    assert pairs(library) == []
    for who in (ada, cem):
        told(library, who, FactKind.GOALS, "finds her church choir")
    assert pairs(library) == []


def test_who_will_answer_comes_first(library: Library, rosa: int) -> None:
    mute, keen = (wanting(library, name, OFFER, "piano lessons") for name in ("Mute", "Keen"))
    for days in (60, 50, 40):
        talked(library, keen, days_ago(days), channel=Channel.EMAIL, direction=Direction.OUT)
        talked(library, keen, days_ago(days - 1), channel=Channel.EMAIL, direction=Direction.IN)
        talked(library, mute, days_ago(days), channel=Channel.EMAIL, direction=Direction.OUT)
    assert pairs(library) == [{"Rosa", "Keen"}, {"Rosa", "Mute"}]


def test_the_statements_do_not_grow_with_the_book(library: Library) -> None:
    def ran() -> int:
        with library.open(NOW) as book, counted(library.engine) as seen:
            bring_together(book)
        return len(seen)

    assert ran() == 5
    for number in range(12):
        wanting(library, f"Seeker {number}", NEED, f"a plumber for house{number}")
        wanting(library, f"Giver {number}", OFFER, f"a plumber for house{number}")
        if number in (0, 11):
            assert ran() == 18


# Who is left


def test_a_pair_that_is_left_stays_so_until_it_is_brought_back(
    library: Library, rosa: int, nuno: int
) -> None:
    before = hash_of(library)
    assert leave(library, nuno, rosa)
    assert not leave(library, rosa, nuno)
    assert pairs(library) == []
    with library.open(NOW) as book:
        (left,) = bring_together(book).left
        assert find_fits(book) == []
        assert need_news(book) == {}
    assert (left.name, left.other, left.about) == ("Nuno", "Rosa", "")
    with library.open(NOW, writing=True) as book:
        bring_pair_back(book, left.declined_pair_id)
    assert pairs(library) == [{"Rosa", "Nuno"}]
    assert hash_of(library) == before
    with library.open(NOW, writing=True) as book, pytest.raises(Missing):
        bring_pair_back(book, left.declined_pair_id)


def test_undo_takes_it_back(library: Library, rosa: int, nuno: int) -> None:
    with library.open(NOW, writing=True) as book:
        leave_pair(book, LeavePair(person_id=rosa, other_id=nuno))
        done = book.batch_id
    with library.open(NOW, writing=True) as book:
        undo(book, done)
    assert pairs(library) == [{"Rosa", "Nuno"}]


def test_a_need_that_somebody_is_not_to_meet_is_left_alone_and_others_of_theirs_are_not(
    library: Library, rosa: int, nuno: int
) -> None:
    cem = wanting(library, "Cem", OFFER, "piano lessons")
    with library.open(NOW, writing=True) as book:
        assert leave_matches(book, rosa, nuno) == ["a piano teacher"]
    with library.open(NOW) as book:
        assert [fit.offer.name for fit in find_fits(book)] == ["Cem"]
        assert {fit.offer.person_id for fit in find_fits(book, rosa)} == {cem}
        assert nuno not in need_news(book)
    assert pairs(library) == [{"Rosa", "Cem"}]
    with library.open(NOW, writing=True) as book:
        note_need(book, NoteNeed(person_id=rosa, kind=NEED, text="a piano"))
    assert {"Rosa", "Nuno"} in pairs(library)
    with library.open(NOW, writing=True) as book:
        assert bring_pairs_back(book, nuno, rosa) == 1
        assert {fit.offer.name for fit in find_fits(book, rosa)} == {"Cem", "Nuno"}


def test_what_the_owner_does_or_looks_for_can_be_left_too(library: Library, rosa: int, nuno: int) -> None:
    with library.open(NOW, writing=True) as book:
        tell_profile(book, TellProfile(does="piano teacher"))
        assert {fit.offer.person_id for fit in find_fits(book)} == {None, nuno}
        leave_matches(book, rosa, None)
        assert {fit.offer.person_id for fit in find_fits(book)} == {nuno}
        assert [fit.offer.name for fit in who_offers(book, "Klavierunterricht, or piano lessons")] == ["Nuno"]
        leave_pair(book, LeavePair(person_id=nuno, other_id=None, about="Piano lessons"))
        assert who_offers(book, "piano lessons") == []


def test_one_person_is_no_pair_and_the_owner_alone_needs_a_need(library: Library, rosa: int) -> None:
    with library.open(NOW, writing=True) as book:
        with pytest.raises(Invalid, match="name two"):
            leave_pair(book, LeavePair(person_id=rosa, other_id=rosa))
        with pytest.raises(Invalid, match="which need"):
            leave_pair(book, LeavePair(person_id=rosa, other_id=None, about=" "))
        with pytest.raises(Missing):
            leave_pair(book, LeavePair(person_id=rosa, other_id=123))
        with pytest.raises(Missing, match="keepwarm match"):
            leave_matches(book, rosa, None)
        with pytest.raises(Missing, match="not left"):
            bring_pairs_back(book, rosa, None)
