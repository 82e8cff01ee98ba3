"""Whom the owner could bring together, as a page: proposed, left and brought back; and matches left."""

from keepwarm.domain.details import NeedKind
from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from keepwarm.usecases.tend_needs import NoteNeed, note_need
from tests.books import NOW, added
from tests.web.served import Served, on_both_databases, words

HOSTILE = "<script>alert(1)</script>"


def two(library: Library) -> tuple[int, int]:
    """Who looks for what the other offers, both with markup in what they say."""
    rosa, nuno = added(library, "Rosa"), added(library, f"Nuno {HOSTILE}")
    with library.open(NOW, writing=True) as book:
        note_need(book, NoteNeed(person_id=rosa, kind=NeedKind.NEED, text="a piano <i>teacher"))
        note_need(book, NoteNeed(person_id=nuno, kind=NeedKind.OFFER, text="a piano <b>teacher"))
    return rosa, nuno


def test_an_empty_book_says_what_to_write_down_first(web: Served) -> None:
    assert "one thing that they look for, or can provide" in words(web.page("/bring-together"))
    assert "Whom could I bring together?" in words(web.page("/give-and-ask"))


@on_both_databases
def test_a_pair_is_shown_with_why_left_undone_and_brought_back(web: Served, library: Library) -> None:
    rosa, nuno = two(library)
    page = web.page("/bring-together")
    assert HOSTILE not in page
    assert "<b>teacher" not in page
    assert "Rosa is looking for: a piano <i>teacher" in words(page)
    assert "can provide: a piano <b>teacher" in words(page)
    two_named = f"one={public_id(rosa)}&amp;other={public_id(nuno)}"
    assert f"/introductions/new?form=made&amp;{two_named}&amp;about=%E2%80%9Ca+piano+%3Ci%3Eteacher" in page
    left = web.send("/bring-together", one=public_id(rosa), other=public_id(nuno)).text
    assert "Left as they are" in words(left)
    assert "Introduce them" not in left
    again = web.send("/bring-together", one=public_id(nuno), other=public_id(rosa)).text
    assert again.count('name="pair"') == 1
    pair = left.partition('name="pair" value="')[2].partition('"')[0]
    assert "Introduce them" in web.send("/bring-together/back", pair=pair).text
    web.send("/bring-together/back", 404, pair=pair)
    web.send("/bring-together/back", 404, pair="none")
    web.send("/bring-together", 404, one=public_id(rosa), other=public_id(77))
    web.send("/bring-together", 404, one="nobody")
    web.send("/bring-together", 400, one=public_id(rosa), other=public_id(rosa))
    web.send("/bring-together", 400, one=public_id(rosa))


def test_a_match_is_left_from_the_ledger_for_this_need_alone(web: Served, library: Library) -> None:
    rosa, nuno = two(library)
    assert "may have it" in words(web.page("/give-and-ask"))
    fields = {"one": public_id(rosa), "other": public_id(nuno), "about": "a piano <i>teacher"}
    ledger = web.send("/bring-together", then="ledger", **fields)
    assert "may have it" not in words(ledger.text)
    assert ledger.url.path == "/give-and-ask"
    assert "not for: a piano i teacher" in words(web.page("/bring-together"))


def test_a_program_that_fails_is_said_on_each_page_that_asks_it(
    web: Served, library: Library, monkeypatch
) -> None:
    two(library)
    monkeypatch.setenv("KEEPWARM_EMBEDDER", "/no/such/program")
    for page in ("/bring-together", "/give-and-ask", "/help-now?for=a+piano"):
        assert "KEEPWARM_EMBEDDER could not be started" in words(web.page(page))
