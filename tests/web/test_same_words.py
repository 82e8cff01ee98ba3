"""Who may have what somebody looks for, on the pages; and the words that mean the same."""

from keepwarm.domain.details import NeedKind
from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from keepwarm.usecases.tend_needs import NoteNeed, note_need
from tests.books import NOW, added
from tests.web.served import Served, words


def test_who_may_have_it_stands_on_the_ledger_and_on_both_pages(web: Served, library: Library) -> None:
    rosa, nuno = added(library, "Rosa"), added(library, "<b>Nuno")
    with library.open(NOW, writing=True) as book:
        note_need(book, NoteNeed(person_id=rosa, kind=NeedKind.NEED, text="a piano teacher"))
        note_need(book, NoteNeed(person_id=nuno, kind=NeedKind.OFFER, text="piano <i>lessons"))
    why = "(both say piano; teacher means the same as lessons)"
    ledger = web.page("/give-and-ask")
    assert "<b>Nuno" not in ledger
    assert "<i>lessons" not in ledger
    assert f"Nuno may have it: piano <i>lessons {why}" in words(ledger)
    assert f"Nuno may have it: piano <i>lessons {why}" in words(web.page(f"/person/{public_id(rosa)}"))
    their_page = words(web.page(f"/person/{public_id(nuno)}"))
    assert f"Rosa is looking for this: a piano teacher {why}" in their_page


def test_the_words_are_edited_refused_and_brought_back(web: Served) -> None:
    assert "lawyer, attorney, solicitor" in web.page("/give-and-ask/words")
    assert "vet, doctor" in web.send("/give-and-ask/words", table="vet, doctor").text
    again = web.send("/give-and-ask/words", 400, table="vet, doctor\nflat").text
    assert "Line 2 has one word only (flat)" in words(again)
    assert "vet, doctor\nflat" in again
    assert "lawyer, attorney, solicitor" in web.send("/give-and-ask/words", usual="yes").text
