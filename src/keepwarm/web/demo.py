"""The demo beside the owner's book: the same pages over a book of invented people, made when visited."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date, datetime
from pathlib import Path
from threading import Lock

from keepwarm.storage.book import Library
from keepwarm.usecases.begin_demo import renew_demo

_QUICK_SECONDS = 0.3
"""How long a visitor waits before they are shown that it is being made."""


class DemoMaking:
    """Makes the demo beside the requests, and looks once a day whether it is to be made again."""

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        self._library = library
        self._clock = clock
        self._lock = Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="demo")
        self._work: Future[None] | None = None
        self._day: date | None = None

    def is_done(self) -> bool:
        """Whether the demo can be visited; else it is being made. Raises the problem that its making met."""
        day = self._clock().date()
        with self._lock:
            if self._work is None or (self._day != day and self._work.done()):
                self._work, self._day = self._worker.submit(self._make), day
            work = self._work
        wait([work], timeout=_QUICK_SECONDS)
        if work.done() and (error := work.exception()) is not None:
            with self._lock:
                self._work = None
            raise error
        return work.done()

    def close(self) -> None:
        """Wait for what is being made, and let go of it."""
        self._worker.shutdown(cancel_futures=True)
        self._library.close()

    def _make(self) -> None:
        if renew_demo(Path(self._library.location), self._clock()):
            self._library.close()  # connections to the one that stood there before
