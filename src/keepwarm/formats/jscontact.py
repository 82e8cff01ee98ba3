"""JSContact (RFC 9553; 2.0: RFC 9982) as a vCard and back (RFC 9555), without loss in either direction.

Each way is tried by going back. A property that does not come back the same from where it stood in the card
is put whole into `vCardProps`; a member of a card that does not come back from vCard is put into a JSPROP.
So the tables of the other modules say where things have their place, and need not say what else there is.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from keepwarm.domain.errors import Invalid
from keepwarm.formats.jcard import card_bytes, find_row, kind_of, property_of_row, rows_in_4
from keepwarm.formats.jcard_values import type_of
from keepwarm.formats.jscontact_collections import collection_rows, place_entry, with_groups
from keepwarm.formats.jscontact_days import PLACES, find_place
from keepwarm.formats.jscontact_facts import fact_rows, place_fact
from keepwarm.formats.jscontact_labels import LABEL, Groups, by_groups, link_titles, place_label
from keepwarm.formats.jscontact_names import name_rows, place_name
from keepwarm.formats.jscontact_patch import apply_patch, patch_rows, without_types
from keepwarm.formats.json_limits import check_json
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_text import escape, list_items, unescape

Card = dict[str, Any]
Key = tuple[object, ...]
"""A property, so that two that say the same are equal."""

_PROPS = "vCardProps"
_NOT_SAID = ("@type", "version")
_VERSIONS = ("1.0", "2.0")
_ROUNDS = 4
_TEXT = ("N", "ADR", "ORG")
_LISTS = ("NICKNAME", "CATEGORIES")
_LATER = {**dict.fromkeys(PLACES, 1), LABEL: 2}
"""What belongs to other properties, and so waits until these have their place; labels come last."""


def write_jscontact(raw: bytes) -> Card:
    """One card's bytes, of any version, as a JSContact card 2.0. Reads what it can and never raises."""
    rows = _one_by_one(rows_in_4(raw))
    patches = [row for row in rows if row.key == "JSPROP"]
    rows = [row for row in rows if row.key != "JSPROP" and not _says_nothing(row)]
    said = Counter(map(_key, rows))
    aside: Counter[Key] = Counter()
    card: Card = {}
    for _ in range(_ROUNDS):
        card = _laid_out(rows, aside)
        lost = said - Counter(map(_key, _one_by_one(_rows_of(card))))
        more = lost & (said - aside)
        if not more:
            break
        aside += more
    else:
        card = _laid_out(rows, said)
    unapplied = [property_of_row(row) for row in patches if not apply_patch(card, row)]
    if unapplied:
        card.setdefault(_PROPS, []).extend(unapplied)
    return card


def read_jscontact(card: object) -> bytes:
    """The vCard 4.0 that a JSContact card says, or a group of the drafts before it (`CardGroup`).

    A member of another type than it should have is kept in a JSPROP. Raises Invalid where the value is no
    card at all, nests without end or holds what is no JSON.
    """
    if not isinstance(card, dict) or card.get("@type") not in ("Card", "CardGroup"):
        raise Invalid('is no JSContact card, which says "@type": "Card"; export it again')
    check_json(card)
    plain = without_types(_card_of_group(card) if card["@type"] == "CardGroup" else card)
    rows = _rows_of(plain)
    back = write_jscontact(card_bytes(rows))
    kept = {
        name: value
        for name, value in plain.items()
        if not (name == "version" and value in _VERSIONS) and name not in ("@type", _PROPS)
    }
    if odd := _odd_props(plain.get(_PROPS)):
        kept[_PROPS] = odd
    back.pop(_PROPS, None)
    patches = list(patch_rows(kept, without_types(back)))
    return card_bytes([*rows, *patches])


def _card_of_group(group: Card) -> Card:
    """A CardGroup of the drafts as the card of a group, which it became."""
    inner = group.get("card")
    own = {name: value for name, value in group.items() if name not in ("card", "name", "@type")}
    named: Card = {"name": {"full": group["name"]}} if isinstance(group.get("name"), str) else {}
    return {**(inner if isinstance(inner, dict) else {}), **named, "kind": "group", **own, "@type": "Card"}


# From vCard


def _one_by_one(rows: list[Row]) -> list[Row]:
    """The rows, those with a list of values once for each value that says something."""
    found = []
    for row in rows:
        if row.key in _LISTS and len(items := list_items(row.value)) > 1:
            found += [_with(row, item) for item in items if item]
        else:
            found.append(row)
    return found


def _with(row: Row, value: str) -> Row:
    return Row(name=row.name, group=row.group, params=row.params, value=value)


def _says_nothing(row: Row) -> bool:
    """A name without any part, which the versions demand where there is none."""
    return row.key in ("N", "FN") and not row.value.strip(";, ")


def _laid_out(rows: list[Row], aside: Counter[Key]) -> Card:
    """The card of the rows; those to be set aside, and those without a place, as they are."""
    card: Card = {"@type": "Card", "version": "2.0"}
    left = aside.copy()
    props = []
    groups: Groups | None = None
    for row in sorted(rows, key=lambda row: _LATER.get(row.key, 0)):
        key = _key(row)
        if row.key == LABEL and groups is None:
            groups = by_groups(card)
        if left[key] > 0:
            left[key] -= 1
        elif place_label(groups, row) if groups is not None else _placed(card, row):
            continue
        props.append(property_of_row(row))
    link_titles(card)
    if props:
        card[_PROPS] = props
    return {name: value for name, value in card.items() if value != {}}


def _placed(card: Card, row: Row) -> bool:
    """Lay a row into the card; False where it has no place there."""
    if row.key in ("FN", "N"):
        return place_name(card, row)
    if row.key in PLACES:
        return _place_of_day(card, row)
    return place_entry(card, row) or place_fact(card, row)


def _place_of_day(card: Card, row: Row) -> bool:
    for entry in card.get("anniversaries", {}).values():
        if entry["kind"] == PLACES[row.key] and "place" not in entry and (place := find_place(row)):
            entry["place"] = place
            return True
    return False


def _key(row: Row) -> Key:
    kind = kind_of(row)
    value = row.value
    if row.key in _TEXT:
        value = value.rstrip(";")
    elif row.key in ("KIND", "GRAMGENDER"):
        value = value.lower()
    elif kind == "text":
        value = escape(unescape(value))
    said = "uri" if row.key == "TEL" and kind == "uri" else "" if kind == type_of(row.key) else kind
    params = sorted(
        (name, text.lower() if name == "TYPE" else text)
        for name, text in set(row.params)
        if name not in ("VALUE", "PROP-ID", "SORT-AS")
    )
    return row.key, row.group, said, value, ",".join(row.values("SORT-AS")), tuple(params)


# From JSContact


def _rows_of(card: Card) -> list[Row]:
    """The properties that say what of the card has one; any value may be of any type."""
    props = list(_prop_rows(card.get(_PROPS)))
    card = with_groups(card, props)
    return [*name_rows(card), *fact_rows(card), *collection_rows(card), *props]


def _prop_rows(props: object) -> Iterator[Row]:
    for one in props if isinstance(props, list) else ():
        if (row := find_row(one)) is not None:
            yield row


def _odd_props(props: object) -> list[object]:
    """Of what was set aside that which is no property; anything else than a list, as the one of a list."""
    if isinstance(props, list):
        return [one for one in props if find_row(one) is None]
    return [] if props is None else [props]
