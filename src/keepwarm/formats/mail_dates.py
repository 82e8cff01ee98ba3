"""Times as mail writes them: RFC 5322 dates with their obsolete and careless forms, and From_ lines.

One reader serves the Date: field, the end of a Received: field and the line that begins a message in a
mailbox, and gives the same answer on every Python.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from keepwarm.formats.english_months import MONTHS

FIRST_YEAR, LAST_YEAR = 1971, 2100
"""Mail between computers began in 1971; what claims to be older, or of the next century, is senseless."""

_HOURS_EAST = {
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "wet": 0, "west": 1, "bst": 1, "met": 1, "mest": 2, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
    "msk": 3, "jst": 9, "kst": 9,
}  # fmt: skip
"""Named zones: those of RFC 5322, 4.3, and some common ones; any other is read as UTC, as it says there."""

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_HALF = r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
_CLOCK = rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}}))?(?:[.,]\d+)?{_HALF}"
_ZONE = r"(?P<zone>[+-]\d{1,2}:?\d{2}|(?:GMT|UTC?) ?[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,5}\b)"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE | re.ASCII)
    for shape in (
        rf"(?<!\d)(?P<day>\d{{1,2}})[ -]+{_MONTH},?[ -]+(?P<year>\d{{2,4}}),?\s+{_CLOCK}(?:\s*{_ZONE})?",
        rf"\b{_MONTH} +(?P<day>\d{{1,2}}),? +{_CLOCK}(?: +{_ZONE})?(?: +dst)? +(?P<year>\d{{4}})"
        r"(?: +(?P<zone_after>[+-]\d{2}:?\d{2})\b)?",
        rf"(?<!\d)(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})[T ]{_CLOCK}(?:\s*{_ZONE})?",
    )
)
_WEEKDAY_BEFORE = re.compile(r"(?:^|\s)(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+$", re.IGNORECASE)
_LONGEST_FROM_LINE = 1024
_LONGEST_DATE = 200
_LONGEST_ENDING = 60


def find_time(text: str, zone: tzinfo) -> datetime | None:
    """The first time in the text, in UTC; None where there is none, or a senseless one.

    `zone` is for times written without one. Two digits of a year are 1950 to 2049 (RFC 5322, 4.3).
    """
    shape = _find_shape(text.strip()[:_LONGEST_DATE])
    return None if shape is None else _time(shape, zone)


def is_from_line(line: bytes) -> bool:
    """Whether a line begins a message in a mailbox: "From ", somebody, and a time (RFC 4155).

    The sender is one word, except where a weekday begins the time; little may follow the time, so
    that a sentence which begins with "From" is not taken for one.
    """
    if not line.startswith(b"From ") or len(line) > _LONGEST_FROM_LINE:
        return False
    text = line[5:].decode("latin-1").strip()
    shape = _find_shape(text)
    if shape is None or len(text) - shape.end() > _LONGEST_ENDING:
        return False
    before = text[: shape.start()]
    return len(before.split()) <= 1 or before.startswith('"') or bool(_WEEKDAY_BEFORE.search(before))


def from_line_time(line: bytes) -> datetime | None:
    """The time in a From_ line; without a zone it is UTC (RFC 4155, appendix A)."""
    return find_time(line[5:].decode("latin-1"), UTC)


def _find_shape(text: str) -> re.Match[str] | None:
    return next((found for shape in _SHAPES if (found := shape.search(text))), None)


def _time(shape: re.Match[str], zone: tzinfo) -> datetime | None:
    parts = shape.groupdict()
    month = parts["month"].lower()
    year = int(parts["year"])
    if len(parts["year"]) < 4:
        year += 2000 if year < 50 else 1900
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        local = datetime(
            year,
            int(month) if month.isdigit() else MONTHS.index(month) + 1,
            int(parts["day"]),
            _hour(int(parts["hour"]), parts["half"]),
            int(parts["minute"]),
            min(int(parts["second"] or 0), 59),  # a leap second is the one before it
            tzinfo=_zone(parts.get("zone_after") or parts["zone"], zone),
        )
    except ValueError:
        return None
    return local.astimezone(UTC)


def _hour(written: int, half: str | None) -> int:
    """The hour of the day; one that no half of a day has stays what it is."""
    if half is None or written > 12:
        return written
    return written % 12 + (12 if half in "pP" else 0)


def _zone(written: str | None, zone: tzinfo) -> tzinfo:
    """The zone that is written; behind GMT or UTC an offset may be of hours alone."""
    if not written:
        return zone
    offset_at = re.search(r"[+-]", written)
    if offset_at is None:
        return timezone(timedelta(hours=_HOURS_EAST.get(written.lower(), 0)))
    digits = written[offset_at.end() :].replace(":", "")
    digits = (f"{digits}00" if len(digits) <= len("12") else digits).zfill(4)
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset >= timedelta(hours=24):
        return UTC
    return timezone(-offset if offset_at[0] == "-" else offset)
