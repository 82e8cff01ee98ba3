"""What a vCard has to say differently, where a person was one and is to be another."""

from collections.abc import Iterator

from keepwarm.domain.people import Person
from keepwarm.formats.vcard_changes import (
    Change,
    SetBirthday,
    SetName,
    SetNickname,
    SetNote,
    SetOrganization,
    SetTitle,
)


def card_changes(before: Person, after: Person) -> Iterator[Change]:
    """The changes from what was said to what is to be said; parts of a name that stay are not touched."""
    if _names(before) != _names(after):
        yield SetName(
            name=after.name,
            given=after.given,
            family=after.family,
            prefix=_changed(before.prefix, after.prefix),
            middle=_changed(before.middle, after.middle),
            suffix=_changed(before.suffix, after.suffix),
        )
    if before.nickname != after.nickname:
        yield SetNickname(nickname=after.nickname)
    if before.organization != after.organization:
        yield SetOrganization(organization=after.organization)
    if before.title != after.title:
        yield SetTitle(title=after.title)
    if before.birthday != after.birthday:
        yield SetBirthday(birthday=after.birthday)
    if before.note != after.note:
        yield SetNote(note=after.note)


def _changed(before: str, after: str) -> str | None:
    """A part that a card is to say anew; None for one that it keeps."""
    return None if before == after else after


def _names(person: Person) -> tuple[str, ...]:
    return person.name, person.given, person.family, person.prefix, person.middle, person.suffix
