"""How long it takes to write down somebody just met, and to log a talk in one sentence, on a phone.

    python benchmarks/capture.py [--rounds 3] [--online] [--json]

A real clock, a real Chromium of 390 x 700 with touch, the book served from this machine. Every tap takes
400 ms before it lands. Characters are typed one by one at 60 ms, a very quick typist, and again at 330 ms:
the 36 words a minute that people average on phones, most of them with two thumbs (Palin et al. 2019). The
network is Chromium's slow 3G, with 2 s before an answer begins and 50 kB/s, unless --online.

Timed is from the page being there to the last tap (by hand), and to the next page saying that it is kept. The
load of the page before it is told apart. Of the rounds the medians are printed, in seconds.
"""

import argparse
import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from keepwarm.domain.ids import public_id
from keepwarm.domain.people import Person
from keepwarm.storage.book import Library
from keepwarm.usecases.begin_book import BeginBook, begin_book
from keepwarm.usecases.tend_person import AddPerson, add_people
from keepwarm.web.app import make_app
from keepwarm.web.serving import listen, make_server, own_names
from keepwarm.web.site import Site

TAP_MS = 400
TYPISTS = {"at 60 ms a character": 60, "at 330 ms a character": 330}
SLOW_3G = {
    "offline": False, "latency": 2_000, "downloadThroughput": 50_000, "uploadThroughput": 50_000,
}  # fmt: skip
SHORT = "keeps bees, promised jam"
SENTENCE = "called Ada Lovelace 20 min, she keeps bees, next: call her on friday"
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PATIENCE_MS = 60_000


def main() -> None:
    """Measure both pages with both typists, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--online", action="store_true", help="without the slow network")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as (url, ada), _chromium() as browser:
        found = {
            f"{what}, {typist}": _medians(
                [
                    _timed(
                        browser,
                        url,
                        replace(act, path=act.path.format(ada=ada)),
                        typed_ms,
                        slow=not asked.online,
                    )
                    for _ in range(asked.rounds)
                ]
            )
            for what, act in ACTS.items()
            for typist, typed_ms in TYPISTS.items()
        }
    if asked.json:
        print(json.dumps({"rounds": asked.rounds, "slow_3g": not asked.online, **found}))
        return
    for name, seconds in found.items():
        print(f"{name:40} " + "  ".join(f"{part} {one:5.1f} s" for part, one in seconds.items()))


def _medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {part: round(median(one[part] for one in rounds), 2) for part in rounds[0]}


@dataclass(frozen=True, slots=True)
class Act:
    """What the hands do on a page, with so many ms a character, and the words that say it is kept."""

    path: str
    do: Callable[[Page, int], None]
    said: str


def _timed(browser: Browser, url: str, act: Act, typed_ms: int, *, slow: bool) -> dict[str, float]:
    with browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True) as context:
        page = context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        page.goto(url)  # the style sheet and the scripts are there, as on any phone that came before
        if slow:
            context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_3G)
        began = time.perf_counter()
        page.goto(f"{url}{act.path}")
        there = time.perf_counter()
        act.do(page, typed_ms)
        tapped = time.perf_counter()
        page.get_by_text(act.said).wait_for()
        kept = time.perf_counter()
    return {"by hand": tapped - there, "until kept": kept - there, "the page before": there - began}


def _tap(page: Page, where: str) -> None:
    page.wait_for_timeout(TAP_MS)
    page.locator(where).tap(no_wait_after=True)


def _write(page: Page, text: str, typed_ms: int) -> None:
    page.keyboard.type(text, delay=typed_ms)


def _capture(page: Page, typed_ms: int, *, number: bool = False) -> None:
    """Name, wish, channel, one thing learned, the next step; the name has the cursor."""
    _write(page, f"Grace {_letters()}", typed_ms)
    _tap(page, "label[for='wanted-yes']")
    _tap(page, "label[for='prefers-text']")
    if number:
        _tap(page, "#reach")
        _write(page, f"+4420794{str(time.perf_counter_ns())[-5:]}", typed_ms)
    _tap(page, "#learned")
    _write(page, "keeps bees", typed_ms)
    _tap(page, "label[for='next-tomorrow']")
    _tap(page, ".stays .button")


def _letters() -> str:
    """A family name that nobody in the book has yet."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(time.perf_counter_ns())[-6:]).capitalize()


def _log(page: Page, typed_ms: int) -> None:
    """One sentence about a call; the field has the cursor."""
    _write(page, SENTENCE, typed_ms)
    _tap(page, "form button.button >> nth=0")


def _log_theirs(page: Page, typed_ms: int) -> None:
    """A fact, a promise and the next step in as few words as are understood, on the page of who it was."""
    _tap(page, "#log-talk > summary")
    _tap(page, "#words")
    _write(page, SHORT, typed_ms)
    _tap(page, "label[for='next_soon-tomorrow']")
    _tap(page, "#log-talk form button.button >> nth=0")


ACTS = {
    "capture": Act("/capture", _capture, "Next?"),
    "capture, and their number": Act("/capture", partial(_capture, number=True), "Next?"),
    "log in a sentence": Act("/log", _log, "Logged a talk with"),
    "log on their page": Act("/person/{ada}", _log_theirs, "Logged"),
}


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, str]]:
    """A book with Ada in it, served until the block ends: where, and her id."""
    library = Library(str(folder / "book.keepwarm"))
    begin_book(library, BeginBook(name="Me", time_zone="UTC"), datetime.now(UTC))
    with library.open(datetime.now(UTC), writing=True) as book:
        (ada,) = add_people(book, (AddPerson(person=Person(name="Ada Lovelace")),))
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        server = make_server(make_app(Site(library, lambda: datetime.now(UTC)), own_names(port)))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{port}", public_id(ada)
        finally:
            server.should_exit = True
            thread.join()
            library.close()


@contextmanager
def _chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    if program is None:
        raise SystemExit("Chromium is not here; install it so that it is found by name.")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu", *as_root])
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
