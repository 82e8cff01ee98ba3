"""Is it the same person? The first form: own ids, names and handles, never a name alone."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.reasons import Reason
from keepwarm.domain.sources import FoundPerson
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
        self.by_name[folded(name)][person_id] = None
        if uid:
            self.by_uid[uid][person_id] = None
        for handle in handles:
            self.by_handle[handle.kind.value, handle.key][person_id] = None

    def find_holder(self, handle: Handle) -> int | None:
        """The first in the book who has this handle."""
        holders = self.by_handle.get((handle.kind.value, handle.key))
        return next(iter(holders)) if holders else None

    def find_named(self, who: str) -> list[int]:
        """Everybody whom these words name: by a handle, or else by the whole name."""
        for kind in (HandleKind.EMAIL, HandleKind.PHONE):
            if (holder := self.find_holder(Handle(kind=kind, value=who))) is not None:
                return [holder]
        return list(self.by_name.get(folded(who), ()))

    def without_known(self, person_id: int, handles: Iterable[Handle]) -> tuple[Handle, ...]:
        """The handles that this person does not have yet, each once."""
        fresh: dict[HandleKey, Handle] = {}
        for handle in handles:
            key = (handle.kind.value, handle.key)
            if person_id not in self.by_handle.get(key, ()):
                fresh.setdefault(key, handle)
        return tuple(fresh.values())

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
