"""The mailbox of the person with most contacts in email-eu, and the book made of it."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.independent.history import LAST, ROOT, TABLE, History, Owned, address, imported, owned_history, run
from tests.real_data import real_data


@pytest.fixture(scope="session")
def owned() -> Owned:
    return owned_history()


@pytest.fixture(scope="session")
def history(owned: Owned) -> History:
    return owned.history


@pytest.fixture(scope="session")
def mailbox(owned: Owned, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mailbox") / "history.mbox"
    maker = ROOT / "benchmarks" / "history.py"
    said = json.loads(run(sys.executable, maker, "--data", real_data(TABLE), "--out", path))
    assert said["owner"] == address(owned.owner)
    assert said["contacts"] == len(owned.history)
    assert said["last_event"] == LAST.isoformat()
    return path


@pytest.fixture(scope="session")
def book(owned: Owned, mailbox: Path) -> Path:
    """The book as the import left it; tests only read it."""
    return imported(mailbox.parent / "book.keepwarm", mailbox, owned.owner)


@pytest.fixture
def copy(book: Path, tmp_path: Path) -> Path:
    """The same book, to write in."""
    for file in book.parent.glob(f"{book.name}*"):
        shutil.copy(file, tmp_path)
    return tmp_path / book.name
