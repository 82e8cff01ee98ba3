"""A new book, watched, and the same served; in a file, or on either database where that matters."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy2

import pytest

from keepwarm.storage.book import Library
from keepwarm.usecases.begin_demo import renew_demo
from tests.books import NOW, begun
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


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo whose history ends now, made once; to be copied."""
    place = tmp_path_factory.mktemp("demo") / "demo.keepwarm"
    renew_demo(place, NOW)
    return place


@pytest.fixture
def beside(tmp_path: Path, demo_file: Path) -> Path:
    """A place for a book, where there is none, with the demo beside it."""
    copy2(demo_file, tmp_path / "demo.keepwarm")
    return tmp_path / "book.keepwarm"


@pytest.fixture
def shown(beside: Path) -> Iterator[Served]:
    """A place without a book as a new user sees it: the demo beside it is shown."""
    library = Library(str(beside))
    with served(library, demo=True) as web:
        yield web
    library.close()


@pytest.fixture
def web(library: Library) -> Iterator[Served]:
    """The book served."""
    with served(library) as web:
        yield web
