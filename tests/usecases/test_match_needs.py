"""Needs and offers of a book: who may have what somebody looks for, and what is news of it for Today."""

from datetime import timedelta
from pathlib import Path

import pytest

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.details import NeedKind
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Standing
from keepwarm.domain.same_words import USUAL_WORDS
from keepwarm.storage.book import Library
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.need_matches import need_news
from keepwarm.storage.pages.today import today_page
from keepwarm.storage.tags import set_tags
from keepwarm.usecases.match_needs import Fit, change_same_words, match_needs, same_words
from keepwarm.usecases.own_profile import TellProfile, tell_profile
from keepwarm.usecases.tend_needs import NoteNeed, find_need, meet_need, note_need
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from tests.books import NOW, added, days_ago, talked
from tests.statements import counted

NEED, OFFER = NeedKind.NEED, NeedKind.OFFER


@pytest.fixture
def book_url(tmp_path: Path) -> str:
    """A file alone: the statements here are plain, and those of Today run on both databases elsewhere."""
    return str(tmp_path / "book.keepwarm")


def noted(library: Library, who: int, kind: NeedKind, text: str, *, days: int = 0) -> int:
    with library.open(days_ago(days), writing=True) as book:
        return note_need(book, NoteNeed(person_id=who, kind=kind, text=text))


def fits(library: Library, person_id: int | None = None) -> list[Fit]:
    with library.open(NOW) as book:
        return match_needs(book, person_id)


def pairs(library: Library, person_id: int | None = None) -> list[tuple[str, str, str]]:
    return [(one.need.name, one.offer.name, one.offer.text) for one in fits(library, person_id)]


@pytest.fixture
def rosa(library: Library) -> int:
    return added(library, "Rosa", "rosa@example.org")


@pytest.fixture
def nuno(library: Library) -> int:
    return added(library, "Nuno", "nuno@example.org")


# Who may have it


def test_each_need_has_those_who_may_meet_it_and_nobody_meets_their_own(
    library: Library, rosa: int, nuno: int
) -> None:
    noted(library, rosa, NEED, "a piano teacher")
    noted(library, rosa, OFFER, "a piano")
    noted(library, nuno, OFFER, "piano lessons")
    noted(library, nuno, OFFER, "honey from the garden")
    assert pairs(library) == [("Rosa", "Nuno", "piano lessons")]
    assert pairs(library, rosa) == pairs(library, nuno) == pairs(library)
    assert pairs(library, added(library, "Ada")) == []


def test_of_equal_offers_theirs_comes_first_who_will_answer(library: Library, rosa: int, nuno: int) -> None:
    mute = added(library, "Mute", "mute@example.org")
    for days in (60, 50, 40):
        talked(library, nuno, days_ago(days), channel=Channel.EMAIL, direction=Direction.OUT)
        talked(library, nuno, days_ago(days - 1), channel=Channel.EMAIL, direction=Direction.IN)
        talked(library, mute, days_ago(days), channel=Channel.EMAIL, direction=Direction.OUT)
    noted(library, rosa, NEED, "a good plumber")
    for who in (mute, nuno):
        noted(library, who, OFFER, "knows a plumber")
    found = fits(library)
    assert [one.offer.name for one in found] == ["Nuno", "Mute"]
    assert found[0].reply > found[1].reply


def test_a_need_shows_three_at_most_and_only_what_speaks_of_half_of_it(library: Library, rosa: int) -> None:
    noted(library, rosa, NEED, "a room in Berlin")
    for number in range(5):
        who = added(library, f"Host {number}")
        noted(library, who, OFFER, "a room in Berlin")
        noted(library, who, OFFER, "sells old maps of Lisbon")
    assert [text for _, _, text in pairs(library)] == ["a room in Berlin"] * 3


def test_what_i_do_myself_may_meet_a_need_too(library: Library, rosa: int) -> None:
    noted(library, rosa, NEED, "somebody to frame a picture")
    with library.open(NOW, writing=True) as book:
        tell_profile(book, TellProfile(does="I frame pictures"))
    (found,) = fits(library)
    assert (found.offer.person_id, found.offer.text) == (None, "I frame pictures")


def test_a_tag_meets_a_need(library: Library, rosa: int, nuno: int) -> None:
    noted(library, rosa, NEED, "plumbing")
    noted(library, nuno, OFFER, "comes on Sundays too")
    assert pairs(library) == []
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "edit", "Nuno")
        set_tags(book, nuno, ["Plumbing"], source="you")
    assert pairs(library) == [("Rosa", "Nuno", "comes on Sundays too")]


@pytest.mark.parametrize("side", ["rosa", "nuno"])
def test_who_is_let_be_or_wants_no_contact_is_matched_with_nobody(
    library: Library, rosa: int, nuno: int, side: str
) -> None:
    noted(library, rosa, NEED, "a piano teacher")
    noted(library, nuno, OFFER, "piano lessons")
    who = {"rosa": rosa, "nuno": nuno}[side]
    assert len(fits(library)) == 1
    with library.open(NOW, writing=True) as book:
        set_standing(book, who, Standing.LEAVE_BE)
    assert fits(library) == []
    with library.open(NOW, writing=True) as book:
        set_standing(book, who, Standing.ORDINARY)
        note_wish(book, NoteWish(person_id=who, answer=Wish.NO))
    assert fits(library) == []


def test_what_was_met_asks_for_nobody(library: Library, rosa: int, nuno: int) -> None:
    noted(library, rosa, NEED, "a piano teacher")
    noted(library, nuno, OFFER, "piano lessons")
    with library.open(NOW, writing=True) as book:
        meet_need(book, rosa, find_need(book, rosa, NEED, "piano").need_id)
    assert fits(library) == []


def test_the_statements_do_not_grow_with_the_book_and_one_is_enough_for_nothing(library: Library) -> None:
    def ran(act: object) -> int:
        with library.open(NOW) as book, counted(library.engine) as seen:
            act(book)  # type: ignore[operator]  # one of two functions of a book
        return len(seen)

    assert (ran(match_needs), ran(need_news)) == (1, 1)
    for number in range(20):
        noted(library, added(library, f"Seeker {number}"), NEED, f"a plumber for house{number}")
        noted(library, added(library, f"Giver {number}"), OFFER, f"a plumber of house{number}")
        if number in (0, 19):
            assert (ran(match_needs), ran(need_news)) == (6, 4)


# The words that mean the same


def test_the_owner_edits_the_words_that_mean_the_same(library: Library, rosa: int, nuno: int) -> None:
    noted(library, rosa, NEED, "a zither")
    noted(library, nuno, OFFER, "a psaltery")
    assert pairs(library) == []
    with library.open(NOW, writing=True) as book:
        assert change_same_words(book, "zither,  psaltery \n\n# strings\n")
        assert not change_same_words(book, "zither, psaltery\n# strings")
        assert same_words(book) == "zither, psaltery\n# strings\n"
    assert pairs(library) == [("Rosa", "Nuno", "a psaltery")]
    with library.open(NOW, writing=True) as book:
        assert change_same_words(book, "")
        assert same_words(book) == USUAL_WORDS
    assert pairs(library) == []


def test_a_line_of_one_word_is_refused_with_its_number(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        with pytest.raises(Invalid, match=r"Line 2 has one word only \(flat\)"):
            change_same_words(book, "vet, doctor\nflat\n")
        assert same_words(book) == USUAL_WORDS


# What is news


def proposed(library: Library) -> dict[str, str]:
    with library.open(NOW) as book:
        return {line.name: line.proposal.reasons[0].code for line in today_page(book).lines}


def test_whose_line_stood_there_first_gets_the_news(library: Library, rosa: int, nuno: int) -> None:
    noted(library, rosa, NEED, "a piano teacher", days=30)
    noted(library, nuno, OFFER, "piano lessons", days=20)
    assert proposed(library) == {}
    noted(library, nuno, OFFER, "plays the piano at weddings and is a teacher", days=2)
    assert proposed(library) == {"Rosa": "need_can_be_met"}
    ada = added(library, "Ada", "ada@example.org")
    noted(library, ada, NEED, "lessons on the piano", days=1)
    assert proposed(library) == {"Rosa": "need_can_be_met", "Nuno": "can_meet_need"}


def test_of_what_is_private_only_they_get_the_news_who_need_it(
    library: Library, rosa: int, nuno: int
) -> None:
    noted(library, nuno, OFFER, "a therapist for depression", days=20)
    noted(library, rosa, NEED, "a therapist for depression", days=1)
    assert proposed(library) == {"Rosa": "need_can_be_met"}


def test_news_are_told_until_we_are_in_touch(library: Library, rosa: int, nuno: int) -> None:
    noted(library, rosa, NEED, "a piano teacher", days=30)
    noted(library, nuno, OFFER, "piano lessons", days=3)
    assert "Rosa" in proposed(library)
    talked(library, rosa, days_ago(1))
    assert "Rosa" not in proposed(library)


def test_what_i_do_is_news_for_who_said_lately_that_they_need_it(library: Library, rosa: int) -> None:
    noted(library, rosa, NEED, "somebody to frame a picture", days=3)
    with library.open(NOW, writing=True) as book:
        tell_profile(book, TellProfile(does="I frame pictures"))
    assert proposed(library) == {"Rosa": "need_you_can_meet"}
    with library.open(NOW + timedelta(days=12)) as book:
        assert need_news(book) == {}
