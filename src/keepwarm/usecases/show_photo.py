"""The photo of a person, made anew from what sources brought; the stored bytes themselves are never shown."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from keepwarm.domain.errors import Unreadable
from keepwarm.domain.matching import digest_of
from keepwarm.domain.sources import RawFormat
from keepwarm.formats.pictures import MEDIA_TYPE, safe_picture
from keepwarm.formats.vcard_photo import find_photo
from keepwarm.storage.book import Book
from keepwarm.storage.cards import KeptCard, cards_of
from keepwarm.storage.people import get_person

__all__ = ["MEDIA_TYPE", "PictureShelf", "kept_pictures"]

_SIDE = 256
"""Pixels; twice what the page shows, for fine screens."""

_MOST_PICTURES = 200
"""About 4 MB, as a picture of this size is some 20 kB."""


class PictureShelf:
    """Pictures that were made already, by the digest of what they were made from; used by many threads.

    What cannot be shown is remembered too.
    """

    def __init__(self, most: int = _MOST_PICTURES) -> None:
        self._most = most
        self._made: OrderedDict[str, bytes | None] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._made)

    def find_picture(self, raws: Iterable[bytes]) -> bytes | None:
        """The first that can be shown, as MEDIA_TYPE, small and clean; None where none can."""
        return next(filter(None, map(self._picture, raws)), None)

    def _picture(self, raw: bytes) -> bytes | None:
        digest = digest_of(raw)
        with self._lock:
            if digest in self._made:
                self._made.move_to_end(digest)
                return self._made[digest]
        made = _made(raw)
        with self._lock:
            self._made[digest] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made


def _made(raw: bytes) -> bytes | None:
    try:
        return safe_picture(raw, side=_SIDE)
    except Unreadable:
        return None


def kept_pictures(book: Book, person_id: int) -> tuple[bytes, ...]:
    """What sources brought as pictures of somebody, the latest first, as it came; Missing for nobody.

    For the shelf alone, outside of the book: the bytes are a stranger's.
    """
    get_person(book, person_id)
    found = map(_picture_in, cards_of(book, [person_id]))
    return tuple(raw for raw in found if raw is not None)[::-1]


def _picture_in(card: KeptCard) -> bytes | None:
    if card.raw_format is RawFormat.PHOTO:
        return card.raw
    return find_photo(card.raw) if card.raw_format is RawFormat.VCARD else None
