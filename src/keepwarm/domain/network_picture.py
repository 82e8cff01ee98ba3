"""The picture of a network: the owner in the middle, people in rings by closeness, groups as sectors.

Where somebody stands follows from who they are and how many stand beside them, and from nothing else: no
chance, no simulation. So it is the same at each visit, and a new person pushes the neighbours aside by about
one place instead of stirring everybody.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import count, islice
from math import cos, floor, pi, sin
from typing import NamedTuple

from keepwarm.domain.bearings import CLOSE
from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.ids import lot_of
from keepwarm.domain.network_groups import Group, in_order
from keepwarm.domain.stages import Stage

MIDDLE = 1.6
"""The room of whoever stands in the middle; one unit is the room of one person."""

_GAP = 0.35
"""What is left free on either side of a sector, and between a ring and the next."""

_FILLED = 0.72
"""How much of a row is taken at most, so that there is room to stand near one's group."""

_SMALLEST_SHARE = 0.025
_UNEVEN = 0.85
"""Of twice as many people a sector grows by less than twice, so that small groups can be seen."""


class Layer(IntEnum):
    """How close somebody is; the ring on which they stand, from the middle outwards."""

    CLOSE = 0
    CONNECTION = 1
    CONVERSATION = 2
    QUIET = 3
    NEW = 4


_LAYERS: Mapping[Stage, Layer] = {
    Stage.ALLY: Layer.CLOSE,
    Stage.CONNECTION: Layer.CONNECTION,
    Stage.IN_CONVERSATION: Layer.CONVERSATION,
    Stage.DORMANT: Layer.QUIET,
}
_LOOSE = frozenset({Rhythm.SLIPPING, Rhythm.AT_RISK, Rhythm.DORMANT})


def layer_of(stage: Stage, rhythm: Rhythm | None, closeness: int) -> Layer:
    """The ring: where the owner wants to be close that says it, else what the tie shows."""
    if closeness == CLOSE:
        return Layer.CLOSE
    if stage is Stage.IN_CONVERSATION and rhythm is Rhythm.DORMANT:
        return Layer.QUIET
    return _LAYERS.get(stage, Layer.NEW)


def is_drifting(layer: Layer, rhythm: Rhythm | None) -> bool:
    """Whether somebody who is near goes away against their own rhythm."""
    return layer < Layer.QUIET and rhythm in _LOOSE


class Placed(NamedTuple):
    """Somebody to be drawn: on which ring, in which sector (None for no group), at the edge or not."""

    person_id: int
    ring: int
    group: Group | None
    drifting: bool = False


class Spot(NamedTuple):
    """Where somebody stands; the middle is 0, 0, and y goes down as on a screen."""

    x: float
    y: float


class Sector(NamedTuple):
    """The part of the circle in which a group stands, in radians clockwise from the top."""

    group: Group | None
    begins: float
    ends: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Where everybody stands; `rings` has the outer radius of each ring on which somebody does."""

    spots: Mapping[int, Spot]
    sectors: Sequence[Sector]
    rings: Mapping[int, float]

    @property
    def radius(self) -> float:
        """How far the picture goes."""
        return max(self.rings.values(), default=MIDDLE)


def lay_out(people: Collection[Placed]) -> Picture:
    """Find a place for everybody.

    A ring has rows of those in their rhythm, and rows of those who drift around these. In its group
    everybody comes in an order that their id drew once and for all; rows are taken in turn.
    """
    sectors = _sectors(people)
    bands: defaultdict[tuple[int, bool], defaultdict[Group | None, list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in people:
        bands[one.ring, one.drifting][one.group].append(one.person_id)
    spots: dict[int, Spot] = {}
    rings: dict[int, float] = {}
    inner = MIDDLE
    for ring, drifting in sorted(bands):
        held = bands[ring, drifting]
        if ring not in rings:
            inner += _GAP
        rows = _rows_for(sum(map(len, held.values())), inner)
        for row, wanted in enumerate(_wanted(held, sectors, rows, inner)):
            spots |= _row(wanted, inner + row + 0.5)
        inner += rows
        rings[ring] = inner
    return Picture(spots=spots, sectors=sectors, rings=rings)


def _sectors(people: Iterable[Placed]) -> tuple[Sector, ...]:
    counts = Counter(one.group for one in people)
    groups: list[Group | None] = [*in_order(group for group in counts if group is not None)]
    if None in counts:
        groups.append(None)
    weights = [counts[group] ** _UNEVEN for group in groups]
    least = sum(weights) * _SMALLEST_SHARE
    weights = [max(weight, least) for weight in weights]
    whole, so_far = sum(weights), 0.0
    found = []
    for group, weight in zip(groups, weights, strict=True):
        begins, so_far = so_far, so_far + 2 * pi * weight / whole
        found.append(Sector(group, begins, so_far))
    return tuple(found)


def _rows_for(people: int, inner: float) -> int:
    """How many rows of one unit have room for so many."""
    rows = 1
    while people > _FILLED * 2 * pi * (inner + rows / 2) * rows:
        rows += 1
    return rows


_Wanted = list[tuple[float, int]]
"""At which angle each would stand in a row if nobody else were there, in that order."""


def _wanted(
    held: Mapping[Group | None, Collection[int]], sectors: Sequence[Sector], rows: int, inner: float
) -> list[_Wanted]:
    found: list[_Wanted] = [[] for _ in range(rows)]
    for number, sector in enumerate(sectors):
        ids = sorted(held.get(sector.group, ()), key=lambda one: (lot_of(one), one))
        whole = sector.ends - sector.begins
        width = max(whole - 2 * _GAP / inner, whole / 3)
        begins = (sector.begins + sector.ends - width) / 2
        turns = islice(_turns(rows, inner), number % (2 * rows), None)
        for place, (person_id, row) in enumerate(zip(ids, turns, strict=False)):
            found[row].append((begins + width * (place + 0.5) / len(ids), person_id))
    return found


def _turns(rows: int, inner: float) -> Iterator[int]:
    """Rows outwards and back again without an end, an inner one left out as often as it is shorter.

    So that whoever comes one place later stands in a row beside.
    """
    longest = inner + rows - 0.5
    shares = [(inner + row + 0.5) / longest for row in range(rows)]
    for number in count():
        taken = [
            row for row in range(rows) if floor((number + 1) * shares[row]) > floor(number * shares[row])
        ]
        yield from reversed(taken) if number % 2 else taken


def _row(wanted: _Wanted, radius: float) -> dict[int, Spot]:
    """Stand where each wants to, pushed apart as little as it takes to leave one unit to everybody."""
    apart = min(1 / radius, 2 * pi / max(len(wanted), 1))
    free = 2 * pi - apart * len(wanted)
    eased = _rising([angle - apart * (place + 0.5) for place, (angle, _) in enumerate(wanted)])
    found = {}
    for place, (start, (_, person_id)) in enumerate(zip(eased, wanted, strict=True)):
        angle = min(max(start, 0.0), free) + apart * (place + 0.5)
        found[person_id] = Spot(radius * sin(angle), -radius * cos(angle))
    return found


def _rising(values: Iterable[float]) -> list[float]:
    """The nearest values that never fall: neighbours that would become their mean (isotonic regression)."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while blocks and blocks[-1][0] * count > total * blocks[-1][1]:
            before, so_many = blocks.pop()
            total, count = total + before, count + so_many
        blocks.append((total, count))
    return [total / count for total, count in blocks for _ in range(count)]
