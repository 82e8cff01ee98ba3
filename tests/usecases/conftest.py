"""A new book on either database, watched."""

from collections.abc import Iterator

import pytest

from keepwarm.storage.book import Library
from tests.books import begun


@pytest.fixture
def library(book_url: str) -> Iterator[Library]:
    """A new book whose every statement has to name its owner."""
    with begun(book_url) as library:
        yield library
