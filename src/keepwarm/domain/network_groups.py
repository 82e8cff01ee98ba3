"""Groups of a network: to which one everybody belongs in the picture, and why it is called so.

Where it can, a group is something that has a name: a family, a circle, a tag, a place of work, an event.
Whoever has none of these goes where the people are whom they are known to know.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from keepwarm.domain.details import RelationKind

SMALLEST = 3
"""Fewer people are no group."""

MOST_GROUPS = 24
"""So many groups can be told apart in one picture; the people of smaller ones stand among the others."""

_ROUNDS = 6
_CROWD = 60
_HALF = 2
"""More people than the crowd, and than half of all, have too little in common to be a group."""


class GroupKind(IntEnum):
    """What holds a group together; of several groups somebody stands in the one of the first kind."""

    FAMILY = 1
    CIRCLE = 2
    TAG = 3
    WORK = 4
    EVENT = 5
    AROUND = 6
    TALKS = 7


class Group(NamedTuple):
    """A group: a family or people around somebody bear that one's name, every other its own."""

    kind: GroupKind
    name: str


Members = Mapping[Group, frozenset[int]]
"""By group, everybody in it; somebody may be in several."""

Known = Mapping[int, Mapping[int, float]]
"""By person, whom they are known to know, and how surely; told from either side."""

KIN = frozenset({
    RelationKind.SPOUSE, RelationKind.PARTNER, RelationKind.PARENT, RelationKind.CHILD, RelationKind.SIBLING,
    RelationKind.RELATIVE,
})  # fmt: skip
"""The relations that make a family."""

Tie = tuple[int, int]


def families(kin: Iterable[Tie], names: Mapping[int, str]) -> dict[Group, frozenset[int]]:
    """Those whom family holds together, directly or over others, under the name of whoever has most of it."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in kin:
        near[one].add(other)
        near[other].add(one)
    found = {}
    seen: set[int] = set()
    for start in sorted(near):
        if start not in seen:
            family = _reached(start, near)
            seen |= family
            head = min(family, key=lambda one: (-len(near[one]), names[one], one))
            found[Group(GroupKind.FAMILY, names[head])] = family
    return found


def _reached(start: int, near: Mapping[int, Collection[int]]) -> frozenset[int]:
    reached, waiting = {start}, [start]
    while waiting:
        fresh = [one for one in near[waiting.pop()] if one not in reached]
        reached.update(fresh)
        waiting += fresh
    return frozenset(reached)


def homes(
    everybody: Collection[int], members: Members, known: Known, names: Mapping[int, str]
) -> dict[int, Group]:
    """The one group in which each stands; whoever is in none has no entry.

    A group that keeps fewer than `SMALLEST` gives them to the next of theirs, the smallest first. Whoever
    is in no named group joins the one to which most of their ties lead; where these lead to none either,
    those who know one another stand around the one of them with the most ties.
    """
    found = _named_homes(everybody, members)
    joined = _joined(everybody, found, known)
    around: defaultdict[int, set[int]] = defaultdict(set)
    for one, place in joined.items():
        if isinstance(place, Group):
            found[one] = place
        else:
            around[place].add(one)
    for those in around.values():
        if len(those) >= SMALLEST:
            middle = min(
                those, key=lambda one: (-sum(other in those for other in known[one]), names[one], one)
            )
            found |= dict.fromkeys(those, Group(GroupKind.AROUND, names[middle]))
    return _largest(found)


def _named_homes(everybody: Collection[int], members: Members) -> dict[int, Group]:
    most = max(_CROWD, len(everybody) // _HALF)
    drawn = frozenset(everybody)
    held = {group: those & drawn for group, those in members.items()}
    held = {group: those for group, those in held.items() if SMALLEST <= len(those) <= most}
    choices: defaultdict[int, list[Group]] = defaultdict(list)
    for group in sorted(held, reverse=True):
        for one in held[group]:
            choices[one].append(group)  # the best one last, to be popped behind
    standing: defaultdict[Group, set[int]] = defaultdict(set)
    for one, theirs in choices.items():
        standing[theirs[-1]].add(one)
    while small := [group for group, those in standing.items() if len(those) < SMALLEST]:
        group = min(small, key=lambda one: (len(standing[one]), one))
        for one in standing.pop(group):
            choices[one].pop()
            while choices[one] and choices[one][-1] not in standing:
                choices[one].pop()
            if choices[one]:
                standing[choices[one][-1]].add(one)
    return {one: group for group, those in standing.items() for one in those}


def _joined(everybody: Collection[int], found: Mapping[int, Group], known: Known) -> dict[int, Group | int]:
    """Labels handed on along ties (Raghavan, Albert, Kumara 2007), in the order of ids so that they are
    the same each time; who has a group keeps it.
    """
    free = [one for one in sorted(everybody) if one not in found and known.get(one)]
    labels: dict[int, Group | int] = {one: one for one in free}
    for _ in range(_ROUNDS):
        moved = False
        for one in free:
            votes: defaultdict[Group | int, float] = defaultdict(float)
            for other, chance in known[one].items():
                label = found.get(other) or labels.get(other)
                if label is not None:
                    votes[label] += chance
            best = min(votes, key=lambda label: (-votes[label], _order(label)), default=one)
            moved |= best != labels[one]
            labels[one] = best
        if not moved:
            break
    return labels


def _order(label: Group | int) -> tuple[int, str, int]:
    return (0, label.name, label.kind) if isinstance(label, Group) else (1, "", label)


def _largest(found: Mapping[int, Group]) -> dict[int, Group]:
    sizes = Counter(found.values())
    kept = frozenset(sorted(sizes, key=lambda group: (-sizes[group], group))[:MOST_GROUPS])
    return {one: group for one, group in found.items() if group in kept}


def in_order(groups: Iterable[Group]) -> Sequence[Group]:
    """Groups as they stand around the picture: by name, so that a new one only moves the others apart."""
    return sorted(set(groups), key=lambda group: (group.name.casefold(), group))
