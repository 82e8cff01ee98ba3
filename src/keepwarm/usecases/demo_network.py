"""Who knows whom in the demo: a family, a choir, colleagues, and friends across two places of work."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from keepwarm.demo.cast import Member
from keepwarm.demo.stories import Story
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.details import RelationKind
from keepwarm.storage.book import Book
from keepwarm.storage.relations import add_relation
from keepwarm.storage.tags import set_tags

CHOIR = "harbour choir"
_SINGERS = {Story.STEADY: (1, 5, 9, 14, 18), Story.CLOSE: (3,), Story.ONCE: (20, 21, 22, 23)}
_FRIENDS = ((2, 21), (6, 25), (11, 16))
"""Pairs among the steady ones who know each other though nothing else joins them."""

_COLLEAGUES = 3
"""So many of a place of work are known to work together."""

_Related = tuple[int, int, RelationKind]


def know_each_other(book: Book, ids: Sequence[tuple[Member, int]]) -> None:
    """Add it within the batch that makes the demo."""
    those: defaultdict[Story, list[tuple[Member, int]]] = defaultdict(list)
    for member, person_id in ids:
        those[member.story].append((member, person_id))
    for story, places in _SINGERS.items():
        for place in places:
            set_tags(book, those[story][place][1], (CHOIR,), source=OWNER_SAID)
    steady, close, once = those[Story.STEADY], those[Story.CLOSE], those[Story.ONCE]
    family = [close[0][1], close[1][1], once[10][1], once[11][1]]
    friends = ((steady[one][1], steady[other][1], RelationKind.FRIEND) for one, other in _FRIENDS)
    for one, other, kind in (*_family(family), *friends, *_colleagues([*steady, *close, *once])):
        add_relation(book, one, other, kind, label="", source=OWNER_SAID)


def _family(four: Sequence[int]) -> Iterator[_Related]:
    """Two who are married, and their children."""
    yield four[0], four[1], RelationKind.SPOUSE
    for child in four[2:]:
        yield four[0], child, RelationKind.CHILD
        yield four[1], child, RelationKind.CHILD


def _colleagues(cast: Sequence[tuple[Member, int]]) -> Iterator[_Related]:
    """Of each place of work the first few, one beside the next."""
    there: defaultdict[str, list[int]] = defaultdict(list)
    for member, person_id in cast:
        if member.person.organization:
            there[member.person.organization].append(person_id)
    for those in there.values():
        for one, other in pairwise(those[:_COLLEAGUES]):
            yield one, other, RelationKind.COLLEAGUE
