"""The fields of an event: a day in words, hours as a clock shows them, and the free texts."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from starlette.datastructures import FormData, UploadFile

from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import parse_public_id
from keepwarm.domain.meeting import EventKind, EventState
from keepwarm.storage.book import Book
from keepwarm.storage.pages.event import EventPage
from keepwarm.usecases.plan_event import WORDS
from keepwarm.web.forms import FieldErrors, FieldReader, FormView

_EVENING = time(18, 30)
_A_DAY = timedelta(days=1)
_WESTERN = "cp1252"


def read_event_fields(form: FormData, book: Book) -> dict[str, Any]:
    """What an event's form says, by the names of its fields. Raises FieldErrors with all that is wrong."""
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
    at = _moment(on, begins or _EVENING, book)
    last = None if ends is None else _moment(on, ends, book)
    said: dict[str, Any] = {"name": name, "kind": EventKind(kind), "at": at}
    said["ends_at"] = last + _A_DAY if last is not None and last <= at else last
    said["circle_id"] = parse_public_id(reader.text("circle"))
    return said | {word: reader.text(word) for word in WORDS if reader.has(word)}


def _clock(reader: FieldReader, name: str) -> time | None:
    written = reader.text(name)
    try:
        return time.fromisoformat(written).replace(tzinfo=None) if written else None
    except ValueError:
        reader.errors[name] = "Write the hour as 18:30."
        return None


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
