"""Where everything stands in an export of Telegram Desktop: one chat alone, or a whole account.

Of an account the file holds what is known of its owner, their contacts, and the lists `chats` and
`left_chats`; of each chat a name, a type, an id, and then its messages.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from keepwarm.domain.errors import Invalid
from keepwarm.formats.json_fields import Fields, line_of, parse_object
from keepwarm.formats.json_shelf import Shelf
from keepwarm.formats.json_stream import Cut, Found, Span, bytes_of, walk

PEOPLE = frozenset({"personal_chat", "private_group", "private_supergroup", "public_supergroup"})
"""The types of chats in which people talk with each other."""

ONE_OTHER = "personal_chat"

_MESSAGES = frozenset({("messages",), ("chats", "list", "messages"), ("left_chats", "list", "messages")})
_CONTACTS = ("contacts", "list")
_LISTS = _MESSAGES | {_CONTACTS}
_LARGEST_OBJECT = 1024 * 1024
_MOST_CONTACTS = 100_000
_LONGEST_ID = 20
_HEADER_BYTES = 4_096
_BEGINNING_BYTES = 1024 * 1024
_WIDEST_GAP = 40
"""Bytes between two messages of one chat: a comma, and the blanks before the next."""

_OWNER = re.compile(rb'"personal_information"\s*:\s*(\{[^{}]*\})')
_OPENED = re.compile(rb'"messages"\s*:\s*\[\s*\Z')
_FIELD = re.compile(rb'"(name|type|id)"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+|null)')
_DAMAGED = "is damaged; export it from Telegram again"
_TOO_LARGE = f"is larger than {_LARGEST_OBJECT // 1024**2} MiB and is not read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A chat of an export: what it is called, what it is, its id, and where its messages stand."""

    name: str
    kind: str
    id: str
    messages: Shelf = field(default_factory=Shelf)


@dataclass(slots=True, kw_only=True)
class TelegramIndex:
    """What an export holds. The owner's id is empty where only one chat was exported.

    `phones` are the contacts' numbers by their ids, and by their names where there are no ids (before 2024).
    """

    owner_id: str = ""
    owner_name: str = ""
    chats: list[Chat] = field(default_factory=list)
    phones: dict[str, str] = field(default_factory=dict)
    contacts: int = 0
    cut: bool = False


def index_telegram(file: BinaryIO) -> TelegramIndex:
    """Walk through an export; sixteen bytes are kept of each message."""
    index = TelegramIndex()
    messages, contacts = Shelf(), Shelf()
    for event in walk(file, _LISTS):
        match event:
            case Found(way=way, span=span):
                (contacts if way == _CONTACTS else messages).add(span)
            case Cut():
                index.cut = True
    index.owner_id, index.owner_name = _owner(file)
    index.chats = list(_chats(file, messages))
    index.contacts = len(contacts)
    index.phones = _phones(file, contacts)
    return index


def read_telegram_object(file: BinaryIO, span: Span) -> Fields:
    """What an object says. Raises Invalid where it is damaged or too large."""
    if span.end - span.begin > _LARGEST_OBJECT:
        raise Invalid(_TOO_LARGE)
    fields = parse_object(bytes_of(file, span)) if span.whole else None
    if fields is None:
        raise Invalid(_DAMAGED)
    return fields


def _owner(file: BinaryIO) -> tuple[str, str]:
    """The owner's id and name, where a whole account was exported."""
    file.seek(0)
    found = _OWNER.search(file.read(_BEGINNING_BYTES))
    fields = parse_object(found[1]) if found else None
    if fields is None:
        return "", ""
    return id_of(fields.get("user_id")), " ".join(filter(None, _both_names(fields)))


def _both_names(fields: Fields) -> tuple[str, str]:
    return line_of(fields, "first_name"), line_of(fields, "last_name")


def _chats(file: BinaryIO, messages: Shelf) -> Iterator[Chat]:
    """The chats with the places of their messages; one begins where its head stands between two messages."""
    chat: Chat | None = None
    end = 0
    for span in messages:
        if chat is None or span.begin - end > _WIDEST_GAP:
            opened = _opened(bytes_of(file, Span(begin=max(end, span.begin - _HEADER_BYTES), end=span.begin)))
            if opened is not None or chat is None:
                if chat is not None:
                    yield chat
                chat = opened or Chat(name="", kind="", id="")
        chat.messages.add(span)
        end = span.end
    if chat is not None:
        yield chat


def _opened(between: bytes) -> Chat | None:
    """The chat whose messages begin behind these bytes; None where none begins there."""
    if _OPENED.search(between) is None:
        return None
    head = {name.decode(): _json_value(value) for name, value in _FIELD.findall(between)}
    return Chat(name=line_of(head, "name"), kind=line_of(head, "type"), id=id_of(head.get("id")))


def _json_value(written: bytes) -> object:
    try:
        return json.loads(written)
    except ValueError:
        return None


def id_of(value: object) -> str:
    """Somebody's id, which stands as `user123` or as a plain number; empty for channels and anything else."""
    written = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    digits = written.removeprefix("user")
    return digits if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_ID else ""


def _phones(file: BinaryIO, contacts: Shelf) -> dict[str, str]:
    found: dict[str, str] = {}
    twice: set[str] = set()
    for span in contacts:
        if len(found) >= _MOST_CONTACTS:
            break
        try:
            fields = read_telegram_object(file, span)
        except Invalid:
            continue
        key = id_of(fields.get("user_id")) or " ".join(filter(None, _both_names(fields)))
        phone = line_of(fields, "phone_number")
        if key and phone:
            twice |= {key} & found.keys()
            found[key] = phone
    return {key: phone for key, phone in found.items() if key not in twice}
