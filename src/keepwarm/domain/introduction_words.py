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
_LONG_NAME = 6
_NUMBER = re.compile(r"\+?\d(?:[\s().\-/\u2010-\u2015\u2212]{0,3}\d)+")
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d[^\w+.]{1,3}(?:1[5-9]|20)\d\d")
_ADDRESS = re.compile(
    r"\S+@\S+|(?<!\w)@(?!\d)\w{3,}|\b(?:https?:|www\.)\S+"
    r"|(?<![\w-])[\w-]{3,}(?:\.[\w-]+)*\.[^\W\d_]{2,}\b|(?<![\w-])[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}/\S+",
    re.IGNORECASE,
)
_PAGES = frozenset({"about", "contact", "home", "index", "people", "profile", "team"})
"""Last parts of addresses that are no names."""

_LEGAL_FORMS = frozenset(
    {"ab", "ag", "aps", "as", "bv", "co", "company", "corp", "eg", "ev", "gbr", "gmbh", "inc", "kg", "kk",
     "limited", "llc", "llp", "ltd", "nv", "oy", "oyj", "plc", "pty", "sa", "sarl", "sas", "se", "sl", "spa",
     "srl"}
)  # fmt: skip
_SAYS_LITTLE = frozenset(
    {"academy", "association", "bank", "city", "college", "first", "group", "hotel", "institute",
     "international", "museum", "national", "office", "school", "society", "studio", "university"}
)  # fmt: skip
_ARTICLES = frozenset(
    {"a", "an", "das", "de", "den", "der", "det", "die", "el", "het", "il", "la", "las", "le", "les", "lo",
     "los", "the"}
)  # fmt: skip
_COMMON = frozenset(
    {"all", "american", "and", "at", "best", "big", "blue", "book", "books", "british", "care", "central",
     "centre", "center", "clean", "community", "data", "department", "design", "digital", "east", "energy",
     "european", "federal", "food", "for", "free", "from", "future", "general", "german", "global", "good",
     "great", "health", "high", "home", "house", "in", "little", "ministry", "music", "new", "north", "of",
     "old", "on", "one", "open", "our", "people", "public", "red", "royal", "sea", "social", "south", "state",
     "to", "two", "united", "water", "with", "work", "works", "world"}
)  # fmt: skip
"""Words with which names of organizations begin and which are said of anything."""

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
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχ",
    "ABESIJKMHOPCTYXaesijopcyxhqwABEZHIKMNOPTYXaikvopux",
)
_ONE_LETTER = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "a", "œ": "o", "ı": "i", "þ": "th"})
_TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d",
     "ð": "d", "ı": "i", "þ": "th"}
)  # fmt: skip
_BACK = re.compile(r"(?<=[^aeiou\s])([aou])e(?=[^aeiou\s])")


class Detail(StrEnum):
    """What may be said of one to another."""

    NAME = "name"
    WAY = "way to reach them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """By what somebody is known: all that a first question must not say of them."""

    names: tuple[str, ...]
    organizations: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
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
        for read in _readings(text):
            found = next(_ways_in(read, who), "") or (next(_names_in(read, who), "") if names_too else "")
            if found:
                return found
    return ""


def _ways_in(text: str, who: Identity) -> Iterator[str]:
    if (address := _ADDRESS.search(text)) is not None:
        yield address[0].rstrip(".,;:!?)”\"'")
    for number in _NUMBER.finditer(text):
        digits = sum(one.isdigit() for one in number[0])
        if digits >= _FEWEST_DIGITS and not _YEARS.fullmatch(number[0]):
            yield number[0]
    plain = text.casefold()
    for handle in who.handles:
        for part in _parts_of_handle(handle):
            if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", plain):
                yield part


def _parts_of_handle(handle: str) -> Iterator[str]:
    """The whole and the last part, without what stands before and behind a name in an address."""
    whole = _visible(handle).casefold().partition("?")[0].partition("#")[0].rstrip("/")
    for part in (whole, whole.rpartition("/")[2]):
        name = part.lstrip("@")
        if len(name) >= _LONG_HANDLE and name not in _PAGES:
            yield name


def _names_in(text: str, who: Identity) -> Iterator[str]:
    """Names and their words in any case; a word that is also another one, only as a name is written."""
    said = _Said.of(text)
    for name in who.names:
        for spelled in dict.fromkeys(reading for each in _readings(name) for reading in (each, _latin(each))):
            yield from _words_of_name_in(said, spelled, name)
    for organization in who.organizations:
        if any(_names_organization(said, spelled) for spelled in _readings(organization)):
            yield organization
    for title in who.titles:
        words = _without_article(folded(_visible(title)).split())
        if len(words) > 1 and said.has(" ".join(words)):
            yield title


@dataclass(frozen=True, slots=True)
class _Said:
    """A text in the forms in which names are looked for in it."""

    joined: str
    forms: str
    stems: frozenset[str]
    as_written: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "_Said":
        words = _WORD.findall(text)
        written = [part for word in words for part in (word, *_APOSTROPHES.split(word))]
        written += [folded(part).capitalize() for part in written if not part.islower()]
        return cls(
            joined=_joined(text),
            forms=f" {' | '.join(_forms(text))} ",
            stems=frozenset(stem for word in words for stem in _stems(word)),
            as_written=frozenset(written),
        )

    def has(self, plain: str) -> bool:
        return bool(plain) and f" {plain} " in self.forms

    def has_name(self, word: str) -> bool:
        """Whether a word stands there as a name is written."""
        return len(word) > 1 and not self.as_written.isdisjoint({word, word.upper(), word.capitalize()})

    def has_form_of(self, word: str) -> bool:
        forms = _forms(word)
        forms += [_BACK.sub(r"\1", form) for form in forms if len(form) >= _LONG_NAME]
        return any(self.has(one) or (len(one) >= _LONG_NAME and one in self.stems) for one in forms)


def _words_of_name_in(said: _Said, name: str, shown: str) -> Iterator[str]:
    if _is_spaceless(name) and len(_joined(name)) > 1 and _joined(name) in said.joined:
        yield shown
    words = [
        part
        for word in _WORD.findall(name)
        for part in dict.fromkeys((word, *word.split("-")))
        if name.islower() or not part.islower()
    ]
    for word in (name, *words):
        plain = folded(word)
        is_one_meaning = len(plain) >= _LONG_WORD and plain not in _ALSO_WORDS
        if said.has_form_of(word) if is_one_meaning else said.has_name(word):
            yield word


def _names_organization(said: _Said, organization: str) -> bool:
    """By its whole name, or by the first word that tells it from others."""
    whole = [word for word in folded(organization).split() if word not in _LEGAL_FORMS]
    words = _without_article(whole)
    if said.has_form_of(" ".join(whole)) or (len(words) > 1 and said.has_form_of(" ".join(words))):
        return True
    told = [word for word in words if word not in _SAYS_LITTLE][:1]
    if not told or len(told[0]) < _LONG_WORD or told[0] in _COMMON | _ALSO_WORDS:
        return False
    return said.has_form_of(told[0]) if told == whole[:1] else said.has_name(told[0].capitalize())


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if words and words[0] in _ARTICLES else words


def _readings(text: str) -> list[str]:
    """A text as it is seen: without what is not, a word of mixed scripts in the one that it looks like."""
    parted = "".join(" " if _is_unseen(one) else one for one in text)
    read = (unicodedata.normalize("NFKC", parted), _visible(text))
    return list(dict.fromkeys(each for one in read for each in (one, _WORD.sub(_unmixed, one))))


def _visible(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(one for one in text if not _is_unseen(one)))


def _is_unseen(one: str) -> bool:
    return unicodedata.category(one) == "Cf"


def _unmixed(word: re.Match[str]) -> str:
    scripts = {unicodedata.name(one, "").partition(" ")[0] for one in word[0] if one.isalpha()}
    return _latin(word[0]) if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK"} else word[0]


def _latin(text: str) -> str:
    return text.translate(_LOOK_ALIKES)


def _forms(text: str) -> list[str]:
    """As it is compared: umlauts as one letter or as two, apostrophes as gaps or as nothing."""
    lower = unicodedata.normalize("NFC", text.casefold())
    both = [lower, lower.translate(_ONE_LETTER), lower.translate(_TWO_LETTERS)]
    return list(dict.fromkeys(folded(each) for one in both for each in (one, _APOSTROPHES.sub("", one))))


def _stems(word: str) -> Iterator[str]:
    """What a name would be without an ending; a word written small has but that of a plural."""
    for plain in _forms(word):
        for letters in (1, 2):
            if not word.islower() or plain[-letters:] in ("s", "es"):
                yield plain[:-letters]


def _joined(text: str) -> str:
    return folded(text).replace(" ", "").replace("@", "")


def _is_spaceless(name: str) -> bool:
    """Whether it is in a script that puts no spaces between words, where a name may stand within a line."""
    return any(
        one.isalpha() and ("\u0e00" <= one <= "\u0eff" or "\u1000" <= one <= "\u109f" or one >= "\u2e80")
        for one in name
    )


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
            return () if one.have_agreed else ((Saying.FORWARD, Role.INTRODUCER),)
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
