"""The tags of an XML file of any size, one by one; what stands between them is not read.

A tag is looked at by itself: nothing nests, no entity but XML's own five is known, nothing is fetched, and
damage ends at the next `<`. So a file that another program has broken is read as far as it is sound, and an
attribute that holds a film in Base64 is passed over without being held.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from keepwarm.domain.errors import Invalid

LONGEST_TAG = 1 << 20
"""Bytes of a tag that are kept; what a longer one holds behind them is passed over."""

_CHUNK = 1 << 18
_NAME = re.compile(rb"/?[A-Za-z_][\w.\-]*+|[!?][\w\-]*+")
_ATTRIBUTE = rb"""\s++([A-Za-z_][\w.:\-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')"""
_EACH = re.compile(_ATTRIBUTE)
_WHOLE = re.compile(rb"[A-Za-z_][\w.\-]*+(?:" + _ATTRIBUTE + rb")*+\s*+/?+>")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,9}+)|#[xX]([0-9A-Fa-f]{1,7}+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LAST_LETTER = 0x10FFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag by its name, that of an end with its slash (`/sms`).

    `raw` is what stands behind its `<`, up to the next one.
    """

    name: str
    raw: bytes

    @property
    def is_followed_by_text(self) -> bool:
        """Whether more than blanks stands between the tag and the next one."""
        return not self.raw.rstrip().endswith(b">")


def tags_of(file: BinaryIO) -> Iterator[Tag]:
    """Every tag in the order of the file; what is none, though a `<` begins it, has an empty name."""
    rest, is_before = b"", True
    while chunk := file.read(_CHUNK):
        *pieces, rest = (rest + chunk).split(b"<")
        for piece in pieces:
            if not is_before:
                yield _tag(piece)
            is_before = False
        rest = rest[:LONGEST_TAG]
    if not is_before:
        yield _tag(rest)


def _tag(raw: bytes) -> Tag:
    found = _NAME.match(raw)
    return Tag(name=found[0].decode("ascii") if found else "", raw=raw)


def attributes_of(tag: Tag) -> dict[str, str]:
    """The attributes as they are written, by name; `unescaped` says what one means.

    Raises Invalid where it is no whole tag.
    """
    if (whole := _WHOLE.match(tag.raw)) is None:
        raise Invalid("is damaged; make the backup again")
    return {
        name.decode("ascii"): (double or single).decode("utf-8", "replace")
        for name, double, single in _EACH.findall(whole[0])
    }


def unescaped(written: str) -> str:
    """What an attribute says: its character references resolved, halves of letters put together.

    Java programs write an emoji as two references (`&#55357;&#56832;`), which is no XML.
    """
    if "&" not in written:
        return written
    letters = _REFERENCE.sub(_meant, written)
    return letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _meant(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    letter = int(found[1]) if found[1] else int(found[2], 16)
    return chr(letter) if letter <= _LAST_LETTER else "\ufffd"
