"""What is said of a week, a month or a year looked back at: plain counts, and never a verdict."""

from collections.abc import Sequence

from keepwarm.domain.meeting import EventKind
from keepwarm.domain.review_periods import Period, Span
from keepwarm.translations.events import KINDS, KINDS_OF_MANY
from keepwarm.translations.values import Sentences, Values, plural

EMPTY = "Nothing is written down for this time, and that is all right. A word to somebody is a beginning."
MADE = "New connections"
LOST = "Gone quiet; a word may be welcome"
FIRST = "The first talk with"
AGAIN = "After half a year or more, again with"
BECAME = "Met there, and a connection now"


def period_in_words(period: Period) -> str:
    """9 to 15 November 2026, 28 December 2026 to 3 January 2027, October 2026, 2026."""
    first, last = period.first, period.last
    if period.span is Span.YEAR:
        return str(first.year)
    if period.span is Span.MONTH:
        return f"{first:%B %Y}"
    if first.month == last.month:
        return f"{first.day} to {last.day} {last:%B %Y}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%B}{year} to {last.day} {last:%B %Y}"


def connections_in_words(began: int, ended: int, *, runs: bool) -> str:
    """How many there were at both ends."""
    if began == ended:
        return f"{plural(began, 'connection')}, as many {'now' if runs else 'at its end'} as when it began."
    return f"{plural(ended, 'connection')} {'now' if runs else 'as it ended'}, {began:,} as it began."


def events_in_words(kinds: Sequence[tuple[EventKind, int]]) -> str:
    """10 group evenings, 2 conferences and 1 class."""
    said = [plural(count, _ONE_OF.get(kind, KINDS[kind]), KINDS_OF_MANY[kind]) for kind, count in kinds]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1]))) if said else ""


_ONE_OF = {EventKind.GROUP: "group evening", EventKind.VOLUNTEERING: "day of volunteering"}


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _kept(v: Values) -> str:
    kept, earlier, span = v.count("kept"), v.count("earlier"), v.text("span")
    if kept == earlier:
        return f"With everybody you talked with the {span} before ({kept:,}) you talked again."
    return f"Of {earlier:,} people you talked with the {span} before, you talked with {kept:,} again."


def _asks(v: Values) -> str:
    helped = v.count("helped")
    came = f"; {_times(helped)} it came to help" if helped else ""
    return f"You asked for help {_times(v.count('count'))}, which takes courage{came}."


def _weeks(v: Values) -> str:
    if v.count("count") == v.count("weeks"):
        return "There was a conversation in every week of it."
    return f"There was a conversation in {plural(v.count('count'), 'week')}."


SENTENCES: Sentences = {
    "look_talks": lambda v: (
        f"{plural(v.count('talks'), 'conversation')} with {plural(v.count('people'), 'person', 'people')}."
    ),
    "look_first": lambda v: (
        f"With {plural(v.count('count'), 'person', 'people')} you talked for the first time."
    ),
    "look_again": lambda v: (
        f"With {plural(v.count('count'), 'person', 'people')} you talked again after half a year or more."
    ),
    "look_kept": _kept,
    "look_days": lambda v: f"There was a conversation on {plural(v.count('count'), 'day')}.",
    "look_weeks": _weeks,
    "look_listened": lambda v: (
        f"You noted who spoke in {plural(v.count('talks'), 'talk')}; "
        f"in {v.count('count'):,} you listened at least as much as you spoke."
    ),
    "look_learned": lambda v: (
        f"You wrote down {plural(v.count('count'), 'thing')} that you learned of "
        f"{plural(v.count('people'), 'person', 'people')}."
    ),
    "look_gives": lambda v: f"You helped {_times(v.count('count'))}.",
    "look_asks": _asks,
    "look_introductions": lambda v: f"You brought two people together {_times(v.count('count'))}.",
    "look_referrals": lambda v: (
        f"{_times(v.count('count')).capitalize()} you sent somebody to another for what that one does."
    ),
    "look_met": lambda v: f"You noted {plural(v.count('count'), 'meeting')} with somebody.",
    "look_followed": lambda v: f"After {v.count('count'):,} of them you were in touch again within two days.",
    "look_one_to_ones": lambda v: f"You held {plural(v.count('count'), 'one-to-one')}.",
    "look_promises": lambda v: f"You kept {plural(v.count('count'), 'promise')}.",
    "look_practice": lambda v: f"You practised on {plural(v.count('count'), 'day')}.",
}
