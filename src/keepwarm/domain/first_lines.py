"""What a first line to somebody may be about: what they told the owner, else an open question.

By the rule of `facts_told`: no research, no note of the owner's own, nothing private or better not
mentioned, nothing that touches these, and nothing that a source brought.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.facts_told import Told, silent_words, touches
from keepwarm.domain.people import FactKind
from keepwarm.domain.reasons import Reason

_FRESH = timedelta(days=90)
"""How long one may ask how something went: a season, by a convention of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What somebody is looking for, with the day on which they said so."""

    text: str
    on: date
    source: str = OWNER_SAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the owner did for them, with the day: a promise that was kept, a give that was done."""

    text: str
    on: date


def openings(
    today: date,
    *,
    facts: Iterable[Told] = (),
    needs: Iterable[Looked] = (),
    kept: Iterable[Kept] = (),
) -> tuple[Reason, ...]:
    """What to begin with, the best first; an open question is always the last.

    What was done for them lately, what they look for, what they told, the latest first of each:
    `ask_how_it_went(text, on)`, `ask_about_need(text)`, `ask_about_fact(text, kind)`, `open_question`.
    """
    known = list(facts)
    silent = silent_words(known)
    told = (one for one in known if one.may_be_used)
    found = [*_went(kept, today), *_looked(needs), *_told(told)]
    free = (reason for reason in found if not touches(str(dict(reason.values)["text"]), silent))
    return (*free, open_question())


def open_question() -> Reason:
    """What there always is to begin with."""
    return Reason.of("open_question")


def told_words(facts: Sequence[Told], kinds: Iterable[FactKind]) -> str:
    """The latest that somebody told of these kinds and that may be said back to them; else nothing."""
    wanted, silent = frozenset(kinds), silent_words(facts)
    free = [one for one in facts if one.kind in wanted and one.may_be_used and not touches(one.text, silent)]
    latest = max(free, key=lambda one: (one.learned_on, one.text), default=None)
    return "" if latest is None else latest.text


def may_be_said(text: str, facts: Iterable[Told]) -> bool:
    """Whether a text touches nothing that is sensitive or better not mentioned."""
    return not touches(text, silent_words(facts))


def _went(kept: Iterable[Kept], today: date) -> Iterator[Reason]:
    lately = [one for one in kept if timedelta() < today - one.on <= _FRESH]
    for one in sorted(lately, key=lambda one: (one.on, one.text), reverse=True):
        yield Reason.of("ask_how_it_went", text=one.text, on=one.on)


def _looked(needs: Iterable[Looked]) -> Iterator[Reason]:
    own = (one for one in needs if one.source == OWNER_SAID)
    for one in sorted(own, key=lambda one: (one.on, one.text), reverse=True):
        yield Reason.of("ask_about_need", text=one.text)


def _told(facts: Iterable[Told]) -> Iterator[Reason]:
    for one in sorted(facts, key=lambda one: (one.learned_on, one.text), reverse=True):
        yield Reason.of("ask_about_fact", text=one.text, kind=one.kind.value)
