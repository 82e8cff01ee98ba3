"""One thread of Facebook's messages, or of Instagram's: who takes part, and where each message stands.

There are two forms: the download of one's information (`sender_name`, `timestamp_ms`, `title`), whose texts
are doubled UTF-8, and that of end-to-end encrypted chats (`senderName`, `timestamp`, `threadName`).
"""

import json
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from keepwarm.domain.text import folded
from keepwarm.formats.doubled_utf8 import undoubled
from keepwarm.formats.json_fields import NOTHING, Fields, parse_object
from keepwarm.formats.json_stream import Cut, Event, Found, Span, Word, bytes_of, walk
from keepwarm.formats.spoken_names import short

_MESSAGES, _PEOPLE = ("messages",), ("participants",)
_TITLE, _TITLE_AND_NUMBER, _PATH = ("title",), ("threadName",), ("thread_path",)
_LIST_OF_NAMES = re.compile(rb'"participants"\s*+:\s*+(\[(?:\s*+"(?:[^"\\]|\\.)*+"\s*+,?)*+\s*+\])')
_HEAD_BYTES = 65_536
_LARGEST_MESSAGE = 1 << 20
_MOST_PEOPLE = 1_000
_NUMBER = re.compile(r"_\d+$")
_REQUESTS = ("message_requests", "filtered_threads")
_GONE = frozenset({
    "facebook user", "messenger user", "instagram user", "instagramuser", "facebook nutzer",
    "utilisateur facebook", "utilisateur de facebook", "usuario de facebook", "utente facebook",
    "usuario do facebook", "facebook gebruiker", "uzytkownik facebooka",
})  # fmt: skip
"""What somebody is called whose account is gone, folded."""


@dataclass(slots=True, kw_only=True)
class Thread:
    """What the file says of a thread. `members` are its participants, `writers` who wrote what stands here.

    `places` holds, one after the other, where each message begins, where it ends, and whether it is whole.
    """

    members: dict[str, None] = field(default_factory=dict)
    writers: dict[str, None] = field(default_factory=dict)
    title: str = ""
    path: str = ""
    places: "array[int]" = field(default_factory=lambda: array("q"))
    is_cut: bool = False

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody by name; the oldest downloads do not name the owner among the participants."""
        return tuple(self.members | self.writers)

    @property
    def owner(self) -> str:
        """The owner's name: a thread of two bears the name of the other. Empty where it is not told."""
        if len(self.people) != 2 or self.title not in self.people:
            return ""
        return next(name for name in self.people if name != self.title)

    @property
    def is_unanswered(self) -> bool:
        """Whether it is a request, or was filtered out, and only one side has ever written."""
        return self.path.startswith(_REQUESTS) and len(self.writers) < 2

    @property
    def key(self) -> str:
        """Its own name in every download, archived or not: else the names of those who take part."""
        return self.path.rpartition("/")[2] or "~".join(sorted(map(folded, self.members)))

    def spans(self) -> Iterator[Span]:
        """Where each message stands, in the order of the file."""
        places = iter(self.places)
        for begin, end, whole in zip(places, places, places, strict=True):
            yield Span(begin=begin, end=end, whole=bool(whole))


def survey_thread(file: BinaryIO, again: BinaryIO) -> Thread:
    """What stands in a file, which is open twice: to be walked through, and to read what was found."""
    thread = Thread()
    for name in _names_at_the_head(again.read(_HEAD_BYTES)):
        _note(thread.members, name)
    for event in walk(file, {_MESSAGES, _PEOPLE}):
        if isinstance(event, Found) and event.way == _MESSAGES:
            thread.places.extend((event.span.begin, event.span.end, event.span.whole))
            _note(thread.writers, sender_of(message_at(again, event.span) or NOTHING))
        elif isinstance(event, Found):
            _note(thread.members, name_in(message_at(again, event.span) or NOTHING, "name"))
        else:
            _take_word(thread, event)
    return thread


def _take_word(thread: Thread, event: Event) -> None:
    if isinstance(event, Cut):
        thread.is_cut = True
    elif isinstance(event, Word) and event.way in (_TITLE, _TITLE_AND_NUMBER):
        title = _said(event.text)
        thread.title = _NUMBER.sub("", title) if event.way == _TITLE_AND_NUMBER else title
    elif isinstance(event, Word) and event.way == _PATH:
        thread.path = _said(event.text)


def _names_at_the_head(head: bytes) -> list[str]:
    """The participants where they are names alone, as in encrypted chats."""
    found = _LIST_OF_NAMES.search(head)
    try:
        names = json.loads(found[1].decode("utf-8", "replace")) if found else []
    except ValueError:
        return []
    return [short(undoubled(name)) for name in names]


def _note(names: dict[str, None], name: str) -> None:
    if name and len(names) < _MOST_PEOPLE:
        names[name] = None


def message_at(file: BinaryIO, span: Span) -> Fields | None:
    """A message; None where it is damaged, or longer than any."""
    if not span.whole or span.end - span.begin > _LARGEST_MESSAGE:
        return None
    return parse_object(bytes_of(file, span))


def sender_of(message: Fields) -> str:
    """Who wrote a message; empty where it does not say so."""
    return name_in(message, "sender_name") or name_in(message, "senderName")


def name_in(fields: Fields, name: str) -> str:
    """A name in one line."""
    return short(said_in(fields, name))


def said_in(fields: Fields, name: str) -> str:
    """A text as it was meant; its bytes are put together before anything is taken for a control character."""
    said = fields.get(name)
    return undoubled(said) if isinstance(said, str) else ""


def is_gone(name: str) -> bool:
    """Whether it is no name, but what stands for somebody whose account is gone."""
    return not name or folded(name) in _GONE


def _said(written: str) -> str:
    """A word as it stands in the file, its escapes resolved; a long one lacks its end."""
    try:
        text = json.loads(f'"{written}"', strict=False)
    except ValueError:
        text = written
    return short(undoubled(text))
