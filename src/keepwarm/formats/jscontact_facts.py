"""What a JSContact card says once or as a set: kind, id, language, keywords, members, relations."""

from collections.abc import Callable, Iterator

from keepwarm.formats.jcard import kind_of
from keepwarm.formats.jcard_values import sayable
from keepwarm.formats.jscontact_days import find_stamp, find_utc
from keepwarm.formats.jscontact_params import (
    Entry,
    escaped,
    group_of,
    shared_members,
    shared_params,
    text_in,
    uri_in,
)
from keepwarm.formats.vcard_handle_rows import is_uri
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_text import escape, unescape

_GENDERS = frozenset({"animate", "common", "feminine", "inanimate", "masculine", "neuter"})
_ONCE: dict[str, tuple[str, Callable[[str], str], Callable[[object], str]]] = {
    "LANGUAGE": ("language", str, lambda value: sayable(str(value)).replace("\n", "")),
    "REV": ("updated", find_utc, find_stamp),
    "CREATED": ("created", find_utc, find_stamp),
    "PRODID": ("prodId", unescape, lambda value: escape(sayable(str(value)))),
    "KIND": ("kind", lambda value: unescape(value).lower(), lambda value: escape(sayable(str(value)))),
}
_SETS = {"CATEGORIES": "keywords", "MEMBER": "members"}


def place_fact(card: Entry, row: Row) -> bool:
    """Lay a property into the card; False where it has no place there, or the place is taken."""
    if not row.value:
        return False
    if row.key == "RELATED":
        return _place_relation(card, row)
    if row.group or any(name not in ("VALUE", "PROP-ID") for name, _ in row.params):
        return False
    if row.key in _SETS:
        is_text = kind_of(row) == "text"
        card.setdefault(_SETS[row.key], {})[unescape(row.value) if is_text else row.value] = True
        return True
    if row.key == "GRAMGENDER":
        return _place_gender(card, row)
    if row.key == "UID":
        member, value = "uid", unescape(row.value) if kind_of(row) == "text" else row.value
    elif row.key in _ONCE:
        member, read, _ = _ONCE[row.key]
        value = read(row.value)
    else:
        return False
    if member in card or not value:
        return False
    card[member] = value
    return True


def _place_gender(card: Entry, row: Row) -> bool:
    gender = row.value.lower()
    spoken = card.setdefault("speakToAs", {})
    if gender in _GENDERS and "grammaticalGender" not in spoken:
        spoken["grammaticalGender"] = gender
        return True
    return False


def _place_relation(card: Entry, row: Row) -> bool:
    to = unescape(row.value) if kind_of(row) == "text" else row.value
    related = card.setdefault("relatedTo", {})
    if to in related:
        return False
    relation = shared_members(row, "TYPE", words={})
    if "pref" in relation:  # a Relation has none, so it stays a parameter
        relation.setdefault("vCardParams", {})["pref"] = str(relation.pop("pref"))
    words = [word.lower() for word in row.values("TYPE")]
    related[to] = {"relation": dict.fromkeys(words, True), **relation}
    return True


def fact_rows(card: Entry) -> Iterator[Row]:
    """The properties of what is said once, and of the sets."""
    for name, (member, _, write) in _ONCE.items():
        value = card.get(member)
        if isinstance(value, str) and (said := write(value)):
            yield Row(name=name, value=said)
    if uid := _at(uri_in(card, "uid"), escaped(card, "uid"), "UID"):
        yield uid
    words = [escape(text) for text in _set(card, "keywords")]
    if words:
        yield Row(name="CATEGORIES", value=",".join(words))
    for to in _set(card, "members"):
        yield Row(name="MEMBER", value=to.replace("\n", ""))
    yield from _relation_rows(card.get("relatedTo"))
    spoken = card.get("speakToAs")
    gender = text_in(spoken, "grammaticalGender") if isinstance(spoken, dict) else ""
    if gender in _GENDERS:
        yield Row(name="GRAMGENDER", value=gender)


def _at(uri: str, text: str, name: str) -> Row | None:
    """A property whose value is a URI, or else text that says so."""
    if is_uri(uri):
        return Row(name=name, value=uri)
    return Row(name=name, value=text, params=(("VALUE", "text"),)) if text else None


def _set(card: Entry, member: str) -> list[str]:
    """The names in a set that are said to be in it."""
    value = card.get(member)
    named = value.items() if isinstance(value, dict) else ()
    return [text for name, said in named if said is True and (text := sayable(name))]


def _relation_rows(related: object) -> Iterator[Row]:
    for to, relation in related.items() if isinstance(related, dict) else ():
        row = _at(sayable(to).replace("\n", ""), escape(sayable(to)), "RELATED")
        if row is not None and isinstance(relation, dict):
            words = relation.get("relation")
            said = words.items() if isinstance(words, dict) else ()
            types = [("TYPE", text) for word, held in said if held is True and (text := sayable(word))]
            params = (*types, *row.params, *shared_params({**relation, "pref": None}, "TYPE", words={}))
            yield Row(name="RELATED", value=row.value, group=group_of(relation), params=params)
