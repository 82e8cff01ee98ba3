"""Days inside a telling: the one on which it was, and those by which something is to be done."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from keepwarm.translations.days import find_day, find_past_day
from keepwarm.translations.talk_grammar_numbers import COUNT, number_of

_WEEKDAYS = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri"
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_OF_MONTH = (
    rf"(?:(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?(?P<month>{_MONTHS})(?:\.?,? {_YEAR})?"
    rf"|(?P<month2>{_MONTHS})\.? (?:the )?(?P<day2>\d{{1,2}})(?!\d|\s*(?:min|h\b|hour|hr|times))"
    r"(?:st|nd|rd|th)?"
    rf"(?:,? {_YEAR.replace('year', 'year2')})?)"
)
DAY_OF_MONTH = re.compile(rf"(?<![\w'-]){_OF_MONTH}(?![\w'-])")
"""A day of a month, whose own commas and full stops part no clause."""

_GOES_ON = "at|in|for|with|about|and|over|after|before|we|she|he|they|i|as"
_FOLLOWS = rf"(?=\.?(?:$|\s*[,;!?]|\s*\.(?!\d)| (?:{_GOES_ON})\b))"
"""A bare number is a day only where nothing follows that it may count."""

_DIGITS = (
    r"(?P<digits>(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4})(?![./]\d)"
    r"|(?:(?<=\bon )\d{1,2}\.\d{1,2}(?:\.\d\d)?|(?<=\b(?:on|by) )\d{1,2}/\d{1,2}(?:/\d\d)?)(?![./]\d)"
    rf"{_FOLLOWS})"
)
_NUMBERED = rf"(?<=\b(?:on|by) the )(?P<numbered>\d{{1,2}}(?:st|nd|rd|th)){_FOLLOWS}"
_JOINT = r"(?:(?P<joint>by|until|till|til|before|on|for|from|this|coming)\s+)?(?:the\s+)?"
_COMING = re.compile(
    rf"(?<![\w'-]){_JOINT}(?:{_DIGITS}|{_NUMBERED}|(?P<named>today|tonight|tomorrow|next week|next month)"
    rf"|in (?P<count>{COUNT}) (?P<unit>day|week|month|year)s?(?:'? time)?"
    rf"|(?:(?P<next>next )|this |coming )?(?P<weekday>{_WEEKDAYS})|{_OF_MONTH})(?![\w'-])"
    r"(?:\s+(?:morning|afternoon|evening|night|lunchtime))?"
)
_PAST = re.compile(
    rf"(?<![\w'-])(?:(?P<before>(?:the )?day before yesterday)"
    r"|(?P<yesterday>yesterday(?: (?:morning|afternoon|evening|night))?|last night)"
    r"|(?P<today>today|this (?:morning|afternoon|evening)|tonight|just now|earlier)"
    rf"|(?P<count>{COUNT}|a couple of) (?P<unit>day|week|month)s? ago|(?P<lastweek>last week)"
    rf"|(?:on )?{_DIGITS}|on the {_NUMBERED}|(?P<last>last )?(?:on |this )?(?P<weekday>{_WEEKDAYS})"
    rf"(?: (?:morning|afternoon|evening|night))?|(?:on )?{_OF_MONTH})(?![\w'-])"
)
_UNREAD = re.compile(
    r"(?<![\w'-])(?<!about )(?<!since )(?<!from )(?<!for )(?<!of )(?<!than )"
    r"(?:last (?:month|year|spring|summer|autumn|fall|winter)|(?:on )?the other day"
    rf"|(?:{COUNT}|a few|some|several) (?:day|week|month|year)s? ago)(?![\w'-])"
)
_SURE = frozenset({"tomorrow", "next week", "next month"})
_DAYS_IN = {"day": 1, "week": 7, "month": 30}
_WEEK = timedelta(days=7)


class FoundDay(NamedTuple):
    """A day, and where its words stand; `only_coming` where they can mean nothing that was."""

    on: date
    start: int
    end: int
    only_coming: bool = False


def find_coming(plain: str, today: date) -> FoundDay | None:
    """The last day in the words that is still to come, with the word that joins it: "by friday"."""
    for found in reversed(list(_COMING.finditer(plain))):
        if (on := _coming(found, today)) is not None:
            sure = found["named"] in _SURE or found["unit"] is not None or " next " in f" {found.group()}"
            return FoundDay(on, found.start(), found.end(), sure)
    return None


def _coming(found: re.Match[str], today: date) -> date | None:
    if found["count"]:
        return find_day(f"in {number_of(found['count'])} {found['unit']}s", today)
    following = "next " if found["next"] else ""
    return find_day(f"{following}{_words(found) or found['named'] or ''}", today)


def _words(found: re.Match[str]) -> str:
    """A weekday, a date or a day of a month, as `find_day` takes them."""
    if found["month"] or found["month2"]:
        month, year = (found["month"] or found["month2"])[:3], found["year"] or found["year2"] or ""
        return f"{found['day'] or found['day2']} {month} {year}"
    return found["digits"] or found["numbered"] or (found["weekday"] or "")[:3]


def find_past(plain: str, today: date) -> FoundDay | None:
    """The first day in the words that is not to come."""
    for found in _PAST.finditer(plain):
        on = _past(found, today)
        if on is not None and on <= today:
            return FoundDay(on, found.start(), found.end())
    return None


def find_unread(plain: str, today: date) -> str:
    """The first words that would say on which day it was, and name none that was."""
    if find_past(plain, today) is not None:
        return ""
    found = _PAST.search(plain) or _UNREAD.search(plain)
    return "" if found is None else found.group()


def _past(found: re.Match[str], today: date) -> date | None:
    if found["before"] or found["yesterday"] or found["today"] or found["lastweek"]:
        back = 2 if found["before"] else 1 if found["yesterday"] else 0 if found["today"] else 7
        return today - timedelta(days=back)
    if found["count"]:
        count = 2 if found["count"].startswith("a couple") else number_of(found["count"])
        return today - timedelta(days=count * _DAYS_IN[found["unit"]])
    if found["weekday"]:
        on = find_past_day(found["weekday"][:3], today)
        return on - _WEEK if on == today and found["last"] else on
    return find_past_day(_words(found), today)
