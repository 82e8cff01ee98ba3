"""The network seen from one person: those whom they are known to know, by how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from keepwarm.domain.acquaintances import Acquaintance
from keepwarm.domain.network_groups import KIN, Group, GroupKind
from keepwarm.domain.network_picture import Placed, lay_out
from keepwarm.domain.people import Standing
from keepwarm.storage.acquaintances import acquaintances_of
from keepwarm.storage.book import Book
from keepwarm.storage.pages.network import Dot, NetworkPage, group_lines
from keepwarm.storage.people import get_person
from keepwarm.storage.schema import people

MOST_AROUND = 300
"""So many people are shown around one person, the surest first."""

_SURE, _LIKELY = 0.6, 0.3
"""How likely two know each other, for the two inner rings."""

_SHOWN = frozenset({Standing.ORDINARY, Standing.BY_RELATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFrom:
    """The person in the middle and the picture around them."""

    person_id: int
    name: str
    page: NetworkPage


def network_from(book: Book, person_id: int) -> NetworkFrom:
    """Whom somebody is known to know; a fixed number of statements. Raises Missing."""
    middle = get_person(book, person_id)
    found = acquaintances_of(book, (person_id,))[person_id]
    surest = sorted(found, key=lambda one: (-found[one].chance, one))[:MOST_AROUND]
    known = {one: found[one] for one in surest}
    names = _names(book, known)
    placed = [Placed(one, _ring(known[one]), _held_by(known[one])) for one in names]
    picture = lay_out(placed)
    places = {sector.group: place for place, sector in enumerate(picture.sectors)}
    dots = [
        Dot(
            person_id=one.person_id,
            name=names[one.person_id],
            ring=one.ring,
            group=places[one.group],
            spot=picture.spots[one.person_id],
            why=known[one.person_id].reasons(middle.name, names[one.person_id]),
        )
        for one in placed
    ]
    page = NetworkPage(
        today=book.today,
        dots=tuple(sorted(dots, key=lambda dot: (dot.ring, dot.name.casefold(), dot.person_id))),
        groups=group_lines(placed, picture),
        picture=picture,
        ties=(),
        left_out=len(found) > MOST_AROUND,
    )
    return NetworkFrom(person_id=person_id, name=middle.name, page=page)


def _names(book: Book, known: Mapping[int, Acquaintance]) -> dict[int, str]:
    found = select(people.c.person_id, people.c.name, people.c.standing)
    rows = book.rows(found.where(book.owns(people), people.c.person_id.in_(known)))
    return {row.person_id: row.name for row in rows if Standing(row.standing) in _SHOWN}


def _ring(known: Acquaintance) -> int:
    return 0 if known.chance >= _SURE else 1 if known.chance >= _LIKELY else 2


def _held_by(known: Acquaintance) -> Group:
    """What of all that is known of the two says most, as a group."""
    if known.relation is not None:
        kind = GroupKind.FAMILY if known.relation in KIN else GroupKind.AROUND
        return Group(kind, "")
    if known.circles:
        return Group(GroupKind.CIRCLE, known.circles[0])
    if known.events:
        return Group(GroupKind.EVENT, known.events[0])
    return Group(GroupKind.TALKS, "")
