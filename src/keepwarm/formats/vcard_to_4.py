"""Rows of any version as vCard 4.0 (RFC 6350 with its appendix A, RFC 6715, RFC 9554)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from keepwarm.formats.vcard_convert_values import day_row, media_row, place_row, revision_row, zone_row
from keepwarm.formats.vcard_handle_rows import chat_uri, is_uri
from keepwarm.formats.vcard_handles import chat_service_of, clean_label
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_source import MEDIA
from keepwarm.formats.vcard_text import escape, raw_components, tidy, unescape

# What RFC 6350 took out without a successor; its grammar leaves only the X- names to them.
GONE = ("CLASS", "MAILER", "NAME", "PROFILE")
RENAMED = {
    "X-ADDRESSBOOKSERVER-KIND": "KIND",
    "X-ADDRESSBOOKSERVER-MEMBER": "MEMBER",
    "X-ANNIVERSARY": "ANNIVERSARY",
    "X-EVOLUTION-ANNIVERSARY": "ANNIVERSARY",
    "X-MS-ANNIVERSARY": "ANNIVERSARY",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "ANNIVERSARY",
}
_SPOUSES = ("X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-MS-SPOUSE")
_ONCE = frozenset({"KIND", "ANNIVERSARY"})
_RELATED = {
    "mother": "parent", "father": "parent", "parent": "parent", "brother": "sibling", "sister": "sibling",
    "sibling": "sibling", "son": "child", "daughter": "child", "child": "child", "spouse": "spouse",
    "wife": "spouse", "husband": "spouse", "friend": "friend", "colleague": "colleague",
}  # fmt: skip
_SCHEMES = {
    "yahoo": "ymsgr",
    "jabber": "xmpp",
    "gtalk": "xmpp",
    "gadugadu": "gg",
    "gadu": "gg",
    "msn": "msnim",
}
_NO_SERVICES = ("home", "work", "other", "pref")


def to_4(rows: list[Row]) -> list[Row]:
    """The rows as 4.0 writes them, in their order."""
    rows = _renamed(rows, _labels(rows))
    rows = _with_labels(_with_sort_string(rows))
    return [_preferred(_FORMS.get(row.key, _any)(row)) for row in rows]


def _any(row: Row) -> Row:
    if row.values("ENCODING") or row.key in MEDIA:
        return media_row(row, "4.0")
    return _chat(row)


def _labels(rows: list[Row]) -> dict[str, str]:
    """The label of each group, in lower case without the marks of those that are built in."""
    return {row.group: clean_label(row.value).lower() for row in rows if row.key == "X-ABLABEL" and row.group}


def _renamed(rows: list[Row], labels: dict[str, str]) -> list[Row]:
    """Properties under the names of 4.0; of what may stand only once, the first."""
    had = {row.key for row in rows}
    found = []
    for row in rows:
        name = RENAMED.get(row.key, f"X-{row.key}" if row.key in GONE else row.name)
        if row.key == "X-ABDATE" and labels.get(row.group) == "anniversary":
            name = "ANNIVERSARY"
        if name.upper() != row.key and name in _ONCE:
            name = row.name if name in had else name
            had.add(name)
        found.append(_relation(replace(row, name=name), labels))
    return found


def _relation(row: Row, labels: dict[str, str]) -> Row:
    """RELATED, for the names of relatives that address books keep in properties of their own."""
    if row.key in _SPOUSES:
        kind = "spouse"
    elif row.key == "X-ABRELATEDNAMES":
        kind = "" if set(row.types()) - {"pref"} else _RELATED.get(labels.get(row.group, ""), "")
    else:
        return row
    types = (("TYPE", kind),) if kind else ()
    return replace(row, name="RELATED").having(*types, ("VALUE", "text"))


def _with_sort_string(rows: list[Row]) -> list[Row]:
    """SORT-STRING, of which 4.0 makes a parameter of the name (RFC 6350, A.2)."""
    sorting = next((row for row in rows if row.key == "SORT-STRING"), None)
    named = next((row for row in rows if row.key == "N" and not row.values("SORT-AS")), None)
    if sorting is None or named is None:
        return [replace(row, name="X-SORT-STRING") if row.key == "SORT-STRING" else row for row in rows]
    text = tidy(unescape(sorting.value))
    kept = [row for row in rows if row is not sorting]
    return [row.having(("SORT-AS", text)) if row is named and text else row for row in kept]


def _with_labels(rows: list[Row]) -> list[Row]:
    """LABEL, of which 4.0 makes a parameter of the address with the same types, else of an empty one."""
    found = [row for row in rows if row.key != "LABEL"]
    free: dict[frozenset[str], list[int]] = {}
    for at, row in reversed(list(enumerate(found))):
        if row.key == "ADR" and not row.values("LABEL"):
            free.setdefault(_places(row), []).append(at)
    for label in (row for row in rows if row.key == "LABEL"):
        text = unescape(label.value)
        if text and (alike := free.get(_places(label))):
            at = alike.pop()
            found[at] = found[at].having(("LABEL", text))
        else:
            found.append(replace(label, name="ADR", value=";;;;;;").having(("LABEL", text)))
    return found


def _places(row: Row) -> frozenset[str]:
    return frozenset({"home", "work"}.intersection(row.types()))


def _preferred(row: Row) -> Row:
    """PREF as the parameter that it is in 4.0."""
    unwanted = {"pref", "internet"} if row.key == "EMAIL" else {"pref"}
    if not unwanted.intersection(row.types()):
        return row
    params = tuple(pair for pair in row.params if pair[0] != "TYPE" or pair[1].lower() not in unwanted)
    if "pref" in row.types() and not row.values("PREF"):
        params = (*params, ("PREF", "1"))
    return replace(row, params=params)


def _chat(row: Row) -> Row:
    """IMPP, for the properties that are each for one service."""
    service = chat_service_of(row.key)
    name = unescape(row.value).strip()
    if service is None or not name:
        return row
    scheme = _SCHEMES.get(service, service)
    uri = name if scheme and name.lower().startswith(f"{scheme}:") else chat_uri(name, scheme)
    said = (("SERVICE-TYPE", service),) if service else ()
    return replace(row, name="IMPP", value=uri).without("VALUE").having(*said)


def _impp(row: Row) -> Row:
    said = row.values("X-SERVICE-TYPE")
    return row.without("X-SERVICE-TYPE").having(("SERVICE-TYPE", said[0])) if said else row


def _profile(row: Row) -> Row:
    """SOCIALPROFILE of RFC 9554, where the service is known."""
    named = row.values("SERVICE-TYPE") + row.values("X-SERVICE-TYPE")
    services = named or [word for word in row.values("TYPE") if word.lower() not in _NO_SERVICES]
    if not services:
        return row
    users = [("USERNAME", user) for user in row.values("X-USER")]
    places = [("TYPE", word) for word in row.values("TYPE") if word not in services]
    bare = row.without("TYPE", "X-SERVICE-TYPE", "X-USER", "VALUE")
    made = replace(bare, name="SOCIALPROFILE").having(("SERVICE-TYPE", services[0]), *users, *places)
    text = unescape(row.value)
    return (
        made
        if is_uri(text) or text.endswith(":")
        else replace(made, value=escape(text)).having(("VALUE", "text"))
    )


def _uid(row: Row) -> Row:
    text = unescape(row.value).strip()
    return row if is_uri(text) or not text else row.having(("VALUE", "text"))


def _name(row: Row) -> Row:
    """N with its five components."""
    parts = raw_components(row.value)
    return replace(row, value=";".join(parts + [""] * (5 - len(parts))))


def _tel(row: Row) -> Row:
    return row if is_uri(row.value) else row.without("VALUE")


def _agent(row: Row) -> Row:
    """RELATED, which took the place of AGENT (RFC 6350, A.2)."""
    related = replace(row.without("VALUE"), name="RELATED")
    said = () if is_uri(row.value) else (("VALUE", "text"),)
    return related.having(("TYPE", "agent"), *said)


def _days(row: Row) -> Row:
    return day_row(row, "4.0")


_FORMS: dict[str, Callable[[Row], Row]] = {
    "BDAY": _days,
    "ANNIVERSARY": _days,
    "DEATHDATE": _days,
    "REV": lambda row: revision_row(row, "4.0"),
    "TZ": lambda row: zone_row(row, "4.0"),
    "GEO": lambda row: place_row(row, "4.0"),
    "IMPP": _impp,
    "X-SOCIALPROFILE": _profile,
    "UID": _uid,
    "N": _name,
    "TEL": _tel,
    "AGENT": _agent,
}


def missing_in_4(rows: list[Row], name: str) -> Iterator[Row]:
    """What 4.0 demands: a name as it is said, and a kind where only Apple's mark says that it is a firm."""
    if not any(row.key == "FN" for row in rows):
        yield Row(name="FN", value=escape(name))
    has_name = any(row.key == "N" and row.value.strip(";") for row in rows)
    firm = any(row.key == "X-ABSHOWAS" and row.value.strip().upper() == "COMPANY" for row in rows)
    if firm and not has_name and not any(row.key == "KIND" for row in rows):
        yield Row(name="KIND", value="org")
