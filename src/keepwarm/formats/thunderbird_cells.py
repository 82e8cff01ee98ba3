"""A contact as Thunderbird has it, whether its values come from columns of a CSV or attributes of an LDIF."""

from collections.abc import Iterator, Mapping, Sequence

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.sources import FoundPerson
from keepwarm.formats.contact_cells import contact, each_once, find_cell_handle, find_postal_handle
from keepwarm.formats.spoken_names import full_name, short
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
_STREET_TO_COUNTRY = ("street", "street-2", "box", "city", "region", "code", "country")


def thunderbird_contact(place: str, values: Values) -> FoundPerson:
    """The contact; it is called as Thunderbird shows it. Raises Invalid where it is nobody."""
    given, family = short(_first(values, "given")), short(_first(values, "family"))
    organization = short(_first(values, "organization"))
    name = short(_first(values, "name")) or full_name(given=given, family=family)
    person = Person(
        name=name or short(_first(values, "nickname")) or organization,
        given=given,
        family=family,
        organization=organization,
        title=short(_first(values, "title")),
        birthday=_find_birthday(values),
        note=plain("\n".join(values.get("note", ()))),
    )
    return contact(place, person, each_once(_handles(values)))


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
        parts = (value for part in _STREET_TO_COUNTRY for value in values.get(f"{label}-{part}", ()))
        yield find_postal_handle(parts, label=label)
    for name in ("page", "page-2"):
        for value in values.get(name, ()):
            yield find_cell_handle(HandleKind.PROFILE, value)
