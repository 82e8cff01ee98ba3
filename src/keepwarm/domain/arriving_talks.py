"""What becomes of chats and meetings that a source brings: who is the owner, and who the others are."""

from collections.abc import Callable
from datetime import datetime

from keepwarm.domain.arrivals import AddInteraction, Arrival, Fate, Step, refused
from keepwarm.domain.arriving_history import newcomer, stable_key
from keepwarm.domain.interactions import MOST_RECIPIENTS, Direction, Interaction
from keepwarm.domain.matching import Known
from keepwarm.domain.own import Own
from keepwarm.domain.reasons import Reason
from keepwarm.domain.sources import FoundChatMessage, FoundMeeting, Whom

NewId = Callable[[], int]


def plan_chat_message(item: FoundChatMessage, known: Known, own: Own, new_id: NewId) -> Arrival:
    """A chat message becomes an interaction with the other, or with all to whom the owner wrote.

    What somebody else wrote into a group is between them and the owner, as a mail to several is.
    """
    members = (item.sender, *item.others)
    owner = item.owner or next((one for one in members if own.is_me(one)), None)
    if owner is None:
        names = ", ".join(one.words for one in members)
        return refused(item.place, Reason.of("which_is_you", names=names), names)
    outgoing = item.sender == owner
    others = tuple(one for one in item.others if one != owner) if outgoing else (item.sender,)
    recipients = max(len(item.others), 1)
    interaction = Interaction(
        at=item.at,
        channel=item.channel,
        direction=Direction.OUT if outgoing else Direction.IN,
        summary=item.text,
        recipients=recipients,
        key=stable_key(item.key),
    )
    return _with(others, item.place, interaction, known, new_id)


def plan_meeting(item: FoundMeeting, known: Known, own: Own, new_id: NewId, now: datetime) -> Arrival:
    """A meeting is one interaction, both ways, with everybody else who came; one to come is none yet.

    Whom the owner met at that very moment by what is known already, as by another calendar's copy of the
    meeting, they have not met twice.
    """
    names = ", ".join(one.words for one in item.came)
    if item.at >= now:
        return refused(item.place, Reason.of("not_yet", others=0), names)
    if any(own.is_me(one) for one in item.absent):
        return refused(item.place, Reason.of("you_declined", others=0), names)
    others = tuple(one for one in item.came if not own.is_me(one))
    if item.host is not None and len(others) == len(item.came):
        return refused(item.place, Reason.of("not_your_meeting", others=0), names)
    if not others:
        return refused(item.place, Reason.of("nobody_else_came", others=0))
    interaction = Interaction(
        at=item.at,
        channel=item.channel,
        direction=Direction.MUTUAL,
        minutes=item.minutes,
        summary=item.summary,
        recipients=max(len(others), 1),
        key=stable_key(item.key),
    )
    return _with(others, item.place, interaction, known, new_id)


def _with(
    others: tuple[Whom, ...], place: str, interaction: Interaction, known: Known, new_id: NewId
) -> Arrival:
    """The interaction with these people, unless it is known, or nothing between the owner and a person."""
    names = ", ".join(one.words for one in others)
    if interaction.recipients > MOST_RECIPIENTS:
        return refused(place, Reason.of("broadcast", recipients=interaction.recipients), names)
    if not others:
        return refused(place, Reason.of("to_yourself"))
    if interaction.key in known.interaction_keys:
        return Arrival(place=place, fate=Fate.SAME, person=names)
    holders = [known.find_named(one) for one in others]
    for one, found in zip(others, holders, strict=True):
        if len(found) > 1:
            return refused(place, Reason.of("several_of_that_name", name=one.words), one.words)
    steps: list[Step] = []
    pairs = zip(others, holders, strict=True)
    person_ids = tuple(
        dict.fromkeys(
            found[0] if found else newcomer(one, known, new_id, steps, waits=True) for one, found in pairs
        )
    )
    if interaction.direction is Direction.MUTUAL:
        person_ids = tuple(one for one in person_ids if known.note_meeting(one, interaction.at))
        if not person_ids:
            return Arrival(place=place, fate=Fate.SAME, person=names)
    if interaction.key is not None:
        known.interaction_keys.add(interaction.key)
    steps.append(AddInteraction(interaction=interaction, person_ids=person_ids))
    names = ", ".join(map(known.name_of, person_ids))
    return Arrival(place=place, fate=Fate.NEW, person=names, person_id=person_ids[0], steps=tuple(steps))
