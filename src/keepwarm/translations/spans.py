"""Lengths of time as people write them: "5 weeks", "a month", "every five weeks", "once a year"."""

import re

from keepwarm.domain.errors import Invalid
from keepwarm.translations.talk_grammar_numbers import COUNT, number_of

_SPAN = re.compile(
    r"(?:(?:once )?every |once )?"
    rf"(?:(?P<other>other|second) |(?:a )?(?P<couple>couple of) |(?P<count>{COUNT}) )?"
    r"(?P<unit>day|week|fortnight|month|quarter|year)s?"
)
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 90, "year": 365}
_RHYTHMS = {
    "daily": 1,
    "weekly": 7,
    "fortnightly": 14,
    "monthly": 30,
    "quarterly": 90,
    "yearly": 365,
    "annually": 365,
}


def parse_span(words: str) -> int:
    """The number of days that the words mean. Raises Invalid for words that name no length."""
    plain = " ".join(words.lower().strip(" .!").split())
    if plain in _RHYTHMS:
        return _RHYTHMS[plain]
    found = _SPAN.fullmatch(plain)
    if found is None:
        raise Invalid(f"{words!r} names no length of time; write 10 days, five weeks, or monthly.")
    if found["other"] or found["couple"]:
        return 2 * _DAYS[found["unit"]]
    return (number_of(found["count"]) if found["count"] else 1) * _DAYS[found["unit"]]
