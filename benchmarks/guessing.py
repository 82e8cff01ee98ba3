"""What guessing comes to: how many guesses are looked at, and what others notice of it.

    python benchmarks/guessing.py [--guesses 10000] [--pace 200] [--json]

Serves a book from outside in a process of its own, behind a proxy that is this program, and guesses
passwords from one network, so many a second (0: as fast as it goes), while somebody who is logged in opens
Today from another. Then the work for a wrong password and for a site that has none yet is compared. Prints
counts, and milliseconds.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread
from time import perf_counter, sleep

import httpx
from sqlalchemy import func, select

from keepwarm.storage import schema_site
from keepwarm.storage.book import Library
from keepwarm.usecases.begin_book import BeginBook, begin_book
from keepwarm.usecases.limit_guesses import Asker
from keepwarm.usecases.log_in import log_in, set_password
from keepwarm.usecases.one_time_links import Purpose, make_link

URL = "https://warm.example.org"
PASSWORD = "four words in row"  # a book that ends with the measure
HEAD = {"Host": "warm.example.org", "Sec-Fetch-Site": "same-origin"}
_AT_ONCE = 4
_CALM = 400
_SAMPLES = 30


def main() -> None:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guesses", type=int, default=10_000)
    parser.add_argument("--pace", type=float, default=200.0)
    parser.add_argument("--json", action="store_true")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = {**_flood(Path(folder), said.guesses, said.pace), **_same_work(Path(folder))}
    if said.json:
        print(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        print(f"{name}: {value}")


def _flood(folder: Path, guesses: int, pace: float) -> dict[str, object]:
    library = Library(str(folder / "book.keepwarm"))
    begin_book(library, BeginBook(name="Me"), datetime.now(UTC))
    set_password(library, PASSWORD, datetime.now(UTC))
    with _serving(folder / "book.keepwarm") as address:
        cookie = _logged_in(library, address)
        calm = [_open_today(address, cookie) for _ in range(_CALM)]
        answers, meanwhile, seconds = _guess(address, cookie, guesses, pace)
    with library.transaction(writing=False) as connection:
        kept = connection.scalar(select(func.count()).select_from(schema_site.guesses))
    library.close()
    return {
        "guesses": guesses,
        "looked at": answers[403],
        "refused": answers[429],
        "rows kept": kept,
        "guesses a second": round(guesses / seconds),
        "today, calm (median, p99)": _median_and_p99(calm),
        "today, meanwhile (median, p99)": _median_and_p99(meanwhile),
    }


@contextmanager
def _serving(book: Path) -> Iterator[str]:
    """The server in a process of its own, and where it listens."""
    words = ["serve", "--port", "0", "--public-url", URL, "--behind", "127.0.0.1", "--book", str(book)]
    command = [sys.executable, "-m", "keepwarm.cli.main", *words]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().rstrip(")\n").split()[-1]
        process.terminate()


def _logged_in(library: Library, address: str) -> str:
    token = make_link(library, Purpose.PAIR, datetime.now(UTC))
    answer = httpx.post(f"{address}/login/{token}", headers=HEAD | {"X-Forwarded-For": "198.51.100.7"})
    return str(answer.headers["Set-Cookie"].partition(";")[0])


def _open_today(address: str, cookie: str, client: httpx.Client | None = None) -> float:
    head = HEAD | {"X-Forwarded-For": "198.51.100.7", "Cookie": cookie}
    began = perf_counter()
    answer = (client or _OWN).get(f"{address}/", headers=head)
    assert answer.status_code == 200
    return (perf_counter() - began) * 1_000


_OWN = httpx.Client()


def _guess(address: str, cookie: str, guesses: int, pace: float) -> tuple[Counter[int], list[float], float]:
    """The statuses of the guesses, how long somebody else waited meanwhile, and how long it took."""
    over, meanwhile = Event(), list[float]()

    def visit() -> None:
        with httpx.Client() as client:
            while not over.is_set():
                meanwhile.append(_open_today(address, cookie, client))
                sleep(0.02)

    visitor = Thread(target=visit)
    visitor.start()
    began = perf_counter()
    with httpx.Client() as client, ThreadPoolExecutor(_AT_ONCE) as hands:

        def one(number: int) -> int:
            if pace:
                sleep(max(0.0, began + number / pace - perf_counter()))
            head = HEAD | {"X-Forwarded-For": f"2001:db8:0:7::{number:x}"}
            return client.post(
                f"{address}/login", data={"password": f"guess {number}"}, headers=head
            ).status_code

        answers = Counter(hands.map(one, range(guesses)))
    seconds = perf_counter() - began
    over.set()
    visitor.join()
    return answers, meanwhile, seconds


def _same_work(folder: Path) -> dict[str, object]:
    """The same guess where there is a password and where there is none, turn by turn."""
    libraries = [Library(str(folder / name)) for name in ("with.keepwarm", "without.keepwarm")]
    for library in libraries:
        begin_book(library, BeginBook(name="Me"), datetime.now(UTC))
    set_password(libraries[0], PASSWORD, datetime.now(UTC))
    taken: list[list[float]] = [[], []]
    for number in range(_SAMPLES):
        for library, times in zip(libraries, taken, strict=True):
            times.append(_time_of(library, number))
            with library.transaction(writing=True) as connection:
                connection.exec_driver_sql("DELETE FROM guesses")
    for library in libraries:
        library.close()
    wrong, nobody = map(median, taken)
    return {
        "wrong password, median": round(wrong, 1),
        "no password there, median": round(nobody, 1),
        "apart": round(abs(wrong - nobody), 1),
    }


def _time_of(library: Library, number: int) -> float:
    began = perf_counter()
    log_in(library, "not that one", Asker(network=f"{number:064}"), datetime.now(UTC))
    return (perf_counter() - began) * 1_000


def _median_and_p99(times: Sequence[float]) -> list[float]:
    return [round(median(times), 1), round(quantiles(times, n=100)[98], 1)]


if __name__ == "__main__":
    main()
