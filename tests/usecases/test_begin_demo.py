"""The demo book has something true to show on every screen."""

from datetime import UTC, datetime

import pytest

from keepwarm.domain.candidates import Kind
from keepwarm.domain.errors import Conflict
from keepwarm.domain.stages import Stage
from keepwarm.storage.book import Library
from keepwarm.storage.pages.headline import headline
from keepwarm.storage.pages.today import today_page
from keepwarm.usecases.begin_demo import begin_demo
from keepwarm.usecases.hash_book import hash_book

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_demo_has_every_stage_but_ally_and_a_full_day(book_url: str) -> None:
    library = Library(book_url)
    begin_demo(library, NOW)
    with library.open(NOW) as book:
        head, page = headline(book), today_page(book)
    library.close()
    assert head.contacts == 292
    assert set(head.stages) == set(Stage) - {Stage.ALLY}
    assert head.sees_voice
    assert len(page.lines) == 5
    assert page.lines[0].proposal.kind is Kind.MY_PROMISE


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
