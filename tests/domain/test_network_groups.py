"""Groups of a network, and who holds two of them together."""

from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.network_bridges import Bridge, bridges, groups_of
from keepwarm.domain.network_groups import MOST_GROUPS, Group, GroupKind, families, homes

ACME, CHOIR, DOCK = (
    Group(GroupKind.WORK, "Acme"),
    Group(GroupKind.TAG, "choir"),
    Group(GroupKind.WORK, "Dock"),
)
NAMES = {number: f"Person {number}" for number in range(200)}


def both_ways(*ties: tuple[int, int]) -> dict[int, dict[int, float]]:
    """Ties, told from either side."""
    known: dict[int, dict[int, float]] = {}
    for one, other in ties:
        known.setdefault(one, {})[other] = known.setdefault(other, {})[one] = 0.8
    return known


def test_of_several_groups_one_stands_in_that_of_the_first_kind() -> None:
    members = {ACME: frozenset({1, 2, 3, 4}), CHOIR: frozenset({4, 5, 6})}
    found = homes(range(1, 7), members, {}, NAMES)
    assert found == {1: ACME, 2: ACME, 3: ACME, 4: CHOIR, 5: CHOIR, 6: CHOIR}


def test_a_group_that_keeps_too_few_gives_them_to_the_next_of_theirs() -> None:
    members = {ACME: frozenset({1, 2, 3}), CHOIR: frozenset({3, 4, 5})}
    found = homes(range(1, 6), members, {}, NAMES)
    assert found == {3: CHOIR, 4: CHOIR, 5: CHOIR}
    two_stay = homes(range(1, 6), {**members, DOCK: frozenset({1, 2, 9})}, {}, NAMES)
    assert two_stay == found


def test_who_is_in_no_group_joins_the_one_where_most_of_their_ties_lead() -> None:
    members = {ACME: frozenset({1, 2, 3}), CHOIR: frozenset({4, 5, 6})}
    known = both_ways((7, 1), (7, 2), (7, 4), (8, 7))
    found = homes(range(1, 10), members, known, NAMES)
    assert (found[7], found[8]) == (ACME, ACME)
    assert 9 not in found


def test_people_who_know_one_another_and_have_no_name_stand_around_the_middle_one() -> None:
    found = homes(range(1, 6), {}, both_ways((1, 2), (1, 3), (1, 4)), NAMES)
    assert found == dict.fromkeys((1, 2, 3, 4), Group(GroupKind.AROUND, "Person 1"))


def test_a_tag_that_nearly_everybody_bears_is_no_group() -> None:
    everybody = range(100)
    found = homes(everybody, {CHOIR: frozenset(range(90)), ACME: frozenset({1, 2, 3})}, {}, NAMES)
    assert found == dict.fromkeys((1, 2, 3), ACME)


def test_the_picture_has_so_many_groups_at_most_the_largest() -> None:
    members = {
        Group(GroupKind.WORK, f"Work {number:02}"): frozenset(range(number * 4, number * 4 + 3 + number % 2))
        for number in range(40)
    }
    found = set(homes(range(160), members, {}, NAMES).values())
    assert len(found) == MOST_GROUPS
    assert found >= {group for group, those in members.items() if len(those) > 3}


def test_a_family_goes_on_over_whoever_is_related_and_is_called_after_its_middle() -> None:
    found = families([(1, 2), (2, 3), (2, 4), (8, 9)], NAMES)
    assert found == {
        Group(GroupKind.FAMILY, "Person 2"): frozenset({1, 2, 3, 4}),
        Group(GroupKind.FAMILY, "Person 8"): frozenset({8, 9}),
    }


def test_who_alone_belongs_to_both_holds_them_together() -> None:
    belong = {1: {ACME, CHOIR}, 2: {ACME}, 3: {CHOIR}}
    assert bridges(belong, {}) == [Bridge(one=CHOIR, other=ACME, held_by=(1,))]
    assert bridges({**belong, 4: {ACME, CHOIR}}, {}) == []


def test_of_a_tie_that_is_the_only_one_both_hold_it_and_of_several_who_is_in_each() -> None:
    belong = {1: {ACME}, 2: {ACME}, 3: {CHOIR}, 4: {CHOIR}}
    assert bridges(belong, both_ways((1, 3))) == [Bridge(one=CHOIR, other=ACME, held_by=(1, 3))]
    assert bridges(belong, both_ways((1, 3), (1, 4))) == [Bridge(one=CHOIR, other=ACME, held_by=(1,))]
    assert bridges(belong, both_ways((1, 3), (2, 4))) == []


def test_a_circle_in_which_one_does_not_stand_is_told_with_the_others() -> None:
    homes_of = {1: ACME, 2: CHOIR}
    members = {ACME: frozenset({1}), CHOIR: frozenset({1, 2}), DOCK: frozenset({1})}
    assert groups_of(homes_of, members) == {1: {ACME, CHOIR}, 2: {CHOIR}}


@given(
    st.dictionaries(st.integers(0, 9), st.sets(st.sampled_from([ACME, CHOIR, DOCK]), max_size=2)),
    st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda two: two[0] < two[1]), max_size=12),
)
def test_without_a_holder_no_link_is_left_and_without_anybody_else_there_is(
    belong: dict[int, set[Group]], ties: set[tuple[int, int]]
) -> None:
    held = {(one.one, one.other): set(one.held_by) for one in bridges(belong, both_ways(*ties))}
    for one, other in ((CHOIR, ACME), (CHOIR, DOCK), (ACME, DOCK)):
        holders = {gone for gone in range(10) if not linked(belong, ties, one, other, gone)}
        is_linked = linked(belong, ties, one, other, None)
        pair = (min(one, other), max(one, other))
        assert held.get(pair, set()) == (holders if is_linked else set())


def linked(
    belong: dict[int, set[Group]], ties: set[tuple[int, int]], one: Group, other: Group, gone: int | None
) -> bool:
    """Whether anything joins two groups when somebody is not there: tried out."""
    left = {person: groups for person, groups in belong.items() if person != gone}
    if any({one, other} <= groups for groups in left.values()):
        return True
    return any(
        (one in left.get(a, ()) and other in left.get(b, ()))
        or (other in left.get(a, ()) and one in left.get(b, ()))
        for a, b in ties
    )
