"""Three questions worth asking somebody, grown from what they told and what was left open.

A rule of thumb in data, without chance: the same book gives the same questions. Nothing private, nothing
better left unmentioned, and nothing that speaks of the same in other words.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from keepwarm.domain.details import NeedKind
from keepwarm.domain.facts_told import Told, shares_words, telling_words, touches
from keepwarm.domain.people import FactKind, Side
from keepwarm.domain.reasons import Reason
from keepwarm.domain.text import folded

MOST_QUESTIONS = 3

_LONGEST_LINE = 200
"""Characters of what a question is grown from; a longer note is no line to ask about."""

_PROMISE_RESTS, _TALK_RESTS = timedelta(days=7), timedelta(days=3)
"""For how long nobody is asked how a promise is coming along, or how what was just spoken of went on."""

_WRITTEN_TO_BE_SAID = frozenset({FactKind.QUESTION, FactKind.IN_COMMON})
"""What the owner wrote for this: a question, and what both share, whose confirming move is to suggest it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Something open between the two: a need of theirs, or a promise of one side."""

    kind: NeedKind | Side
    text: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTalk:
    """When the two last spoke, and what it was about in the owner's words, if any were written."""

    on: date
    about: str = ""


class _Place(IntEnum):
    """What comes before what."""

    NOTED = 0
    TOLD_LAST = 1
    LEFT_OPEN = 2
    GOAL = 3
    TOLD_BEFORE = 4
    NOTED_BEFORE = 5
    LAST_TALK = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    place: _Place
    age: int
    kind: str
    text: str
    reason: Reason


def questions_for(
    told: Sequence[Told], still_open: Sequence[Open], last: LastTalk | None, today: date
) -> tuple[Reason, ...]:
    """At most three questions, the best first, never two of a kind where another kind has one.

    A question noted for this person comes first until there is a talk; then what they told last, what is
    open, their goals, and what they told before.
    """
    hushed = [one.text for one in told if one.is_silent]
    silent, whole = telling_words(hushed), {folded(text) for text in hushed}
    found = [
        *_from_facts(told, last, today),
        *_from_open(still_open, today),
        *_from_last_talk(last, today),
    ]
    in_order = sorted(found, key=lambda one: (one.place, one.age, one.kind, one.text))
    return tuple(_varied([one for one in in_order if _may_ask(one, silent, whole)]))


def _may_ask(one: _Candidate, silent: frozenset[str], whole: set[str]) -> bool:
    """Whether a text is a line that may come up; `whole` are the silent texts themselves, however short.

    A question of the owner's own is theirs to word: it may speak of a son or an operation.
    """
    text, is_own = one.text, one.kind == FactKind.QUESTION
    is_line = bool(text.strip()) and len(text) <= _LONGEST_LINE
    is_hushed = shares_words(text, silent) if is_own else touches(text, silent)
    return is_line and folded(text) not in whole and not is_hushed


def _may_use(one: Told) -> bool:
    written_to_be_said = one.kind in _WRITTEN_TO_BE_SAID and not one.sensitive
    return written_to_be_said or one.may_be_used


def _from_facts(told: Sequence[Told], last: LastTalk | None, today: date) -> Iterator[_Candidate]:
    for one in told:
        if _may_use(one):
            yield _Candidate(
                place=_place_of(one, last),
                age=(today - one.learned_on).days,
                kind=one.kind.value,
                text=one.text,
                reason=Reason.of("ask_fact", kind=one.kind.value, text=one.text),
            )


def _place_of(one: Told, last: LastTalk | None) -> _Place:
    is_newer = last is None or one.learned_on >= last.on
    if one.kind is FactKind.QUESTION:
        return _Place.NOTED if is_newer else _Place.NOTED_BEFORE
    if last is not None and is_newer:
        return _Place.TOLD_LAST
    return _Place.GOAL if one.kind is FactKind.GOALS else _Place.TOLD_BEFORE


def _from_open(still_open: Sequence[Open], today: date) -> Iterator[_Candidate]:
    for one in still_open:
        if isinstance(one.kind, Side) and today - one.on < _PROMISE_RESTS:
            continue
        yield _Candidate(
            place=_Place.LEFT_OPEN,
            age=(today - one.on).days,
            kind=one.kind.value,
            text=one.text,
            reason=Reason.of("ask_open", kind=one.kind.value, text=one.text),
        )


def _from_last_talk(last: LastTalk | None, today: date) -> Iterator[_Candidate]:
    if last is not None and last.about and today - last.on > _TALK_RESTS:
        yield _Candidate(
            place=_Place.LAST_TALK,
            age=(today - last.on).days,
            kind="last talk",
            text=last.about,
            reason=Reason.of("ask_last_talk", text=last.about, on=last.on),
        )


def _varied(found: Sequence[_Candidate]) -> list[Reason]:
    """The first few, one of each kind before a second, and never a third; each text once."""
    chosen: list[Reason] = []
    of_kind: Counter[str] = Counter()
    texts: set[str] = set()
    for most in (1, 2):
        for one in found:
            if len(chosen) < MOST_QUESTIONS and of_kind[one.kind] < most and one.text not in texts:
                chosen.append(one.reason)
                of_kind[one.kind] += 1
                texts.add(one.text)
    return chosen
