"""Values that 3.0 and 4.0 write differently: media, dates, offsets, places."""

import re
from dataclasses import replace

from keepwarm.domain.dates import PartialDate
from keepwarm.formats.vcard_dates import NO_YEAR, date_row
from keepwarm.formats.vcard_rows import Row, Version
from keepwarm.formats.vcard_source import MEDIA
from keepwarm.formats.vcard_text import escape, unescape

_MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "JPG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "TIFF": "image/tiff",
    "WEBP": "image/webp",
    "SVG": "image/svg+xml",
    "BASIC": "audio/basic",
    "WAVE": "audio/wav",
    "WAV": "audio/wav",
    "AIFF": "audio/aiff",
    "MP3": "audio/mpeg",
    "OGG": "audio/ogg",
    "PGP": "application/pgp-keys",
    "X509": "application/pkix-cert",
}
_UNKNOWN = "application/octet-stream"
_WORDS = {media_type: word for word, media_type in reversed(_MEDIA_TYPES.items())}
_BEGINNINGS = (("/9j/", "image/jpeg"), ("iVBOR", "image/png"), ("R0lG", "image/gif"), ("UklGR", "audio/wav"))
_STAMP = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})"
    r"(?:[T ](?P<h>\d{2}):?(?P<i>\d{2}):?(?P<s>\d{2})(?:[.,]0+)?(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII | re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})", re.ASCII)
_PLACE = re.compile(
    r"(?:geo:)?\s*([+-]?\d+(?:\.\d+)?)\s*[,;]\s*([+-]?\d+(?:\.\d+)?)\s*", re.IGNORECASE | re.ASCII
)


def media_row(row: Row, version: Version) -> Row:
    """Media that stand in the card, or the address of some."""
    media_type, row = _taken_media_type(row)
    if row.values("ENCODING"):
        row = row.without("ENCODING")
        media_type = media_type or _seen_media_type(row.value)
        if version == "4.0":
            uri = f"data:{media_type or _UNKNOWN};base64,{row.value}"
            said = () if row.key in MEDIA else (("VALUE", "uri"),)
            return replace(row, value=uri).having(*said)
        return row.having(("ENCODING", "b"), *_type_word(media_type))
    if version == "4.0":
        kept = row if row.values("VALUE") == ["text"] else row.without("VALUE")
        return kept.having(("MEDIATYPE", media_type)) if media_type else kept
    is_text = not row.value or row.values("VALUE") == ["text"]
    return (row.without("VALUE") if is_text else row.having(("VALUE", "uri"))).having(*_type_word(media_type))


def _taken_media_type(row: Row) -> tuple[str, Row]:
    """The media type that MEDIATYPE or a word of TYPE says, and the row without it."""
    for name, value in row.params:
        word = value.upper().removeprefix("X-")
        if name == "MEDIATYPE" or (name == "TYPE" and (word in _MEDIA_TYPES or "/" in value)):
            kept = tuple(pair for pair in row.params if pair != (name, value))
            return _MEDIA_TYPES.get(word, value), replace(row, params=kept)
    return "", row


def _type_word(media_type: str) -> tuple[tuple[str, str], ...]:
    if media_type in ("", _UNKNOWN):
        return ()
    return (("TYPE", _WORDS.get(media_type.lower(), media_type.rpartition("/")[2].upper())),)


def _seen_media_type(coded: str) -> str:
    return next((media_type for begin, media_type in _BEGINNINGS if coded.startswith(begin)), "")


def day_row(row: Row, version: Version) -> Row:
    """BDAY, ANNIVERSARY and DEATHDATE; what is no date becomes text, which both versions allow."""
    text = unescape(row.value).strip()
    bare = row.without("VALUE", "X-APPLE-OMIT-YEAR")
    if not text:
        return bare
    if "text" not in row.values("VALUE"):
        if stamp := _STAMP.fullmatch(text):
            if stamp["y"] in (*NO_YEAR, *row.values("X-APPLE-OMIT-YEAR")):
                text = f"--{stamp['m']}{stamp['d']}"
            elif stamp["h"] and stamp["y"] != "0001":
                return _moment(bare, stamp, version)
        try:
            params, value = date_row(PartialDate.parse(text[:10] if stamp else text), version)
        except ValueError:
            pass
        else:
            return replace(bare, value=value).having(*params)
    return replace(bare, value=escape(text)).having(("VALUE", "text"))


def _moment(row: Row, stamp: re.Match[str], version: Version) -> Row:
    if version == "4.0":
        return replace(row, value=_basic(stamp))
    zone = (stamp["zone"] or "").upper()
    day = f"{stamp['y']}-{stamp['m']}-{stamp['d']}"
    value = f"{day}T{stamp['h']}:{stamp['i']}:{stamp['s']}{zone}"
    return replace(row, value=value).having(("VALUE", "date-time"))


def _basic(stamp: re.Match[str]) -> str:
    zone = (stamp["zone"] or "").upper().replace(":", "")
    return f"{stamp['y']}{stamp['m']}{stamp['d']}T{stamp['h']}{stamp['i']}{stamp['s']}{zone}"


def revision_row(row: Row, version: Version) -> Row:
    """REV, which 4.0 writes without hyphens; 3.0 reads both."""
    row = row.without("VALUE")
    stamp = _STAMP.fullmatch(row.value.strip())
    return replace(row, value=_basic(stamp)) if version == "4.0" and stamp and stamp["h"] else row


def zone_row(row: Row, version: Version) -> Row:
    """TZ: an offset is what 3.0 takes a bare value for, text what 4.0 does."""
    text = row.value.strip()
    offset = _OFFSET.fullmatch(text)
    if offset:
        sign, hours, minutes = offset[1], int(offset[2]), offset[3]
        if version == "4.0":
            return replace(row, value=f"{sign}{hours:02d}{minutes}").having(("VALUE", "utc-offset"))
        return replace(row.without("VALUE"), value=f"{sign}{hours:02d}:{minutes}")
    if "uri" in row.values("VALUE") or not text:
        return row
    return row.without("VALUE") if version == "4.0" else row.having(("VALUE", "text"))


def place_row(row: Row, version: Version) -> Row:
    """GEO: two numbers in 3.0, a `geo:` URI in 4.0."""
    place = _PLACE.fullmatch(row.value.replace("\\", ""))
    if place is None:
        return row
    written = f"geo:{place[1]},{place[2]}" if version == "4.0" else f"{place[1]};{place[2]}"
    return replace(row.without("VALUE"), value=written)
