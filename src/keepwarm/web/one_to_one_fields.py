"""The fields of a one-to-one: when and how, the owner's half of its agenda, and what came of it."""

from collections.abc import Iterator
from datetime import date, datetime

from starlette.datastructures import FormData

from keepwarm.domain.details import FavourState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.meeting import Format
from keepwarm.domain.one_to_ones import AgendaLine, OneToOne, Terms
from keepwarm.domain.people import FactKind, Side
from keepwarm.domain.private_words import sounds_private
from keepwarm.storage.book import Book
from keepwarm.translations.clock import parse_time
from keepwarm.web.forms import FieldErrors, FieldReader, FormView

_MOST_LINES = 60

LEARNED = (
    (FactKind.GOALS, "What do they want at the moment?"),
    (FactKind.DOES, "What do they do?"),
    (FactKind.FOR_WHOM, "For whom?"),
    (FactKind.SEND_THEM, "Whom should you send to them?"),
    (FactKind.SAYS_I_DO, "What would they now say that you do?"),
    (FactKind.INTERESTS, "Something else that they told"),
)
"""What the form for afterwards asks for, by kind."""

BOTH_WAYS = (
    (Side.MINE, FavourState.OFFERED, "Did you offer something?"),
    (Side.MINE, FavourState.WANTED, "Did they ask you for something?"),
    (Side.THEIRS, FavourState.OFFERED, "Did they offer something?"),
    (Side.THEIRS, FavourState.WANTED, "Did you ask for something?"),
)
"""Gives and asks that come up in a talk."""


def read_terms(form: FormData, book: Book, *, needs_time: bool) -> Terms:
    """When, how long, how and where. Raises FieldErrors."""
    reader = FieldReader(form, book.today)
    day, clock = reader.coming_day("day"), reader.text("time")
    at = None
    if day is not None or clock or needs_time:
        at = _moment(reader, book, day, clock)
    minutes = reader.text("minutes")
    if minutes and not (minutes.isdecimal() and len(minutes) < len("1000")):
        reader.errors["minutes"] = "Write minutes as a whole number, like 45."
    format_ = reader.text("format")
    if format_ and format_ not in set(Format):
        reader.errors["format"] = "Choose one of these."
    if reader.errors:
        raise FieldErrors(reader.errors)
    return Terms(
        at=at,
        minutes=int(minutes) if minutes else None,
        format=Format(format_) if format_ else None,
        place=reader.text("place") if reader.has("place") else None,
    )


def _moment(reader: FieldReader, book: Book, day: date | None, clock: str) -> datetime | None:
    on = parse_time(clock)
    if day is None and "day" not in reader.errors:
        reader.errors["day"] = "Say on which day: tomorrow, friday, 2026-12-01."
    if on is None:
        reader.errors["time"] = "Say at what time, like 10:00."
    if day is None or on is None:
        return None
    return datetime.combine(day, on, tzinfo=book.zone)


def read_my_half(form: FormData) -> tuple[AgendaLine, ...]:
    """The lines of the owner's half: those that stood there, those ticked of the proposed, and new ones."""
    return tuple(_lines(form))


def _lines(form: FormData) -> Iterator[AgendaLine]:
    for number in range(1, _MOST_LINES):
        text = form.get(f"line{number}")
        if not isinstance(text, str):
            break
        yield AgendaLine(text=text, sent=f"line{number}_sent" in form)
    for text in form.getlist("add"):
        if isinstance(text, str):
            yield AgendaLine(text=text)
    more = form.get("more", "")
    for text in more.splitlines() if isinstance(more, str) else ():
        yield AgendaLine(text=text)


def held_at_first(one: OneToOne, at: datetime | None, today: date) -> FormView:
    """The form for afterwards as it stands at first."""
    was = at is not None and at.date() <= today
    values = {"channel": one.channel.value, "direction": "mutual", "minutes": str(one.minutes)}
    values["on"] = str(at.date()) if was and at is not None else ""
    return FormView(values={name: [value] for name, value in values.items()})


def private_ones(form: FormView) -> frozenset[str]:
    """Which fields of facts sound private, so that the form asks whether to keep them."""
    names = (f"fact{number}" for number in range(1, len(LEARNED) + 1))
    return frozenset(name for name in names if sounds_private(form.value(name)))


def asks_about(private: tuple[str, ...], form: FormData) -> Invalid:
    """The question beside each fact that sounds private."""
    texts = {name: form.get(name, "") for name, _ in form.multi_items() if name.startswith("fact")}
    named = {name for name, text in texts.items() if isinstance(text, str) and text.strip() in private}
    return FieldErrors(dict.fromkeys(named, "This sounds private. They may ask to read it; say below."))
