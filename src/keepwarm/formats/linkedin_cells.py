"""Cells that LinkedIn's files have in common: profiles, names, e-mail addresses, times without a zone."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.formats.spoken_names import LONGEST_TEXT, short

SERVICE = "linkedin"
PAGE = "https://www.linkedin.com/in/"

HIDDEN_NAME = "LinkedIn Member"
"""How a member is called who hides, or has left."""

HIDDEN = "names nobody, since this member hides their profile; add them by hand if you know who it is"

_PROFILE = re.compile(
    r"https?://(?:[a-z]{1,3}\.)?linkedin\.com/in/([^\s/?#<>\"']+)/?(?:[?#]\S*)?", re.IGNORECASE
)
"""Of any country's host: `https://de.linkedin.com/in/ann-lee`."""

_MAIL = re.compile(r"[^@\s]+@[^@\s]+")
_TIME = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP])M)?", re.ASCII
)
_ZONED = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?) ?(UTC|Z)?", re.ASCII)
_CENTURY = 2000
_HOURS_OF_A_HALF = 12
_FIRST_YEAR, _LAST_YEAR = 2003, 2099
"""LinkedIn began in May 2003."""

_LONGEST_QUOTED = 40


def find_slug(url: str) -> str:
    """The member's own part of the address of a profile; empty for any other address."""
    found = _PROFILE.fullmatch(url)
    return found[1] if found and len(url) <= LONGEST_TEXT else ""


def own_id(slug: str) -> str:
    """LinkedIn's id for a member, by which all of its files are joined; empty without a profile."""
    return f"/in/{slug.lower()}" if slug else ""


def profiles(slug: str) -> Iterator[Handle]:
    """The page of a member as a handle, at the one host; none without one."""
    if slug:
        yield Handle(kind=HandleKind.PROFILE, value=PAGE + slug, service=SERVICE)


def mail_addresses(cell: str) -> Iterator[Handle]:
    """The address in a cell that is one."""
    if _MAIL.fullmatch(cell) and len(cell) <= LONGEST_TEXT:
        yield Handle(kind=HandleKind.EMAIL, value=cell)


def plain_name(cell: str) -> str:
    """A name without what stands behind a comma: degrees and certificates."""
    return short(cell.partition(",")[0])


def read_time(cell: str, zone: ZoneInfo) -> tuple[str, datetime]:
    """A time as written, in one form whatever the owner's zone, and in UTC: `1/29/26, 2:37 PM`.

    Raises Invalid with what is wrong and the way out.
    """
    if not cell:
        raise Invalid("has no time; add one such as 1/29/26, 2:37 PM")
    try:
        local, is_utc = _local_time(" ".join(cell.split()))
    except ValueError:
        quoted = cell if len(cell) <= _LONGEST_QUOTED else cell[: _LONGEST_QUOTED - 1] + "…"
        way_out = "month, day and year have to stand as in 1/29/26, 2:37 PM"
        raise Invalid(f"has a time that cannot be read ({' '.join(quoted.split())}); {way_out}") from None
    if not _FIRST_YEAR <= local.year <= _LAST_YEAR:
        raise Invalid(f"has a time in the year {local.year}, when there was no LinkedIn; correct the year")
    return local.isoformat(), local.replace(tzinfo=UTC if is_utc else zone).astimezone(UTC)


def _local_time(written: str) -> tuple[datetime, bool]:
    """The time without a zone, and whether it says that it is UTC. Raises ValueError."""
    if zoned := _ZONED.fullmatch(written):
        return datetime.fromisoformat(f"{zoned[1]}T{zoned[2]}"), zoned[3] is not None
    found = _TIME.fullmatch(written.upper())
    if found is None:
        raise ValueError(written)
    month, day, year, hour, minute = (int(found[place]) for place in range(1, 6))
    if found[7]:
        if not 1 <= hour <= _HOURS_OF_A_HALF:
            raise ValueError(written)
        hour = hour % _HOURS_OF_A_HALF + (_HOURS_OF_A_HALF if found[7] == "P" else 0)
    whole_year = year if len(found[3]) > len("26") else _CENTURY + year
    second = int(found[6] or 0)
    return datetime(whole_year, month, day, hour, minute, second), False  # noqa: DTZ001 (the file names no zone)
