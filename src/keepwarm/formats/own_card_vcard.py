"""The owner's card as vCard 3.0: a file for an address book, and the few lines that go into a QR code."""

import base64
from collections.abc import Iterator

from keepwarm.domain.own_cards import CardFields
from keepwarm.domain.scripts import is_eastern
from keepwarm.formats.vcard_rows import Row, row_bytes, row_head
from keepwarm.formats.vcard_text import escape, plain, tidy

MEDIA_TYPE = "text/vcard; charset=utf-8"


def own_card_file(fields: CardFields, note: str, uid: str, photo: bytes = b"") -> bytes:
    """The file: CRLF at the end of each line, folded at 75 octets; no value can begin a line.

    `uid` stays the same when the card changes, so that an address book knows it again; some take no card
    without one.
    """
    return b"".join(map(row_bytes, _rows(fields, note, uid, photo)))


def own_card_lines(fields: CardFields, note: str = "") -> str:
    """The same for a QR code: without the photo, and unfolded, as what reads codes may not unfold."""
    return "".join(f"{row_head(row)}:{row.value}\r\n" for row in _rows(fields, note))


def _rows(fields: CardFields, note: str, uid: str = "", photo: bytes = b"") -> Iterator[Row]:
    yield Row(name="BEGIN", value="VCARD")
    yield Row(name="VERSION", value="3.0")
    if uid:
        yield Row(name="UID", value=uid)
    yield Row(name="N", value=";".join((*map(_text, _family_and_given(fields.name)), "", "", "")))
    yield Row(name="FN", value=_text(fields.name))
    for name, value in (("ORG", fields.organization), ("TITLE", fields.title)):
        if tidy(value):
            yield Row(name=name, value=_text(value))
    for number in fields.phones:
        yield Row(name="TEL", value=_text(number))
    for address in fields.emails:
        yield Row(name="EMAIL", value=_text(address), params=(("TYPE", "INTERNET"),))
    for page in fields.pages:
        yield Row(name="URL", value=tidy(page).replace("\\", "\\\\"))
    if plain(note):
        yield Row(name="NOTE", value=escape(plain(note)))
    if photo:
        coded = base64.b64encode(photo).decode()
        yield Row(name="PHOTO", value=coded, params=(("ENCODING", "b"), ("TYPE", "JPEG")))
    yield Row(name="END", value="VCARD")


def _family_and_given(name: str) -> tuple[str, str]:
    """The last word and the others, or in eastern scripts the first; of one word nobody knows which it is."""
    words = tidy(name).split(" ")
    if len(words) == 1:
        return "", words[0]
    if is_eastern(name):
        return words[0], " ".join(words[1:])
    return words[-1], " ".join(words[:-1])


def _text(value: str) -> str:
    return escape(tidy(value))
