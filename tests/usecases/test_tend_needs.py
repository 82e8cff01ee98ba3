"""Needs and offers: noted, met, taken out; read of everybody."""

import pytest

from keepwarm.domain.details import NeedKind
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.storage.book import Library
from keepwarm.storage.needs import offers, open_needs
from keepwarm.usecases.tend_needs import NoteNeed, find_need, forget_need, meet_need, note_need
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, hash_of


def noted(library: Library, person_id: int, text: str, kind: NeedKind = NeedKind.NEED) -> int:
    with library.open(NOW, writing=True) as book:
        return note_need(book, NoteNeed(person_id=person_id, kind=kind, text=text))


def test_what_stands_is_read_of_everybody_by_its_kind(library: Library) -> None:
    ada, ben = added(library, "Ada"), added(library, "Ben")
    flat = noted(library, ada, "a  flat ")
    noted(library, ben, "a car")
    noted(library, ben, "tax advice", NeedKind.OFFER)
    with library.open(NOW, writing=True) as book:
        assert {(one.person_id, one.text) for one in open_needs(book)} == {(ada, "a flat"), (ben, "a car")}
        assert [(one.person_id, one.text) for one in offers(book)] == [(ben, "tax advice")]
        assert meet_need(book, ada, flat)
        assert not meet_need(book, ada, flat)
        assert [one.text for one in open_needs(book)] == ["a car"]


def test_what_was_met_may_be_looked_for_again(library: Library) -> None:
    ada = added(library, "Ada")
    first = noted(library, ada, "a flat")
    with pytest.raises(Invalid, match="It is noted already of Ada: a flat"):
        noted(library, ada, "A flat!")
    with library.open(NOW, writing=True) as book:
        meet_need(book, ada, first)
    second = noted(library, ada, "a flat")
    with library.open(NOW) as book:
        assert find_need(book, ada, NeedKind.NEED, "FLAT").need_id == second
        with pytest.raises(Missing, match="No offer of Ada says 'flat'"):
            find_need(book, ada, NeedKind.OFFER, "flat")
    noted(library, ada, "a flat for her mother")
    with pytest.raises(Ambiguous, match="a flat for her mother"), library.open(NOW) as book:
        find_need(book, ada, NeedKind.NEED, "flat")


def test_each_change_is_one_undo(library: Library) -> None:
    ada, hashes = added(library, "Ada"), [hash_of(library)]
    need = noted(library, ada, "a flat")
    for act in (meet_need, forget_need):
        hashes.append(hash_of(library))
        with library.open(NOW, writing=True) as book:
            act(book, ada, need)
    for before in reversed(hashes):
        with library.open(NOW, writing=True) as book:
            undo(book)
        assert hash_of(library) == before


def test_a_need_of_somebody_else_is_not_there(library: Library) -> None:
    ada, ben = added(library, "Ada"), added(library, "Ben")
    need = noted(library, ada, "a flat")
    for act in (meet_need, forget_need):
        with pytest.raises(Missing), library.open(NOW, writing=True) as book:
            act(book, ben, need)


def test_words_without_a_letter_name_no_line(library: Library) -> None:
    ada = added(library, "Ada")
    noted(library, ada, "a flat")
    with library.open(NOW) as book:
        for words in ("!!", ""):
            with pytest.raises(Missing, match="No need of Ada says"):
                find_need(book, ada, NeedKind.NEED, words)
