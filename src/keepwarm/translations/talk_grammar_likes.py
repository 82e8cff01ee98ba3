"""How they like to be reached: "prefers texts", "never by phone", "don't ring before ten"."""

import re
from datetime import time

from keepwarm.domain.people import Preference
from keepwarm.domain.talk import Told
from keepwarm.domain.week_hours import DAY_MINUTES, WEEKDAYS, WeekHours
from keepwarm.translations.talk_grammar_clauses import Clause
from keepwarm.translations.talk_grammar_media import MEDIUM, channel_of
from keepwarm.translations.talk_grammar_numbers import hour_at_start

_WHO = (
    r"(?:and |but |also )?(?:(?:she|he|they|[^\W\d_][\w.'-]*)(?:'s)? )?(?:said |says "
    r"|told me |asked )?(?:that )?(?:(?:she|he|they)(?:'s)? )?"
)
_BY = (
    r"(?:(?:being|to be|reached|contacted|to|by|on|via|with|through|over|a|an|the|using"
    r"|get|receive|have|it) )*"
)
_SOMETHING = rf"(?P<medium>{MEDIUM})(?![\w'])"
_HIM = r"(?: (?:her|him|them|me|to (?:her|him|them)))?"

_LIKED = tuple(
    re.compile(words)
    for words in (
        rf"{_WHO}(?:much |always )?(?:prefers?|preferred|would prefer|'d prefer|would rather"
        rf"|'d rather|likes? to be|likes? being|wants to be) {_BY}{_SOMETHING}",
        rf"{_WHO}(?:likes|loves|wants|prefers) (?P<medium>texts|text messages|phone calls|calls"
        rf"|e-?mails?|letters|postcards|video calls|voice messages)(?![\w'])",
        rf"(?:it's |it is |is )?{_WHO}(?:is )?(?:much |far )?(?:better|best|easiest|easier"
        rf"|quickest)(?: to)?(?: reached| reach (?:her|him|them)| reachable)? {_BY}{_SOMETHING}",
        rf"(?:please )?(?:reach|get|contact|catch) (?:her|him|them) (?:by|on|at|via|over"
        rf"|through) {_BY}{_SOMETHING}",
        rf"(?:please )?(?:always |only |just )(?:by |on |via )?{_SOMETHING}{_HIM}",
        rf"please {_SOMETHING}{_HIM}",
    )
)
_UNWANTED = tuple(
    re.compile(words)
    for words in (
        rf"{_WHO}(?:please )?never (?:{_BY})?{_SOMETHING}{_HIM}",
        rf"{_WHO}(?:please )?(?:don't|do not|not to|never to|doesn't want|does not want"
        rf"|doesn't like|no more) {_BY}{_SOMETHING}{_HIM}",
        rf"{_WHO}(?:hates|can't stand|dislikes|avoids) {_BY}{_SOMETHING}",
        rf"(?:please )?(?:no|not) {_BY}{_SOMETHING}(?: please)?",
    )
)
_LIMIT = re.compile(r"\b(?P<when>before|after|until|from) (?=(?P<hour>.+))")
_BETWEEN = re.compile(r"\bbetween (?P<first>.+?) and (?P<last>.+)")
_DAYS = ((re.compile(r"\bweekdays|during the week"), range(5)), (re.compile(r"\bweekends?"), range(5, 7)))


def read_preference(clause: Clause, rank: int) -> Told[Preference] | None:
    """What they said of one channel; with hours, it is a channel for these hours."""
    for never, ways in ((True, _UNWANTED), (False, _LIKED)):
        for words in ways:
            found = words.match(clause.plain)
            channel = None if found is None else channel_of(found["medium"])
            if found is not None and channel is not None:
                hours = _hours(clause.plain[found.end() :], outside=never)
                if never and hours is None and not _ends(clause.plain[found.end() :]):
                    continue
                said = Preference(
                    channel=channel,
                    never=never and hours is None,
                    rank=rank,
                    hours=hours,
                    words=clause.text.strip(" ."),
                )
                return Told(value=said, span=clause.span)
    return None


def _ends(rest: str) -> bool:
    """Whether nothing of weight follows, so that "no call yet about the boat" is no wish."""
    return len(rest.split()) <= _FEW


_FEW = 3
_NOON = DAY_MINUTES // 2
_MORNING = re.compile(r"[\d.:]+ ?am|0")


def _hours(rest: str, *, outside: bool) -> WeekHours | None:
    """The hours at which a channel is welcome; `outside` where the words name those at which it is not."""
    days = next(
        (frozenset(days) for words, days in _DAYS if words.search(rest)), frozenset(range(len(WEEKDAYS)))
    )
    if outside and len(days) < len(WEEKDAYS):
        days = frozenset(range(len(WEEKDAYS))) - days
    begin, end = _limits(rest, outside=outside)
    if (begin, end) == (0, DAY_MINUTES) and len(days) == len(WEEKDAYS):
        return None
    return WeekHours(days=days, from_minute=begin, until_minute=end)


def _limits(rest: str, *, outside: bool) -> tuple[int, int]:
    if between := _BETWEEN.search(rest):
        first, last = hour_at_start(between["first"]), hour_at_start(between["last"])
        if first and last:
            begin, end = _minute(first), _minute(last)
            return (end, begin) if outside else (begin, end)
    limit = _LIMIT.search(rest)
    hour = None if limit is None else hour_at_start(limit["hour"])
    if limit is None or hour is None:
        return 0, DAY_MINUTES
    is_from, minute = limit["when"] in ("after", "from"), _minute(hour)
    if is_from and outside and minute <= _NOON and not _MORNING.match(limit["hour"]):
        minute += _NOON  # "not after eight" is of the evening
    return (minute, DAY_MINUTES) if is_from is not outside else (0, minute or DAY_MINUTES)


def _minute(hour: time) -> int:
    return hour.hour * 60 + hour.minute
