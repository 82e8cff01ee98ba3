"""One-to-ones: a planned conversation, its steps, and the two halves of its agenda.

A one-to-one is thought of, asked for, agreed and held. Each way of saying no, or not now, is a step of its
own, and none is the end of anything: what was called off can be thought of again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.meeting import Format, OneToOneState
from keepwarm.domain.people import Side

USUAL_MINUTES, LONGEST_MINUTES = 45, 480
MOST_LINES, LONGEST_LINE = 30, 300

_IDEA, _INVITED, _AGREED = OneToOneState.IDEA, OneToOneState.INVITED, OneToOneState.AGREED
_HELD, _CANCELLED = OneToOneState.HELD, OneToOneState.CANCELLED

OPEN = frozenset({_IDEA, _INVITED, _AGREED})
"""The states of what may still take place."""

IN_CALENDARS = frozenset({_INVITED, _AGREED})
"""The states in which a time, where there is one, may stand in somebody's calendar."""

_SENT = "> "
"""What a line of the owner's half begins with that the other sees as well."""

_BY_THEM = 1_000
"""`reschedules` counts by units what the owner moved, by thousands what the other moved."""


class Step(StrEnum):
    """What one of the two does with it."""

    INVITE = "invite"
    AGREE = "agree"
    MOVE = "move"
    LOOK_AGAIN = "look-again"
    NOT_NOW = "not-now"
    DECLINE = "decline"
    CALL_OFF = "call-off"
    HOLD = "hold"
    THINK_AGAIN = "think-again"


STEPS: Mapping[OneToOneState, Mapping[Step, OneToOneState]] = MappingProxyType(
    {
        _IDEA: MappingProxyType(
            {Step.INVITE: _INVITED, Step.AGREE: _AGREED, Step.HOLD: _HELD, Step.CALL_OFF: _CANCELLED}
        ),
        _INVITED: MappingProxyType(
            {
                Step.AGREE: _AGREED,
                Step.NOT_NOW: _IDEA,
                Step.DECLINE: _CANCELLED,
                Step.CALL_OFF: _CANCELLED,
                Step.HOLD: _HELD,
            }
        ),
        _AGREED: MappingProxyType(
            {
                Step.HOLD: _HELD,
                Step.MOVE: _AGREED,
                Step.LOOK_AGAIN: _INVITED,
                Step.NOT_NOW: _IDEA,
                Step.DECLINE: _CANCELLED,
                Step.CALL_OFF: _CANCELLED,
            }
        ),
        _HELD: MappingProxyType({}),
        _CANCELLED: MappingProxyType({Step.THINK_AGAIN: _IDEA}),
    }
)
"""By state, the steps that may come next, the usual one first, and where each leads.

`NOT_NOW` keeps it as an idea, `DECLINE` is their no to this one, `CALL_OFF` the owner's. `LOOK_AGAIN` gives
the time up and looks for another. What was held stays held; undoing the step takes it back.
"""

_WHY_NOT = {
    _IDEA: "it is an idea, and nobody was asked yet",
    _INVITED: "they were asked, and nothing is agreed yet",
    _AGREED: "it is agreed",
    _HELD: "it was held",
    _CANCELLED: "it was called off",
}

_CHANNELS = {Format.CALL: Channel.CALL, Format.VIDEO: Channel.VIDEO}


def channel_of(format_: Format) -> Channel:
    """The channel on which a format takes place."""
    return _CHANNELS.get(format_, Channel.IN_PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """A line of the owner's half: of both eyes where it is `sent` ahead, else the owner's alone."""

    text: str
    sent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How often an agreed time was given up, by whom."""

    by_me: int = 0
    by_them: int = 0

    @property
    def times(self) -> int:
        """In all."""
        return self.by_me + self.by_them

    @classmethod
    def unpack(cls, packed: int) -> "Moved":
        """From the one number that is kept."""
        by_them, by_me = divmod(packed, _BY_THEM)
        return cls(by_me=by_me, by_them=by_them)

    def pack(self) -> int:
        """The number that is kept: what the owner moved, and a thousand for each time the other did."""
        most = _BY_THEM - 1
        return min(self.by_me, most) + _BY_THEM * min(self.by_them, most)

    def once_more(self, side: Side) -> "Moved":
        """One more time, by one of the two."""
        if side is Side.MINE:
            return replace(self, by_me=self.by_me + 1)
        return replace(self, by_them=self.by_them + 1)


NEVER_MOVED = Moved()


@dataclass(frozen=True, slots=True, kw_only=True)
class OneToOne:
    """A planned conversation with one person.

    `at` is aware, None while there is no time. `mine` and `theirs` are the halves of the agenda. `uid` names
    it in calendars and never changes; `sequence` rises with every change that a calendar has to learn of.
    `token` opens the page on which the other writes their half; None where there is none.
    """

    one_to_one_id: int
    person_id: int
    uid: str
    changed_on: date
    state: OneToOneState = OneToOneState.IDEA
    format: Format = Format.COFFEE
    at: datetime | None = None
    minutes: int = USUAL_MINUTES
    place: str = ""
    mine: tuple[AgendaLine, ...] = ()
    theirs: tuple[str, ...] = ()
    sequence: int = 0
    moved: Moved = NEVER_MOVED
    token: str | None = None
    interaction_id: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may still take place."""
        return self.state in OPEN

    @property
    def channel(self) -> Channel:
        """The channel on which it takes place."""
        return channel_of(self.format)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """When, how long, how and where: what is said anew; None leaves a thing as it is."""

    at: datetime | None = None
    minutes: int | None = None
    format: Format | None = None
    place: str | None = None


AS_IT_IS = Terms()


def stepped(
    before: OneToOne, step: Step, on: date, terms: Terms = AS_IT_IS, *, by: Side | None = None
) -> OneToOne:
    """What it is after a step on a day. `by` says who gives an agreed time up.

    Raises Invalid for a step that its state does not allow, for one without what it needs, and for a length
    that is none.
    """
    to = STEPS[before.state].get(step)
    if to is None:
        raise Invalid(f"This cannot be done now: {_WHY_NOT[before.state]}; {_way_out(before.state)}.")
    moved = before.moved
    if before.state is _AGREED and step in (Step.MOVE, Step.LOOK_AGAIN):
        if by is None:
            raise Invalid("Say who moves it: you, or they.")
        moved = moved.once_more(by)
    after = replace(_under(before, terms), state=to, moved=moved, changed_on=on)
    if to is _AGREED and after.at is None:
        raise Invalid("It is agreed once there is a day and a time; name them.")
    if step is Step.MOVE and after.at == before.at:
        raise Invalid("This is the time that it has already; name another one.")
    if step in (Step.LOOK_AGAIN, Step.NOT_NOW, Step.THINK_AGAIN):
        after = replace(after, at=None)
    return _told_to_calendars(before, after)


def arranged(before: OneToOne, terms: Terms, on: date) -> OneToOne:
    """The same with other terms than its time, or with a first time that is proposed. Raises Invalid."""
    if not before.is_open:
        raise Invalid(f"Nothing can be arranged any more: {_WHY_NOT[before.state]}.")
    after = _under(before, terms)
    if before.state is _AGREED and after.at != before.at:
        raise Invalid("A time that is agreed is moved, so that it is known who moved it; move it instead.")
    changed = after if after == before else replace(after, changed_on=on)
    return _told_to_calendars(before, changed)


def with_agenda(
    before: OneToOne,
    on: date,
    *,
    mine: Iterable[AgendaLine] | None = None,
    theirs: Iterable[str] | None = None,
) -> OneToOne:
    """The same with one half of its agenda, or both, written anew. Raises Invalid for too much."""
    my_half = before.mine if mine is None else tidy_lines(mine)
    their_half = before.theirs if theirs is None else tuple(one.text for one in _plain(theirs))
    after = replace(before, mine=my_half, theirs=their_half)
    return after if after == before else replace(after, changed_on=on)


def tidy_lines(lines: Iterable[AgendaLine]) -> tuple[AgendaLine, ...]:
    """Lines as they are kept: each once, spaces made one, none empty, none like one that is sent.

    Raises Invalid for too much.
    """
    found: dict[str, AgendaLine] = {}
    for line in lines:
        text = " ".join(line.text.split()).lstrip(_SENT)
        if text:
            found[text] = AgendaLine(text=text, sent=line.sent or (text in found and found[text].sent))
    if len(found) > MOST_LINES:
        raise Invalid(f"An agenda has {MOST_LINES} lines at most; leave some out.")
    if any(len(text) > LONGEST_LINE for text in found):
        raise Invalid(f"A line of an agenda has {LONGEST_LINE} characters at most; write it shorter.")
    return tuple(found.values())


def _plain(lines: Iterable[str]) -> tuple[AgendaLine, ...]:
    return tidy_lines(AgendaLine(text=line) for line in lines)


def pack_lines(lines: Iterable[AgendaLine]) -> str:
    """The owner's half as it is kept: a line each, with "> " before those that the other sees."""
    return "\n".join(f"{_SENT if line.sent else ''}{line.text}" for line in lines)


def unpack_lines(kept: str) -> tuple[AgendaLine, ...]:
    """The owner's half from what is kept."""
    return tuple(
        AgendaLine(text=line.removeprefix(_SENT), sent=line.startswith(_SENT))
        for line in kept.split("\n")
        if line.strip()
    )


def _under(before: OneToOne, terms: Terms) -> OneToOne:
    if terms.minutes is not None and not 0 < terms.minutes <= LONGEST_MINUTES:
        raise Invalid(f"{terms.minutes} minutes is no length of a one-to-one; write 1 to {LONGEST_MINUTES}.")
    return replace(
        before,
        at=before.at if terms.at is None else terms.at,
        minutes=before.minutes if terms.minutes is None else terms.minutes,
        format=before.format if terms.format is None else terms.format,
        place=before.place if terms.place is None else " ".join(terms.place.split()),
    )


def _told_to_calendars(before: OneToOne, after: OneToOne) -> OneToOne:
    """With a higher sequence where a calendar that knows of it has to learn of a change."""
    may_be_known = before.sequence > 0 or _in_calendars(before) is not None
    changed = may_be_known and _in_calendars(before) != _in_calendars(after)
    return replace(after, sequence=after.sequence + 1) if changed else after


def _in_calendars(one: OneToOne) -> tuple[object, ...] | None:
    """What a calendar shows of it; None where it shows nothing."""
    if one.at is None or one.state not in (*IN_CALENDARS, _HELD):
        return None
    return (one.at, one.minutes, one.format, one.place)


def _way_out(state: OneToOneState) -> str:
    if state is _HELD:
        return "undo that step, or plan another one"
    usual = next(iter(STEPS[state]))
    return f"what can come next is: {', '.join(STEPS[state])}" if len(STEPS[state]) > 1 else f"try {usual}"
