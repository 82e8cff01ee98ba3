"""What every test stands on: a fresh book on either database, a browser, no network, nothing left out."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from tests.ground import ground_of
from tests.no_network import guarded_sockets
from tests.nothing_left_out import pytest_make_collect_report, pytest_runtest_makereport
from tests.postgres_cluster import (
    Cluster,
    create_database,
    drop_database,
    start_cluster,
    stop_cluster,
)

__all__ = ["pytest_make_collect_report", "pytest_runtest_makereport"]  # hooks, found here by their names

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("hunt", deadline=None, max_examples=2_000)
settings.load_profile(
    "steady"
)  # the same examples each time; `./test --hypothesis-profile hunt` looks for new ones

expect.set_options(timeout=20_000)  # other tests keep the machine busy meanwhile

_LONG = ("tests/web/test_xss.py", "tests/web/test_axe.py", "tests/durability/test_kill.py")
"""What takes longest begins first, or one process would be left with it at the end."""

_CHROMIUM_NAMES = (
    "chromium-headless-shell",  # the same without windows, in a third of the time
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
)  # fmt: skip
_CHROMIUM_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


def pytest_collection_finish() -> None:
    """What stays until the end need not be looked through for what can go."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """A test that reaches for anything but this machine fails."""
    with guarded_sockets():
        yield


@pytest.fixture(scope="session")
def postgres_cluster(no_network: None) -> Iterator[Cluster]:
    """One server for this process, started by the first test that asks."""
    try:
        cluster = start_cluster()
    except RuntimeError as error:
        pytest.fail(str(error), pytrace=False)
    yield cluster
    stop_cluster(cluster)


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest, postgres_cluster: Cluster) -> Iterator[str]:
    """The address of a fresh, empty PostgreSQL database; with the tables where a `library` begins in it."""
    template = ground_of(postgres_cluster) if "library" in request.fixturenames else "template0"
    name = create_database(postgres_cluster, template=template)
    yield postgres_cluster.url(name)
    drop_database(postgres_cluster, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def book_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new book may begin, once on either database: a path that is free, a database that is empty."""
    if request.param == "sqlite":
        return str(tmp_path / "book.keepwarm")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(scope="session")
def chromium(no_network: None) -> Iterator[Browser]:
    """Chromium for this process. Each test opens a context of its own, and closes it.

    Playwright keeps an event loop running in this thread from here on, so tests say nothing to
    `asyncio.run`.
    """
    program = next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    if program is None:
        pytest.fail(
            "Chromium is not here; install it with 'apt-get install chromium', or run ./test, which does.",
            pytrace=False,
        )
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*_CHROMIUM_ARGUMENTS, *as_root])
        yield browser
        browser.close()
