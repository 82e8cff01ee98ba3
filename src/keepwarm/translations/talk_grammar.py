"""What was told of a talk, understood by a grammar: no cloud, the same words the same way each time.

"Called A. 20 min, she's moving to Lisbon, promised her the mechanic by Friday" is a call of twenty minutes, a
fact and a promise. The words are parted into clauses; each is a piece of one kind, or tells of the talk
itself, or belongs to the rest. Nothing that was typed is lost: the words are whole in the talk.
"""

from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import Favour, FoundPromise, FoundStep
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Preference
from keepwarm.domain.talk import Span, Talk, Told, ToldFact
from keepwarm.translations.talk_grammar_channels import is_unanswered, read_passed
from keepwarm.translations.talk_grammar_clauses import Clause, clauses_of
from keepwarm.translations.talk_grammar_days import find_past, find_unread
from keepwarm.translations.talk_grammar_facts import named_subject, read_fact
from keepwarm.translations.talk_grammar_likes import read_preference
from keepwarm.translations.talk_grammar_numbers import find_hour, find_length
from keepwarm.translations.talk_grammar_promises import read_favour, read_promise, read_step
from keepwarm.translations.talk_grammar_shares import read_share

_LONGEST = 4_000
"""Characters that are read; what is longer is no telling of a talk, and its rest is kept unread."""
_LATELY = timedelta(days=60)


def read_talk(words: str, today: date) -> Talk:
    """What the words tell of a talk, seen from the owner's today."""
    clauses = [*clauses_of(words[:_LONGEST])]
    heard = _Heard(talked=any(read_passed(clause) is not None for clause in clauses))
    for clause in clauses:
        if not (_hear_what_is_open(heard, clause, today) or _hear_what_passed(heard, clause, today)):
            _hear_what_was_learned(heard, clause)
    if heard.channel is not None and heard.channel.value is Channel.CALL and heard.direction is not None:
        answered = heard.direction.value is Direction.MUTUAL
        if answered and any(is_unanswered(clause.plain) for clause in clauses):
            heard.direction = Told(value=Direction.OUT, span=heard.direction.span)
    return heard.talk(words)


@dataclass(slots=True, kw_only=True)
class _Heard:
    """What has been understood so far. Of what a talk has once, the first that is told holds."""

    talked: bool
    who: Told[str] | None = None
    others: tuple[Told[str], ...] = ()
    channel: Told[Channel] | None = None
    direction: Told[Direction] | None = None
    minutes: Told[int] | None = None
    on: Told[date] | None = None
    unread_day: str = ""
    at: Told[time] | None = None
    my_share: Told[int] | None = None
    next_step: Told[FoundStep] | None = None
    facts: list[Told[ToldFact]] = field(default_factory=list)
    promises: list[Told[FoundPromise]] = field(default_factory=list)
    favours: list[Told[Favour]] = field(default_factory=list)
    preferences: list[Told[Preference]] = field(default_factory=list)

    def talk(self, words: str) -> Talk:
        """The talk that all of it makes."""
        told = Talk(
            words=words,
            who=self.who,
            others=self.others,
            channel=self.channel,
            direction=self.direction,
            minutes=self.minutes,
            on=self.on,
            at=self.at,
            my_share=self.my_share,
            next_step=self.next_step,
            facts=tuple(self.facts),
            promises=tuple(self.promises),
            favours=tuple(self.favours),
            preferences=tuple(self.preferences),
            unread_day="" if self.on else self.unread_day,
        )
        return _with_rest(told)


def _with_rest(talk: Talk) -> Talk:
    rest, end = [], 0
    for span in (*talk.spans, Span(len(talk.words), len(talk.words))):
        rest.append(talk.words[end : max(span.start, end)].strip(" ,;.\n\r\t-–—"))
        end = max(end, span.end)
    return replace(talk, rest=" ".join(filter(None, rest)))


def _hear_what_is_open(heard: _Heard, clause: Clause, today: date) -> bool:
    """A share, a wish of how to be reached, a plan, a promise or a favour; False where it is none."""
    if (share := read_share(clause)) is not None:
        heard.my_share = heard.my_share or share
        return True
    rank = 1 + sum(not one.value.never for one in heard.preferences)
    if (said := read_preference(clause, rank)) is not None:
        if said.value.channel not in {one.value.channel for one in heard.preferences}:
            heard.preferences.append(said)
        return True
    if heard.next_step is None and (step := read_step(clause, today, talked=heard.talked)) is not None:
        heard.next_step = step
        _hear_with_whom(heard, clause)
        return True
    if (promise := read_promise(clause, today)) is not None:
        heard.promises.append(promise)
        _hear_name(heard, clause)
        return True
    if (favour := read_favour(clause)) is not None:
        heard.favours.append(favour)
        return True
    return False


def _hear_with_whom(heard: _Heard, clause: Clause) -> None:
    """Who is to be met, where nobody was named so far: of "lunch with Ada on friday"."""
    passed = read_passed(clause)
    if heard.who is None and passed is not None:
        heard.who, heard.others = passed.who, passed.others


def _hear_what_passed(heard: _Heard, clause: Clause, today: date) -> bool:
    passed = read_passed(clause)
    if passed is not None:
        heard.channel = heard.channel or passed.channel
        heard.direction = heard.direction or passed.direction
        if heard.who is None:
            heard.who, heard.others = passed.who, passed.others
    elif not is_unanswered(clause.plain) and read_fact(clause) is not None:
        return False
    _hear_length_and_day(heard, clause, today, is_talk=passed is not None)
    unread = find_unread(clause.plain, today)
    if passed is not None or unread == clause.plain:
        heard.unread_day = heard.unread_day or unread
    return True


def _hear_length_and_day(heard: _Heard, clause: Clause, today: date, *, is_talk: bool) -> None:
    """How long it was and when; a day of long ago beside the talk's own words is rather of something else."""
    if heard.minutes is None and (length := find_length(clause.plain)) is not None:
        heard.minutes = Told(value=length.value, span=clause.within(length.start, length.end))
    if heard.on is None and (day := find_past(clause.plain, today)) is not None:
        span = clause.within(day.start, day.end)
        if is_talk or span == clause.span or today - day.on <= _LATELY:
            heard.on = Told(value=day.on, span=span)
    if heard.at is None and (hour := find_hour(clause.plain)) is not None:
        heard.at = Told(value=hour[0], span=clause.within(hour[1], hour[2]))


def _hear_what_was_learned(heard: _Heard, clause: Clause) -> None:
    if (fact := read_fact(clause)) is not None:
        heard.facts.append(fact)
        _hear_name(heard, clause)


def _hear_name(heard: _Heard, clause: Clause) -> None:
    """Who is spoken of, where nobody was named so far."""
    named = named_subject(clause)
    if heard.who is None and named is not None and len(named[0].split()) == 1:
        heard.who = Told(value=named[0], span=clause.within(0, len(named[0])))
