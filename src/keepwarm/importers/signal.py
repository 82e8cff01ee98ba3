"""Signal: its own export as plain text (`main.jsonl`), and `data.json` of the program signal-export.

Both hold one object of JSON a line. Signal's export has frames: first who and which chats there are, then
what was said in them. signal-export writes a folder for each chat, and a file of its messages in it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.sources import LONGEST_TEXT, FoundChatMessage, FoundInteraction, Refused, Whom
from keepwarm.formats.chat_members import Members, Repeats
from keepwarm.formats.json_fields import Fields, fields_of, line_of, text_of
from keepwarm.formats.signal_lines import json_lines, sensible, signal_key, signal_moment
from keepwarm.formats.signal_people import SignalChat, SignalPeople
from keepwarm.formats.spoken_names import short

NAME = "Signal"

_Item = FoundChatMessage | FoundInteraction | Refused

_FRAME = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"(?:version|backupTimeMs|account|recipient|chat|chatItem)"\s*+:'
)
_FRAMES = re.compile(rb'(?m)^\s*+\{\s*+"(?:recipient|chatItem|account)"\s*+:\s*+\{')
_MESSAGE = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"date"\s*+:\s*+"\d{4}-\d\d-\d\d[T ][^"]*+"\s*+,\s*+"sender"\s*+:'
)
_ANSWERED, _STARTED = "ACCEPTED", "startedCallTimestamp"
_HEAD_BYTES = 65_536
_SILENT = frozenset(
    {"version", "backupTimeMs", "stickerPack", "adHocCall", "notificationProfile", "chatFolder"}
)
"""Frames that say nothing of people."""

_CALL = re.compile(
    r"(?P<way>Incoming|Outgoing|Missed) (?:voice |video |audio )?call"
    r"(?: \((?P<accepted>accepted)?(?:, )?(?:(?P<minutes>\d{1,4})m )?(?:(?P<seconds>\d{1,2})s)?[^)]*\))?"
)
_ME = "Me"
_NO_SENDER = ("", "No-Sender", "None")
"""What signal-export writes where it knows nobody."""

_UNKNOWN = "says not who wrote it; it stays in the file, so keep it"
_NO_CHAT = "is of a chat whose people the file does not name; it stays in the file, so keep it"
_NO_TIME = "has no time that can be read; export it again"
_LEFT = {
    "notices": "say who joined, changed or deleted something; nobody wrote them",
    "notes to yourself and news from Signal": "are no conversation with a person",
}


def recognises(path: Path, head: bytes) -> bool:
    """Lines of JSON that are frames of Signal's export, or messages as signal-export writes them."""
    if not path.is_file():
        return False
    frames = _FRAME.match(head) is not None and _FRAMES.search(head) is not None
    return frames or _MESSAGE.match(head) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[_Item]:
    """The messages and calls in the order of the file, and what is none."""
    yield from read_named(path, path.name, zone=zone)


def read_named(path: Path, name: str, *, zone: ZoneInfo) -> Iterator[_Item]:
    """The same of a file that lies at a path for a while; the owner knows it by the name.

    signal-export calls the folder of a file after the chat.
    """
    try:
        with path.open("rb") as file:
            framed = _MESSAGE.match(file.read(_HEAD_BYTES)) is None
        yield from _read_frames(path) if framed else _read_messages(path, name, zone)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _leftovers(left: Counter[str]) -> Iterator[Refused]:
    for what, reason in _LEFT.items():
        if left[what]:
            yield Refused(place=f"{what} ({left[what]})", reason=reason)


# --- Signal's own export ---


def _read_frames(path: Path) -> Iterator[_Item]:
    people, left = SignalPeople(), Counter[str]()
    for line in json_lines(path):
        place = f"line {line.number}"
        if line.fields is None:
            yield Refused(place=place, reason=line.trouble)
        elif not people.learn(line.fields) and not _SILENT & line.fields.keys():
            try:
                item = _chat_item(place, fields_of(line.fields, "chatItem"), people, left)
            except Invalid as problem:
                yield Refused(place=place, reason=str(problem))
            else:
                if item is not None:
                    yield item
    yield from _leftovers(left)


def _chat_item(
    place: str, said: Fields, people: SignalPeople, left: Counter[str]
) -> FoundChatMessage | FoundInteraction | None:
    chat = people.find_chat(line_of(said, "chatId"))
    call = fields_of(fields_of(said, "updateMessage"), "individualCall")
    if chat is None:
        raise Invalid(_NO_CHAT)
    if chat.other is None and chat.members is None:
        left["notes to yourself and news from Signal"] += 1
        return None
    if call and chat.other is not None:
        return _call(place, said, call, chat.other)
    if "updateMessage" in said or "remoteDeletedMessage" in said:
        left["notices"] += 1
        return None
    return _said(place, said, chat, people)


def _said(place: str, said: Fields, chat: SignalChat, people: SignalPeople) -> FoundChatMessage:
    at = signal_moment(said, "dateSent")
    author = line_of(said, "authorId")
    mine = "outgoing" in said or author == people.self_id != ""
    sender = people.me if mine else chat.other or people.by_id.get(author)
    if sender is None:
        raise Invalid(_UNKNOWN)
    everybody = chat.members or Members(filter(None, (chat.other,)))
    others = everybody.others(sender)
    return FoundChatMessage(
        place=place,
        at=at,
        channel=Channel.CHAT,
        sender=sender,
        others=others if mine else (people.me, *others),
        key=signal_key(at, mine=mine),
        owner=people.me,
        text=text_of(fields_of(fields_of(said, "standardMessage"), "text"), "body")[:LONGEST_TEXT],
    )


def _call(place: str, said: Fields, call: Fields, other: Whom) -> FoundInteraction:
    """A call: one that was answered is both ways, any other is whoever called trying."""
    started = line_of(call, _STARTED)
    at = signal_moment(call, _STARTED) if started else signal_moment(said, "dateSent")
    mine = line_of(call, "direction") == "OUTGOING"
    tried = Direction.OUT if mine else Direction.IN
    answered = line_of(call, "state") == _ANSWERED
    interaction = Interaction(
        at=at,
        channel=Channel.VIDEO if line_of(call, "type") == "VIDEO_CALL" else Channel.CALL,
        direction=Direction.MUTUAL if answered else tried,
        key=signal_key(at, mine=mine),
    )
    return FoundInteraction(place=place, whom=(other,), interaction=interaction, strangers_wait=True)


# --- signal-export ---


def _read_messages(path: Path, name: str, zone: ZoneInfo) -> Iterator[_Item]:
    me = Whom(words=_ME)
    members = _members(path, name, me)
    repeats, left = Repeats(), Counter[str]()
    for line in json_lines(path):
        place = f"line {line.number}"
        if line.fields is None:
            yield Refused(place=place, reason=line.trouble)
        elif line.fields.get("deleted") is True:
            left["notices"] += 1
        else:
            try:
                yield _message(place, line.fields, members, me, zone, repeats)
            except Invalid as problem:
                yield Refused(place=place, reason=str(problem))
    yield from _leftovers(left)


def _members(path: Path, name: str, me: Whom) -> Members:
    """Who writes in the file; where the owner alone does, the other is called as the file's folder is."""
    members = Members()
    for line in json_lines(path):
        sender = line_of(line.fields or {}, "sender")
        if sender not in (*_NO_SENDER, _ME):
            members.add(Whom(words=sender))
    folder = short((re.split(r": |/", name)[-2:-1] or [path.parent.name])[0])
    if not members.others(me) and folder:
        members.add(Whom(words=folder))
    return members


def _message(
    place: str, said: Fields, members: Members, me: Whom, zone: ZoneInfo, repeats: Repeats
) -> FoundChatMessage | FoundInteraction:
    at = _moment(said, zone)
    name, body = line_of(said, "sender"), text_of(said, "body")
    if name in _NO_SENDER:
        raise Invalid(_UNKNOWN)
    sender = me if name == _ME else Whom(words=name)
    others = members.others(sender)
    mine = sender == me
    key = signal_key(at, mine=mine, repeat=repeats.count(at, mine))
    call = _CALL.fullmatch(body)
    if call is not None and len(members.others(me)) == 1:
        return _told_call(place, at, call, key, members.others(me)[0])
    return FoundChatMessage(
        place=place,
        at=at,
        channel=Channel.CHAT,
        sender=sender,
        others=others if mine else (me, *others),
        key=key,
        owner=me,
        text=body[:LONGEST_TEXT],
    )


def _told_call(place: str, at: datetime, call: re.Match[str], key: str, other: Whom) -> FoundInteraction:
    """A call of which a sentence tells: `Incoming voice call (accepted, 5m 3s)`."""
    minutes = int(call["minutes"] or 0) + bool(call["seconds"] and int(call["seconds"]))
    tried = Direction.OUT if call["way"] == "Outgoing" else Direction.IN
    interaction = Interaction(
        at=at,
        channel=Channel.VIDEO if " video " in call[0] else Channel.CALL,
        direction=Direction.MUTUAL if call["accepted"] else tried,
        minutes=minutes if call["accepted"] and minutes else None,
        key=key,
    )
    return FoundInteraction(place=place, whom=(other,), interaction=interaction, strangers_wait=True)


def _moment(said: Fields, zone: ZoneInfo) -> datetime:
    """When it was sent, on the clock of the computer that exported it."""
    try:
        local = datetime.fromisoformat(line_of(said, "date"))
        return sensible((local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC))
    except (ValueError, OverflowError):
        raise Invalid(_NO_TIME) from None
