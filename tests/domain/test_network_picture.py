"""Where everybody stands in the picture of a network."""

from collections.abc import Sequence
from math import dist, hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.network_groups import Group, GroupKind
from keepwarm.domain.network_picture import (
    MIDDLE,
    Layer,
    Picture,
    Placed,
    is_drifting,
    lay_out,
    layer_of,
)
from keepwarm.domain.stages import Stage

GROUPS = (*(Group(GroupKind.WORK, name) for name in ("Acme", "Bakery", "Choir", "Dock")), None)


def placed(ids: Sequence[int]) -> list[Placed]:
    """People of all rings and groups, by what their ids draw."""
    spread = [(one, one * 0x9E3779B97F4A7C15 % (1 << 61)) for one in ids]
    return [
        Placed(one, lot % 5, GROUPS[lot // 5 % 5], lot % 5 < 3 and lot // 25 % 4 == 0) for one, lot in spread
    ]


some_ids = st.sets(st.integers(-(1 << 63), (1 << 63) - 1), max_size=300)


@given(some_ids)
def test_everybody_stands_once_and_nobody_on_another(ids: set[int]) -> None:
    spots = lay_out(placed(sorted(ids))).spots
    assert spots.keys() == ids
    near: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for spot in spots.values():
        for x in (-1, 0, 1):
            for y in (-1, 0, 1):
                others = near.get((int(spot.x // 1) + x, int(spot.y // 1) + y), ())
                assert all(dist(spot, other) > 0.55 for other in others)
        near.setdefault((int(spot.x // 1), int(spot.y // 1)), []).append(spot)


@given(some_ids)
def test_rings_lie_around_one_another_and_who_drifts_stands_at_the_edge(ids: set[int]) -> None:
    people = placed(sorted(ids))
    picture = lay_out(people)
    inner = MIDDLE
    for ring, outer in picture.rings.items():
        away = {one.person_id: hypot(*picture.spots[one.person_id]) for one in people if one.ring == ring}
        assert all(inner < far < outer for far in away.values())
        steady = [away[one.person_id] for one in people if one.ring == ring and not one.drifting]
        loose = [away[one.person_id] for one in people if one.ring == ring and one.drifting]
        assert not steady or not loose or max(steady) < min(loose)
        inner = outer
    assert picture.radius == inner


@given(some_ids, st.randoms(use_true_random=False))
def test_it_is_the_same_in_whichever_order_people_are_read(ids: set[int], rng: object) -> None:
    people = placed(sorted(ids))
    shuffled = sorted(people, key=lambda _: rng.random())  # type: ignore[attr-defined]  # Hypothesis types it so
    assert lay_out(shuffled) == lay_out(people)


def moved(before: Picture, after: Picture) -> list[float]:
    """How far everybody moved, against the whole picture, the furthest first."""
    return sorted(
        (dist(before.spots[one], after.spots[one]) / after.radius for one in before.spots), reverse=True
    )


@pytest.mark.parametrize(
    ("people", "furthest", "nine_in_ten", "half"),
    [(40, 0.4, 0.15, 0.05), (300, 0.25, 0.07, 0.005), (1_000, 0.1, 0.01, 0.002)],
)
def test_a_new_person_moves_nobody_far(people: int, furthest: float, nine_in_ten: float, half: float) -> None:
    ids = [(number * 0x5851F42D4C957F2D + 1) % (1 << 62) for number in range(people + 20)]
    for fresh in range(people, people + 20):
        far = moved(lay_out(placed(ids[:fresh])), lay_out(placed(ids[: fresh + 1])))
        assert far[0] < furthest
        assert far[people // 10] < nine_in_ten
        assert far[people // 2] < half


@pytest.mark.parametrize(
    ("stage", "rhythm", "closeness", "layer", "drifts"),
    [
        (Stage.LISTED, None, 3, Layer.CLOSE, False),
        (Stage.DORMANT, Rhythm.DORMANT, 3, Layer.CLOSE, True),
        (Stage.ALLY, Rhythm.IN_RHYTHM, 2, Layer.CLOSE, False),
        (Stage.CONNECTION, Rhythm.AT_RISK, 2, Layer.CONNECTION, True),
        (Stage.CONNECTION, Rhythm.SLIPPING, 1, Layer.CONNECTION, True),
        (Stage.IN_CONVERSATION, Rhythm.IN_RHYTHM, 2, Layer.CONVERSATION, False),
        (Stage.IN_CONVERSATION, Rhythm.DORMANT, 2, Layer.QUIET, False),
        (Stage.DORMANT, Rhythm.DORMANT, 2, Layer.QUIET, False),
        (Stage.REACHED, Rhythm.SLIPPING, 2, Layer.NEW, False),
        (Stage.RESEARCHED, None, 2, Layer.NEW, False),
    ],
)
def test_the_ring_is_what_the_owner_chose_or_else_what_the_tie_shows(
    stage: Stage, rhythm: Rhythm | None, closeness: int, layer: Layer, drifts: bool
) -> None:
    assert layer_of(stage, rhythm, closeness) is layer
    assert is_drifting(layer, rhythm) is drifts
