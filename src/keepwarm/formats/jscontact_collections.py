"""The collections of a JSContact card: objects under ids, each with the group and label of its property."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from keepwarm.formats.jcard_values import sayable
from keepwarm.formats.jscontact_addresses import address_row, find_address
from keepwarm.formats.jscontact_days import KINDS, anniversary_rows, find_anniversary
from keepwarm.formats.jscontact_entries import (
    PLACE_OF,
    entry_row,
    find_entry,
    find_online_service,
    find_organization,
    online_service_row,
    organization_row,
)
from keepwarm.formats.jscontact_labels import label_row
from keepwarm.formats.jscontact_params import PARAMS, Entry, group_of
from keepwarm.formats.vcard_rows import Row

Card = dict[str, Any]

_READ: dict[str, tuple[str, Callable[[Row], Entry | None]]] = {
    **{name: (place.collection, find_entry) for name, place in PLACE_OF.items()},
    **dict.fromkeys(KINDS, ("anniversaries", find_anniversary)),
    "ORG": ("organizations", find_organization),
    "IMPP": ("onlineServices", find_online_service),
    "SOCIALPROFILE": ("onlineServices", find_online_service),
    "ADR": ("addresses", find_address),
}
_WRITTEN: dict[str, Callable[[Entry], Row | None]] = {
    "organizations": organization_row,
    "onlineServices": online_service_row,
    "addresses": address_row,
}
COLLECTIONS = (
    "nicknames", "organizations", "titles", "emails", "phones", "onlineServices", "addresses",
    "anniversaries", "speakToAs/pronouns", "preferredLanguages", "links", "notes", "personalInfo", "media",
    "cryptoKeys", "calendars", "schedulingAddresses", "directories",
)  # fmt: skip
_LONGEST_ID = 255


def place_entry(card: Card, row: Row) -> bool:
    """Lay a property into its collection; False where it, or a value of its kind, has none."""
    if row.key not in _READ:
        return False
    path, read = _READ[row.key]
    entry = read(row)
    if entry is None:
        return False
    own = next(iter(row.values("PROP-ID")), "")
    entries = card
    for step in path.split("/"):
        entries = entries.setdefault(step, {})
    entries[own if own and own not in entries and len(own) <= _LONGEST_ID else _next_id(path, entries)] = (
        entry
    )
    return True


def _next_id(path: str, entries: dict[str, Any]) -> str:
    number = len(entries) + 1
    while f"{path[0]}{number}" in entries:
        number += 1
    return f"{path[0]}{number}"


def entries_of(card: Card, path: str) -> dict[str, Entry]:
    """The objects of a collection, by id; those that are no objects are left out."""
    found: object = card
    for step in path.split("/"):
        found = found.get(step) if isinstance(found, dict) else None
    items = found.items() if isinstance(found, dict) else ()
    return {name: entry for name, entry in items if isinstance(entry, dict)}


def collection_rows(card: Card) -> Iterator[Row]:
    """The properties of all collections, each followed by the label of its group, once."""
    labels: set[tuple[str, str]] = set()
    for path in COLLECTIONS:
        entries = entries_of(card, path)
        made = {name: _rows(path, entry) for name, entry in entries.items()}
        counted = all(made.values()) and list(made) == [f"{path[0]}{at}" for at in range(1, len(made) + 1)]
        for name, rows in made.items():
            for row in rows:
                yield row if counted else _with_id(row, name)
            label = label_row(entries[name]) if rows else None
            if label is not None and (label.group, label.value) not in labels:
                labels.add((label.group, label.value))
                yield label


def _rows(path: str, entry: Entry) -> list[Row]:
    if path == "anniversaries":
        rows = list(anniversary_rows(entry))
    else:
        row = _WRITTEN[path](entry) if path in _WRITTEN else entry_row(path, entry)
        rows = [] if row is None else [row]
    group = group_of(entry)
    return [
        Row(name=row.name, value=row.value, group=group if at == 0 else "", params=row.params)
        for at, row in enumerate(rows)
    ]


def _with_id(row: Row, name: str) -> Row:
    fits = 0 < len(name) <= _LONGEST_ID and name == sayable(name) and "\n" not in name
    return row.having(("PROP-ID", name)) if fits else row


# Groups


def with_groups(card: Card, props: Iterable[Row]) -> Card:
    """The card with a group for each object that needs one in vCard: for a label, or for its organisation.

    `props` are the properties that stand beside the objects, whose groups are taken.
    """
    entries = {(path, name): entry for path in COLLECTIONS for name, entry in entries_of(card, path).items()}
    used = {group for entry in entries.values() if (group := group_of(entry))} | {row.group for row in props}
    wanted = {
        place: _fresh(used)
        for place, entry in entries.items()
        if isinstance(entry.get("label"), str) and entry["label"] and not group_of(entry)
    }
    for place, entry in entries.items():
        holder = ("organizations", entry.get("organizationId"))
        if place[0] != "titles" or not isinstance(holder[1], str) or holder not in entries:
            continue
        if not group_of(entry) and place not in wanted:
            own = group_of(entries[holder])
            wanted[place] = own or wanted.setdefault(holder, wanted.get(holder) or _fresh(used))
    return _grouped(card, wanted) if wanted else card


def _fresh(used: set[str]) -> str:
    number = len(used) + 1
    while f"item{number}" in used:
        number += 1
    used.add(f"item{number}")
    return f"item{number}"


def _grouped(card: Card, wanted: dict[tuple[str, str], str]) -> Card:
    """A copy in which the objects have these groups."""
    card = dict(card)
    for path in {path for path, _ in wanted}:
        holder = card
        *way, last = path.split("/")
        for step in way:
            holder[step] = dict(holder[step])
            holder = holder[step]
        holder[last] = dict(holder[last])
        for name, group in ((name, group) for (at, name), group in wanted.items() if at == path):
            entry = holder[last][name]
            params = entry.get(PARAMS)
            holder[last][name] = {
                **entry,
                PARAMS: {**(params if isinstance(params, dict) else {}), "group": group},
            }
    return card
