"""What an export of Monica holds that has no place here, said once for each kind."""

from collections import Counter
from collections.abc import Iterator

from keepwarm.domain.sources import Refused
from keepwarm.formats.containers import printable
from keepwarm.formats.json_fields import Fields, fields_of, line_of
from keepwarm.formats.monica_index import MonicaIndex

_KINDS = {
    "document": "documents",
    "journal_entry": "journal entries",
    "audit_log": "audit logs",
    "reminder_rule": "reminder rules",
    "module": "modules",
    "user": "users",
    "gender": "genders",
    "address_book": "address books",
    "addressbook": "address books",
    "address_book_subscription": "address book subscriptions",
    "addressbook_subscription": "address book subscriptions",
}
_READ = frozenset(
    {"contact", "relationship", "photo", "activity", "contact_field_type", "life_event_type"}
    | {"life_event_category", "activity_type", "activity_type_category", ""}
)
_RHYTHM = "stay_in_touch_frequency"
_NO_PLACE = "have no place here; they stay in the file, so keep it"


def wished_rhythm(fields: Fields) -> bool:
    """Whether Monica was told how often to stay in touch."""
    return line_of(fields_of(fields, "properties"), _RHYTHM) not in ("", "0")


def leftovers(index: MonicaIndex, *, rhythms: int, photos_left: int) -> Iterator[Refused]:
    """What is left in the file, by kind and number, and the photos beside the one of each contact."""
    counted: Counter[str] = Counter()
    for kind, shelf in index.shelves.items():
        if kind not in _READ and len(shelf):
            counted[_KINDS.get(kind, f"objects of the kind {printable(kind)}")] += len(shelf)
    for name, number in sorted(counted.items()):
        yield Refused(place=f"{name} ({number})", reason=_NO_PLACE)
    if photos_left:
        yield Refused(
            place=f"further photos ({photos_left})",
            reason="have no place here beside one of each contact; they stay in the file, so keep it",
        )
    if rhythms:
        yield Refused(
            place=f"staying in touch ({rhythms})",
            reason="has no place here yet; how often is kept with the contact, word for word",
        )
