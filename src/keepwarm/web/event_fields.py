"""The fields of an event: a day in words, hours as a clock shows them, and the free texts."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from starlette.datastructures import FormData, UploadFile

from keepwarm.domain.errors import Invalid
from keepwarm.domain.events import Event
from keepwarm.domain.ids import parse_public_id
from keepwarm.domain.meeting import EventKind, EventState
from keepwarm.storage.book import Book
from keepwarm.storage.pages.event import EventPage
from keepwarm.usecases.plan_event import WORDS
from keepwarm.web.forms import FieldErrors, FieldReader, FormView

_EVENING = time(18, 30)
_A_DAY = timedelta(days=1)
_WESTERN = "cp1252"


def read_event_fields(form: FormData, book: Book, before: Event | None = None) -> dict[str, Any]:
    """What an event's form says, by the names of its fields. Raises FieldErrors with all that is wrong.

    The form has no day of the end: it is that of the event `before`, where there was one.
    """
    reader = FieldReader(form, book.today)
    name = reader.text("name")
    if not name:
        reader.errors["name"] = "Write what it is called."
    past = reader.text("day").casefold().strip() == "yesterday"
    on = reader.past_day("day") if past else reader.coming_day("day")
    if on is None and "day" not in reader.errors:
        reader.errors["day"] = "Write the day: friday, 3 december, 2026-12-03."
    begins, ends = _clock(reader, "begins"), _clock(reader, "ends")
    kind = reader.text("kind") or EventKind.MEETUP.value
    if kind not in set(EventKind):
        reader.errors["kind"] = "Choose one of these."
    if reader.errors or on is None:
        raise FieldErrors(reader.errors)
    said: dict[str, Any] = {"name": name, "kind": EventKind(kind)}
    said["at"] = at = _beginning(on, begins or _EVENING, before, book)
    said["ends_at"] = None if ends is None else _end(at, on, ends, before, book)
    said["circle_id"] = parse_public_id(reader.text("circle"))
    return said | {word: reader.text(word) for word in WORDS if reader.has(word)}


def _clock(reader: FieldReader, name: str) -> time | None:
    written = reader.text(name)
    try:
        return time.fromisoformat(written).replace(tzinfo=None) if written else None
    except ValueError:
        reader.errors[name] = "Write the hour as 18:30."
        return None


def _beginning(on: date, begins: time, before: Event | None, book: Book) -> datetime:
    """As it was to the second, where the form says what was put there."""
    if before is not None and (on, begins) == _shown(before.at, book):
        return before.at
    return _moment(on, begins, book)


def _end(at: datetime, on: date, ends: time, before: Event | None, book: Book) -> datetime:
    """As many days after the first as it was before; else on the first day, or in the night after it."""
    days = 0
    if before is not None and before.ends_at is not None:
        last, until = _shown(before.ends_at, book)
        if at == before.at and ends == until:
            return before.ends_at
        if before.ends_at - before.at > _A_DAY:
            days = (last - _shown(before.at, book)[0]).days
    ends_at = _moment(on + timedelta(days=days), ends, book)
    return ends_at + _A_DAY if ends_at <= at else ends_at


def _shown(at: datetime, book: Book) -> tuple[date, time]:
    """The day and the hour of a moment, as the form has them."""
    local = at.astimezone(book.zone)
    return local.date(), local.time().replace(second=0, microsecond=0)


def _moment(on: date, at: time, book: Book) -> datetime:
    return datetime.combine(on, at, tzinfo=book.zone).astimezone(UTC)


def fields_of(page: EventPage) -> FormView:
    """An event's form as it stands in the book."""
    event = page.event
    told = {
        "name": event.name,
        "kind": event.kind.value,
        "day": f"{page.at:%Y-%m-%d}",
        "begins": f"{page.at:%H:%M}",
        "ends": "" if page.ends_at is None else f"{page.ends_at:%H:%M}",
        "place": event.place,
        "link": event.link,
        "about": event.about,
    }
    return FormView(values={name: [value] for name, value in told.items()})


def state_of(said: str) -> EventState:
    """The decision that a button sends. Raises Invalid."""
    if said not in set(EventState):
        raise Invalid("Say whether you go: an idea, going, or no.")
    return EventState(said)


def text_or_file(form: FormData, name: str) -> str:
    """A text that was pasted into a field, or else the file that was chosen beside it."""
    pasted = form.get(name, "")
    if isinstance(pasted, str) and pasted.strip():
        return pasted
    chosen = form.get(f"{name}_file")
    if not isinstance(chosen, UploadFile):
        return ""
    content = chosen.file.read()
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(_WESTERN, "replace")
