"""Hours of a week as people write them: "after six", "9pm to 8am", "weekdays 18-20", "weekends"."""

import re

from keepwarm.domain.week_hours import DAY_MINUTES, WEEKDAYS, WeekHours
from keepwarm.translations.talk_grammar_numbers import hour_at_start

_EVERY_DAY = frozenset(range(len(WEEKDAYS)))
_DAY = r"mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:nesdays?)?|thu(?:r(?:s(?:days?)?)?)?|fri(?:days?)?"
_DAY += r"|sat(?:urdays?)?|sun(?:days?)?"
_DAYS = re.compile(rf"\b(?P<first>{_DAY})(?: ?(?:-|to|through|until|till) ?(?P<last>{_DAY}))?\b")
_SEVERAL = (
    (re.compile(r"\b(?:week ?days?|working days?|during the week|in the week)\b"), frozenset(range(5))),
    (re.compile(r"\b(?:the )?week-?ends?\b"), frozenset({5, 6})),
    (re.compile(r"\b(?:every|any|each) day\b|\bdaily\b|\ball days\b"), _EVERY_DAY),
)
_PARTS = (
    (re.compile(r"\b(?:in the )?mornings?\b"), (8 * 60, 12 * 60)),
    (re.compile(r"\b(?:in the )?afternoons?\b"), (12 * 60, 17 * 60)),
    (re.compile(r"\b(?:in the )?evenings?\b"), (17 * 60, 22 * 60)),
)
_JOINTS = re.compile(
    r"^(?:(?:and|or|on|at|in|every|only|during|&)\b[ ,]*|[ ,]+)+|(?:[ ,]+(?:and|or|on|at))*[ ,]*$"
)
_HOUR = (
    r"(?:(?:half|quarter) past |quarter to )?(?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday|midnight)(?: o'clock)?"
)
_BETWEEN = re.compile(
    rf"(?:from |between )?(?P<begin>{_HOUR})(?: ?[-\u2013] ?| (?:to|until|till|and) )(?P<end>{_HOUR})"
)
_ONE = re.compile(
    rf"(?P<side>after |from |since |past |before |until |till |by )?(?P<hour>{_HOUR})(?: on(?:wards)?)?"
)
_UP_TO = frozenset({"before", "until", "till", "by"})
_HALF_A_DAY = DAY_MINUTES // 2


def parse_week_hours(words: str) -> WeekHours | None:
    """The hours of a week that the words mean; None where they name none.

    An hour alone is one from which on; evenings are from 17:00 to 22:00. What ends before it begins goes
    on past midnight.
    """
    plain = " ".join(words.lower().replace("\u2019", "'").strip(" .!").split())
    try:
        return WeekHours.parse(plain)
    except ValueError:
        days, rest = _take_days(plain)
    part, rest = _take_part(rest)
    hours = _hours(rest) if rest else part or ((0, DAY_MINUTES) if days else None)
    if hours is None or (rest and part and hours[0] < part[0]):
        return None
    return WeekHours(days=days or _EVERY_DAY, from_minute=hours[0], until_minute=hours[1])


def parse_clock(words: str) -> int | None:
    """The minute of a day that a time means: six, 18, 6pm, 18:30, midnight; None where it is none."""
    plain = " ".join(words.lower().strip(" .!").split())
    return _minute(plain) if re.fullmatch(_HOUR, plain) else None


def _take_days(plain: str) -> tuple[frozenset[int], str]:
    """The days that are named, and the words without them."""
    days: set[int] = set()
    for pattern, several in _SEVERAL:
        if pattern.search(plain):
            days |= several
            plain = pattern.sub(" ", plain)
    for found in _DAYS.finditer(plain):
        first = WEEKDAYS.index(found["first"][:3])
        last = WEEKDAYS.index((found["last"] or found["first"])[:3])
        days |= {(first + step) % len(WEEKDAYS) for step in range((last - first) % len(WEEKDAYS) + 1)}
    rest = " ".join(_DAYS.sub(" ", plain).split()) if days else plain
    return frozenset(days), _trimmed(rest)


def _take_part(plain: str) -> tuple[tuple[int, int] | None, str]:
    for pattern, span in _PARTS:
        if pattern.search(plain):
            return span, _trimmed(" ".join(pattern.sub(" ", plain).split()))
    return None, plain


def _trimmed(rest: str) -> str:
    """Without the words that join days and hours; where several days were taken out, commas are left."""
    return "" if re.fullmatch(r"(?:and|or|[ ,&])*", rest) else _JOINTS.sub("", rest)


def _hours(plain: str) -> tuple[int, int] | None:
    if between := _BETWEEN.fullmatch(plain):
        return _span(between["begin"], between["end"])
    one = _ONE.fullmatch(plain)
    minute = None if one is None else _minute(one["hour"])
    if one is None or minute is None:
        return None
    if (one["side"] or "").strip() in _UP_TO:
        return 0, minute or DAY_MINUTES
    return (minute, DAY_MINUTES) if minute < DAY_MINUTES else None


def _span(begin: str, end: str) -> tuple[int, int] | None:
    """Two hours; one without am or pm takes that of the other where it then comes before, or behind it."""
    first, last = _minute(begin), _minute(end)
    if first is None or last is None or first == DAY_MINUTES:
        return None
    part = re.search(r"[ap]\.?m\.?$", end)
    if part and begin.isalnum() and not begin.endswith("m"):
        with_part = _minute(f"{begin} {part[0]}")
        first = with_part if with_part is not None and with_part < last else first
    is_bare = not part and (not end.isdigit() or int(end) <= _HALF_A_DAY // 60)
    if is_bare and ":" not in end and last < first < last + _HALF_A_DAY:
        last += _HALF_A_DAY
    last = last or DAY_MINUTES
    return None if first == last else (first, last)


def _minute(said: str) -> int | None:
    if said in ("24", "24:00", "midnight"):
        return DAY_MINUTES
    hour = hour_at_start(said)
    return None if hour is None else hour.hour * 60 + hour.minute
