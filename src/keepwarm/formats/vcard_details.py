"""All that a card says of a person beside names and handles: roles, tags, relations, dates, members."""

from collections.abc import Iterable, Iterator, Sequence

from keepwarm.domain.details import NO_DETAILS, Details, FoundRelation, Occasion, Role
from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_dates import find_date
from keepwarm.formats.vcard_known import ANNIVERSARIES, DEPARTMENTS, MEMBERS, OCCASIONS, RELATIONS
from keepwarm.formats.vcard_properties import Gathered, Reading, group_labels
from keepwarm.formats.vcard_relations import find_relations, relation_on_android
from keepwarm.formats.vcard_roles import own_roles
from keepwarm.formats.vcard_text import components, list_items, unescape
from keepwarm.formats.vcard_uids import bare_uid

ANNIVERSARY = "anniversary"
UNNAMED = "other"
"""The label of a date that has none, as of Apple's own."""

_EVENT_ON_ANDROID = "vnd.android.cursor.item/contact_event"
_EVENTS = {"1": ANNIVERSARY, "2": UNNAMED}
_BIRTHDAY_ON_ANDROID = "3"
_NO_TAGS = frozenset({"mycontacts", "* mycontacts"})

Rows = Sequence[tuple[Reading, str]]


def find_details(found: Gathered, first: Role, further: tuple[Role, ...], *, group: bool) -> Details:
    """The details of a card, `group` where it is of a group; without any always the same empty ones."""
    rows, on_android = found.get("detail", ()), found.get("X-ANDROID-CUSTOM", ())
    if not rows and not on_android:
        if not first.department and not further:
            return NO_DETAILS
        return Details(roles=(first, *further) if first.department else further)
    labels = group_labels(found)
    details = Details(
        roles=_roles(rows, first, further),
        tags=shown_tags(value for reading, value in rows if reading.head.name == "CATEGORIES"),
        relations=_once(
            (*_relations(rows, labels), *filter(None, map(relation_on_android, _values(on_android))))
        ),
        occasions=tuple(dict.fromkeys((*_occasions(rows, labels), *_events(on_android)))),
        members=_members(rows) if group else (),
    )
    return NO_DETAILS if details == NO_DETAILS else details


def shown_tags(lines: Iterable[str]) -> tuple[str, ...]:
    """The tags of these values of CATEGORIES, each once."""
    return tuple(
        by_key(tag for value in lines for item in list_items(value) if (tag := find_tag(item))).values()
    )


def by_key(tags: Iterable[str]) -> dict[str, str]:
    """The tags by the form in which they are compared, in their order."""
    found: dict[str, str] = {}
    for tag in tags:
        found.setdefault(tag.casefold(), tag)
    return found


def find_tag(item: str) -> str:
    """The tag in an item of CATEGORIES; empty where it is the one that Google puts on everybody."""
    tag = short(unescape(item))
    return "" if tag.casefold() in _NO_TAGS else tag


def _values(rows: Rows) -> Iterator[str]:
    return (value for _, value in rows)


def _roles(rows: Rows, first: Role, further: tuple[Role, ...]) -> tuple[Role, ...]:
    department = first.department or next(
        (
            text
            for reading, value in rows
            if reading.head.name in DEPARTMENTS
            if (text := short(unescape(value)))
        ),
        "",
    )
    present = Role(organization=first.organization, department=department, title=first.title)
    own = list(own_roles(rows))
    # A row of our own may say since when it is what the first ORG says.
    told = next((role for role in own if _undated(role) == present and department), None)
    if told is not None:
        own.remove(told)
    head = (told or present,) if department else ()
    return tuple(dict.fromkeys((*head, *further, *own)))


def _undated(role: Role) -> Role:
    return Role(organization=role.organization, department=role.department, title=role.title)


def _relations(rows: Rows, labels: dict[str, str]) -> Iterator[FoundRelation]:
    for reading, value in rows:
        if reading.head.name in RELATIONS:
            yield from find_relations(reading.head, value, label=labels.get(reading.head.group, ""))


def _once(relations: Iterable[FoundRelation]) -> tuple[FoundRelation, ...]:
    return tuple(dict.fromkeys(relations))


def _occasions(rows: Rows, labels: dict[str, str]) -> Iterator[Occasion]:
    for reading, value in rows:
        name = reading.head.name
        if name in OCCASIONS:
            as_text = "text" in map(str.lower, reading.head.values("VALUE"))
            if on := find_date(unescape(value), as_text=as_text):
                label = labels.get(reading.head.group, "")
                yield Occasion(label=label or (ANNIVERSARY if name in ANNIVERSARIES else UNNAMED), on=on)


def _events(rows: Rows) -> Iterator[Occasion]:
    """Custom rows of Android's: the date, the number of what it is, the owner's word for it."""
    for value in _values(rows):
        kind, day, number, label, *_ = (*map(short, components(value)), "", "", "", "")
        if kind.lower() == _EVENT_ON_ANDROID and number != _BIRTHDAY_ON_ANDROID and (on := find_date(day)):
            yield Occasion(label=_EVENTS.get(number) or label or UNNAMED, on=on)


def _members(rows: Rows) -> tuple[str, ...]:
    named = (bare_uid(unescape(value)) for reading, value in rows if reading.head.name in MEMBERS)
    return tuple(filter(None, dict.fromkeys(named)))
