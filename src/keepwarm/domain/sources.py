"""What a source brings, before any of it is matched with the book.

An importer yields these in the order of the file, each with its `place`: the words by which an
owner finds it again in the file ("card 3", "message 17", "row 14").
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import NO_DETAILS, Details
from keepwarm.domain.interactions import Interaction
from keepwarm.domain.people import Handle, Person


class RawFormat(StrEnum):
    """What the bytes are that somebody came as. Only vCards go out as vCards."""

    VCARD = "vcard"
    CSV_ROW = "csv-row"
    LDIF_RECORD = "ldif-record"
    JSON_OBJECT = "json-object"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """A contact: the typed view, and the bytes it came as, kept word for word.

    `uid` is the source's own id for the contact, empty where it has none, and `other_uids` are further
    ones; `raw_format` says what the bytes are.
    """

    place: str
    person: Person
    handles: tuple[Handle, ...] = ()
    uid: str = ""
    other_uids: tuple[str, ...] = ()
    raw: bytes = b""
    raw_format: RawFormat = RawFormat.VCARD
    details: Details = NO_DETAILS


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """A card inside another one: kept within the bytes of that one, and not a contact of its own."""

    place: str
    name: str
    inside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondent:
    """One address in a message's header; `address` is lower-cased, `name` may be empty."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMessage:
    """A message between addresses; who the owner is, and so its direction, is decided later.

    `at` is aware, UTC. `bulk` says why it is no conversation ("a mailing list", "a machine's mail"),
    and is empty for a personal message. `recipients` holds To and Cc (and Bcc) without repeats.
    """

    place: str
    at: datetime
    sender: Correspondent
    recipients: tuple[Correspondent, ...]
    subject: str
    key: str
    bulk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Somebody whom a source names without a card: in words (a name, an address), by handles, by its own id.

    The id counts before the handles, and these before the words.
    """

    words: str
    handles: tuple[Handle, ...] = ()
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundInteraction:
    """An interaction with people who are named in a few words; its direction is known to the source.

    `strangers_wait` says that who is not in the book yet waits beside it until the owner adds them, as
    the correspondents of a mailbox do; else they come in by it, as in a table that the owner wrote.
    """

    place: str
    whom: tuple[Whom, ...]
    interaction: Interaction
    strangers_wait: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundChatMessage:
    """A message of a chat between people who are named; who of them is the owner may be decided later.

    `sender` wrote it, `others` are the other members as far as the source tells them. `owner` is the one
    of these who the source says is the owner, None where it does not say. `text` is what was written,
    cut to `LONGEST_TEXT` characters; it is not kept unless the owner asks for it. `at` is aware, UTC.
    """

    place: str
    at: datetime
    channel: Channel
    sender: Whom
    others: tuple[Whom, ...]
    key: str
    owner: Whom | None = None
    text: str = ""


LONGEST_TEXT = 2_000
"""Characters of a chat message that a source brings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMeeting:
    """A meeting of a calendar: who came as far as it tells, and who said that they would not.

    The owner may be among either, and is found later. `minutes` is None for a whole day or an open end.
    `series` is what the meetings of one series share, empty for one alone. `host` invited to it, where the
    calendar says so; without one it is the owner's own. `at` is aware, UTC.
    """

    place: str
    at: datetime
    channel: Channel
    came: tuple[Whom, ...]
    absent: tuple[Whom, ...]
    summary: str
    key: str
    minutes: int | None = None
    series: str = ""
    host: Whom | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An item that cannot be taken in: where it stands, and why, in one sentence with the way out."""

    place: str
    reason: str


Found = FoundPerson | Nested | FoundMessage | FoundInteraction | FoundChatMessage | FoundMeeting | Refused
