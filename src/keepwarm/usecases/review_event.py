"""After meeting somebody: the follow-ups, one tap each, and the look back at an event."""

from dataclasses import dataclass
from datetime import date

from keepwarm.domain.channels import Channel
from keepwarm.domain.encounters import Encounter
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.interactions import Direction
from keepwarm.domain.meeting import EventState, Follow
from keepwarm.storage.book import Book
from keepwarm.storage.commitments import place_next_step
from keepwarm.storage.encounters import change_encounter, find_encounters
from keepwarm.storage.events import change_event, get_event
from keepwarm.storage.follow_ups import settle_follow_ups
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.people import get_person
from keepwarm.storage.schema import encounters
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.keep_ties import restate
from keepwarm.usecases.log_interaction import LogInteraction, keep_talk, time_of_talk

_GONE = "This meeting is not in your book any more; look at the event again."
_MOST_NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The next contact after meeting somebody."""

    text: str
    due_on: date | None = None
    channel: Channel | None = None


def followed_up(book: Book, encounter_id: int, channel: Channel) -> None:
    """Keep that the owner followed up just now. Raises Missing.

    By voice or face both spoke; what is written awaits an answer.
    """
    met = get_encounter(book, encounter_id)
    direction = Direction.MUTUAL if channel.has_voice_or_face else Direction.OUT
    talk = LogInteraction(
        person_id=met.person_id, channel=channel, at=time_of_talk(book, None, None), direction=direction
    )
    begin_batch(book, "follow up", get_person(book, met.person_id).name)
    change_encounter(book, encounter_id, {"follow": Follow.DONE.value})
    settle_follow_ups(book, met.person_id, Follow.DONE)
    keep_talk(book, talk)


def place_follow_up(book: Book, encounter_id: int, placed: Placed) -> int:
    """Place the next contact with somebody who was met; return its id. Raises Missing."""
    met = get_encounter(book, encounter_id)
    begin_batch(book, "plan", get_person(book, met.person_id).name)
    text = storable_text(placed.text).strip()
    step_id = place_next_step(book, met.person_id, text, channel=placed.channel, due_on=placed.due_on)
    change_encounter(book, encounter_id, {"follow": Follow.PLACED.value})
    settle_follow_ups(book, met.person_id, Follow.PLACED)
    welcome(book, met.person_id)
    restate(book, met.person_id)
    return step_id


def leave_it(book: Book, encounter_id: int) -> bool:
    """Leave it at that, on purpose; False where it was so already. Raises Missing."""
    met = get_encounter(book, encounter_id)
    begin_batch(book, "leave it", get_person(book, met.person_id).name)
    return change_encounter(book, encounter_id, {"follow": Follow.LEFT.value})


def finish_review(book: Book, event_id: int, learned: str | None = None) -> bool:
    """Look back at an event and close it; False where that was done, in the same words.

    Nobody whom the owner met there is left open: each has a next contact, was followed up, or is left at that
    on purpose. Raises Invalid where somebody is not decided yet or it is still to come, Missing.
    """
    event = get_event(book, event_id)
    if event.at > book.now:
        raise Invalid(f"{event.name} is still to come; look back when it is over.")
    waiting = open_at(book, event_id)
    if waiting:
        names = [get_person(book, one.person_id).name for one in list(waiting.values())[:_MOST_NAMES]]
        more = f" and {len(waiting) - _MOST_NAMES} more" if len(waiting) > _MOST_NAMES else ""
        raise Invalid(
            f"What follows with {', '.join(names)}{more} is not decided yet: place the next contact, "
            "or leave it."
        )
    begin_batch(book, "review event", event.name)
    said = {} if learned is None else {"learned": storable_text(learned).strip()}
    state = EventState.WENT.value
    return change_event(
        book, event_id, said | {"reviewed_on": event.reviewed_on or book.today, "state": state}
    )


def open_at(book: Book, event_id: int) -> dict[int, Encounter]:
    """By their ids, the encounters at an event of which it is open what follows."""
    is_open = encounters.c.follow == Follow.OPEN.value
    return find_encounters(book, encounters.c.event_id == event_id, is_open)


def get_encounter(book: Book, encounter_id: int) -> Encounter:
    """One encounter. Raises Missing."""
    found = find_encounters(book, encounters.c.encounter_id == encounter_id)
    if not found:
        raise Missing(_GONE)
    return found[encounter_id]
