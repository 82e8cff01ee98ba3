"""The fields in which somebody just met is captured: of the page, and of what a phone sends later."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from starlette.datastructures import FormData

from keepwarm.domain.captures import Soon, day_of
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import parse_public_id
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.storage.book import Book
from keepwarm.translations.talk_grammar_facts import told_fact
from keepwarm.usecases.capture_person import CapturePerson
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.log_interaction import NewFact
from keepwarm.usecases.type_handle import typed_handle
from keepwarm.web.forms import FieldReader

_CAPTURE = TypeAdapter(CapturePerson)
_MOST_ADDRESSES = 20

LEAVE = "leave"
"""The chip beside the days: leave it at that."""

_TYPED_KINDS = {Channel.POST: HandleKind.ADDRESS, Channel.CHAT: HandleKind.CHAT}
"""What an address is that nothing tells by itself, by the channel that was tapped."""


def read_capture(form: FormData, book: Book, made_at: datetime) -> CapturePerson:
    """The capture that a form tells of, made at an aware time, from which its days are counted.

    What was learned goes into the note alone where it touches what is private, unless its box is ticked.
    Raises FieldErrors.
    """
    made_at = min(made_at, book.now)
    reader = FieldReader(form, made_at.astimezone(book.zone).date())
    if not reader.text("name") and not reader.text("person"):
        reader.errors["name"] = "Write their name; everything else can wait."
    learned, note = _learned(reader)
    values: dict[str, Any] = {
        **{name: reader.text(name) for name in _AS_THEY_ARE},
        "person_id": _id(reader, "person"),
        "is_new": reader.text("person") == "new",
        "event_id": _id(reader, "event"),
        "at": made_at,
        "wanted": reader.text("wanted") or None,
        "prefers": reader.text("prefers") or None,
        "handles": tuple(_handles(reader)),
        "learned": learned,
        "note": note,
        "next_step": _next_step(reader, made_at.astimezone(book.zone).date()),
        "leave_it": reader.text("next") == LEAVE,
    }
    return reader.command(_CAPTURE, values)


_AS_THEY_ARE = ("name", "place", "wanted_words", "prefers_words", "organization", "title")


def _id(reader: FieldReader, name: str) -> int | None:
    """The id in a field; an empty one, or a word in its place ("new", "none"), is none."""
    said = reader.text(name)
    found = parse_public_id(said)
    if said not in ("", "new", "none") and found is None:
        reader.errors[name] = "This is not in your book any more; choose again."
    return found


def _learned(reader: FieldReader) -> tuple[NewFact | None, str]:
    """What was learned, as a fact under the kind of its words; or in the note, where it is private."""
    text = reader.text("learned")
    if not text:
        return None, ""
    told = told_fact(text)
    if told.sensitive and not reader.text("learned_keep"):
        return None, text
    return NewFact(text=told.text, kind=told.kind, sensitive=told.sensitive), ""


def _handles(reader: FieldReader) -> Iterator[Handle]:
    """The address beside the channels, and those that a card or a code brought."""
    channel = reader.text("prefers")
    if written := reader.text("reach"):
        try:
            yield read_address(written, Channel(channel) if channel in set(Channel) else None)
        except Invalid as problem:
            reader.errors["reach"] = str(problem)
    for written in reader.choices("also")[:_MOST_ADDRESSES]:
        try:
            yield read_address(written, None)
        except Invalid as problem:
            reader.errors["also"] = str(problem)


def read_address(written: str, channel: Channel | None) -> Handle:
    """The address that somebody said, with the channel they like. Raises Invalid for one that is none."""
    try:
        return recognise_handle(written)
    except Invalid:
        if channel not in _TYPED_KINDS:
            raise
    return typed_handle(_TYPED_KINDS[channel], written)


def _next_step(reader: FieldReader, made_on: date) -> dict[str, Any] | None:
    """The next contact: on a day that was tapped, or one that was written; by the channel that they like."""
    tapped, text, due_on = reader.text("next"), reader.text("next_text"), reader.coming_day("next_on")
    if tapped in set(Soon):
        due_on = due_on or day_of(Soon(tapped), made_on)
    elif tapped not in ("", LEAVE):
        reader.errors["next"] = "Choose one of these."
    if tapped == LEAVE or not (text or due_on):
        return None
    return {"text": text, "due_on": due_on, "channel": reader.text("prefers") or None}
