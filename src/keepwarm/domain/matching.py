"""Who is certainly the same person: own ids, names and handles, never a name alone.

Certainty only grows with what is known of somebody, so that the order in which sources come does not
matter: who is certainly the same as two people in a book shows that these two are one.
"""

import hashlib
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from itertools import combinations

from keepwarm.domain.handle_keys import HandleTrait, are_one, trait_of
from keepwarm.domain.ids import Pair, pair_of
from keepwarm.domain.likeness import Likeness
from keepwarm.domain.packed_people import PackedPeople
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.reasons import Reason
from keepwarm.domain.recognition import tells
from keepwarm.domain.sources import FoundPerson, Whom
from keepwarm.domain.text import folded

HandleKey = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Somebody known who is the same person, and why we think so."""

    person_id: int
    reason: Reason


class Index:
    """People by something to recognise them by, in the order of their coming.

    Things stand here by their hashes, of 64 bits, and most are held by one alone, who then needs no table:
    a book of a hundred thousand people takes little room.
    """

    def __init__(self) -> None:
        self._held: dict[int, int | dict[int, None]] = {}

    def holders(self, thing: Hashable) -> Collection[int]:
        """Everybody who holds this, each once."""
        found = self._held.get(hash(thing))
        if found is None:
            return ()
        return (found,) if isinstance(found, int) else found

    def put(self, thing: Hashable, person_id: int) -> None:
        """Enter somebody."""
        found = self._held.setdefault(hash(thing), person_id)
        if isinstance(found, dict):
            found[person_id] = None
        elif found != person_id:
            self._held[hash(thing)] = {found: None, person_id: None}

    def drop(self, thing: Hashable, person_id: int) -> None:
        """Take somebody away."""
        found = self._held.get(hash(thing))
        if isinstance(found, dict):
            found.pop(person_id, None)
        elif found == person_id:
            del self._held[hash(thing)]


@dataclass(slots=True, kw_only=True)
class Known:
    """Everybody in a book, by what one can recognise them by. It learns of newcomers during an import.

    `apart` are the pairs of which the owner has said that they are two people; `changed` is of whom
    something was learned since the book was read, `met` when the owner met whom, by the hashes of both.
    """

    people: PackedPeople = field(default_factory=PackedPeople)
    from_history: set[int] = field(default_factory=set)
    by_relation: set[int] = field(default_factory=set)
    interaction_keys: set[str] = field(default_factory=set)
    apart: set[Pair] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    met: set[int] = field(default_factory=set)
    _bytes: dict[bytes, int] = field(default_factory=dict)
    _names: Index = field(default_factory=Index)
    _handles: Index = field(default_factory=Index)
    _uids: Index = field(default_factory=Index)
    _numbers: Index | None = None

    def name_of(self, person_id: int) -> str:
        """What somebody is called."""
        return self.people[person_id].names[0]

    def learn(
        self, person_id: int, likeness: Likeness, *, from_history: bool = False, by_relation: bool = False
    ) -> None:
        """Take in somebody, or more about somebody.

        Who is known only from history (a header's name) gives way to the name on a card.
        """
        self.changed.add(person_id)
        known = self.people.get(person_id)
        if known is None:
            if from_history:
                self.from_history.add(person_id)
            if by_relation:
                self.by_relation.add(person_id)
            whole = likeness
        elif person_id in self.from_history and not from_history:
            whole = joined(likeness, known)
        else:
            whole = joined(known, likeness)
        if not from_history:
            self.from_history.discard(person_id)
        if not by_relation:
            self.by_relation.discard(person_id)
        self.people[person_id] = whole
        self._enter(person_id, likeness)

    def _enter(self, person_id: int, likeness: Likeness) -> None:
        for name in filter(None, map(folded, likeness.names)):
            self._names.put(name, person_id)
        for handle in likeness.handles:
            self._handles.put((handle.kind.value, handle.key), person_id)
        if self._numbers is not None:
            for number in _numbers_of(likeness):
                self._numbers.put(number.key, person_id)
        for uid in likeness.uids:
            self._uids.put(uid, person_id)

    def absorb(self, other: int, person_id: int) -> None:
        """From now on, whatever one was recognised by is the other's."""
        gone = self.people.pop(other)
        for name in gone.names:
            self._names.drop(folded(name), other)
        for handle in gone.handles:
            self._handles.drop((handle.kind.value, handle.key), other)
        if self._numbers is not None:
            for number in _numbers_of(gone):
                self._numbers.drop(number.key, other)
        for uid in gone.uids:
            self._uids.drop(uid, other)
        moved = {pair for pair in self.apart if other in pair}
        self.apart -= moved
        self.apart |= {pair_of(person_id, one if two == other else two) for one, two in moved}
        for those in (self.from_history, self.by_relation, self.changed):
            those.discard(other)
        self.changed.add(person_id)
        self.people[person_id] = joined(self.people[person_id], gone)
        self._enter(person_id, gone)

    def note_meeting(self, person_id: int, at: datetime) -> bool:
        """Remember that the owner met somebody at that moment; whether this was not known yet."""
        meeting = hash((person_id, at))
        is_fresh = meeting not in self.met
        self.met.add(meeting)
        return is_fresh

    def note_bytes(self, digest: str, person_id: int) -> None:
        """Remember as what bytes somebody came."""
        self._bytes[bytes.fromhex(digest)] = person_id

    def find_bytes(self, digest: str) -> int | None:
        """Who came as these bytes."""
        return self._bytes.get(bytes.fromhex(digest))

    def forget_how(self) -> None:
        """Let go of what people are recognised by, which takes room, and keep the people."""
        self._names, self._handles, self._uids, self._numbers = Index(), Index(), Index(), None
        self._bytes.clear()

    def find_holder(self, handle: Handle) -> int | None:
        """The first in the book who has this handle."""
        return next(iter(self._handles.holders((handle.kind.value, handle.key))), None)

    def find_number(self, handle: Handle) -> int | None:
        """The first who has this telephone number, be it written with its country code or without.

        None where that leaves a choice between the numbers of two countries.
        """
        wanted = trait_of(handle)
        if wanted is None or not wanted.digits:
            return None
        held = [
            (person_id, number)
            for person_id in self._by_number().holders(wanted.key)
            for number in _numbers_of(self.people[person_id])
            if number.key == wanted.key and are_one(number, wanted)
        ]
        if any(not are_one(one, other) for (_, one), (_, other) in combinations(held, 2)):
            return None
        return held[0][0] if held else None

    def _by_number(self) -> Index:
        """Everybody by the ends of their numbers; made when first asked for, which most imports never do."""
        if self._numbers is None:
            self._numbers = Index()
            for person_id, likeness in self.people.items():
                for number in _numbers_of(likeness):
                    self._numbers.put(number.key, person_id)
        return self._numbers

    def find_uid(self, uid: str) -> int | None:
        """The first whom a source knows by this id of its own."""
        return next(iter(self._uids.holders(uid)), None)

    def find_named(self, whom: Whom) -> list[int]:
        """Everybody who is meant: by the source's own id, by a handle, or else by the whole name."""
        if whom.uid and (same_id := self.find_uid(whom.uid)) is not None:
            return [same_id]
        spoken = (Handle(kind=kind, value=whom.words) for kind in (HandleKind.EMAIL, HandleKind.PHONE))
        for handle in (*whom.handles, *spoken):
            if (holder := self.find_holder(handle)) is not None:
                return [holder]
        for handle in whom.handles:
            if (holder := self.find_number(handle)) is not None:
                return [holder]
        return self.namesakes(whom.words)

    def namesakes(self, name: str) -> list[int]:
        """Everybody of this whole name."""
        return list(self._names.holders(folded(name)))

    def find_same(self, likeness: Likeness, *, but: int | None = None) -> list[Match]:
        """Everybody known who is certainly the same, each once, in the order in which they were found.

        The same own id with the same name or a shared handle; the same name with a shared handle; the
        address of somebody whom only a mailbox has named so far; the whole name, borne by nobody else,
        of somebody known only as a relation. Never one of whom the owner said that it is another.
        """
        found: dict[int, Match] = {}
        for match in self._certain(likeness):
            person_id = match.person_id
            if person_id != but and (but is None or pair_of(but, person_id) not in self.apart):
                found.setdefault(person_id, match)
        return list(found.values())

    def _certain(self, likeness: Likeness) -> Iterator[Match]:
        named = [(name, self._names.holders(name)) for name in filter(None, map(folded, likeness.names))]
        namesakes = [holders for _, holders in named]
        same_ids = [self._uids.holders(uid) for uid in likeness.uids]
        for handle in likeness.handles:
            holders = self._handles.holders((handle.kind.value, handle.key))
            telling = [of_name for name, of_name in named if tells(name, handle.kind)]
            for person_id in _shared(telling, holders):
                reason = Reason.of("same_name_and_handle", handle=handle.value)
                yield Match(person_id=person_id, reason=reason)
            if handle.kind is HandleKind.EMAIL:
                for person_id in _shared([self.from_history], holders):
                    yield Match(person_id=person_id, reason=Reason.of("same_address", handle=handle.value))
            for person_id in _shared(same_ids, holders):
                yield Match(person_id=person_id, reason=Reason.of("same_id"))
        for holders in same_ids:
            for person_id in _shared(namesakes, holders):
                yield Match(person_id=person_id, reason=Reason.of("same_id"))
        for holders in namesakes:
            if len(holders) == 1 and (person_id := next(iter(holders))) in self.by_relation:
                yield Match(person_id=person_id, reason=Reason.of("named_as_relation"))


def _numbers_of(likeness: Likeness) -> Iterator[HandleTrait]:
    """The telephone numbers of somebody, those of chats too."""
    for handle in likeness.handles:
        if (trait := trait_of(handle)) is not None and trait.digits:
            yield trait


def _shared(some: Iterable[Collection[int]], others: Collection[int]) -> Iterator[int]:
    """Those of each of some who are among the others; the smaller side is gone through."""
    for held in some:
        few, many = (held, others) if len(held) < len(others) else (others, held)
        yield from [person_id for person_id in few if person_id in many]


def likeness_of(found: FoundPerson, source: str = "") -> Likeness:
    """What one can recognise by, of somebody whom a source brings."""
    person = found.person
    return Likeness(
        names=(person.name,),
        given=person.given,
        family=person.family,
        nickname=person.nickname,
        organization=person.organization,
        handles=tuple(_by_its_key(handle) for handle in without_repeats(found.handles)),
        uids=frozenset(filter(None, (found.uid, *found.other_uids))),
        birthday=person.birthday,
        sources=_only(source),
    )


def _by_its_key(handle: Handle) -> Handle:
    """The handle without the parts of an address, by which nobody is recognised."""
    return handle if handle.postal is None else replace(handle, postal=None)


@lru_cache(maxsize=256)
def _only(source: str) -> frozenset[str]:
    """A source alone: the same set for everybody whom it brings."""
    return frozenset({source} if source else ())


def joined(one: Likeness, other: Likeness) -> Likeness:
    """All that is known of two who are one; of what there can be only one, the first's."""
    return replace(
        one,
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        given=one.given or other.given,
        family=one.family or other.family,
        nickname=one.nickname or other.nickname,
        organization=one.organization or other.organization,
        handles=without_repeats((*one.handles, *other.handles)),
        uids=one.uids | other.uids,
        birthday=one.birthday or other.birthday,
        sources=one.sources | other.sources,
    )


def digest_of(raw: bytes) -> str:
    """The name of some bytes: their SHA-256 in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def without_repeats(handles: Iterable[Handle]) -> tuple[Handle, ...]:
    """The handles, each once by its key; the first way of writing it stays."""
    fresh: dict[HandleKey, Handle] = {}
    for handle in handles:
        fresh.setdefault((handle.kind.value, handle.key), handle)
    return tuple(fresh.values())
