"""Days and times of a JSContact card: anniversaries with their places, and when it was made and changed."""

import re
from collections.abc import Iterator
from typing import Any

from keepwarm.domain.dates import PartialDate
from keepwarm.formats.jscontact_params import Entry, escaped, shared_members, shared_params, uri_in
from keepwarm.formats.vcard_dates import date_row
from keepwarm.formats.vcard_handle_rows import is_uri
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_text import unescape

KINDS = {"BDAY": "birth", "DEATHDATE": "death", "ANNIVERSARY": "wedding"}
PLACES = {"BIRTHPLACE": "birth", "DEATHPLACE": "death"}
_PROPERTIES = {kind: name for name, kind in KINDS.items()}
_PLACE_OF = {kind: name for name, kind in PLACES.items()}
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", re.ASCII)
_UTC = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z", re.ASCII)


def find_utc(value: str) -> str:
    """A time stamp of vCard as a UTCDateTime (RFC 9553, 1.4.5); empty for every other form."""
    found = _BASIC.fullmatch(value)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""


def find_stamp(value: object) -> str:
    """A UTCDateTime as vCard writes it; empty for what is none."""
    found = _UTC.fullmatch(value) if isinstance(value, str) else None
    return "{}{}{}T{}{}{}Z".format(*found.groups()) if found else ""


def find_anniversary(row: Row) -> Entry | None:
    """BDAY, DEATHDATE or ANNIVERSARY; None for a day in words and for a time without a zone."""
    date: dict[str, Any]
    if utc := find_utc(row.value):
        date = {"@type": "Timestamp", "utc": utc}
    else:
        try:
            on = PartialDate.parse(row.value)
        except ValueError:
            return None
        parts = (("year", on.year), ("month", on.month), ("day", on.day))
        date = {name: part for name, part in parts if part is not None}
    for scale in row.values("CALSCALE"):
        date["calendarScale"] = scale
    return {"kind": KINDS[row.key], "date": date, **shared_members(row, "CALSCALE")}


def anniversary_rows(entry: Entry) -> Iterator[Row]:
    """The property of an anniversary and of its place; nothing where there is no day that vCard knows."""
    kind, date = entry.get("kind"), entry.get("date")
    if not isinstance(kind, str) or kind not in _PROPERTIES or not isinstance(date, dict):
        return
    said, value = _day(date)
    if value:
        params = (*said, *_scale(date), *shared_params(entry, "CALSCALE"))
        yield Row(name=_PROPERTIES[kind], value=value, params=params)
        yield from _place_rows(kind, entry.get("place"))


def _day(date: Entry) -> tuple[tuple[tuple[str, str], ...], str]:
    """The parameters and the value; empty where it is no day."""
    if stamp := find_stamp(date.get("utc")):
        return (), stamp
    year, month, day = (_number(date.get(name)) for name in ("year", "month", "day"))
    try:
        return date_row(PartialDate(year=year, month=month, day=day if month or not year else None), "4.0")
    except ValueError:
        return (), ""


def _number(value: object) -> int | None:
    return value if type(value) is int else None


def _scale(date: Entry) -> tuple[tuple[str, str], ...]:
    scale = uri_in(date, "calendarScale")
    return (("CALSCALE", scale),) if scale else ()


def find_place(row: Row) -> Entry | None:
    """BIRTHPLACE or DEATHPLACE as an Address: in words, or as a `geo:` URI; None for another URI."""
    if "uri" in row.values("VALUE"):
        return {"coordinates": row.value} if row.value.lower().startswith("geo:") else None
    return {"full": unescape(row.value), **shared_members(row)} if row.value else None


def _place_rows(kind: str, place: object) -> Iterator[Row]:
    name = _PLACE_OF.get(kind)
    if name is None or not isinstance(place, dict):
        return
    if full := escaped(place, "full"):
        yield Row(name=name, value=full, params=shared_params(place))
    elif is_uri(uri := uri_in(place, "coordinates")):
        yield Row(name=name, value=uri, params=(("VALUE", "uri"),))
