"""Is it the same person? The first form: own ids, names and handles, never a name alone."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.reasons import Reason
from keepwarm.domain.sources import FoundPerson, Whom
from keepwarm.domain.text import folded

HandleKey = tuple[str, str]
People = dict[int, None]
"""Ids in the order of their coming, each once: a shared address may have thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Somebody known who is the same person, and why we think so."""

    person_id: int
    reason: Reason


@dataclass(slots=True, kw_only=True)
class Known:
    """Everybody in a book, by what one can recognise them by. It learns of newcomers during an import."""

    names: dict[int, str] = field(default_factory=dict)
    by_name: dict[str, People] = field(default_factory=lambda: defaultdict(dict))
    by_handle: dict[HandleKey, People] = field(default_factory=lambda: defaultdict(dict))
    by_uid: dict[str, People] = field(default_factory=lambda: defaultdict(dict))
    by_digest: dict[str, int] = field(default_factory=dict)
    from_history: set[int] = field(default_factory=set)
    interaction_keys: set[str] = field(default_factory=set)
    _stands_in: dict[int, list[People]] = field(default_factory=lambda: defaultdict(list))

    def learn(
        self,
        person_id: int,
        name: str,
        handles: Iterable[Handle],
        *,
        uid: str = "",
        from_history: bool = False,
    ) -> None:
        """Take in somebody, or more about somebody.

        Who is known only from history (a header's name) gives way to the name on a card.
        """
        if person_id not in self.names or (person_id in self.from_history and not from_history):
            self.names[person_id] = name
            self.from_history.discard(person_id)
        if from_history:
            self.from_history.add(person_id)
        self.put(self.by_name[folded(name)], person_id)
        if uid:
            self.put(self.by_uid[uid], person_id)
        for handle in handles:
            self.put(self.by_handle[handle.kind.value, handle.key], person_id)

    def put(self, people: People, person_id: int) -> None:
        """Enter somebody under one of the things to recognise them by."""
        if person_id not in people:
            people[person_id] = None
            self._stands_in[person_id].append(people)

    def to_absorb(self, found: FoundPerson, person_id: int) -> list[int]:
        """Others whom only a mailbox has named, by addresses that one card gives to this one person."""
        others: People = {}
        for handle in found.handles:
            if handle.kind is HandleKind.EMAIL:
                holders = self.by_handle.get((handle.kind.value, handle.key), {})
                others |= {one: None for one in holders if one in self.from_history and one != person_id}
        return list(others)

    def absorb(self, other: int, person_id: int) -> None:
        """From now on, whatever one was recognised by is the other's."""
        for people in self._stands_in.pop(other, ()):
            del people[other]
            self.put(people, person_id)
        self.names.pop(other, None)
        self.from_history.discard(other)

    def find_holder(self, handle: Handle) -> int | None:
        """The first in the book who has this handle."""
        holders = self.by_handle.get((handle.kind.value, handle.key))
        return next(iter(holders)) if holders else None

    def find_named(self, whom: Whom) -> list[int]:
        """Everybody who is meant: by the source's own id, by a handle, or else by the whole name."""
        if whom.uid and (same_id := self.by_uid.get(whom.uid)):
            return [next(iter(same_id))]
        spoken = (Handle(kind=kind, value=whom.words) for kind in (HandleKind.EMAIL, HandleKind.PHONE))
        for handle in (*whom.handles, *spoken):
            if (holder := self.find_holder(handle)) is not None:
                return [holder]
        return list(self.by_name.get(folded(whom.words), ()))

    def find_same(self, found: FoundPerson) -> Match | None:
        """Somebody known who is the same as the one found, or None where it is not certain.

        The same own id with the same name or a shared handle; the same name with a shared handle; or
        the address of somebody whom only a mailbox has named so far.
        """
        name = folded(found.person.name)
        namesakes = self.by_name.get(name, {}) if name else {}
        same_id = self.by_uid.get(found.uid, {}) if found.uid else {}
        for handle in found.handles:
            holders = self.by_handle.get((handle.kind.value, handle.key), {})
            if (same := _shared(namesakes, holders)) is not None:
                return Match(person_id=same, reason=Reason.of("same_name_and_handle", handle=handle.value))
            if handle.kind is HandleKind.EMAIL and (same := _shared(holders, self.from_history)) is not None:
                return Match(person_id=same, reason=Reason.of("same_address", handle=handle.value))
            if (same := _shared(same_id, holders)) is not None:
                return Match(person_id=same, reason=Reason.of("same_id"))
        if (same := _shared(same_id, namesakes)) is not None:
            return Match(person_id=same, reason=Reason.of("same_id"))
        return None


def _shared(some: Collection[int], others: Collection[int]) -> int | None:
    """The first of some who is among the others; the smaller side is gone through."""
    if len(some) > len(others):
        return next((person_id for person_id in others if person_id in some), None)
    return next((person_id for person_id in some if person_id in others), None)


def digest_of(raw: bytes) -> str:
    """The name of some bytes: their SHA-256 in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def without_repeats(handles: Iterable[Handle]) -> tuple[Handle, ...]:
    """The handles, each once by its key; the first way of writing it stays."""
    fresh: dict[HandleKey, Handle] = {}
    for handle in handles:
        fresh.setdefault((handle.kind.value, handle.key), handle)
    return tuple(fresh.values())
