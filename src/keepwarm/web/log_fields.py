"""The fields of a talk: from a sentence and fields to what is logged, and from that to fields to correct."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import FavourState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import parse_public_id, public_id
from keepwarm.domain.people import FactKind, Preference, Side
from keepwarm.domain.private_words import sounds_private
from keepwarm.domain.talk import Talk
from keepwarm.domain.week_hours import WeekHours
from keepwarm.storage.book import Book
from keepwarm.translations.talk_grammar import read_talk
from keepwarm.translations.talk_grammar_numbers import find_length
from keepwarm.usecases.log_interaction import (
    LogInteraction,
    NewFact,
    NewFavour,
    NewPromise,
    NewStep,
    time_of_talk,
)
from keepwarm.usecases.tell_talk import Others, find_others, told_moment
from keepwarm.web.forms import FieldReader, FormView
from keepwarm.web.visits import Visit

_LOG = TypeAdapter(LogInteraction)
_LONG_NUMBER = 7
_ABOUT = re.compile(r"^(?:about|around|roughly|some|almost|nearly|circa|ca\.?|c\.|~)\s*")
_MIDDLE = "50"
_MOST_ROWS = 40

FAVOUR_CHOICES = {
    f"{side.value}-{state.value}": words
    for (side, state), words in {
        (Side.MINE, FavourState.DONE): "I gave, or did",
        (Side.MINE, FavourState.OFFERED): "I offered",
        (Side.MINE, FavourState.WANTED): "They asked me for",
        (Side.THEIRS, FavourState.DONE): "They gave, or did",
        (Side.THEIRS, FavourState.OFFERED): "They offered",
        (Side.THEIRS, FavourState.WANTED): "I asked them for",
    }.items()
}
"""What a give or an ask may be that comes up in a talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTalk:
    """What a form came to, and why it is to be looked at before it is kept, if it is.

    `private` are facts that are asked about; `without_channel` says that neither the words nor a field
    name one, and that the command's is a mere guess. `planned` is the next contact, where nothing passed yet.
    """

    command: LogInteraction
    private: tuple[str, ...] = ()
    without_channel: bool = False
    planned: NewStep | None = None

    @property
    def is_unclear(self) -> bool:
        """Whether the owner is to look at it first."""
        return bool(self.private) or self.without_channel


def read_form(visit: Visit, book: Book, person_id: int) -> ReadTalk:
    """The talk that a sentence and the fields beside it tell of. Raises FieldErrors.

    A field that was left as it was proposed gives way to the words; one that says something wins over them.
    """
    reader = FieldReader(visit.form, book.today)
    talk = read_talk(reader.text("words"), book.today)
    private = tuple(told.value.text for told in talk.facts if told.value.sensitive)
    others = find_others(book, talk, person_id)
    values = _values(reader, talk, book) | {
        "person_id": person_id,
        "others": others.ids,
        "facts": [*_facts(reader), *_told_facts(talk, others)],
        "promises": [*_promises(reader), *_told_promises(talk, others)],
    }
    is_planned = talk.is_only_planned and not _says_more(reader)
    without_channel = not is_planned and not values["channel"] and not reader.has("channel")
    if without_channel or (is_planned and not values["channel"]):
        values["channel"] = Channel.CALL
    command = reader.command(_LOG, values)
    planned = command.next_step if is_planned else None
    return ReadTalk(command=command, private=private, without_channel=without_channel, planned=planned)


_BESIDE = ("on", "minutes", "note", "my_share_said", "promise_mine", "promise_theirs", "next", "next_on")


def _says_more(reader: FieldReader) -> bool:
    """Whether a field beside the words says something, so that there was a talk."""
    chosen = any(
        reader.text(name) not in ("", reader.text(f"usual_{name}") or "mutual")
        for name in ("channel", "direction")
    )
    ticked = reader.choices("prefers") or reader.choices("never")
    return chosen or bool(ticked) or any(reader.text(name) for name in _BESIDE)


def read_checked(visit: Visit, book: Book, person_id: int) -> ReadTalk:
    """The talk as its pieces stand on the page where they are looked at. Raises FieldErrors."""
    reader = FieldReader(visit.form, book.today)
    values = _values(reader, read_talk("", book.today), book)
    there = (parse_public_id(one) for one in reader.choices("others"))
    values |= {"person_id": person_id, "others": [one for one in there if one], "facts": _facts(reader)}
    asked = {
        reader.text(f"fact{number}")
        for number in _numbers(reader, "fact")
        if reader.text(f"fact{number}_asked")
    }
    facts = [reader.text(f"fact{number}") for number in _numbers(reader, "fact")]
    unasked = tuple(text for text in facts if text and sounds_private(text) and text not in asked)
    return ReadTalk(command=reader.command(_LOG, values), private=unasked)


def _values(reader: FieldReader, talk: Talk, book: Book) -> dict[str, Any]:
    on, said = reader.past_day("on"), _minutes(reader.text("minutes"))
    minutes = int(said) if said.isdecimal() and len(said) < _LONG_NUMBER else None
    values = {
        "channel": _or_told(reader, "channel", talk.channel.value if talk.channel else None),
        "direction": _or_told(reader, "direction", talk.direction.value if talk.direction else None)
        or "mutual",
        "minutes": said or (talk.minutes.value if talk.minutes else None),
        "note": "\n".join(filter(None, (talk.words.strip(), reader.text("note")))),
        "my_share": _share(reader) or (talk.my_share.value if talk.my_share else None),
        "promises": _promises(reader),
        "next_step": _next_step(reader, talk) or _told_step(talk),
        "favours": [*_favours(reader), *(_favour(told.value) for told in talk.favours)],
        "reached": [*_reached(reader), *(told.value for told in talk.preferences)],
        "prefers": [one for one in reader.choices("prefers") if not reader.text("checked")],
        "never": [one for one in reader.choices("never") if not reader.text("checked")],
    }
    return values | {"at": _moment(reader, book, talk, on, minutes)}


def _minutes(said: str) -> str:
    """The number in "about 25" or "half an hour"; what holds none stays as it was typed."""
    plain = _ABOUT.sub("", said.lower())
    length = None if plain.isdecimal() else find_length(plain)
    return plain if length is None else str(length.value)


def _or_told(reader: FieldReader, name: str, told: str | None) -> str:
    """What a field says, or the words where it was left as it was proposed."""
    said = reader.text(name)
    return told if told and said in ("", reader.text(f"usual_{name}") or "mutual") else said


def _moment(reader: FieldReader, book: Book, talk: Talk, on: Any, minutes: int | None) -> Any:
    for name, day, length in (("on", on, None), ("minutes", None, minutes)):
        try:
            time_of_talk(book, day, length)
        except Invalid as problem:
            reader.errors[name] = str(problem)
    if reader.errors:
        return book.now
    if on is None and minutes is None:
        return told_moment(book, talk)
    told_on = talk.on.value if talk.on else None
    return time_of_talk(book, on or told_on, minutes, began=_began(reader, book))


def _began(reader: FieldReader, book: Book) -> datetime | None:
    """The moment that the page where pieces are looked at was filled with; None where it is none."""
    try:
        began = datetime.fromisoformat(reader.text("at"))
        return None if began.tzinfo is None else began.astimezone(book.zone)
    except (ValueError, OverflowError):
        return None


def _share(reader: FieldReader) -> str | None:
    """The slider; in the middle, where it stands at first, it says nothing unless it was moved there."""
    said = reader.text("my_share")
    return None if said == _MIDDLE and not reader.text("my_share_said") else said or None


def _numbers(reader: FieldReader, name: str) -> Iterator[int]:
    """The rows of a kind of piece, which are numbered from 1 without a gap."""
    for number in range(1, _MOST_ROWS + 1):
        if not reader.has(f"{name}{number}"):
            return
        yield number


def _told_facts(talk: Talk, others: Others) -> Iterator[NewFact]:
    for told in talk.facts:
        one, about = told.value, others.about(talk, told.span)
        yield NewFact(text=one.text, kind=one.kind, sensitive=sounds_private(one.text), about=about)


def _facts(reader: FieldReader) -> list[dict[str, Any]]:
    """The facts of numbered rows; a private one only where its box is ticked."""
    found = []
    for number in _numbers(reader, "fact"):
        text = reader.text(f"fact{number}")
        private = sounds_private(text)
        if text and (not private or reader.text(f"fact{number}_keep")):
            kind = reader.text(f"fact{number}_kind") or FactKind.INTERESTS.value
            about = parse_public_id(reader.text(f"fact{number}_about"))
            found.append({"text": text, "kind": kind, "sensitive": private, "about": about})
    return found


def _told_promises(talk: Talk, others: Others) -> Iterator[NewPromise]:
    for told in talk.promises:
        one, about = told.value, others.about(talk, told.span)
        yield NewPromise(text=one.text, side=one.side, due_on=one.due_on, about=about)


def _promises(reader: FieldReader) -> list[dict[str, Any]]:
    found = []
    rows = [(f"promise_{side}", side.value) for side in Side]
    rows += [
        (f"promise{number}", reader.text(f"promise{number}_side") or Side.MINE.value)
        for number in _numbers(reader, "promise")
    ]
    for name, side in rows:
        text, due_on = reader.text(name), reader.coming_day(f"{name}_by")
        if text:
            about = parse_public_id(reader.text(f"{name}_about"))
            found.append({"text": text, "side": side, "due_on": due_on, "about": about})
        elif reader.text(f"{name}_by") and name.startswith("promise_"):
            reader.errors[name] = "Write what was promised, too."
    return found


def _next_step(reader: FieldReader, talk: Talk) -> dict[str, Any] | None:
    """The next step of the fields; of one of which a day alone was tapped the words say what it is."""
    text, due_on, tapped = reader.text("next"), reader.coming_day("next_on"), reader.soon("next_soon")
    channel = reader.text("next_by") or None
    if tapped is not None:
        told = talk.next_step.value if talk.next_step else None
        return {
            "text": text or (told.text if told else ""),
            "due_on": due_on or tapped,
            "channel": channel or (told.channel if told else None),
        }
    return {"text": text, "due_on": due_on, "channel": channel} if text or due_on else None


def _told_step(talk: Talk) -> dict[str, Any] | None:
    if talk.next_step is None:
        return None
    step = talk.next_step.value
    return {"text": step.text, "due_on": step.due_on, "channel": step.channel}


def _favour(told: Any) -> NewFavour:
    return NewFavour(text=told.text, side=told.side, state=told.state)


def _favours(reader: FieldReader) -> list[dict[str, Any]]:
    found = []
    for number in _numbers(reader, "favour"):
        text = reader.text(f"favour{number}")
        side, _, state = (reader.text(f"favour{number}_what") or "mine-done").partition("-")
        if text:
            found.append({"text": text, "side": side, "state": state})
    return found


def _reached(reader: FieldReader) -> list[Preference]:
    """The channels that are ticked where the pieces are looked at, with the hours and words of each."""
    if not reader.text("checked"):
        return []
    known: set[str] = set(Channel)
    found: list[Preference] = []
    for name in ("prefers", "never"):
        chosen = [Channel(one) for one in reader.choices(name) if one in known]
        for rank, channel in enumerate(chosen, 1):
            hours = None if name == "never" else _hours(reader, f"hours_{channel}")
            said = Preference(
                channel=channel,
                never=name == "never",
                rank=rank,
                hours=hours,
                words=reader.text(f"words_{channel}"),
            )
            found.append(said)
    if len({one.channel for one in found}) < len(found):
        reader.errors["never"] = "One channel cannot be liked and never at once."
    return found


def _hours(reader: FieldReader, name: str) -> WeekHours | None:
    said = reader.text(name)
    try:
        return WeekHours.parse(said) if said else None
    except ValueError:
        reader.errors[name] = "Write hours like 10:00-24:00, or mon-fri 18:00-20:00."
        return None


def fields_of(
    command: LogInteraction, *, asked: tuple[str, ...] = (), **more: str
) -> Mapping[str, list[str]]:
    """The fields of the page on which a talk is looked at, filled with what was understood of it."""
    step = command.next_step
    fields = {
        "checked": "1",
        "channel": command.channel.value,
        "direction": command.direction.value,
        "on": f"{command.at.date()}",
        "at": command.at.isoformat(),
        "minutes": "" if command.minutes is None else str(command.minutes),
        "my_share": _MIDDLE if command.my_share is None else str(command.my_share),
        "my_share_said": "" if command.my_share is None else "1",
        "note": command.note,
        "next": step.text if step else "",
        "next_on": str(step.due_on) if step and step.due_on else "",
        "next_by": step.channel.value if step and step.channel else "",
    }
    for number, fact in enumerate(command.facts, 1):
        kept = fact.sensitive and fact.text not in asked
        fields |= {f"fact{number}": fact.text, f"fact{number}_kind": fact.kind.value}
        fields |= {f"fact{number}_keep": "1"} if kept else {}
        fields |= {f"fact{number}_about": public_id(fact.about)} if fact.about else {}
    for number, promise in enumerate(command.promises, 1):
        due = "" if promise.due_on is None else str(promise.due_on)
        fields |= {f"promise{number}": promise.text, f"promise{number}_side": promise.side.value}
        fields |= {f"promise{number}_by": due}
        fields |= {f"promise{number}_about": public_id(promise.about)} if promise.about else {}
    for number, favour in enumerate(command.favours, 1):
        fields |= {f"favour{number}": favour.text, f"favour{number}_what": f"{favour.side}-{favour.state}"}
    said = {name: [value] for name, value in (fields | more).items()}
    there = {"others": [public_id(one) for one in command.others]} if command.others else {}
    return said | there | _fields_of_channels(command)


def _fields_of_channels(command: LogInteraction) -> dict[str, list[str]]:
    said = {
        "prefers": [one.channel.value for one in command.reached if not one.never],
        "never": [one.channel.value for one in command.reached if one.never],
    }
    said["prefers"] += [one.value for one in command.prefers]
    said["never"] += [one.value for one in command.never]
    for one in command.reached:
        said |= {f"words_{one.channel}": [one.words]} if one.words else {}
        said |= {f"hours_{one.channel}": [str(one.hours)]} if one.hours else {}
    return {name: values for name, values in said.items() if values}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact on the page where a talk is looked at, by its number; `private` has a box to tick."""

    number: int
    private: bool


def fact_rows(form: FormView) -> list[FactRow]:
    """The facts of the form, and one row to add another."""
    return [
        FactRow(number=number, private=sounds_private(form.value(f"fact{number}")))
        for number in rows_of(form, "fact")
    ]


def rows_of(form: FormView, name: str) -> range:
    """The numbers of the rows of a kind of piece that have words, and one more."""
    filled = [number for number in range(1, _MOST_ROWS) if form.value(f"{name}{number}")]
    return range(1, max(filled, default=0) + 2)
