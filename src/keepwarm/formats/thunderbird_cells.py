"""A contact as Thunderbird has it, whether its values come from columns of a CSV or attributes of an LDIF."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import Details, FoundRelation, RelationKind, Role
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.postal import Postal
from keepwarm.domain.sources import FoundPerson
from keepwarm.formats.contact_cells import (
    contact,
    each_once,
    find_cell_handle,
    find_postal_handle,
    postal_of,
    roles_beside,
)
from keepwarm.formats.spoken_names import full_name, short, sounded_name
from keepwarm.formats.vcard_text import plain

Values = Mapping[str, Sequence[str]]
"""What a contact says, by our names of the columns; an LDIF may have several values of one."""

_PHONES = {
    "mobile": "mobile",
    "home-phone": "home",
    "work-phone": "work",
    "fax": "fax",
    "pager": "pager",
}
_PLACES = ("home", "work")
_RELATIONS = {"manager": RelationKind.MANAGER, "assistant": RelationKind.ASSISTANT}
_COMMON_NAME = re.compile(r"cn=([^,+\\]+)", re.IGNORECASE)


def thunderbird_contact(place: str, values: Values) -> FoundPerson:
    """The contact; it is called as Thunderbird shows it. Raises Invalid where it is nobody."""
    given, family = short(_first(values, "given")), short(_first(values, "family"))
    organization = short(_first(values, "organization"))
    prefix, suffix = short(_first(values, "prefix")), short(_first(values, "suffix"))
    name = short(_first(values, "name")) or full_name(
        given=given, family=family, prefix=prefix, suffix=suffix
    )
    nickname = short(", ".join(values.get("nickname", ())))
    person = Person(
        name=name or nickname or organization,
        given=given,
        family=family,
        prefix=prefix,
        suffix=suffix,
        nickname=nickname,
        phonetic=_phonetic(values, family),
        organization=organization,
        title=short(_first(values, "title")),
        birthday=_find_birthday(values),
        note=plain("\n".join(values.get("note", ()))),
    )
    return contact(place, person, each_once(_handles(values)), _details(values, person))


def _phonetic(values: Values, family: str) -> str:
    """How the name sounds, as a whole, else from its parts."""
    given_sound, family_sound = _first(values, "given-phonetic"), _first(values, "family-phonetic")
    return short(_first(values, "phonetic")) or sounded_name(
        given=given_sound, family=family_sound, written=family
    )


def _details(values: Values, person: Person) -> Details:
    """The departments, and the people whom a directory names by their `dn`."""
    roles = [
        Role(organization=short(organization), department=short(department), title=short(title))
        for organization, department, title in zip_longest(
            *(values.get(name, ()) for name in ("organization", "department", "title")), fillvalue=""
        )
    ]
    relations = [
        FoundRelation(kind=kind, name=short(named[1]))
        for name, kind in _RELATIONS.items()
        for value in values.get(name, ())
        if (named := _COMMON_NAME.match(value))
    ]
    return Details(roles=roles_beside(person, roles), relations=tuple(dict.fromkeys(relations)))


def _first(values: Values, name: str) -> str:
    return next(iter(values.get(name, ())), "")


def _find_birthday(values: Values) -> PartialDate | None:
    """The day from its three parts; what is missing, or is no number, is not known."""
    parts = [
        int(text) if text.isascii() and text.isdigit() and len(text) <= len("1969") else 0
        for text in (_first(values, f"birth-{part}").strip() for part in ("year", "month", "day"))
    ]
    year, month, day = (part or None for part in parts)
    try:
        return PartialDate(year=year, month=month, day=day if month else None)
    except ValueError:
        return None


def _handles(values: Values) -> Iterator[Handle | None]:
    for name in ("mail", "mail-2"):
        for number, value in enumerate(values.get(name, ())):
            yield find_cell_handle(HandleKind.EMAIL, value, preferred=name == "mail" and number == 0)
    for name, label in _PHONES.items():
        for value in values.get(name, ()):
            yield find_cell_handle(HandleKind.PHONE, value, label=label)
    for value in values.get("chat", ()):
        yield find_cell_handle(HandleKind.CHAT, value, service="aim")
    for label in _PLACES:
        yield find_postal_handle(_postal(values, label), label=label)
    for name in ("page", "page-2"):
        for value in values.get(name, ()):
            yield find_cell_handle(HandleKind.PROFILE, value)


def _postal(values: Values, label: str) -> Postal:
    def cells(*parts: str) -> Iterator[str]:
        return (value for part in parts for value in values.get(f"{label}-{part}", ()))

    return postal_of(
        street=cells("street", "street-2"),
        post_box="\n".join(cells("box")),
        locality="\n".join(cells("city")),
        region="\n".join(cells("region")),
        code="\n".join(cells("code")),
        country="\n".join(cells("country")),
    )
