"""People: who they are, how to reach them, and where the owner stands with them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.postal import Postal
from keepwarm.domain.week_hours import WeekHours

LONGEST_NAME = 600
"""Characters of a name; the index of a database takes little more."""

_LONGEST_KEY = 600
_CACHED_KEYS = 4_096
_BESIDE_THE_NUMBER = str.maketrans({chr(code): "" for code in range(128) if chr(code) not in "+0123456789"})


class Standing(StrEnum):
    """How somebody in the book is to be treated. Only ordinary people are counted or proposed.

    `BY_RELATION` is somebody known only as another's relation, or the card of a group: out of lists and
    sync unless asked for. `CORRESPONDENT` is somebody the owner writes with who is not in the book: they
    wait to be added, ranked by the tie, and are in nothing else.
    """

    ORDINARY = "ordinary"
    JUST_AN_ADDRESS = "just-an-address"
    LEAVE_BE = "leave-be"
    DIED = "died"
    BY_RELATION = "by-relation"
    CORRESPONDENT = "correspondent"


class HandleKind(StrEnum):
    """What kind of address a handle is."""

    EMAIL = "email"
    PHONE = "phone"
    CHAT = "chat"
    PROFILE = "profile"
    ADDRESS = "address"

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels that such an address serves, the most personal first."""
        return _SERVES[self]


_SERVES = {
    HandleKind.PHONE: (Channel.CALL, Channel.TEXT),
    HandleKind.CHAT: (Channel.CHAT,),
    HandleKind.EMAIL: (Channel.EMAIL,),
    HandleKind.PROFILE: (Channel.SOCIAL,),
    HandleKind.ADDRESS: (Channel.POST,),
}


def reachable_by(kinds: Iterable[HandleKind]) -> tuple[Channel, ...]:
    """The channels that these kinds of handles serve, the most personal first, each once."""
    held = set(kinds)
    return tuple(channel for kind, channels in _SERVES.items() if kind in held for channel in channels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """One address of a person, as it was written.

    `label` is the source's word for it (home, work, mobile), `service` names the chat or social
    service where the kind alone does not. `postal` are the parts of an ADDRESS, where they are known.
    """

    kind: HandleKind
    value: str
    label: str = ""
    service: str = ""
    preferred: bool = False
    postal: Postal | None = None

    @property
    def key(self) -> str:
        """The form by which two handles are compared: case, spaces and punctuation folded away.

        One of more bytes than an index takes is named by its SHA-256.
        """
        return _key_of(self.value, is_number=self.kind is HandleKind.PHONE)


@lru_cache(_CACHED_KEYS)  # an import asks for each a dozen times in a row
def _key_of(written: str, *, is_number: bool) -> str:
    plain = (_digits_of(written) if is_number else "") or " ".join(written.casefold().split())
    raw = plain.encode(errors="replace")
    return plain if len(raw) <= _LONGEST_KEY else f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _digits_of(written: str) -> str:
    if written.isascii():
        return written.translate(_BESIDE_THE_NUMBER)
    return "".join(c for c in written if c.isdigit() or c == "+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, as the owner would recognise them.

    `name` is the whole name as it is said, in the order of its culture; the parts are known of some.
    `phonetic` is how the name sounds, in the order of the name.
    """

    name: str
    given: str = ""
    family: str = ""
    prefix: str = ""
    middle: str = ""
    suffix: str = ""
    nickname: str = ""
    phonetic: str = ""
    organization: str = ""
    title: str = ""
    birthday: PartialDate | None = None
    note: str = ""
    standing: Standing = Standing.ORDINARY


class KnownBy(StrEnum):
    """How a preference is known; the three are never confused with one another."""

    TOLD = "told"
    OBSERVED = "observed"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What a person said, or showed, about one channel: liked (a rank from 1) or never.

    What the book keeps was told: on a day, somewhere ("at the fair"), in their words. It holds for some
    `purposes`, or for all where none is named, and at some `hours` of their week.
    """

    channel: Channel
    never: bool = False
    rank: int = 1
    known_by: KnownBy = KnownBy.TOLD
    said_on: date | None = None
    purposes: frozenset[Purpose] = frozenset()
    hours: WeekHours | None = None
    words: str = ""
    said_at: str = ""


class FactKind(StrEnum):
    """F.O.R.M. and G.A.I.N.S.; referrals; likes and what not to touch; why to stay in touch; a question.

    Of referrals: what they do, for whom, whom to send them, and what they would now say that the owner does.
    Of the reasons, `REASON` is one in the owner's own words; the four others each have a confirming move
    of their own (PRODUCT.md, reason).
    """

    FAMILY = "family"
    OCCUPATION = "occupation"
    RECREATION = "recreation"
    MOTIVATION = "motivation"
    GOALS = "goals"
    ACCOMPLISHMENTS = "accomplishments"
    INTERESTS = "interests"
    NETWORKS = "networks"
    SKILLS = "skills"
    DOES = "does"
    FOR_WHOM = "for-whom"
    SEND_THEM = "send-them"
    SAYS_I_DO = "says-i-do"
    LIKES = "likes"
    DISLIKES = "dislikes"
    DO_NOT_MENTION = "do-not-mention"
    REASON = "reason"
    CAN_HELP = "can-help"
    IN_COMMON = "in-common"
    GOOD_TALK = "good-talk"
    IN_MY_LIFE = "in-my-life"
    QUESTION = "question"


REASONS = frozenset(
    {FactKind.REASON, FactKind.CAN_HELP, FactKind.IN_COMMON, FactKind.GOOD_TALK, FactKind.IN_MY_LIFE}
)
"""Why to stay in touch with somebody: I can be of value to them; a common interest; a good conversation;
somebody I want in my life."""


class Side(StrEnum):
    """Which of the two promised."""

    MINE = "mine"
    THEIRS = "theirs"
