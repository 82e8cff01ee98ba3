"""Who writes in a chat that WhatsApp exported: the names in it, and the one in the name of its file."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.sources import Whom
from keepwarm.domain.text import folded
from keepwarm.formats.spoken_names import short
from keepwarm.formats.whatsapp_texts import MARK, is_about_the_chat, is_first_notice, unmarked

_LONGEST_NAME = 100
_MOST_NAMES = 1_500
"""More than any group has; what else seems to be a name in a file is none."""

_RECURS, _TWO = 3, 2
_END = ": "
_QUOTES = re.compile('["“”„«»]')
_NUMBER = re.compile(r"\+?[\d\s().\-\u2010-\u2015]{6,24}")
_FEWEST_DIGITS = 6
_NO_CONTACT = re.compile(r"~\s*")
_LOG_LEVEL = re.compile(r"[\w.]*(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)")

_WITH = "with|mit|con|avec|com|met|med|dengan|bersama|cu|z|s|so|с контактом|с|amb|με|kanssa"
_CHAT_WITH = re.compile(
    rf"(?i).*\bwhats\s?app\b.*?(?:\s[-–]\s|:\s|\s(?:{_WITH}):?\s)(?P<name>.+)"
    r"|(?P<turkish>.+?) (?:ile|kişisiyle) .*whats\s?app.*"
    r"|(?P<japanese>.+?)との\s?whats\s?app.*"
    r"|与\s?(?P<chinese>.+?)\s?的\s?whats\s?app.*"
)
_ENDING = re.compile(r"(?i)\.(?:txt|zip)\Z")
_COPY = re.compile(r"\s*\(\d{1,3}\)\Z")


class Said(NamedTuple):
    """Who wrote the rest of a line, as it stands there, and what."""

    sender: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The senders of a file, each as it stands there, and what is known of the chat itself.

    `going_on` are beginnings of names with a colon in them, of which the name is more. `title` is in whose
    name an iPhone wrote the notice with which the chat begins: the other one of two, or the group. `times`
    says of how many messages somebody is the sender.
    """

    people: dict[str, Whom]
    going_on: frozenset[str]
    title: str
    times: dict[Whom, int]

    def among(self, people: Collection[Whom]) -> "Names":
        """The same names, but of no others than these people."""
        kept = {sender: whom for sender, whom in self.people.items() if whom in people}
        return replace(self, people=kept)

    def split(self, rest: str) -> Said | None:
        """The sender of a line and their words; None for WhatsApp's own."""
        said = _split(rest, 0)
        if said is not None and said.sender in self.going_on:
            said = _split(rest, len(said.sender) + len(_END))
        return said if said is not None and said.sender in self.people else None


def _split(rest: str, begin: int) -> Said | None:
    end = rest.find(_END, begin, _LONGEST_NAME + len(_END))
    if end > begin:
        return Said(rest[:end], rest[end + len(_END) :])
    if rest.endswith(":") and begin + 1 < len(rest) <= _LONGEST_NAME:
        return Said(rest[:-1], "")
    return None


class NamesSeen:
    """Learns the names of a file from its lines."""

    def __init__(self) -> None:
        self._said: Counter[str] = Counter()
        self._longer: dict[str, str] = {}
        self._own_words: Counter[str] = Counter()
        self._marked: Counter[str] = Counter()
        self._title: str | None = None

    def see(self, rest: str) -> None:
        """Take what stands behind the time of one more line."""
        said = _split(rest, 0)
        if said is None:
            return
        sender, text = said
        if sender not in self._said and len(self._said) >= _MOST_NAMES:
            return
        more = _split(rest, len(sender) + len(_END))
        longer = "" if more is None else more.sender
        if self._longer.setdefault(sender, longer) != longer:
            self._longer[sender] = ""
        self._said[sender] += 1
        if text.startswith(MARK):
            self._marked[sender] += 1
            self._own_words[sender] += is_about_the_chat(sender, text)
        if self._title is None:
            self._title = sender if is_first_notice(text) else ""

    def names(self) -> Names:
        """Who writes here.

        A name ends at the first colon; where three lines or more, and all that begin so, go on alike to a
        second colon, it ends there. No name is what leaves a quotation mark open, which is how a new name of
        the group is told, and one in whose name WhatsApp alone has spoken, as it does in the group's.
        """
        often = {sender for sender, times in self._said.items() if times >= _RECURS}
        going_on = {sender: longer for sender, longer in self._longer.items() if longer and sender in often}
        people: dict[str, Whom] = {}
        said = Counter[Whom]()
        for sender in filter(self._wrote, self._said):
            name = going_on.get(sender, sender)
            people[name] = whom_of(name)
            said[people[name]] += self._said[sender]
        return Names(people=people, going_on=frozenset(going_on), title=self._title or "", times=said)

    def _wrote(self, sender: str) -> bool:
        if not short(unmarked(sender)):
            return False
        is_group = sender == self._title and len(self._said) > _TWO
        if (self._marked if is_group else self._own_words)[sender] == self._said[sender]:
            return False
        return len(_QUOTES.findall(sender)) % 2 == 0


def whom_of(sender: str) -> Whom:
    """Somebody as WhatsApp names them: a contact, a number, or by their own word for themselves (`~ Ann`)."""
    plain = short(_NO_CONTACT.sub("", unmarked(sender), count=1))
    if _NUMBER.fullmatch(plain) and sum(map(str.isdigit, plain)) >= _FEWEST_DIGITS:
        return Whom(words=plain, handles=(Handle(kind=HandleKind.PHONE, value=plain),))
    return Whom(words=plain or short(unmarked(sender)))


def is_same(one: Whom, other: Whom) -> bool:
    """Whether two names are one, whatever their case and marks."""
    if one.handles and other.handles:
        return one.handles[0].key == other.handles[0].key
    return folded(one.words) == folded(other.words) != "" or one.words == other.words


def find_partner(names: Iterable[str]) -> str:
    """With whom a chat is, by the first of the names of its file, folder or zip that says it; else empty."""
    for name in names:
        plain = _COPY.sub("", _ENDING.sub("", unmarked(name)).strip())
        plain = plain if " " in plain else plain.replace("_", " ")
        if (found := _CHAT_WITH.fullmatch(plain)) is not None:
            return short(_COPY.sub("", found[found.lastgroup or 0]))
    return ""


def is_of_a_log(sender: str) -> bool:
    """Whether what stands for a name is how grave a line of a program's log is."""
    return _LOG_LEVEL.fullmatch(sender) is not None
