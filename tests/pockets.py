"""What a phone may carry: an event that is to come, and somebody to meet there."""

from datetime import timedelta

from keepwarm.domain.events import Event
from keepwarm.domain.meeting import EventKind, EventState
from keepwarm.storage.book import Library
from keepwarm.storage.events import add_event
from keepwarm.storage.journal import begin_batch
from keepwarm.usecases.plan_event import plan_to_meet
from tests.books import NOW


def an_event(library: Library, name: str, *, meet: dict[int, str], learned: str = "") -> int:
    """The id of an event in an hour, at which the owner means to ask these people something."""
    event = Event(
        name=name,
        kind=EventKind.MEAL,
        at=NOW + timedelta(hours=1),
        state=EventState.GOING,
        place="Café Lux",
        learned=learned,
    )
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "event", name)
        event_id = add_event(book, event)
        for person_id, question in meet.items():
            plan_to_meet(book, event_id, person_id, {"question": question})
    return event_id
