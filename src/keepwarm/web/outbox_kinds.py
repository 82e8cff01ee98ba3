"""The kinds of entries of the outbox: what is kept of each, as of the moment at which it was written."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from starlette.datastructures import FormData

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.ids import parse_public_id
from keepwarm.domain.people import Person
from keepwarm.domain.talk import Talk
from keepwarm.storage.book import Book
from keepwarm.translations.talk_grammar import read_talk
from keepwarm.usecases.capture_person import capture_person
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.hand_over import take_handed_over
from keepwarm.usecases.log_interaction import log_interaction, plan_step
from keepwarm.usecases.plan_event import note_event
from keepwarm.usecases.tell_talk import Otherwise, find_told, told_step, told_talk
from keepwarm.usecases.tend_person import AddPerson, add_people
from keepwarm.web.capture_fields import read_capture

_NEW = "new"
_CHANNELS = frozenset(Channel)

Keep = Callable[[Book, FormData, datetime], object]


def keep_capture(book: Book, form: FormData, made_at: datetime) -> None:
    """Capture somebody just met, in the fields of its page."""
    capture_person(book, read_capture(form, book, made_at))


def keep_log(book: Book, form: FormData, made_at: datetime) -> None:
    """Log a talk in the owner's words: whom it was with and how, they say, or the fields beside them.

    Days are read as on the day of writing. Raises Missing or Ambiguous where it is not clear who is meant.
    """
    words, chosen = _said(form, "words"), _said(form, "channel")
    if not words:
        raise Invalid("Write what happened, as you would tell a friend.")
    then = Book(book.connection, book.owner, made_at, imagined=False)
    talk = read_talk(words, then.today)
    person_id = _person(book, form, talk)
    if talk.is_only_planned and not chosen and (step := told_step(talk)) is not None:
        plan_step(book, person_id, step)
        return
    otherwise = Otherwise(channel=Channel(chosen) if chosen in _CHANNELS else None)
    log_interaction(book, told_talk(then, person_id, talk, otherwise))


def keep_event_note(book: Book, form: FormData, _: datetime) -> None:
    """Add words to what was learned at an event."""
    event_id = parse_public_id(_said(form, "event"))
    if event_id is None:
        raise Missing("This event is not in your book any more; keep the words somewhere else.")
    note_event(book, event_id, _said(form, "words"))


def keep_hand_over(book: Book, form: FormData, _: datetime) -> None:
    """Keep what somebody typed while the phone was in their hands, with what other strangers left."""
    said = {name: value for name, value in form.items() if isinstance(value, str)}
    take_handed_over(book, book.token or "", said)


def _person(book: Book, form: FormData, talk: Talk) -> int:
    name, chosen = _said(form, "name"), _said(form, "person")
    if chosen == _NEW:
        new = name or (talk.who.value.rstrip(".") if talk.who else "")
        if not new:
            raise Invalid("Write the name of whom you talked with.")
        return add_people(book, (AddPerson(person=Person(name=new)),))[0]
    if chosen:
        person_id = parse_public_id(chosen)
        if person_id is None:
            raise Missing("Nobody in your book has this address.")
        return person_id
    try:
        return (find_person(book, name) if name else find_told(book, talk)).person_id
    except Missing as problem:
        called = name or (talk.who.value.rstrip(".") if talk.who else "")
        if not called:
            raise
        raise Missing(
            f"Nobody in your book is called {called}. Write their name as it is there, or say they are new."
        ) from problem


def _said(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


KINDS: Mapping[str, Keep] = MappingProxyType(
    {"capture": keep_capture, "log": keep_log, "event-note": keep_event_note, "hand-over": keep_hand_over}
)
"""By its name, how an entry of the kind is kept."""
