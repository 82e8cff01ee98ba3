"""Referrals: somebody sent to the one who can help them, by the owner or to the owner.

Given are those whose side is the owner's: the owner sent somebody to a person. Received are theirs: a person
sent somebody to the owner. Nothing about either passes on before both said yes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from keepwarm.domain.bringing import ReferralState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Side
from keepwarm.domain.policy import AGENDA
from keepwarm.domain.reasons import Reason

_IDEA, _SENT, _IN_TOUCH = ReferralState.IDEA, ReferralState.SENT, ReferralState.IN_TOUCH
_CAME_TO, _NOTHING = ReferralState.CAME_TO, ReferralState.NOTHING

MOVES: Mapping[Side, Mapping[ReferralState, tuple[ReferralState, ...]]] = MappingProxyType(
    {
        Side.MINE: MappingProxyType(
            {
                _IDEA: (_SENT, _NOTHING),
                _SENT: (_IN_TOUCH, _CAME_TO, _NOTHING),
                _IN_TOUCH: (_CAME_TO, _NOTHING),
                _CAME_TO: (),
                _NOTHING: (_IDEA,),
            }
        ),
        Side.THEIRS: MappingProxyType(
            {
                _IDEA: (_SENT, _IN_TOUCH, _NOTHING),
                _SENT: (_IN_TOUCH, _CAME_TO, _NOTHING),
                _IN_TOUCH: (_CAME_TO, _NOTHING),
                _CAME_TO: (),
                _NOTHING: (_IN_TOUCH, _CAME_TO),
            }
        ),
    }
)
"""By side and state, the states that may come next, the usual one first.

What the owner gives has one way out of an idea: that both said yes. One that came to nothing is taken up
again as an idea, so that both are asked anew.
"""

OPEN = frozenset({_IDEA, _SENT, _IN_TOUCH})
"""The states of what may still come."""

COUNTED = frozenset({_IN_TOUCH, _CAME_TO})
"""The states in which somebody was helped: who was sent came into touch."""

THANKED_FOR = frozenset({_SENT, _IN_TOUCH, _CAME_TO})
"""The states in which thanks are due for one received; one that came to nothing asks for nothing."""

ASK_AFTER_DAYS = 21
"""After so many days without news the owner asks how it went: a convention of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Somebody who was sent, or may be: `text` says who and what for, `about_id` who, if in the book.

    `person_id` is to whom they were sent, or who sent them to the owner. `noted_on` is the day on which they
    were sent (before that, when it was noted), `changed_on` that on which its state became what it is.
    `thanked_on` is when thanks were last said: by the owner for one received, to the owner for one given.
    """

    referral_id: int
    person_id: int
    side: Side
    text: str
    noted_on: date
    changed_on: date
    about_id: int | None = None
    state: ReferralState = _IDEA
    outcome: str = ""
    thanked_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether something may still come of it."""
        return self.state in OPEN

    @property
    def is_given(self) -> bool:
        """Whether the owner sends, rather than receives."""
        return self.side is Side.MINE


def needs_both_yes(side: Side, before: ReferralState | None, to: ReferralState) -> bool:
    """Whether a step passes somebody on, so that both must have said yes; `before` is None of a new one."""
    return side is Side.MINE and before in (None, _IDEA) and to in (_SENT, _IN_TOUCH, _CAME_TO)


def begun(referral: Referral, *, both_said_yes: bool) -> Referral:
    """A referral as it is first written down. Raises Invalid for one passed on before both said yes."""
    _refuse_without_both(referral, None, referral.state, both_said_yes=both_said_yes)
    return referral


def moved(referral: Referral, to: ReferralState, on: date, *, both_said_yes: bool = False) -> Referral:
    """The referral after a step on a day.

    Raises Invalid for a step that its state does not allow, and for passing somebody on before both said yes.
    """
    if to not in MOVES[referral.side][referral.state]:
        raise Invalid(f"“{referral.text}” is at “{referral.state}”, and cannot become “{to}” from there.")
    _refuse_without_both(referral, referral.state, to, both_said_yes=both_said_yes)
    is_sent_now = referral.state is _IDEA and to in (_SENT, _IN_TOUCH)
    return replace(referral, state=to, changed_on=on, noted_on=on if is_sent_now else referral.noted_on)


def _refuse_without_both(
    referral: Referral, before: ReferralState | None, to: ReferralState, *, both_said_yes: bool
) -> None:
    if needs_both_yes(referral.side, before, to) and not both_said_yes:
        raise Invalid(
            f"Ask both before you pass anything on: keep “{referral.text}” as an idea until both said yes, "
            "then say so."
        )


def thanked(referral: Referral, on: date) -> Referral:
    """The referral once thanks were said on a day. Raises Invalid where nobody was sent yet."""
    if referral.state is _IDEA:
        raise Invalid(f"“{referral.text}” is an idea so far; there is nothing to thank for yet.")
    return replace(referral, thanked_on=on)


def told(referral: Referral, outcome: str) -> Referral:
    """The referral with how it went. Raises Invalid where nobody was sent yet."""
    if referral.state is _IDEA:
        raise Invalid(f"“{referral.text}” is an idea so far; nothing has come of it yet.")
    return replace(referral, outcome=outcome)


def thanks_are_due(referral: Referral, today: date) -> bool:
    """Whether the owner has to say thank you: from the day after somebody was sent.

    Where something came of it after thanks were said, who sent them wants to know, and they are due anew.
    """
    if referral.is_given or referral.state not in THANKED_FOR:
        return False
    said = referral.thanked_on
    if said is not None and not (referral.state is _CAME_TO and said < referral.changed_on):
        return False
    return today - referral.changed_on >= timedelta(days=AGENDA.thanks_from_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose turn it is, and what is next; the first reason is the main one."""

    whose: Side
    reasons: tuple[Reason, ...]


def turn_of(referral: Referral, today: date) -> Turn | None:
    """Whose turn it is; None where nothing is open any more."""
    mine = [*_mine(referral, today)]
    if thanks_are_due(referral, today):
        mine.append(Reason.of("referral_thanks_due", on=referral.changed_on))
    if mine:
        return Turn(whose=Side.MINE, reasons=tuple(mine))
    if not referral.is_open:
        return None
    return Turn(whose=Side.THEIRS, reasons=(_theirs(referral),))


def _mine(referral: Referral, today: date) -> Iterator[Reason]:
    on, state = referral.changed_on, referral.state
    is_long_ago = today - on >= timedelta(days=ASK_AFTER_DAYS)
    if referral.is_given:
        if state is _IDEA:
            yield Reason.of("referral_ask_both", on=on)
        elif state in (_SENT, _IN_TOUCH) and is_long_ago:
            yield Reason.of("referral_ask_how_it_went", on=on)
    elif state is _SENT:
        yield Reason.of("referral_write_to_them", on=on)
    elif state is _IN_TOUCH and is_long_ago:
        yield Reason.of("referral_say_how_it_went", on=on)
    elif state is _IDEA and is_long_ago:
        yield Reason.of("referral_ask_whether", on=on)


def _theirs(referral: Referral) -> Reason:
    on = referral.changed_on
    if referral.state is _IDEA:
        return Reason.of("referral_they_send", on=on)
    if referral.state is _SENT:
        return Reason.of("referral_they_write", on=on)
    return Reason.of("referral_they_talk" if referral.is_given else "referral_you_talk", on=on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What referrals with somebody come to: how many helped, by side, and the last of each; never a score."""

    gave: int
    received: int
    last_given: Referral | None
    last_received: Referral | None


def balance_of(referrals: Iterable[Referral]) -> Balance:
    """Count those by which somebody was helped; whatever the order in which they come."""
    counted = [one for one in referrals if one.state in COUNTED]
    given = [one for one in counted if one.is_given]
    received = [one for one in counted if not one.is_given]
    return Balance(
        gave=len(given),
        received=len(received),
        last_given=max(given, key=_by_day, default=None),
        last_received=max(received, key=_by_day, default=None),
    )


def latest_first(referrals: Iterable[Referral]) -> list[Referral]:
    """Referrals as they are listed."""
    return sorted(referrals, key=lambda one: (one.changed_on, one.referral_id), reverse=True)


def _by_day(referral: Referral) -> tuple[date, int]:
    return referral.noted_on, referral.referral_id
