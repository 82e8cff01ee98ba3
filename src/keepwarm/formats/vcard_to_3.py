"""Rows of any version as vCard 3.0 (RFC 2426), with the X- names that programs use for what it lacks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from keepwarm.formats.vcard_convert_values import day_row, media_row, place_row, revision_row, zone_row
from keepwarm.formats.vcard_handles import clean_label
from keepwarm.formats.vcard_relations import kind_of
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_source import MEDIA
from keepwarm.formats.vcard_text import escape, unescape
from keepwarm.formats.vcard_to_4 import GONE

_RENAMED = {
    "KIND": "X-ADDRESSBOOKSERVER-KIND",
    "MEMBER": "X-ADDRESSBOOKSERVER-MEMBER",
    "ANNIVERSARY": "X-ANNIVERSARY",
    "X-SORT-STRING": "SORT-STRING",
}
_TEL_URI = re.compile(r"tel:([^;]*)(?:;ext=([^;]+))?", re.IGNORECASE)
_ITEM = re.compile(r"item(\d{1,6})", re.IGNORECASE)


def to_3(rows: list[Row], *, from_4: bool) -> list[Row]:
    """The rows as 3.0 writes them, in their order; `from_4` undoes the X- names that 4.0 demands."""
    rows = _preferred(list(_named(rows, from_4=from_4)))
    return [one for row in rows for one in _FORMS.get(row.key, _any)(row)]


def _named(rows: list[Row], *, from_4: bool) -> Iterator[Row]:
    gone = {f"X-{name}": name for name in GONE} if from_4 else {}
    labels = {
        row.group: clean_label(row.value).lower() for row in rows if row.key == "X-ABLABEL" and row.group
    }
    item = max((int(found[1]) for row in rows if (found := _ITEM.fullmatch(row.group))), default=0)
    for row in rows:
        if row.key == "RELATED" and "agent" in row.types():
            yield _agent(row)
        elif row.key == "RELATED" and row.values("VALUE") == ["text"]:
            if not row.group:
                item += 1
            yield from _relative(row, row.group or f"item{item}", labels.get(row.group))
        elif row.key == "ANNIVERSARY" and labels.get(row.group) == "anniversary":
            yield replace(day_row(row, "3.0").without("VALUE"), name="X-ABDATE")
        else:
            yield replace(row, name=_RENAMED.get(row.key, gone.get(row.key, row.name)))


def _agent(row: Row) -> Row:
    types = tuple(pair for pair in row.params if pair != ("TYPE", "agent") and pair[0] != "VALUE")
    return replace(row, name="AGENT", params=types).having(
        *((("VALUE", "uri"),) if row.values("VALUE") != ["text"] else ())
    )


def _relative(row: Row, group: str, label: str | None) -> Iterator[Row]:
    """The name of a relative in the manner of Apple's address book, the relation as its label."""
    types = [word for word in row.types() if word != "pref"]
    said = label is None or {kind_of(word) for word in types} <= {kind_of(label)}
    kept = row.without("VALUE", "TYPE") if said else row.without("VALUE")
    yield replace(kept, name="X-ABRELATEDNAMES", group=group)
    if types and label is None:
        yield Row(name="X-ABLabel", value=f"_$!<{types[0].capitalize()}>!$_", group=group)


def _preferred(rows: list[Row]) -> list[Row]:
    """The lowest PREF of each property becomes the type; the other ranks, which 3.0 lacks, go."""
    lowest: dict[str, int] = {}
    for row in rows:
        for rank in _ranks(row):
            lowest[row.key] = min(rank, lowest.get(row.key, rank))
    found = []
    for row in rows:
        bare = row.without("PREF")
        first = lowest.get(row.key) in _ranks(row)
        found.append(replace(bare, params=(*bare.params, ("TYPE", "PREF"))) if first else bare)
    return found


def _ranks(row: Row) -> list[int]:
    return [int(rank) for rank in row.values("PREF") if rank.isascii() and rank.isdigit() and len(rank) < 4]


def _any(row: Row) -> Iterator[Row]:
    yield media_row(row, "3.0") if row.values("ENCODING") or row.key in MEDIA else row


def _day(row: Row) -> Iterator[Row]:
    made = day_row(row, "3.0")
    # Programs that know X-ANNIVERSARY write it without VALUE.
    yield made.without("VALUE") if row.key != "BDAY" and made.values("VALUE") == ["date"] else made


def _address(row: Row) -> Iterator[Row]:
    labels = row.values("LABEL")
    if not labels or row.value.strip(";"):
        yield row.without("LABEL")
    for label in labels:
        types = tuple(pair for pair in row.params if pair[0] == "TYPE")
        text = label.replace("\\n", "\n").replace("\\N", "\n")
        yield Row(name="LABEL", value=escape(text), group=row.group, params=types)


def _name(row: Row) -> Iterator[Row]:
    yield row.without("SORT-AS")
    if sorting := row.values("SORT-AS"):
        yield Row(name="SORT-STRING", value=escape(",".join(sorting)))


def _tel(row: Row) -> Iterator[Row]:
    found = _TEL_URI.fullmatch(row.value.strip())
    if found is None:
        yield row.without("VALUE") if row.values("VALUE") == ["text"] else row
    else:
        number = f"{found[1]} ext. {found[2]}" if found[2] else found[1]
        yield replace(row.without("VALUE"), value=escape(number))


def _impp(row: Row) -> Iterator[Row]:
    said = row.values("SERVICE-TYPE")
    yield row.without("SERVICE-TYPE").having(("X-SERVICE-TYPE", said[0])) if said else row


def _profile(row: Row) -> Iterator[Row]:
    services = [("TYPE", service) for service in row.values("SERVICE-TYPE")]
    users = [("X-USER", user) for user in row.values("USERNAME")]
    places = [pair for pair in row.params if pair[0] == "TYPE"]
    bare = row.without("SERVICE-TYPE", "USERNAME", "TYPE", "VALUE")
    yield replace(bare, name="X-SOCIALPROFILE").having(*services, *places, *users)


def _uid(row: Row) -> Iterator[Row]:
    yield row.without("VALUE")


_FORMS: dict[str, Callable[[Row], Iterator[Row]]] = {
    "BDAY": _day,
    "X-ANNIVERSARY": _day,
    "DEATHDATE": _day,
    "REV": lambda row: iter((revision_row(row, "3.0"),)),
    "TZ": lambda row: iter((zone_row(row, "3.0"),)),
    "GEO": lambda row: iter((place_row(row, "3.0"),)),
    "ADR": _address,
    "N": _name,
    "TEL": _tel,
    "IMPP": _impp,
    "SOCIALPROFILE": _profile,
    "UID": _uid,
}


def missing_in_3(rows: list[Row], name: str) -> Iterator[Row]:
    """What 3.0 demands: a name as it is said and one in parts; and Apple's mark of a firm."""
    keys = {row.key for row in rows}
    if "FN" not in keys:
        yield Row(name="FN", value=escape(name))
    if "N" not in keys:
        yield Row(name="N", value=";;;;")
    kinds = [unescape(row.value).lower() for row in rows if row.key == "X-ADDRESSBOOKSERVER-KIND"]
    if "org" in kinds and "X-ABSHOWAS" not in keys:
        yield Row(name="X-ABShowAs", value="COMPANY")
