"""A new book, watched, and the same served; in a file, or on either database where that matters."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from keepwarm.storage.book import Library
from tests.books import begun
from tests.web.served import Served, served


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a book may begin: a file, or what `on_both_databases` names."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return str(tmp_path / "book.keepwarm")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def library(place: str) -> Iterator[Library]:
    """A new book whose every statement has to name its owner."""
    with begun(place) as library:
        yield library


@pytest.fixture
def web(library: Library) -> Iterator[Served]:
    """The book served."""
    with served(library) as web:
        yield web
