"""What becomes of history that a source brings: messages between addresses, and interactions with people."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from keepwarm.domain.arrivals import AddInteraction, AddPerson, Arrival, Fate, Step, refused
from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import MOST_RECIPIENTS, Direction, Interaction
from keepwarm.domain.likeness import Likeness
from keepwarm.domain.matching import Known
from keepwarm.domain.own import Own
from keepwarm.domain.people import Handle, HandleKind, Person, Standing
from keepwarm.domain.reasons import Reason
from keepwarm.domain.sources import Correspondent, FoundInteraction, FoundMessage, Whom

_LONGEST_KEY = 200


def plan_message(item: FoundMessage, known: Known, mine: Own, new_id: Callable[[], int]) -> Arrival:
    """A message becomes an interaction with those at its other end, unless it is no conversation."""
    key, own = stable_key(f"mail:{item.key}"), mine.addresses
    outgoing = item.sender.address in own
    others = [one for one in item.recipients if one.address not in own] if outgoing else [item.sender]
    if reason := _no_conversation(item, own, outgoing=outgoing, others=others):
        return refused(item.place, reason, item.sender.name or item.sender.address)
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
    return newcomer(Whom(words=one.name or one.address, handles=(handle,)), known, new_id, steps, waits=True)


def newcomer(whom: Whom, known: Known, new_id: Callable[[], int], steps: list[Step], *, waits: bool) -> int:
    """Somebody whom only history names, added to the steps; who waits is not in the book until added."""
    person_id = new_id()
    handles = whom.handles or _handles_in(whom.words)
    standing = Standing.CORRESPONDENT if waits else Standing.ORDINARY
    person = Person(name=whom.words, standing=standing)
    steps.append(AddPerson(person_id=person_id, person=person, handles=handles, from_history=True))
    likeness = Likeness(names=(whom.words,), handles=handles, uids=frozenset(filter(None, (whom.uid,))))
    known.learn(person_id, likeness, from_history=True)
    return person_id


def plan_interaction(item: FoundInteraction, known: Known, new_id: Callable[[], int]) -> Arrival:
    """An interaction with people who are named; who is not in the book yet comes in by it."""
    key = None if item.interaction.key is None else stable_key(item.interaction.key)
    names = ", ".join(one.words for one in item.whom)
    if key is not None and key in known.interaction_keys:
        return Arrival(place=item.place, fate=Fate.SAME, person=names)
    holders = [known.find_named(one) for one in item.whom]
    for one, found in zip(item.whom, holders, strict=True):
        if len(found) > 1:
            return refused(item.place, Reason.of("several_of_that_name", name=one.words), one.words)
    steps: list[Step] = []
    person_ids = tuple(
        dict.fromkeys(
            found[0] if found else newcomer(one, known, new_id, steps, waits=item.strangers_wait)
            for one, found in zip(item.whom, holders, strict=True)
        )
    )
    if key is not None:
        known.interaction_keys.add(key)
    steps.append(AddInteraction(interaction=replace(item.interaction, key=key), person_ids=person_ids))
    return Arrival(
        place=item.place,
        fate=Fate.NEW,
        person=", ".join(known.name_of(person_id) for person_id in person_ids),
        person_id=person_ids[0],
        steps=tuple(steps),
    )


def _handles_in(who: str) -> tuple[Handle, ...]:
    """The handle that somebody was named by, where it is one."""
    return (Handle(kind=HandleKind.EMAIL, value=who),) if "@" in who and " " not in who else ()


def stable_key(key: str) -> str:
    """A source's key, cut to a length that an index takes."""
    return key if len(key) <= _LONGEST_KEY else "sha256:" + hashlib.sha256(key.encode()).hexdigest()
