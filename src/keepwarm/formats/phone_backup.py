"""What texts and calls have in common in the backups of the Android app "SMS Backup & Restore".

The app writes what the phone's own database holds, in XML: `null` for nothing, numbers as they came, times
in milliseconds since 1970. Who wrote is a person, or a machine: a word ("AMAZON") or a short number.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from keepwarm.domain.errors import Invalid
from keepwarm.domain.handle_keys import trait_of
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.sources import LONGEST_TEXT, Whom
from keepwarm.formats.mail_kinds import is_machine
from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_text import plain
from keepwarm.formats.xml_tags import unescaped

_NOTHING = frozenset({"", "null", "(unknown)", "unknown"})
_HIDDEN = frozenset({"-1", "-2", "-3", "anonymous", "private", "restricted", "blocked", "unavailable"})
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")
_NUMBER = re.compile(r"\+?[\d ().\-/]+", re.ASCII)
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
"""Digits of a number that is somebody's; at most: ITU-T E.164."""

_IN_SECONDS = 100_000_000_000
_FIRST, _LAST = datetime(1992, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""The first text was sent in December 1992."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_QUOTED = 40
_CACHED = 4_096
_LONGEST_WRITTEN = 10 * LONGEST_TEXT
"""Characters of a text that are looked at: an emoji is written in sixteen."""

_NOBODY = "does not say whose it is, since the number was hidden; nothing is to be done"

Attributes = Mapping[str, str]
"""What a tag says, as it is written there."""


def root_of(name: str) -> re.Pattern[bytes]:
    """What a backup begins with whose outermost element is of this name."""
    before = rb"(?:\xef\xbb\xbf)?\s*+(?>(?:<\?[^>]*+>|<!--(?:(?!-->).)*+-->)\s*+)*+"
    return re.compile(before + b"<" + name.encode() + rb"(?=[\s/>])", re.DOTALL)


def told(attributes: Attributes, name: str) -> str:
    """What stands under a name in one line; empty for nothing, in whatever word."""
    said = short(unescaped(attributes.get(name, "")))
    return "" if said.casefold() in _NOTHING else said


def written(attributes: Attributes, name: str) -> str:
    """What somebody wrote, with its lines, up to where a text is cut."""
    said = plain(unescaped(attributes.get(name, "")[:_LONGEST_WRITTEN]))[:LONGEST_TEXT]
    return "" if said == "null" else said


def time_of(attributes: Attributes) -> tuple[int, datetime]:
    """The time in milliseconds since 1970, and in UTC. Raises Invalid with what is wrong and the way out."""
    said = told(attributes, "date")
    if not (said.isascii() and said.isdecimal()) or len(said) > len("1700000000000"):
        raise Invalid("has no time; make the backup again")
    count = int(said)
    milliseconds = count * 1000 if count < _IN_SECONDS else count
    at = _EPOCH + timedelta(milliseconds=milliseconds)
    if not _FIRST <= at < _LAST:
        raise Invalid(f"has a time in the year {at.year}; correct it, and import the backup again")
    return milliseconds, at


@lru_cache(_CACHED)
def addressee(number: str, of_none: str) -> Handle:
    """The number or address of a person, as it was written.

    Raises Invalid where it is hidden, or nobody's; `of_none` says what that is ("a machine's text").
    """
    found = _in_ascii(number)
    if found.casefold() in _NOTHING | _HIDDEN:
        raise Invalid(_NOBODY)
    if _MAIL.fullmatch(found) and not is_machine(found.lower()):
        return Handle(kind=HandleKind.EMAIL, value=found.lower())
    digits = sum(letter.isdecimal() for letter in found)
    if not _NUMBER.fullmatch(found) or not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        quoted = found if len(found) <= _LONGEST_QUOTED else found[: _LONGEST_QUOTED - 1] + "…"
        raise Invalid(f"{of_none} ({quoted}); no conversation")
    return Handle(kind=HandleKind.PHONE, value=found)


def _in_ascii(number: str) -> str:
    """The number in ASCII digits, without the marks of direction that address books leave."""
    kept = (letter for letter in number if unicodedata.category(letter) != "Cf")
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in kept).strip()


def whom(handle: Handle, name: str = "") -> Whom:
    """Who has a number, by the name in the phone's address book, else by the number."""
    return Whom(words=name or handle.value, handles=(handle,))


@lru_cache(_CACHED)
def number_key(handle: Handle) -> str:
    """A number in one form, with its country code or without, as different phones and versions write it."""
    trait = trait_of(handle)
    return handle.key if trait is None else trait.key
