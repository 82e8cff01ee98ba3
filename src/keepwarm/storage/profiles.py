"""What the book says of who people are, as search reads it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Table, select

from keepwarm.domain.claims import ClaimState
from keepwarm.domain.filters import HELD, Trait, tag_word
from keepwarm.domain.people import HandleKind, Standing
from keepwarm.domain.search_terms import Profile
from keepwarm.storage.book import Book
from keepwarm.storage.handles import postal_of
from keepwarm.storage.schema import claims, facts, handles, people, roles, tags

PARTS_OF_NAMES = ("given", "family", "middle", "nickname", "phonetic")
_OTHER_NAMES = frozenset({"name", *PARTS_OF_NAMES})


@dataclass(slots=True)
class _Gathered:
    """What is known of somebody so far."""

    standing: Standing
    names: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    cities: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    traits: set[Trait] = field(default_factory=set)

    def profile(self) -> Profile:
        """All of it."""
        traits = self.traits | ({Trait.ORGANIZATION} if any(self.organizations) else set())
        return Profile(
            standing=self.standing,
            names=tuple(self.names),
            organizations=tuple(self.organizations),
            cities=tuple(self.cities),
            countries=tuple(self.countries),
            numbers=tuple(self.numbers),
            texts=tuple(self.texts),
            tags=frozenset(self.tags - {""}),
            traits=frozenset(traits),
        )


_COLUMNS = (
    (people, ("name", *PARTS_OF_NAMES, "organization", "title", "birthday", "note", "standing")),
    (handles, ("kind", "value", "postal")),
    (roles, ("organization", "department", "title")),
    (facts, ("text",)),
    (tags, ("tag",)),
    (claims, ("field", "value", "state")),
)


def read_profiles(book: Book, person_ids: Collection[int]) -> dict[int, tuple[str, Profile]]:
    """The name and the profile of each of these people; as many as one statement takes."""
    found: dict[int, _Gathered] = {}
    for table, names in _COLUMNS:
        columns = (table.c[name] for name in ("person_id", *names))
        rows = book.rows(select(*columns).where(book.owns(table), table.c.person_id.in_(person_ids)))
        if table is people:
            found = {row[0]: _begun(row) for row in rows}
            continue
        add = _ADDS[table]
        for row in rows:
            add(found[row[0]], row)
    return {person_id: (one.names[0], one.profile()) for person_id, one in found.items()}


def is_other_name(claim: Row[Any]) -> bool:
    """Whether a claim says how somebody is called, beside what is shown."""
    return claim.state != ClaimState.GONE and claim.field in _OTHER_NAMES


def _begun(row: Row[Any]) -> _Gathered:
    """What the row of a person says; of the parts of a name those that the whole has not."""
    _, name, *parts, organization, title, birthday, note, standing = tuple(row)
    traits = {trait for trait, said in ((Trait.BIRTHDAY, birthday), (Trait.NOTE, note)) if said}
    return _Gathered(
        standing=Standing(standing),
        names=[name, *(part for part in parts if part and part not in name)],
        organizations=[organization] if organization else [],
        texts=[title, note],
        traits=traits,
    )


def _add_handle(one: _Gathered, row: Row[Any]) -> None:
    _, kind, value, postal = tuple(row)
    one.traits.add(_HELD[kind])
    is_number = kind == HandleKind.PHONE or value[:1] == "+"
    (one.numbers if is_number else one.texts).append(value)
    if postal is not None:
        parts = postal_of(postal)
        one.texts += [part for part in parts.parts if part and part not in value]
        one.cities += filter(None, (parts.locality,))
        one.countries += filter(None, (parts.country,))


_HELD = {kind.value: trait for kind, trait in HELD.items()}


def _add_role(one: _Gathered, row: Row[Any]) -> None:
    one.organizations.append(row.organization)
    one.texts += (row.department, row.title)


def _add_fact(one: _Gathered, row: Row[Any]) -> None:
    one.texts.append(row.text)
    one.traits.add(Trait.FACT)


def _add_tag(one: _Gathered, row: Row[Any]) -> None:
    one.texts.append(row.tag)
    one.tags.add(tag_word(row.tag))
    one.traits.add(Trait.TAG)


def _add_claim(one: _Gathered, row: Row[Any]) -> None:
    if is_other_name(row):
        one.names.append(row.value)


_ADDS: dict[Table, Callable[[_Gathered, Row[Any]], None]] = {
    handles: _add_handle,
    roles: _add_role,
    facts: _add_fact,
    tags: _add_tag,
    claims: _add_claim,
}
