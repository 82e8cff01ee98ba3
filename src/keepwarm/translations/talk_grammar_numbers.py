"""Numbers, lengths and hours as people say them: "half an hour", "1h 15", "twenty minutes", "at 3.30"."""

import re
from datetime import time
from typing import NamedTuple

_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORTH = {word: number for number, word in enumerate(_UNITS, 1)}
_WORTH |= {word: 10 * number for number, word in enumerate(_TENS, 2)} | {"a": 1, "an": 1, "fourty": 40}
NUMBER_WORDS = frozenset(_WORTH) - {"a", "an"}

_SAID = rf"(?:{'|'.join(_TENS)}|fourty)(?:[ -](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(reversed(_UNITS))}"
COUNT = rf"(?:\d{{1,4}}|{_SAID}|an?)"
"""A whole number in digits or words."""

_MINUTES = r"(?:minutes?|mins?|min\.|m|')"
_HOURS = r"(?:hours?|hrs?|h)"
_LENGTHS: tuple[tuple[re.Pattern[str], int, int], ...] = tuple(
    (re.compile(rf"(?<![\w.:]){pattern}(?!\w)(?! ago)"), hour, extra)
    for pattern, hour, extra in (
        (rf"(?P<h>{COUNT}) hours? and a half", 60, 30),
        (rf"(?P<h>{COUNT}) and a half hours?", 60, 30),
        (rf"(?P<h>{COUNT}) hours? and a quarter", 60, 15),
        (rf"(?P<h>{COUNT}) ?{_HOURS},? (?:and )?(?P<m>{COUNT})(?: ?{_MINUTES})?", 60, 0),
        (r"(?P<h>\d{1,2}) ?h ?(?P<m>\d{1,2})", 60, 0),
        (r"three[ -]quarters of an hour", 0, 45),
        (r"(?:a )?quarter of an hour", 0, 15),
        (r"(?:a )?half(?:[ -]an?)?[ -]hour", 0, 30),
        (rf"(?P<h>\d{{1,2}}[.,]\d{{1,2}}) ?{_HOURS}", 60, 0),
        (rf"(?P<m>{COUNT})(?: ?|-){_MINUTES}", 0, 0),
        (rf"(?P<h>{COUNT})(?: ?|-){_HOURS}", 60, 0),
    )
)
_NO_LENGTH = re.compile(r"(?:\bin|\bfor (?:the )?next|\bfor another|\bafter|\bwithin|\bevery) $")
_MOST_MINUTES = 1_440
_CLOCK = (
    rf"(?:(?P<half>half past )|(?P<past>quarter past )|(?P<to>quarter to ))?"
    rf"(?:(?P<hour>\d{{1,2}}|{'|'.join(reversed(_UNITS[:12]))})(?:[:.](?P<minute>\d\d))?"
    rf" ?(?P<part>a\.?m\b\.?|p\.?m\b\.?)?(?: o'clock)?|(?P<noon>noon|midday))"
)
_AT = re.compile(rf"(?<!\w)(?:at|around|about) {_CLOCK}(?!\w)(?! (?:{_MINUTES}|{_HOURS})\b)")
_TIME = re.compile(_CLOCK + r"(?!\w)")
_FIRST_HOUR = 7
_NOON = 12


class Found(NamedTuple):
    """A number that was read, and where it stands."""

    value: int
    start: int
    end: int


def number_of(word: str) -> int:
    """The number that a word of `COUNT` says."""
    if word.isdecimal():
        return int(word)
    return sum(_WORTH[part] for part in re.split(r"[ -]", word))


def find_length(plain: str) -> Found | None:
    """How long something took, in minutes; not how long from now, or ago."""
    for pattern, hour, extra in _LENGTHS:
        for found in pattern.finditer(plain):
            if _NO_LENGTH.search(plain[: found.start()]):
                continue
            groups = found.groupdict()
            minutes = extra + hour * _amount(groups.get("h")) + _amount(groups.get("m"))
            if 0 < minutes <= _MOST_MINUTES:
                return Found(round(minutes), found.start(), found.end())
    return None


def _amount(said: str | None) -> float:
    if said is None:
        return 0
    return float(said.replace(",", ".")) if re.search("[.,]", said) else number_of(said)


def find_hour(plain: str) -> tuple[time, int, int] | None:
    """At what hour it was: "at 3.30" is in the afternoon, as are all bare hours before seven."""
    found = _AT.search(plain)
    hour = None if found is None else _time_of(found)
    return None if found is None or hour is None else (hour, found.start(), found.end())


def hour_at_start(plain: str) -> time | None:
    """The hour that the words begin with: "ten", "6pm", "half past nine"."""
    found = _TIME.match(plain)
    return None if found is None else _time_of(found)


def _time_of(found: re.Match[str]) -> time | None:
    if found["noon"]:
        return time(_NOON)
    hour, part = number_of(found["hour"]), (found["part"] or "")[:1]
    minute = int(found["minute"] or 0) + (30 if found["half"] else 15 if found["past"] else 0)
    if part == "p" or (not part and hour < _FIRST_HOUR and not found["hour"].startswith("0")):
        hour += _NOON if hour < _NOON else 0
    if part == "a" and hour == _NOON:
        hour = 0
    total = hour * 60 + minute - (15 if found["to"] else 0)
    if not (0 <= total < _MOST_MINUTES and minute < 60):
        return None
    return time(*divmod(total, 60))
