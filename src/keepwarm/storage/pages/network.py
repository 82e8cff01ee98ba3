"""The network: its people by closeness and by group, who holds groups together, and who drifts."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from keepwarm.domain.bearings import NO_BEARING
from keepwarm.domain.network_bridges import Bridge, bridges, groups_of
from keepwarm.domain.network_groups import Group, Known, homes
from keepwarm.domain.network_picture import (
    Layer,
    Picture,
    Placed,
    Spot,
    is_drifting,
    lay_out,
    layer_of,
)
from keepwarm.domain.reasons import Reason
from keepwarm.domain.tie_state import tie_of
from keepwarm.storage.book import Book
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.network_rows import (
    closenesses,
    groups_among,
    known_among,
    people_drawn,
    related_among,
    talks_among,
)
from keepwarm.storage.pages.people import PersonLine, person_lines
from keepwarm.storage.ties import read_calibrations, read_owner_rate, stored_histories

MOST_LISTED = 12
"""So many bridges, and so many who drift, are named with why; the picture marks them all."""

_REASONS = 2
"""Of why somebody drifts: when the two last spoke, and how often they usually do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """Somebody in the picture: on which ring, in which group (its place among the groups), and why."""

    person_id: int
    name: str
    ring: int
    group: int | None
    spot: Spot
    drifting: bool = False
    bridge: bool = False
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group as it is listed, and how many of its people stand there, are near, and drift."""

    group: Group
    people: int
    near: int
    drifting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedReason:
    """Why somebody is named."""

    person_id: int
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """The picture with all that it shows; `ties` are pairs of places among the dots.

    Of the bridges and the drifting only the first are listed, `how_many` are there in all. `left_out` says
    that the book has more people than are drawn.
    """

    today: date
    dots: Sequence[Dot]
    groups: Sequence[GroupLine]
    picture: Picture
    ties: Sequence[tuple[int, int]]
    bridges: tuple[NamedReason, ...] = ()
    how_many_bridges: int = 0
    drifting: tuple[NamedReason, ...] = ()
    how_many_drifting: int = 0
    left_out: bool = False

    @property
    def more_bridges(self) -> int:
        """How many are not listed."""
        return self.how_many_bridges - sum(len(line.reasons) for line in self.bridges)

    @property
    def more_drifting(self) -> int:
        """How many of those who drift are not listed."""
        return self.how_many_drifting - len(self.drifting)

    @property
    def rings(self) -> Mapping[int, Sequence[Dot]]:
        """Who stands on each ring, the innermost first, by name."""
        found: dict[int, list[Dot]] = {}
        for dot in self.dots:
            found.setdefault(dot.ring, []).append(dot)
        return dict(sorted(found.items()))


def network_page(book: Book) -> NetworkPage:
    """Everybody as the owner has them; of a large book the strongest ties."""
    rows, left_out = people_drawn(book)
    lines = {line.person_id: line for line in person_lines(book, rows)}
    names = {one: line.name for one, line in lines.items()}
    kin = related_among(book, lines)
    known = known_among(kin, talks_among(book, lines))
    members = groups_among(book, rows, kin)
    standing = homes(lines, members, known, names)
    holds = bridges(groups_of(standing, members), known)
    near = closenesses(book, lines)
    placed = [_placed(line, near, standing.get(one)) for one, line in lines.items()]
    drifting = [one.person_id for one in placed if one.drifting]  # the strongest first, as they were read
    picture = lay_out(placed)
    dots = _dots(placed, picture, names, {one for hold in holds for one in hold.held_by})
    return NetworkPage(
        today=book.today,
        dots=dots,
        groups=group_lines(placed, picture),
        picture=picture,
        ties=tuple(_ties(dots, known)),
        bridges=_by_holder(holds, names),
        how_many_bridges=len(holds),
        drifting=_drifting(book, drifting[:MOST_LISTED], names),
        how_many_drifting=len(drifting),
        left_out=left_out,
    )


def _placed(line: PersonLine, near: Mapping[int, int], group: Group | None) -> Placed:
    layer = layer_of(line.stage, line.rhythm, near.get(line.person_id, NO_BEARING.closeness))
    return Placed(line.person_id, layer, group, is_drifting(layer, line.rhythm))


def _dots(
    placed: Collection[Placed], picture: Picture, names: Mapping[int, str], holders: Collection[int]
) -> tuple[Dot, ...]:
    places = {sector.group: place for place, sector in enumerate(picture.sectors)}
    found = (
        Dot(
            person_id=one.person_id,
            name=names[one.person_id],
            ring=one.ring,
            group=None if one.group is None else places[one.group],
            spot=picture.spots[one.person_id],
            drifting=one.drifting,
            bridge=one.person_id in holders,
        )
        for one in placed
    )
    return tuple(sorted(found, key=lambda dot: (dot.ring, dot.name.casefold(), dot.person_id)))


def group_lines(placed: Collection[Placed], picture: Picture) -> tuple[GroupLine, ...]:
    """The groups in the order of their sectors; those of no group are none."""
    people = Counter(one.group for one in placed)
    near = Counter(one.group for one in placed if one.ring <= Layer.CONNECTION)
    drifting = Counter(one.group for one in placed if one.drifting)
    return tuple(
        GroupLine(group=group, people=people[group], near=near[group], drifting=drifting[group])
        for group, *_ in picture.sectors
        if group is not None
    )


def _ties(dots: Sequence[Dot], known: Known) -> Iterator[tuple[int, int]]:
    places = {dot.person_id: place for place, dot in enumerate(dots)}
    for one, theirs in known.items():
        yield from ((places[one], places[other]) for other in theirs if places[one] < places[other])


def _by_holder(holds: Sequence[Bridge], names: Mapping[int, str]) -> tuple[NamedReason, ...]:
    """Who holds which groups together, each of the first few named once."""
    found: dict[int, list[Reason]] = {}
    for hold in holds:
        found.setdefault(hold.held_by[0], []).append(hold.reason(names))
    lines = (NamedReason(person_id=one, name=names[one], reasons=tuple(why)) for one, why in found.items())
    return tuple(islice(lines, MOST_LISTED))


def _drifting(book: Book, ids: Sequence[int], names: Mapping[int, str]) -> tuple[NamedReason, ...]:
    evidence = evidence_for(book, stored_histories(book, ids))
    kept, rate = read_calibrations(book), read_owner_rate(book)
    ties = {one: tie_of(evidence[one], book.days, kept, rate) for one in ids if one in evidence}
    return tuple(
        NamedReason(person_id=one, name=names[one], reasons=tuple(tie.reasons[:_REASONS]))
        for one, tie in ties.items()
    )
