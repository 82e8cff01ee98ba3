"""The pictures in an export of Monica, each a `data:` address in base64."""

import re
from base64 import b64decode
from typing import BinaryIO

from keepwarm.domain.errors import Invalid
from keepwarm.formats.json_fields import line_of, parse_object
from keepwarm.formats.json_stream import Span, bytes_of

_LARGEST_PHOTO = 24 * 1024 * 1024
_LARGEST_REST = 65_536
_DATA = re.compile(rb'"dataUrl"\s*:\s*"(data:[^"\\]*+(?:\\/[^"\\]*+)*+)"')
_PICTURE = re.compile(rb"data:image/[\w.+-]+(?:;[\w=-]+)*;base64,")
_DAMAGED = "is damaged; export it from Monica again"


def photo_uuid(file: BinaryIO, span: Span) -> str:
    """The id of a photo. Raises Invalid where the photo is damaged or too large."""
    raw, _ = _parted(file, span)
    fields = parse_object(raw) if len(raw) <= _LARGEST_REST else None
    uuid = line_of(fields, "uuid") if fields is not None else ""
    if not uuid:
        raise Invalid(_DAMAGED)
    return uuid


def photo_bytes(file: BinaryIO, span: Span) -> bytes:
    """The picture itself. Raises Invalid where it is none."""
    _, written = _parted(file, span)
    form = _PICTURE.match(written)
    try:
        picture = b64decode(written[form.end() :], validate=True) if form else b""
    except ValueError:
        picture = b""
    if not picture:
        raise Invalid("is no picture; add it by hand")
    return picture


def _parted(file: BinaryIO, span: Span) -> tuple[bytes, bytes]:
    """The photo without its picture, and the picture as it is written."""
    if not span.whole:
        raise Invalid(_DAMAGED)
    if span.end - span.begin > _LARGEST_PHOTO:
        raise Invalid(f"is larger than {_LARGEST_PHOTO // 1024**2} MiB; add it by hand, made smaller")
    raw = bytes_of(file, span)
    found = _DATA.search(raw)
    if found is None:
        return raw, b""
    return raw[: found.start(1)] + raw[found.end(1) :], found[1].replace(b"\\/", b"/")
