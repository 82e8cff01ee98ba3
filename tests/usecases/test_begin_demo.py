"""The demo book has something true to show on every screen."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from keepwarm.domain.candidates import Kind
from keepwarm.domain.errors import Conflict, Unavailable
from keepwarm.domain.stages import Stage
from keepwarm.storage.book import Library
from keepwarm.storage.pages.headline import headline
from keepwarm.storage.pages.today import today_page
from keepwarm.usecases.begin_demo import begin_demo, renew_demo
from keepwarm.usecases.hash_book import hash_book
from keepwarm.usecases.own_cards import all_cards, card_file
from keepwarm.usecases.swap import find_open_card, read_contact_file
from tests.books import added, begun

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_demo_has_every_stage_and_a_full_day(book_url: str) -> None:
    library = Library(book_url)
    begin_demo(library, NOW)
    with library.open(NOW) as book:
        head, page = headline(book), today_page(book)
    library.close()
    assert head.contacts == 292
    assert set(head.stages) == set(Stage)
    assert head.sees_voice
    assert len(page.lines) == 5
    assert page.lines[0].proposal.kind is Kind.MY_PROMISE


def test_the_owner_of_the_demo_has_a_card_that_can_be_handed_over(tmp_path: Path) -> None:
    library = Library(str(tmp_path / "demo.keepwarm"))
    begin_demo(library, NOW)
    with library.open(NOW) as book:
        (card,) = all_cards(book)
        assert find_open_card(book, card.token) == card
        shown = read_contact_file(card_file(book, card))
    library.close()
    assert (shown.name, len(shown.ways)) == ("Robin Vale", 3)


def test_the_same_seed_gives_the_same_book_and_a_book_is_never_overwritten(tmp_path: object) -> None:
    hashes = []
    for name in ("one.keepwarm", "two.keepwarm"):
        library = Library(f"{tmp_path}/{name}")
        begin_demo(library, NOW, seed=3)
        with library.open(NOW) as book:
            hashes.append(hash_book(book))
        with pytest.raises(Conflict, match="already"):
            begin_demo(library, NOW)
        library.close()
    assert hashes[0] == hashes[1]


def test_a_demo_is_made_again_when_it_is_not_of_this_week(tmp_path: Path) -> None:
    place = tmp_path / "new" / "demo.keepwarm"
    assert renew_demo(place, NOW)
    library = Library(str(place))
    added(library, "Somebody", now=NOW)
    library.close()
    assert not renew_demo(place, NOW + timedelta(days=7))
    for now in (NOW + timedelta(days=8), NOW):
        assert renew_demo(place, now)
        with library.open(now) as book:
            assert headline(book).contacts == 292
        library.close()
    assert [path.name for path in place.parent.iterdir()] == ["demo.keepwarm"]
    assert place.stat().st_mode & 0o077 == 0


def test_a_book_of_somebody_is_never_made_a_demo(tmp_path: Path) -> None:
    place = tmp_path / "demo.keepwarm"
    with begun(str(place)) as library:
        added(library, "Ada")
    before = place.read_bytes()
    with pytest.raises(Conflict, match="is no demo"):
        renew_demo(place, NOW)
    assert place.read_bytes() == before


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    place = tmp_path / "file" / "demo.keepwarm"
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="cannot be made"):
        renew_demo(place, NOW)
