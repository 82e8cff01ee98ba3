"""A chat that WhatsApp exported: `_chat.txt`, or `WhatsApp Chat with Ann.txt`.

The file is gone through twice: first for the order in which its days are written and for who writes in it,
then for the messages.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.channels import Channel
from keepwarm.domain.sources import LONGEST_TEXT, FoundChatMessage, Refused, Whom
from keepwarm.domain.text import folded
from keepwarm.formats.chat_members import Members, Repeats
from keepwarm.formats.vcard_text import plain
from keepwarm.formats.whatsapp_days import Clock, Days, Order, find_day
from keepwarm.formats.whatsapp_lines import Line, Stamp, line_at, lines_of
from keepwarm.formats.whatsapp_names import (
    Names,
    NamesSeen,
    Said,
    find_partner,
    is_of_a_log,
    is_same,
    whom_of,
)
from keepwarm.formats.whatsapp_texts import check_of, is_about_the_chat, is_deleted, unmarked

NAME = "WhatsApp"

_Item = FoundChatMessage | Refused

_FEWEST_HEADS = 3
_MOST_TEXT = 4 * LONGEST_TEXT
_DIGITS_KEPT = 32
_NOBODY = Whom(words="you")
"""The owner, where they have not written a word and so have no name."""

_NO_TIME = "has a day or a time that there is none of; correct it, or export the chat again"
_NO_MESSAGES = "holds no message; export the chat again"
_LEFT = {
    "lines of WhatsApp's own": "say who joined, called, changed or deleted something; nobody wrote them",
    "lines at the beginning": "stand before the first message and belong to none; export the chat again",
    "lines in another style": "look like messages of another phone, and are taken for text of the one above; "
    "import that phone's export by itself",
}


def recognises(path: Path, head: bytes) -> bool:
    """A text that begins with a time and a name as WhatsApp writes them, or has three such lines soon."""
    if not path.is_file():
        return False
    utf_16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if utf_16 else "utf-8-sig", "ignore")
    lines = [line for line in text.splitlines() if line.strip()]
    heads = [_named(line_at(1, line)) for line in lines]
    return any(heads) and (line_at(1, lines[0]).stamp is not None or sum(heads) >= _FEWEST_HEADS)


def _named(line: Line) -> bool:
    sender, colon, _ = line.rest.partition(": ")
    return line.stamp is not None and bool(colon) and not is_of_a_log(sender)


def read(path: Path, *, zone: ZoneInfo) -> Iterator[_Item]:
    """The messages in the order of the file, and what is none."""
    yield from read_named(path, path.name, zone=zone)


def read_named(path: Path, name: str, *, zone: ZoneInfo) -> Iterator[_Item]:
    """The same of a file that lies at a path for a while; the owner knows it by the name.

    Whose chat it is may stand in the name of the file, of its folder or of its zip.
    """
    try:
        chat = _survey(path, name)
        if chat is None:
            yield Refused(place="the file", reason=_NO_MESSAGES)
            return
        yield from _Reading(chat, zone).items(lines_of(path))
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chat:
    """What is known of a chat when all of it has been seen once."""

    order: Order
    bracketed: bool
    names: Names
    owner: Whom | None
    members: Members


def _survey(path: Path, name: str) -> _Chat | None:
    days, names, bracketed = Days(), NamesSeen(), None
    for line in lines_of(path):
        if line.stamp is None:
            continue
        bracketed = line.bracketed if bracketed is None else bracketed
        if line.bracketed == bracketed:
            days.see(line.stamp)
            names.see(line.rest)
    if bracketed is None:
        return None
    known = names.names()
    said = (*reversed(re.split(r": |/", name)), path.stem, path.parent.name)
    called = find_partner(said) or known.title
    partner = whom_of(called) if called else None
    known = _of_two(known, partner)
    owner, members = _members(known, partner)
    return _Chat(order=days.order(), bracketed=bracketed, names=known, owner=owner, members=members)


def _of_two(names: Names, partner: Whom | None) -> Names:
    """The names without those that come up once in a chat of two: words of WhatsApp's own with a colon.

    A chat is of two where it is called after one who writes in it, and one other writes more than once.
    """
    others = [one for one in names.times if partner is not None and not is_same(one, partner)]
    often = [one for one in others if names.times[one] > 1]
    if len(often) == 1 < len(others) < len(names.times):
        return names.among([one for one in names.times if one not in others or one in often])
    return names


def _members(names: Names, partner: Whom | None) -> tuple[Whom | None, Members]:
    """Who of them is the owner, where that is known, and everybody.

    In a chat of two the one whom the file is named after is not the owner. Somebody who has not written
    is known by that name alone.
    """
    members = Members(names.people.values())
    everybody = tuple(dict.fromkeys(names.people.values()))
    if partner is None:
        return None, members
    rest = tuple(one for one in everybody if not is_same(one, partner))
    if len(rest) < len(everybody) and len(rest) <= 1:
        return rest[0] if rest else _NOBODY, members
    if len(everybody) == 1:
        members.add(partner)
    return None, members


@dataclass(slots=True, kw_only=True)
class _Message:
    """A message that is being read: where it begins, when, by whom, and its lines so far."""

    place: str
    local: datetime
    said: Said
    lines: list[str]
    size: int = 0

    def go_on(self, text: str) -> None:
        """Take one more line; of a very long message the beginning is kept."""
        if self.size < _MOST_TEXT:
            self.lines.append(text)
            self.size += len(text) + 1


class _Reading:
    """A chat that is being read; it counts what was no message, and how often a minute has said the same."""

    def __init__(self, chat: _Chat, zone: ZoneInfo) -> None:
        self._chat = chat
        self._clock = Clock(zone)
        self._current: _Message | None = None
        self._repeats = Repeats()
        self._begun = False
        self._left = Counter[str]()

    def items(self, lines: Iterable[Line]) -> Iterator[_Item]:
        """The messages of the lines, the lines whose time makes no sense, and what is left."""
        for line in lines:
            if line.stamp is None or line.bracketed != self._chat.bracketed:
                self._go_on(line)
                continue
            yield from self._end()
            self._begun = True
            local = _local(line.stamp, self._chat.order)
            if local is None:
                yield Refused(place=f"line {line.number}", reason=_NO_TIME)
            else:
                self._begin(line, local)
        yield from self._end()
        for what, reason in _LEFT.items():
            if self._left[what]:
                yield Refused(place=f"{what} ({self._left[what]})", reason=reason)

    def _go_on(self, line: Line) -> None:
        if line.stamp is not None:
            self._left["lines in another style"] += 1
        elif not self._begun and line.rest.strip():
            self._left["lines at the beginning"] += 1
        if self._current is not None:
            self._current.go_on(line.rest if line.stamp is None else line.text)

    def _begin(self, line: Line, local: datetime) -> None:
        said = self._chat.names.split(line.rest)
        if said is None:
            self._left["lines of WhatsApp's own"] += 1
        else:
            self._current = _Message(place=f"line {line.number}", local=local, said=said, lines=[said.text])

    def _end(self) -> Iterator[FoundChatMessage]:
        """The message that was being read, unless WhatsApp alone speaks in it."""
        message, self._current = self._current, None
        if message is None:
            return
        sender, text = message.said.sender, "\n".join(message.lines)
        if is_about_the_chat(sender, text) or is_deleted(text):
            self._left["lines of WhatsApp's own"] += 1
            return
        whom = self._chat.names.people[sender]
        yield FoundChatMessage(
            place=message.place,
            at=self._clock.moment(message.local),
            channel=Channel.CHAT,
            sender=whom,
            others=self._chat.members.others(whom),
            key=self._key(whom, message.local, text),
            owner=self._chat.owner,
            text=plain(unmarked(text[:_MOST_TEXT]))[:LONGEST_TEXT],
        )

    def _key(self, sender: Whom, local: datetime, text: str) -> str:
        """A name made of the sender, the minute and two bytes of what was said, and of how often that came.

        It says nothing of the chat, so that it is the same in any export of it; what somebody writes to
        several at once in the same words is one thing.
        """
        minute, check = local.replace(second=0), check_of(text)
        who = _who(sender)
        written = f"{who}\n{minute.isoformat()}\n{check}\n{self._repeats.count(minute, (who, check))}"
        return f"whatsapp:{hashlib.sha256(written.encode(errors='replace')).hexdigest()[:_DIGITS_KEPT]}"


@lru_cache(maxsize=256)
def _who(sender: Whom) -> str:
    return sender.handles[0].key if sender.handles else folded(sender.words) or sender.words


def _local(stamp: Stamp, order: Order) -> datetime | None:
    """The time on the wall; None where there is none such."""
    day = find_day(stamp.parts, order)
    try:
        return None if day is None else datetime(day.year, day.month, day.day, *stamp[-3:])  # noqa: DTZ001 (the owner's zone is put to it by their clock)
    except ValueError:
        return None
