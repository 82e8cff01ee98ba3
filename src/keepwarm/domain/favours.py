"""The ledger of gives and asks: what may become of a line, and what the lines come to.

A give is a line whose side is the owner's, an ask one whose side is the other's. The question before a give
is "would that be of value to you?"; a give that goes past it may be made, and the move says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from keepwarm.domain.details import Favour, FavourState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Side
from keepwarm.domain.policy import AGENDA, FAVOURS
from keepwarm.domain.reasons import Reason

_IDEA, _OFFERED, _WANTED = FavourState.IDEA, FavourState.OFFERED, FavourState.WANTED
_DECLINED, _DONE, _THANKED = FavourState.DECLINED, FavourState.DONE, FavourState.THANKED

MOVES: Mapping[Side, Mapping[FavourState, tuple[FavourState, ...]]] = MappingProxyType(
    {
        Side.MINE: MappingProxyType(
            {
                _IDEA: (_OFFERED, _WANTED, _DONE),
                _OFFERED: (_WANTED, _DECLINED, _DONE),
                _WANTED: (_DONE, _DECLINED),
                _DECLINED: (_WANTED,),
                _DONE: (_THANKED,),
                _THANKED: (),
            }
        ),
        Side.THEIRS: MappingProxyType(
            {
                _IDEA: (_WANTED, _DONE),
                _OFFERED: (_DONE, _DECLINED),
                _WANTED: (_DONE, _DECLINED),
                _DECLINED: (_DONE,),
                _DONE: (_THANKED,),
                _THANKED: (),
            }
        ),
    }
)
"""By side and state, the states that may come next, the usual one first.

Of an ask `WANTED` says that the owner has asked. A no is kept: an ask that was declined is not asked again,
though they may help after all, and a give that was declined waits until they want it.
"""

OPEN = frozenset({_IDEA, _OFFERED, _WANTED})
"""The states of what may still come."""

HELPED = frozenset({_DONE, _THANKED})
"""The states in which somebody was helped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the ledger with somebody.

    `favour.noted_on` is the day of the matter itself, as far as it is known: of a give when it was done
    (before that, when it was noted), of an ask when it was asked; None of help that came unasked.
    `changed_on` is the day on which its state became what it is, None of what a source brought. `own` says
    that the owner wrote the line, so that what a file says of presents received is taken for no ask.
    """

    favour_id: int
    person_id: int
    favour: Favour
    changed_on: date | None = None
    own: bool = True

    @property
    def side(self) -> Side:
        """Who helps, or is to help."""
        return self.favour.side

    @property
    def state(self) -> FavourState:
        """How far it has come."""
        return self.favour.state

    @property
    def text(self) -> str:
        """What it is."""
        return self.favour.text

    @property
    def money(self) -> bool:
        """Whether it is about money."""
        return self.favour.money

    @property
    def is_open(self) -> bool:
        """Whether it may still come."""
        return self.state in OPEN

    @property
    def is_give(self) -> bool:
        """Whether the owner has helped."""
        return self.side is Side.MINE and self.state in HELPED

    @property
    def is_help(self) -> bool:
        """Whether they have helped the owner."""
        return self.side is Side.THEIRS and self.state in HELPED

    @property
    def is_ask(self) -> bool:
        """Whether the owner has asked, whatever came of it."""
        is_asked = self.own and self.favour.noted_on is not None and self.state is not _IDEA
        return is_asked and self.side is Side.THEIRS

    @property
    def on(self) -> date | None:
        """The day that a page names beside it."""
        if not self.own and self.changed_on is not None:
            return self.changed_on
        return self.favour.noted_on or self.changed_on


def new_line(
    side: Side, text: str, state: FavourState, on: date, *, money: bool = False, unasked: bool = False
) -> Line:
    """A line as it is first written down, on the day `on`; ids are for who keeps it.

    `unasked` says of help from the other that the owner did not ask for it.
    """
    is_undated = side is Side.THEIRS and (state is _IDEA or unasked)
    favour = Favour(side=side, text=text, state=state, noted_on=None if is_undated else on, money=money)
    return Line(favour_id=0, person_id=0, favour=favour, changed_on=on)


def moved(line: Line, to: FavourState, on: date) -> Line:
    """The line after a move on a day. Raises Invalid for one that its state does not allow.

    What a source brought keeps the source's day, by which it is known again when the file comes again.
    """
    if to not in MOVES[line.side][line.state]:
        raise Invalid(f"“{line.text}” is {line.state.value}, and cannot become {to.value} from there.")
    is_of_the_day = line.own and (line.side, to) in {(Side.MINE, _DONE), (Side.THEIRS, _WANTED)}
    favour = replace(line.favour, state=to, noted_on=on if is_of_the_day else line.favour.noted_on)
    return replace(line, favour=favour, changed_on=on)


def skipped_question(line: Line, to: FavourState) -> tuple[Reason, ...]:
    """What is to be said where a give goes past "would that be of value to you?", or past the answer."""
    if line.side is Side.THEIRS or to is not _DONE or line.state is _WANTED:
        return ()
    return (Reason.of("give_not_asked" if line.state is _IDEA else "give_not_answered", text=line.text),)


def money_last(lines: Iterable[Line]) -> list[Line]:
    """Lines as they are listed: the latest first, those about money behind all others."""
    latest = sorted(lines, key=lambda line: (line.on or date.min, line.favour_id), reverse=True)
    return sorted(latest, key=lambda line: line.money)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What lines come to: how often each side helped, what was asked, and the last of each; never a score."""

    gave: int
    received: int
    asked: int
    last_give: Line | None
    last_ask: Line | None


def balance_of(lines: Iterable[Line]) -> Balance:
    """Count the lines; whatever the order in which they come."""
    held = list(lines)
    gives, asks = [one for one in held if one.is_give], [one for one in held if one.is_ask]
    return Balance(
        gave=len(gives),
        received=sum(one.is_help for one in held),
        asked=len(asks),
        last_give=max(gives, key=_day_of, default=None),
        last_ask=max(asks, key=_day_of, default=None),
    )


def _day_of(line: Line) -> tuple[date, int]:
    return line.on or date.min, line.favour_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """Asks made: how many, how many had a yes, and how many have no answer yet."""

    made: int
    agreed: int
    waiting: int


def asks_since(lines: Iterable[Line], since: date) -> Asks:
    """The asks made from a day on."""
    made = [one for one in lines if one.is_ask and (one.on or date.min) >= since]
    return Asks(
        made=len(made),
        agreed=sum(one.state in HELPED for one in made),
        waiting=sum(one.is_open for one in made),
    )


def quarter_began(on: date) -> date:
    """The first day of the quarter of a day."""
    return date(on.year, on.month - (on.month - 1) % 3, 1)


def words_before_ask(lines: Iterable[Line], today: date, *, helping: bool) -> tuple[Reason, ...]:
    """What is plainly said before one asks somebody: that nothing was given, that it is often, or soon.

    The lines are those with them. The owner may ask all the same; while they need help now nothing is said.
    """
    if helping:
        return ()
    balance = balance_of(held := list(lines))
    given_on = balance.last_give.on if balance.last_give else None
    asks = sum(one.is_ask and (given_on is None or (one.on or date.min) > given_on) for one in held)
    said = []
    if asks + 1 >= FAVOURS.asks_in_a_row:
        said.append(Reason.of("asks_in_a_row", count=asks + 1))
    elif not balance.gave:
        said.append(Reason.of("ask_before_any_give"))
    lately = today - timedelta(days=FAVOURS.days_between_asks)
    last = balance.last_ask
    if last is not None and last.on is not None and last.on > lately:
        said.append(Reason.of("asked_lately", on=last.on, text=last.text))
    return tuple(said)


def thanks_are_due(line: Line, today: date) -> bool:
    """Whether the owner was helped, has not said thank you, and a day has passed."""
    if not line.is_help or line.state is _THANKED or line.changed_on is None:
        return False
    return today - line.changed_on >= timedelta(days=AGENDA.thanks_from_days)


def said_of_balance(balance: Balance) -> tuple[Reason, ...]:
    """The last give and the last ask, with their days, in the order in which they are said."""
    said = []
    if (give := balance.last_give) is not None:
        said.append(Reason.of("last_give", text=give.text, on=give.on or ""))
    if (ask := balance.last_ask) is not None:
        said.append(Reason.of("last_ask", text=ask.text, on=ask.on or ""))
    return tuple(said)


def small_give(lines: Sequence[Line], needs: Sequence[str]) -> Reason | None:
    """One thing that the owner could do for somebody; nothing about money. `needs` are open ones of theirs.

    What they want comes before what was offered, that before what they look for, and that before an idea.
    """
    gives = {one.state: one.text for one in reversed(lines) if one.side is Side.MINE and not one.money}
    if _WANTED in gives:
        return Reason.of("give_wanted", text=gives[_WANTED])
    if _OFFERED in gives:
        return Reason.of("give_offered", text=gives[_OFFERED])
    if needs:
        return Reason.of("give_for_need", text=needs[0])
    return Reason.of("give_idea", text=gives[_IDEA]) if _IDEA in gives else None
