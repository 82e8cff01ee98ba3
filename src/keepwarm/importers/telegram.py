"""Telegram Desktop's export as JSON (`result.json`): one chat, or a whole account.

Messages between people and calls count. Those of bots and channels, and notes to oneself, never do.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.sources import FoundChatMessage, FoundInteraction, Refused, Whom
from keepwarm.formats.chat_members import Members
from keepwarm.formats.json_fields import Fields, line_of
from keepwarm.formats.telegram_index import (
    ONE_OTHER,
    PEOPLE,
    Chat,
    TelegramIndex,
    id_of,
    index_telegram,
    read_telegram_object,
)
from keepwarm.formats.telegram_messages import call_minutes, telegram_moment, telegram_text, telegram_whom

NAME = "Telegram"

_Item = FoundChatMessage | FoundInteraction | Refused

_BEGIN = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"(?:about|personal_information|contacts|chats|left_chats|name|type|id)"\s*+:'
)
_NAMED = (
    re.compile(
        rb'"type"\s*+:\s*+"(?:personal_chat|bot_chat|saved_messages|(?:private|public)_(?:group|supergroup|channel))"'
    ),
    re.compile(rb'"personal_information"\s*+:\s*+\{\s*+"user_id"\s*+:'),
    re.compile(rb'"contacts"\s*+:\s*+\{\s*+"about"\s*+:'),
)
_NO_SENDER = "says not who wrote it; it stays in the file, so keep it"
_NO_NUMBER = "has no number, by which it is known again; export it from Telegram again"
_CUT = "is missing, since the file ends early; export it from Telegram again"
_LEFT = {
    "messages of bots, channels and notes to yourself": "are no conversation with a person",
    "notices": "say who joined, pinned or changed something; nobody wrote them",
    "messages with deleted accounts": "name nobody; log by hand what matters of them",
    "contacts": "give their numbers to those you talk with, and are not taken in; "
    "bring your address book as vCard",
}
_NOBODY = "you"
"""The owner, where they have not written a word."""

_MOST_NAMES = 5_000


def recognises(path: Path, head: bytes) -> bool:
    """An object with a chat of one of Telegram's types, or with what Telegram knows of its owner."""
    return path.is_file() and _BEGIN.match(head) is not None and any(one.search(head) for one in _NAMED)


def read(path: Path, *, zone: ZoneInfo) -> Iterator[_Item]:
    """The messages and calls in the order of the file, and what is none."""
    try:
        with path.open("rb") as file:
            yield from _read(file, zone)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _read(file: BinaryIO, zone: ZoneInfo) -> Iterator[_Item]:
    index = index_telegram(file)
    left = Counter({"contacts": index.contacts})
    number = 1
    for chat in index.chats:
        if chat.kind in PEOPLE:
            yield from _Reading(file, index, chat, zone, left).items(number)
        else:
            left["messages of bots, channels and notes to yourself"] += len(chat.messages)
        number += len(chat.messages)
    for what, reason in _LEFT.items():
        if left[what]:
            yield Refused(place=f"{what} ({left[what]})", reason=reason)
    if index.cut:
        yield Refused(place="the rest of the file", reason=_CUT)


class _Reading:
    """A chat that is being read: who is in it, and which of them is the owner, where that is known."""

    def __init__(
        self, file: BinaryIO, index: TelegramIndex, chat: Chat, zone: ZoneInfo, left: Counter[str]
    ) -> None:
        self._file, self._chat, self._zone, self._left = file, chat, zone, left
        self._two = chat.kind == ONE_OTHER
        names = self._names(index)
        self._people = {one: telegram_whom(one, name, index) for one, name in names.items() if name}
        self._members = Members(self._people.values())
        self._owner_id = index.owner_id or next((one for one in names if self._two and one != chat.id), "")
        self._owner = self._people.get(self._owner_id)
        if self._owner is None and (self._two or index.owner_id):
            self._owner = Whom(words=index.owner_name or _NOBODY)

    def _names(self, index: TelegramIndex) -> dict[str, str]:
        """The people of the chat by their ids, each with the name that most messages give.

        Of two the chat itself names the other one; the owner is who else has written, and most often.
        """
        if self._two and index.owner_id:
            return {self._chat.id: self._chat.name, index.owner_id: index.owner_name or _NOBODY}
        seen = Counter[tuple[str, str]]()
        for span in self._chat.messages:
            with suppress(Invalid):
                fields = read_telegram_object(self._file, span)
                said = id_of(fields.get("from_id")), line_of(fields, "from")
                if said[0] and (said in seen or len(seen) < _MOST_NAMES):
                    seen[said] += 1
        names: dict[str, str] = {}
        for (one, name), _ in seen.most_common():
            names.setdefault(one, name)
        if not self._two:
            return names
        owner = next(((one, name) for one, name in names.items() if one != self._chat.id), None)
        return {self._chat.id: self._chat.name, **dict([owner] if owner else [])}

    def items(self, first: int) -> Iterator[_Item]:
        """The messages and calls, of which the first has this number in the file."""
        for number, span in enumerate(self._chat.messages, first):
            place = f"message {number}"
            try:
                fields = read_telegram_object(self._file, span)
                item = self._item(place, fields)
            except Invalid as problem:
                yield Refused(place=place, reason=str(problem))
            else:
                if item is not None:
                    yield item

    def _item(self, place: str, fields: Fields) -> FoundChatMessage | FoundInteraction | None:
        if line_of(fields, "type") == "service":
            if self._two and line_of(fields, "action") == "phone_call":
                return self._call(place, fields)
            self._left["notices"] += 1
            return None
        sender = self._person(fields, "from_id")
        if sender is None:
            return None
        if self._two and self._chat.id not in self._people:
            self._left["messages with deleted accounts"] += 1
            return None
        return FoundChatMessage(
            place=place,
            at=telegram_moment(fields, self._zone),
            channel=Channel.CHAT,
            sender=sender,
            others=self._members.others(sender),
            key=self._key(fields),
            owner=self._owner,
            text=telegram_text(fields),
        )

    def _call(self, place: str, fields: Fields) -> FoundInteraction | None:
        """A call: one that was answered is both ways, any other is whoever called trying."""
        actor, other = self._person(fields, "actor_id"), self._people.get(self._chat.id)
        if actor is None or other is None:
            return None
        minutes = call_minutes(fields)
        tried = Direction.IN if actor == other else Direction.OUT
        interaction = Interaction(
            at=telegram_moment(fields, self._zone),
            channel=Channel.CALL,
            direction=tried if minutes is None else Direction.MUTUAL,
            minutes=minutes,
            key=self._key(fields),
        )
        return FoundInteraction(place=place, whom=(other,), interaction=interaction, strangers_wait=True)

    def _person(self, fields: Fields, name: str) -> Whom | None:
        """Who it is; None, and counted, for a channel and a deleted account. Raises Invalid for nobody."""
        written = fields.get(name)
        one = id_of(written)
        if not one and isinstance(written, str) and written:
            self._left["messages of bots, channels and notes to yourself"] += 1
            return None
        if (whom := self._people.get(one)) is not None:
            return whom
        if one and (not self._two or one == self._chat.id):
            self._left["messages with deleted accounts"] += 1
            return None
        if one and one == self._owner_id:
            return self._owner
        raise Invalid(_NO_SENDER)

    def _key(self, fields: Fields) -> str:
        """Chat and message as Telegram numbers them. Raises Invalid where they have no number."""
        if not self._chat.id or not line_of(fields, "id"):
            raise Invalid(_NO_NUMBER)
        return f"telegram:{self._chat.id}:{line_of(fields, 'id')}"
