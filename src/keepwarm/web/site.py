"""What every visit shares: the book, the time, the uploads, and how pages are drawn."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from threading import Lock
from zoneinfo import ZoneInfo

from keepwarm.storage.book import Book, Library
from keepwarm.usecases.find_book import find_demo_place, has_book
from keepwarm.usecases.keep_ties import settle
from keepwarm.usecases.show_photo import PictureShelf
from keepwarm.usecases.swap import empty_what_is_old
from keepwarm.web.demo import DemoMaking
from keepwarm.web.public_limits import PublicLimits
from keepwarm.web.uploads import Uploads

Clock = Callable[[], datetime]
"""Gives an aware time."""


class Site:
    """One book as it is served; used by many threads at once.

    `imagined` says that the clock is not the world's; `zone` is proposed to who begins a book here. The
    demo beside it is a site too, whose `own` is the owner's.
    """

    def __init__(
        self,
        library: Library,
        clock: Clock,
        *,
        imagined: bool = False,
        zone: str = "UTC",
        own: "Site | None" = None,
    ) -> None:
        self.library = library
        self.clock = clock
        self.imagined = imagined
        self.zone = zone
        self.own = own
        self.uploads = Uploads()
        self.pictures = PictureShelf()
        self.public_limits = PublicLimits()
        self._making = None if own is None else DemoMaking(library, clock)
        self._begun = False
        self._own_zone: ZoneInfo | None = None
        self._settled_on: date | None = None
        self._settling = Lock()

    def is_ready(self) -> bool:
        """Whether the site can be visited at once; a demo may have to be made first."""
        return self._making is None or self._making.is_done()

    def has_book(self) -> bool:
        """Whether a book was begun; looked up until it was."""
        self._begun = self._begun or has_book(self.library)
        return self._begun

    @contextmanager
    def open(self, *, writing: bool = False) -> Iterator[Book]:
        """Open the book for one visit."""
        now = self.clock()
        with self.library.open(now, writing=writing, imagined=self.imagined) as book:
            yield book

    def settle_day(self) -> None:
        """With the first visit of each day, bring to it what time alone has changed."""
        if self.imagined:
            return
        with self._settling:
            now = self.clock()
            day = now.astimezone(self._zone()).date()
            if day != self._settled_on:
                settle(self.library, now)
                empty_what_is_old(self.library, now)
                self._settled_on = day

    def close(self) -> None:
        """Leave nothing behind: no upload, no half-made demo."""
        self.uploads.close()
        if self._making is not None:
            self._making.close()

    def _zone(self) -> ZoneInfo:
        """The owner's time zone, which is read once."""
        if self._own_zone is None:
            with self.open() as book:
                self._own_zone = book.zone
        return self._own_zone


def demo_beside(own: Site) -> Site | None:
    """The demo for who has no book yet; None where there is no place for one."""
    place = find_demo_place(own.library.location)
    if place is None:
        return None
    return Site(Library(str(place)), own.clock, imagined=own.imagined, zone=own.zone, own=own)
