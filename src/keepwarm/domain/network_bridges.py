"""Bridges: people without whom two groups would know nothing of each other."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from keepwarm.domain.network_groups import Group, Known, Members
from keepwarm.domain.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """Two groups and who alone holds them together: one person, or two whose tie is the only one."""

    one: Group
    other: Group
    held_by: tuple[int, ...]

    def reason(self, names: Mapping[int, str]) -> Reason:
        """The same with names, to be put into words."""
        groups = {
            "one": self.one.name,
            "one_kind": self.one.kind.value,
            "other": self.other.name,
            "other_kind": self.other.kind.value,
        }
        first = names[self.held_by[0]]
        if len(self.held_by) == 1:
            return Reason.of("bridge_one", person=first, **groups)
        return Reason.of("bridge_two", person=first, friend=names[self.held_by[1]], **groups)


GroupsOf = Mapping[int, Collection[Group]]
"""By person, every group to which they belong."""


def groups_of(homes: Mapping[int, Group], members: Members) -> dict[int, frozenset[Group]]:
    """Every group of the picture to which each belongs: the one in which they stand, and the others."""
    shown = frozenset(homes.values())
    found: defaultdict[int, set[Group]] = defaultdict(set)
    for one, group in homes.items():
        found[one].add(group)
    for group in shown:
        for one in members.get(group, ()):
            found[one].add(group)
    return {one: frozenset(those) for one, those in found.items()}


def bridges(belong: GroupsOf, known: Known) -> list[Bridge]:
    """Who holds two groups together alone, those between the largest groups first.

    A link between two groups is somebody who belongs to both, or a tie between one of either who does not
    belong to both. Whoever has a part in every link of the two holds them: without that one there is none.
    """
    links = _links(belong, known)
    sizes = Counter(group for groups in belong.values() for group in groups)
    found = []
    for (one, other), those in links.items():
        holders = frozenset.intersection(*those)
        if holders:
            found.append(Bridge(one=one, other=other, held_by=tuple(sorted(holders))))
    return sorted(found, key=lambda one: (-min(sizes[one.one], sizes[one.other]), one.one, one.other))


_Pair = tuple[Group, Group]


def _links(belong: GroupsOf, known: Known) -> dict[_Pair, list[frozenset[int]]]:
    found: defaultdict[_Pair, list[frozenset[int]]] = defaultdict(list)
    for one, groups in belong.items():
        for pair in combinations(sorted(groups), 2):
            found[pair].append(frozenset({one}))
    for one, other in _ties(known):
        for pair in _between(belong.get(one, ()), belong.get(other, ())):
            found[pair].append(frozenset({one, other}))
    return found


def _ties(known: Known) -> Iterable[tuple[int, int]]:
    return ((one, other) for one, theirs in known.items() for other in theirs if one < other)


def _between(mine: Collection[Group], theirs: Collection[Group]) -> set[_Pair]:
    return {
        (min(here, there), max(here, there))
        for here in mine
        for there in theirs
        if here != there and here not in theirs and there not in mine
    }
