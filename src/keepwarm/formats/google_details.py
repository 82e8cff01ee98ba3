"""What Google's CSV says of a contact beside name and handles: labels, relations, dates and roles."""

from collections.abc import Iterator
from itertools import zip_longest

from keepwarm.domain.details import Details, FoundRelation, Occasion, Role
from keepwarm.domain.people import Person
from keepwarm.domain.text import folded
from keepwarm.formats.contact_cells import found_relation, roles_beside, tags_in
from keepwarm.formats.google_cells import PRIMARY, Parts, by_place, label_of, numbered, several
from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_dates import find_date

_OWN_LABELS = frozenset({"mycontacts", "othercontacts", "allcontacts", "starred", "starredinandroid"})
"""What Google marks contacts with by itself; with its mark before them they are no tags."""

_NO_LABEL = "Event"
_ROLE = ("name", "department", "title")


def details_in(cells: dict[str, str], person: Person) -> Details:
    """Tags, relations, occasions and the roles beside the one that stands on the person."""
    found = numbered(cells, ("relation", "event", "organization"))
    organizations = [{part: cells.get(f"organization{part}", "") for part in _ROLE}, *found["organization"]]
    return Details(
        roles=roles_beside(person, (role for parts in organizations for role in _roles(parts))),
        tags=tags_in(_labels(cells.get("labels", "") or cells.get("groupmembership", ""))),
        relations=tuple(dict.fromkeys(one for parts in found["relation"] for one in _relations(parts))),
        occasions=tuple(dict.fromkeys(one for parts in found["event"] for one in _occasions(parts))),
    )


def _labels(cell: str) -> Iterator[str]:
    for written in several(cell):
        label = written.lstrip(f"{PRIMARY} ")
        if not (written.startswith(PRIMARY) and folded(label).replace(" ", "") in _OWN_LABELS):
            yield label


def _relations(parts: Parts) -> Iterator[FoundRelation]:
    return (found_relation(label_of(parts), name) for name in several(parts.get("value", "")))


def _occasions(parts: Parts) -> Iterator[Occasion]:
    for written in several(parts.get("value", "")):
        if on := find_date(written):
            yield Occasion(label=short(label_of(parts)) or _NO_LABEL, on=on)


def _roles(parts: Parts) -> Iterator[Role]:
    columns = (by_place(parts.get(part, "")) for part in _ROLE)
    for organization, department, title in zip_longest(*columns, fillvalue=""):
        yield Role(organization=short(organization), department=short(department), title=short(title))
