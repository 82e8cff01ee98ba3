"""A contact of Monica as somebody in the book, with all that the export says of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import (
    Details,
    Favour,
    FoundPromise,
    FoundRelation,
    FoundStep,
    LearnedFact,
    Occasion,
    RelationKind,
)
from keepwarm.domain.people import Person, Standing
from keepwarm.domain.sources import FoundPerson, RawFormat
from keepwarm.formats.contact_cells import contact, each_once, tags_in
from keepwarm.formats.json_fields import Fields, fields_of, line_of, lines_of, says_yes, text_of
from keepwarm.formats.monica_catalogue import Catalogue
from keepwarm.formats.monica_days import find_partial
from keepwarm.formats.monica_handles import find_address_handle, find_field_handle
from keepwarm.formats.monica_index import collections_of
from keepwarm.formats.monica_learned import (
    facts_of,
    find_debt,
    find_gift,
    find_life_event,
    find_note,
    find_pet,
)
from keepwarm.formats.monica_plans import find_reminder, find_task
from keepwarm.formats.spoken_names import full_name

_NAMES = {"given": "first", "middle": "middle", "family": "last"}
_OCCASIONS = {"deceased_date": "Died", "first_met_date": "First met"}


def objects_in(fields: Fields, kind: str) -> list[Fields]:
    """The objects of one kind that a contact holds."""
    return [item for item in collections_of(fields).get(kind, []) if isinstance(item, dict)]


def uuids_in(fields: Fields, kind: str) -> list[str]:
    """The uuids of what a contact takes part in and what stands elsewhere in the file."""
    return [uuid for uuid in collections_of(fields).get(kind, []) if isinstance(uuid, str)]


def monica_contact(place: str, raw: bytes, fields: Fields, catalogue: Catalogue, photo: bytes) -> FoundPerson:
    """The contact with its handles and details. Raises Invalid where it has neither a name nor a handle."""
    types = catalogue.field_types
    handles = each_once(
        (
            *(find_field_handle(one, types) for one in objects_in(fields, "contact_field")),
            *(find_address_handle(one) for one in objects_in(fields, "address")),
        )
    )
    uuid = line_of(fields, "uuid")
    found = contact(place, _person(fields, is_me=uuid in catalogue.me), handles)
    details = _details(fields, uuid, catalogue, photo, found.person.birthday)
    return replace(found, uid=uuid, raw=raw, raw_format=RawFormat.JSON_OBJECT, details=details)


def _person(fields: Fields, *, is_me: bool) -> Person:
    said = fields_of(fields, "properties")
    return Person(
        name=_name(fields),
        given=line_of(said, "first_name"),
        middle=line_of(said, "middle_name"),
        family=line_of(said, "last_name"),
        nickname=line_of(said, "nickname"),
        organization=line_of(said, "company"),
        title=line_of(said, "job"),
        birthday=find_partial(said, "birthdate"),
        note=text_of(said, "description"),
        standing=_standing(said, is_me=is_me),
    )


def _name(fields: Fields) -> str:
    """The whole name, else the nickname; empty where there is neither."""
    said = fields_of(fields, "properties")
    names = {part: line_of(said, f"{word}_name") for part, word in _NAMES.items()}
    return full_name(**names) or line_of(said, "nickname")


def _standing(said: Fields, *, is_me: bool) -> Standing:
    """Died before all else; contacts in Monica's archive are left be, and so are the owners themselves."""
    if says_yes(said, "is_dead"):
        return Standing.DIED
    if says_yes(said, "is_partial"):
        return Standing.BY_RELATION
    archived = "is_active" in said and said["is_active"] is not None and not says_yes(said, "is_active")
    return Standing.LEAVE_BE if archived or is_me else Standing.ORDINARY


def _details(
    fields: Fields, uuid: str, catalogue: Catalogue, photo: bytes, birthday: PartialDate | None
) -> Details:
    said = fields_of(fields, "properties")
    occasions, steps = _planned(fields, catalogue, birthday)
    return Details(
        tags=tags_in(lines_of(said, "tags")),
        relations=tuple(_relations(said, uuid, catalogue)),
        occasions=occasions,
        facts=tuple(_facts(fields, said, catalogue)),
        favours=tuple(_favours(fields)),
        promises=tuple(_promises(fields)),
        steps=steps,
        photo=photo,
    )


def _relations(said: Fields, uuid: str, catalogue: Catalogue) -> Iterator[FoundRelation]:
    if through := line_of(said, "first_met_through"):
        yield FoundRelation(kind=RelationKind.INTRODUCED_BY, uid=through)
    yield from dict.fromkeys(relation for _, relation in catalogue.relations.get(uuid, ()))


def _planned(
    fields: Fields, catalogue: Catalogue, birthday: PartialDate | None
) -> tuple[tuple[Occasion, ...], tuple[FoundStep, ...]]:
    """Dates that matter, and next contacts; a reminder of a day that is known already says nothing new."""
    said = fields_of(fields, "properties")
    dated = ((label, find_partial(said, name)) for name, label in _OCCASIONS.items())
    occasions = [Occasion(label=label, on=on) for label, on in dated if on is not None]
    known = {_day_of_year(on) for on in (birthday, *(one.on for one in occasions)) if on is not None}
    steps: list[FoundStep] = []
    for reminder in objects_in(fields, "reminder"):
        match find_reminder(reminder, catalogue.exported):
            case FoundStep() as step:
                steps.append(step)
            case Occasion() as occasion if _day_of_year(occasion.on) not in known:
                occasions.append(occasion)
    return tuple(occasions), tuple(steps)


def _day_of_year(on: PartialDate) -> tuple[int | None, int | None]:
    return on.month, on.day


def _facts(fields: Fields, said: Fields, catalogue: Catalogue) -> Iterator[LearnedFact]:
    yield from facts_of(said)
    yield from _known(find_note(one) for one in objects_in(fields, "note"))
    yield from _known(find_pet(one) for one in objects_in(fields, "pet"))
    events = objects_in(fields, "life_event")
    yield from _known(find_life_event(one, catalogue.event_types) for one in events)


def _favours(fields: Fields) -> Iterator[Favour]:
    for found in (
        *map(find_gift, objects_in(fields, "gift")),
        *map(find_debt, objects_in(fields, "debt")),
    ):
        if found is not None:
            yield found


def _promises(fields: Fields) -> Iterator[FoundPromise]:
    for task in objects_in(fields, "task"):
        if (found := find_task(task)) is not None:
            yield found


def _known(facts: Iterable[LearnedFact | None]) -> Iterator[LearnedFact]:
    return (fact for fact in facts if fact is not None)
