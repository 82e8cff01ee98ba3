"""The picture in a card."""

import base64
import re

from keepwarm.formats.vcard_source import media_rows

LARGEST_PHOTO = 12 * 1024 * 1024
"""Bytes of a picture that is taken out of a card; a larger one stays in the card's own bytes."""

_SAID = re.compile(rb"PHOTO", re.IGNORECASE)
_CODED = re.compile(r"[A-Za-z0-9+/]+={0,2}")


def find_photo(raw: bytes) -> bytes | None:
    """The bytes of the first picture that stands in a card, as it was put there.

    Reads base64 of vCard 2.1 and 3.0, also where nothing says so, and `data:` URIs. None where the card has
    none, only a link to one, or what is no base64. Nothing is said of what the bytes are.
    """
    if _SAID.search(raw) is None:
        return None
    return next((photo for row in media_rows(raw, "PHOTO") if (photo := _decoded(row.value))), None)


def _decoded(coded: str) -> bytes | None:
    bare = coded.rstrip("=")
    # One letter behind the last four cannot be a byte; lacking padding can be put back.
    if not bare or len(bare) * 3 // 4 > LARGEST_PHOTO or len(bare) % 4 == 1 or not _CODED.fullmatch(coded):
        return None
    return base64.b64decode(bare + "=" * (-len(bare) % 4))
