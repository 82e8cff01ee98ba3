"""What a text of an introduction may hold, and what must not stand in it before both said yes.

Of somebody who has not agreed yet nothing is passed on: not their name, where they work, nor a way to reach
them. What the owner typed is all that the first question says, so it is looked through for these.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from keepwarm.domain.bringing import Answer, Form, Role
from keepwarm.domain.introductions import Act, Introduction, Move
from keepwarm.domain.text import folded

_LONG_WORD, _LONG_HANDLE, _FEWEST_DIGITS = 3, 4, 6
_NUMBER = re.compile(r"\+?\d(?:[\s().\-/\u2010-\u2015]{0,2}\d)+")
_ADDRESS = re.compile(
    r"\S+@\S+|\b(?:https?:|www\.)\S+|(?<![\w-])[\w-]{3,}(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE
)
_LEGAL_FORMS = frozenset(
    {"ab", "ag", "aps", "as", "bv", "co", "company", "corp", "eg", "ev", "gbr", "gmbh", "inc", "kg", "kk",
     "limited", "llc", "llp", "ltd", "nv", "oy", "oyj", "plc", "pty", "sa", "sarl", "sas", "se", "sl", "spa",
     "srl"}
)  # fmt: skip
_SAYS_LITTLE = frozenset(
    {"academy", "association", "bank", "city", "college", "first", "group", "hotel", "institute",
     "international", "museum", "national", "office", "school", "society", "studio", "university"}
)  # fmt: skip
_ALSO_WORDS = frozenset(
    {"april", "art", "august", "autumn", "baker", "ban", "banks", "bell", "ben", "bill", "bin", "bird",
     "black", "bond", "brook", "brooks", "brown", "bush", "can", "chance", "christian", "church", "cook",
     "cruz", "dale", "das", "dawn", "day", "dean", "del", "dem", "den", "der", "des", "dos", "drew",
     "fisher", "forest", "frank", "gay", "gene", "grace", "grant", "gray", "green", "guy", "hall", "hill",
     "hope", "jack", "jean", "joy", "june", "just", "king", "las", "law", "lee", "long", "los", "love",
     "major", "mark", "may", "miles", "mill", "moon", "noble", "page", "park", "pat", "phil", "pope",
     "price", "rain", "ray", "read", "rich", "rob", "rock", "rose", "rush", "san", "sharp", "singer", "sky",
     "smart", "snow", "son", "star", "stone", "strong", "sue", "summer", "sun", "ter", "the", "van", "von",
     "ward", "waters", "weaver", "west", "white", "will", "wise", "wood", "woods", "young"}
)  # fmt: skip
"""Names that are words as well: written small they are taken for the words."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Detail(StrEnum):
    """What may be said of one to another."""

    NAME = "name"
    WAY = "way to reach them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """By what somebody is known: all that a first question must not say of them."""

    names: tuple[str, ...]
    organizations: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()


def may_tell(one: Introduction, to: Role, of: Role) -> frozenset[Detail]:
    """What a text to one of them may say of another of them now.

    Whom the owner asks to be introduced knows who is meant, and passes no address on through the owner.
    """
    if to is of:
        return frozenset()
    if one.form is not Form.MADE:
        names_are_known = to is Role.INTRODUCER or one.made_on is not None
        return frozenset({Detail.NAME}) if names_are_known else frozenset()
    return frozenset(Detail) if one.have_agreed and not one.is_ending else frozenset()


def given_away(typed: Iterable[str], who: Identity, *, names_too: bool) -> str:
    """The first words of what was typed by which somebody could be known or reached; empty where none are.

    An address or a number of anybody is found, whether the book has it or not.
    """
    for text in typed:
        found = next(_ways_in(text, who), "") or (next(_names_in(text, who), "") if names_too else "")
        if found:
            return found
    return ""


def _ways_in(text: str, who: Identity) -> Iterator[str]:
    if (address := _ADDRESS.search(text)) is not None:
        yield address[0].rstrip(".,;:!?)”\"'")
    for number in _NUMBER.finditer(text):
        if sum(one.isdigit() for one in number[0]) >= _FEWEST_DIGITS:
            yield number[0]
    plain = _plain(text)
    for handle in who.handles:
        for part in (_plain(handle), _plain(handle).rstrip("/").rpartition("/")[2]):
            if len(part) >= _LONG_HANDLE and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", plain):
                yield part


def _names_in(text: str, who: Identity) -> Iterator[str]:
    """Names and their words in any case; a word that is also another one, only as a name is written."""
    said, as_written = f" {folded(text)} ", set(_WORD.findall(text))
    for name in who.names:
        if _is_spaceless(name) and len(_joined(name)) > 1 and _joined(name) in _joined(text):
            yield name
        words = [word for word in _WORD.findall(name) if name.islower() or not word.islower()]
        for word in (name, *words):
            plain = folded(word)
            if len(plain) >= _LONG_WORD and plain not in _ALSO_WORDS:
                found = f" {plain} " in said
            else:
                found = len(word) > 1 and not as_written.isdisjoint({word, word.upper(), word.capitalize()})
            if found:
                yield word
    for organization in who.organizations:
        words = [word for word in folded(organization).split() if word not in _LEGAL_FORMS]
        leading = words[0] if words and len(words[0]) >= _LONG_WORD and words[0] not in _SAYS_LITTLE else ""
        for part in (" ".join(words), leading):
            if part and f" {part} " in said:
                yield organization


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _joined(text: str) -> str:
    return folded(text).replace(" ", "").replace("@", "")


def _is_spaceless(name: str) -> bool:
    """Whether it is in a script that puts no spaces between words, where a name may stand within a line."""
    return any("\u0e00" <= one <= "\u0eff" or "\u1000" <= one <= "\u109f" or one >= "\u2e80" for one in name)


class Saying(StrEnum):
    """A text that an introduction needs, which the owner sends or says."""

    ASK = "ask"
    REMIND = "remind"
    FAVOUR = "favour"
    REMIND_INTRODUCER = "remind introducer"
    FORWARD = "forward"
    INTRODUCE = "introduce"
    WRITE = "write"
    HOW_IT_WENT = "how it went"
    OFF = "off"
    THANK = "thank"
    THANK_ANYWAY = "thank anyway"
    TELL_HOW = "tell how"


BEFORE_CONSENT = frozenset(
    {Saying.ASK, Saying.REMIND, Saying.FAVOUR, Saying.REMIND_INTRODUCER, Saying.FORWARD, Saying.OFF}
)
"""The texts in which the words of the owner are looked through for what must not be passed on yet."""


def texts_for(one: Introduction, move: Move) -> tuple[tuple[Saying, Role], ...]:
    """The texts that go with a move, and to whom each; most say it before the move is made."""
    act, role = move.act, move.role
    if act in (Act.ASK, Act.YES) and role is not None:
        return _to_ask(one, role, is_again=act is Act.YES)
    if act is Act.MAKE:
        if one.form is Form.ASKED:
            return ((Saying.FORWARD, Role.INTRODUCER),)
        return ((Saying.INTRODUCE, Role.ONE), (Saying.INTRODUCE, Role.OTHER))
    if act in (Act.MEET, Act.OUTCOME) and one.form is Form.MADE:
        return ((Saying.HOW_IT_WENT, Role.ONE), (Saying.HOW_IT_WENT, Role.OTHER))
    if act is Act.MEET:
        return ((Saying.WRITE, Role.ONE),)
    if act is Act.TELL and role is not None:
        return ((Saying.OFF if one.made_on is None else Saying.TELL_HOW, role),)
    if act is Act.THANK and role is not None:
        return ((Saying.THANK_ANYWAY if one.made_on is None else Saying.THANK, role),)
    return ()


def _to_ask(one: Introduction, role: Role, *, is_again: bool) -> tuple[tuple[Saying, Role], ...]:
    if is_again and one.answer_of(role) is not Answer.ASKED:
        return ()
    if one.form is Form.MADE:
        return ((Saying.REMIND if is_again else Saying.ASK, role),)
    if is_again:
        return ((Saying.REMIND_INTRODUCER, Role.INTRODUCER),)
    forward = (Saying.FORWARD, Role.INTRODUCER)
    return ((Saying.FAVOUR, Role.INTRODUCER), forward) if role is Role.INTRODUCER else (forward,)
