"""Labels and links of a JSContact card, which in vCard are properties of the same group."""

from collections.abc import Iterator
from typing import Any

from keepwarm.formats.jcard_values import sayable
from keepwarm.formats.jscontact_params import LABEL_AS_WRITTEN, PARAMS, Entry, group_of
from keepwarm.formats.vcard_handles import clean_label
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_text import escape, unescape

Card = dict[str, Any]


LABEL = "X-ABLABEL"
Groups = dict[str, list[Entry]]
"""The objects of a card by the group of their property."""


def by_groups(card: Card) -> Groups:
    """The objects that were laid out so far and belong to a group."""
    groups: Groups = {}
    for entry in _objects(card):
        if group := group_of(entry):
            groups.setdefault(group, []).append(entry)
    return groups


def place_label(groups: Groups, row: Row) -> bool:
    """Lay X-ABLabel into each object of its group; False where the group has none, or a label already."""
    found = groups.get(row.group, [])
    said, shown = unescape(row.value), clean_label(row.value)
    if not found or not shown or row.params or any("label" in entry for entry in found):
        return False
    for entry in found:
        entry["label"] = shown
        if shown != said:
            entry[PARAMS][LABEL_AS_WRITTEN] = said
    return True


def label_row(entry: Entry) -> Row | None:
    """The X-ABLabel of an object that has a label and a group."""
    label, group = entry.get("label"), group_of(entry)
    if not isinstance(label, str) or not label or not group:
        return None
    written = entry.get(PARAMS, {}).get(LABEL_AS_WRITTEN)
    if isinstance(written, str) and clean_label(escape(sayable(written))) == label:
        label = written
    return Row(name="X-ABLabel", value=escape(sayable(label)), group=group)


def link_titles(card: Card) -> None:
    """Say of each title whose group has one organisation that it is held there."""
    holders: dict[str, list[str]] = {}
    for name, entry in card.get("organizations", {}).items():
        holders.setdefault(group_of(entry), []).append(name)
    for entry in card.get("titles", {}).values():
        at = holders.get(group_of(entry), []) if group_of(entry) else []
        if len(at) == 1:
            entry["organizationId"] = at[0]


def _objects(card: Card) -> Iterator[Entry]:
    """The objects of the collections that were laid out so far, each of which may have a label."""
    spoken = card.get("speakToAs", {})
    collections = [value for name, value in card.items() if name not in ("name", "speakToAs", "relatedTo")]
    for collection in (*collections, spoken.get("pronouns", {})):
        for entry in collection.values() if isinstance(collection, dict) else ():
            if isinstance(entry, dict):
                yield entry
