"""Whether they want to stay in touch too, and how close the owner wants to be."""

from datetime import date, timedelta

import pytest

from keepwarm.domain.bearings import NO_BEARING, Bearing, Wish, Wished
from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.people import Standing
from keepwarm.storage.bearings import bearing_of, wishes_of
from keepwarm.storage.book import Library
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.person import person_page
from keepwarm.usecases.tend_bearing import LONGEST_CADENCE_DAYS, ChooseBearing, choose_bearing
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.tend_wish import NoteWish, note_wish, take_back_wish
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, days_ago, hash_of, talked

TODAY = NOW.date()


@pytest.fixture
def ada(library: Library) -> int:
    return added(library, "Ada", "ada@example.org")


def wished(
    library: Library, person_id: int, answer: Wish, words: str = "", on: date | None = None, later: int = 0
) -> bool:
    with library.open(NOW + timedelta(days=later), writing=True) as book:
        return note_wish(book, NoteWish(person_id=person_id, answer=answer, words=words, said_on=on))


def wish_of(library: Library, person_id: int) -> Wished | None:
    with library.open(NOW) as book:
        return wishes_of(book, (person_id,)).get(person_id)


def test_a_wish_is_kept_with_its_words_and_its_day(library: Library, ada: int) -> None:
    assert wished(library, ada, Wish.YES, " Ring me. ", TODAY - timedelta(days=3))
    kept = Wished(answer=Wish.YES, words="Ring me.", said_on=TODAY - timedelta(days=3))
    assert wish_of(library, ada) == kept
    assert not wished(library, ada, Wish.YES)
    assert wish_of(library, ada) == kept


def test_a_later_answer_stands_in_place_of_the_first_with_its_own_words(library: Library, ada: int) -> None:
    wished(library, ada, Wish.YES, "Ring me.", TODAY - timedelta(days=3))
    wished(library, ada, Wish.NO)
    assert wish_of(library, ada) == Wished(answer=Wish.NO, said_on=TODAY)


def test_unclear_once_more_keeps_its_first_day(library: Library, ada: int) -> None:
    wished(library, ada, Wish.UNCLEAR)
    wished(library, ada, Wish.UNCLEAR, "Perhaps in spring.", later=30)
    assert wish_of(library, ada) == Wished(answer=Wish.UNCLEAR, words="Perhaps in spring.", said_on=TODAY)


def test_a_wish_is_taken_back_and_undone(library: Library, ada: int) -> None:
    before = hash_of(library)
    wished(library, ada, Wish.YES, "Ring me.")
    kept = hash_of(library)
    with library.open(NOW, writing=True) as book:
        assert take_back_wish(book, ada)
        assert not take_back_wish(book, ada)
    assert hash_of(library) == before
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == kept
    with library.open(NOW) as book:
        assert [line.what for line in journal_page(book)[:2]] == ["undo", "wish"]


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(1899, 12, 31)])
def test_a_wish_of_a_day_that_cannot_be_is_refused(library: Library, ada: int, on: date) -> None:
    before = hash_of(library)
    with pytest.raises(Invalid, match=r"not here yet|too long ago"):
        wished(library, ada, Wish.YES, on=on)
    assert hash_of(library) == before


@pytest.mark.parametrize(("answer", "is_added"), [(Wish.YES, True), (Wish.UNCLEAR, True), (Wish.NO, False)])
def test_a_correspondent_comes_into_the_book_by_a_wish_but_not_by_a_no(
    library: Library, ada: int, answer: Wish, is_added: bool
) -> None:
    with library.open(NOW, writing=True) as book:
        set_standing(book, ada, Standing.CORRESPONDENT)
    wished(library, ada, answer)
    with library.open(NOW) as book:
        assert (person_page(book, ada).person.standing is Standing.ORDINARY) == is_added


def chosen(library: Library, person_id: int, **choice: object) -> bool:
    with library.open(NOW, writing=True) as book:
        return choose_bearing(book, ChooseBearing(person_id=person_id, **choice))  # type: ignore[arg-type] # what is wrong is the test


def test_how_close_and_how_often_are_chosen_apart_and_let_go_of(library: Library, ada: int) -> None:
    before = hash_of(library)
    assert chosen(library, ada, closeness=3)
    assert chosen(library, ada, cadence_days=35)
    assert not chosen(library, ada, cadence_days=35, closeness=3)
    with library.open(NOW) as book:
        assert bearing_of(book, ada) == Bearing(closeness=3, cadence_days=35)
    assert chosen(library, ada, own_rhythm=True, closeness=2)
    with library.open(NOW) as book:
        assert bearing_of(book, ada) == NO_BEARING
    for _ in range(3):
        with library.open(NOW, writing=True) as book:
            undo(book)
    assert hash_of(library) == before


def test_a_chosen_rhythm_holds_at_once_before_the_own_one(library: Library, ada: int) -> None:
    for days in (120, 90, 60, 30):
        talked(library, ada, days_ago(days))

    def rhythm() -> Rhythm | None:
        with library.open(NOW) as book:
            return person_page(book, ada).tie.rhythm

    own = rhythm()
    chosen(library, ada, cadence_days=3)
    assert rhythm() is not Rhythm.IN_RHYTHM
    chosen(library, ada, cadence_days=365)
    assert rhythm() is Rhythm.IN_RHYTHM
    chosen(library, ada, own_rhythm=True)
    assert rhythm() is own


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({}, "Nothing is chosen yet"),
        ({"closeness": 0}, "0 is no closeness"),
        ({"closeness": 4}, "4 is no closeness"),
        ({"cadence_days": 0}, "a day at least"),
        ({"cadence_days": LONGEST_CADENCE_DAYS + 1}, "ten years at most"),
        ({"cadence_days": 7, "own_rhythm": True}, "either chosen or the tie's own"),
    ],
)
def test_what_cannot_be_chosen_is_refused(
    library: Library, ada: int, choice: dict[str, object], sentence: str
) -> None:
    before = hash_of(library)
    with pytest.raises(Invalid, match=sentence):
        chosen(library, ada, **choice)
    assert hash_of(library) == before


def test_nobody_has_no_wish_and_no_bearing(library: Library) -> None:
    with pytest.raises(Missing):
        wished(library, 1, Wish.YES)
    with pytest.raises(Missing):
        chosen(library, 1, closeness=2)
