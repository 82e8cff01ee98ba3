"""What will become of each thing that a source brings: the plan of an import, as data.

Pure: the people already known come in as an index, which learns of those who are added, and new
ids come from the caller. Nothing here changes a book.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import MOST_RECIPIENTS, Direction, Interaction
from keepwarm.domain.matching import Known, digest_of, without_repeats
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.reasons import Reason
from keepwarm.domain.sources import (
    Correspondent,
    Found,
    FoundInteraction,
    FoundMessage,
    FoundPerson,
    Nested,
    RawFormat,
    Refused,
)

_LONGEST_KEY = 200


class Fate(StrEnum):
    """What becomes of one item of a file."""

    NEW = "new"
    SAME = "same"
    MERGED = "merged with"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson:
    """Put somebody into the book; `from_history` where only a header or a row of history names them."""

    person_id: int
    person: Person
    handles: tuple[Handle, ...]
    from_history: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletePerson:
    """Add to somebody in the book what is new about them; nothing that is there is overwritten.

    Only what a mere header of history said gives way to a card: a name, and how an address is written.
    """

    person_id: int
    person: Person
    handles: tuple[Handle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsorbPerson:
    """Two in the book are one: everything of the other becomes this person's, and the other goes."""

    person_id: int
    other_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCard:
    """Keep the bytes that somebody came as."""

    person_id: int
    uid: str
    digest: str
    raw: bytes
    raw_format: RawFormat = RawFormat.VCARD


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInteraction:
    """Add something that passed between the owner and people."""

    interaction: Interaction
    person_ids: tuple[int, ...]


Step = AddPerson | CompletePerson | AbsorbPerson | KeepCard | AddInteraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One item of a source, its fate, and the steps that carry it out."""

    place: str
    fate: Fate
    person: str = ""
    person_id: int | None = None
    reason: Reason | None = None
    steps: tuple[Step, ...] = field(default=())


def plan_arrivals(
    found: Iterator[Found], known: Known, own_addresses: frozenset[str], new_id: Callable[[], int]
) -> Iterator[Arrival]:
    """Decide about each item in turn; `known` learns as it goes, so that later items meet earlier ones."""
    for item in found:
        match item:
            case FoundPerson():
                yield _plan_person(item, known, new_id)
            case FoundMessage():
                yield _plan_message(item, known, own_addresses, new_id)
            case FoundInteraction():
                yield _plan_interaction(item, known, new_id)
            case Nested():
                reason = Reason.of("nested", inside=item.inside)
                yield Arrival(place=item.place, fate=Fate.MERGED, person=item.name, reason=reason)
            case Refused():
                yield _refused(item.place, Reason.of("unreadable", sentence=item.reason))
            case _:
                assert_never(item)


def _refused(place: str, reason: Reason, person: str = "") -> Arrival:
    return Arrival(place=place, fate=Fate.REFUSED, reason=reason, person=person)


def _plan_person(item: FoundPerson, known: Known, new_id: Callable[[], int]) -> Arrival:
    digest = digest_of(item.raw)
    if item.raw and (person_id := known.by_digest.get(digest)) is not None:
        return Arrival(place=item.place, fate=Fate.SAME, person=item.person.name, person_id=person_id)
    match = known.find_same(item)
    person_id = new_id() if match is None else match.person_id
    others = known.to_absorb(item, person_id)
    steps: list[Step] = [AbsorbPerson(person_id=person_id, other_id=other) for other in others]
    for other in others:
        known.absorb(other, person_id)
    handles = without_repeats(item.handles)
    arriving = AddPerson if match is None else CompletePerson
    steps.append(arriving(person_id=person_id, person=item.person, handles=handles))
    if item.raw:
        kept = KeepCard(
            person_id=person_id, uid=item.uid, digest=digest, raw=item.raw, raw_format=item.raw_format
        )
        steps.append(kept)
        known.by_digest[digest] = person_id
    known.learn(person_id, item.person.name, handles, uid=item.uid)
    return Arrival(
        place=item.place,
        fate=Fate.NEW if match is None else Fate.MERGED,
        person=item.person.name if match is None else known.names[person_id],
        person_id=person_id,
        reason=None if match is None else match.reason,
        steps=tuple(steps),
    )


def _plan_message(
    item: FoundMessage, known: Known, own: frozenset[str], new_id: Callable[[], int]
) -> Arrival:
    key = _stable_key(f"mail:{item.key}")
    outgoing = item.sender.address in own
    others = [one for one in item.recipients if one.address not in own] if outgoing else [item.sender]
    if reason := _no_conversation(item, own, outgoing=outgoing, others=others):
        return _refused(item.place, reason, item.sender.name or item.sender.address)
    names = ", ".join(one.name or one.address for one in others)
    if key in known.interaction_keys:
        return Arrival(place=item.place, fate=Fate.SAME, person=names)
    known.interaction_keys.add(key)
    steps: list[Step] = []
    person_ids = tuple(dict.fromkeys(_correspondent(one, known, new_id, steps) for one in others))
    interaction = Interaction(
        at=item.at,
        channel=Channel.EMAIL,
        direction=Direction.OUT if outgoing else Direction.IN,
        summary=item.subject,
        recipients=max(len(item.recipients), 1),
        key=key,
    )
    steps.append(AddInteraction(interaction=interaction, person_ids=person_ids))
    return Arrival(place=item.place, fate=Fate.NEW, person=names, person_id=person_ids[0], steps=tuple(steps))


def _no_conversation(
    item: FoundMessage, own: frozenset[str], *, outgoing: bool, others: list[Correspondent]
) -> Reason | None:
    """Why a message is nothing between the owner and a person, or None."""
    if item.bulk:
        return Reason.of("bulk", what=item.bulk)
    if len(item.recipients) > MOST_RECIPIENTS:
        return Reason.of("broadcast", recipients=len(item.recipients))
    if not outgoing and not any(one.address in own for one in item.recipients):
        return Reason.of("not_yours")
    if not others:
        return Reason.of("to_yourself")
    return None


def _correspondent(one: Correspondent, known: Known, new_id: Callable[[], int], steps: list[Step]) -> int:
    """The person behind an address, added to the steps where nobody in the book has it."""
    handle = Handle(kind=HandleKind.EMAIL, value=one.address)
    if (person_id := known.find_holder(handle)) is not None:
        return person_id
    return _newcomer(one.name or one.address, (handle,), known, new_id, steps)


def _newcomer(
    name: str, handles: tuple[Handle, ...], known: Known, new_id: Callable[[], int], steps: list[Step]
) -> int:
    person_id = new_id()
    steps.append(AddPerson(person_id=person_id, person=Person(name=name), handles=handles, from_history=True))
    known.learn(person_id, name, handles, from_history=True)
    return person_id


def _plan_interaction(item: FoundInteraction, known: Known, new_id: Callable[[], int]) -> Arrival:
    key = None if item.interaction.key is None else _stable_key(item.interaction.key)
    names = ", ".join(one.words for one in item.whom)
    if key is not None and key in known.interaction_keys:
        return Arrival(place=item.place, fate=Fate.SAME, person=names)
    holders = [known.find_named(one) for one in item.whom]
    for one, found in zip(item.whom, holders, strict=True):
        if len(found) > 1:
            return _refused(item.place, Reason.of("several_of_that_name", name=one.words), one.words)
    steps: list[Step] = []
    person_ids = tuple(
        dict.fromkeys(
            found[0]
            if found
            else _newcomer(one.words, one.handles or _handles_in(one.words), known, new_id, steps)
            for one, found in zip(item.whom, holders, strict=True)
        )
    )
    if key is not None:
        known.interaction_keys.add(key)
    steps.append(AddInteraction(interaction=replace(item.interaction, key=key), person_ids=person_ids))
    return Arrival(
        place=item.place,
        fate=Fate.NEW,
        person=", ".join(known.names[person_id] for person_id in person_ids),
        person_id=person_ids[0],
        steps=tuple(steps),
    )


def _handles_in(who: str) -> tuple[Handle, ...]:
    """The handle that somebody was named by, where it is one."""
    return (Handle(kind=HandleKind.EMAIL, value=who),) if "@" in who and " " not in who else ()


def _stable_key(key: str) -> str:
    """A source's key, cut to a length that an index takes."""
    return key if len(key) <= _LONGEST_KEY else "sha256:" + hashlib.sha256(key.encode()).hexdigest()
