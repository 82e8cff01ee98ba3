"""The owner's half of an agenda, proposed from the book: what to ask them, tell them, give them.

Nothing private, nothing that they did not tell, and nothing that touches either is in it; which of it the
other sees ahead, the owner ticks.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.details import NeedKind
from keepwarm.domain.fact_order import GAINS
from keepwarm.domain.facts_told import Told, silent_words, touches
from keepwarm.domain.people import FactKind, Side
from keepwarm.domain.reasons import Reason

_TO_REFER = (FactKind.DOES, FactKind.FOR_WHOM, FactKind.SEND_THEM)
"""What one has to know of somebody to send people to them."""

_MOST_KNOWN, _MOST_OPEN = 2, 2
_AT_FIRST = 2
_LONGEST = 200


class Part(StrEnum):
    """Which part of the owner's half a line belongs to."""

    ASK = "ask"
    REFER = "refer"
    TELL = "tell"
    GIVE = "give"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A line that is proposed, in data."""

    part: Part
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the owner says of themselves, as far as an agenda uses it; empty where nothing was said."""

    goals: tuple[str, ...] = ()
    does: str = ""
    for_whom: str = ""
    send_me: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What is open between the two: needs of theirs, gives in mind, promises by side, the latest first."""

    needs: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    promises: tuple[tuple[Side, str], ...] = ()


def propose_agenda(told: Sequence[Told], between: Between, profile: Profile) -> tuple[Proposed, ...]:
    """The lines of the owner's half, in the order of a talk: ask, refer, give, tell."""
    silent = silent_words(told)
    found = [
        *_ask(told, silent),
        *_refer(told, silent),
        *_give(between, silent),
        *_tell(profile, told),
    ]
    return tuple(dict.fromkeys(found))


def first_lines(proposed: Sequence[Proposed]) -> tuple[Proposed, ...]:
    """Those with which an agenda begins: a few of each part, so that it fits into one talk."""
    found: Counter[Part] = Counter()
    chosen = []
    for one in proposed:
        if found[one.part] < _AT_FIRST:
            found[one.part] += 1
            chosen.append(one)
    return tuple(chosen)


def _may_use(one: Told, silent: frozenset[str]) -> bool:
    is_referral = one.kind in _TO_REFER and not one.sensitive and one.source == OWNER_SAID
    is_told = is_referral or one.may_be_used
    return is_told and len(one.text) <= _LONGEST and not touches(one.text, silent)


def _ask(told: Sequence[Told], silent: frozenset[str]) -> Iterator[Proposed]:
    """Their goals as they told them, and what of the five letters of G.A.I.N.S. is not known at all."""
    known = _newest(told, (FactKind.GOALS,), silent)
    for one in known[:_MOST_KNOWN]:
        yield Proposed(part=Part.ASK, reason=Reason.of("agenda_goal", text=one.text))
    held = {one.kind for one in told}
    for kind in GAINS:
        if kind not in held:
            yield Proposed(part=Part.ASK, reason=Reason.of("agenda_gap", kind=kind.value))


def _refer(told: Sequence[Told], silent: frozenset[str]) -> Iterator[Proposed]:
    held = {one.kind for one in told}
    for kind in _TO_REFER:
        if kind not in held:
            yield Proposed(part=Part.REFER, reason=Reason.of("agenda_refer_gap", kind=kind.value))
    for one in _newest(told, (FactKind.SEND_THEM,), silent)[:_MOST_KNOWN]:
        yield Proposed(part=Part.REFER, reason=Reason.of("agenda_refer", text=one.text))


def _give(between: Between, silent: frozenset[str]) -> Iterator[Proposed]:
    for text in _open(between.needs, silent):
        yield Proposed(part=Part.GIVE, reason=Reason.of("agenda_need", kind=NeedKind.NEED.value, text=text))
    for text in _open(between.gives, silent):
        yield Proposed(part=Part.GIVE, reason=Reason.of("agenda_give", text=text))
    for side, text in between.promises:
        if not touches(text, silent):
            yield Proposed(part=Part.GIVE, reason=Reason.of("agenda_promise", side=side.value, text=text))


def _tell(profile: Profile, told: Sequence[Told]) -> Iterator[Proposed]:
    """Of the owner: what they do where the other cannot say it yet, whom to send, what they want."""
    knows = any(one.kind is FactKind.SAYS_I_DO for one in told)
    if profile.does and not knows:
        values: Mapping[str, str] = {"does": profile.does, "for_whom": profile.for_whom}
        yield Proposed(part=Part.TELL, reason=Reason.of("agenda_i_do", **values))
    for text in profile.send_me[:_MOST_KNOWN]:
        yield Proposed(part=Part.TELL, reason=Reason.of("agenda_send_me", text=text))
    for text in profile.goals[:_MOST_KNOWN]:
        yield Proposed(part=Part.TELL, reason=Reason.of("agenda_my_goal", text=text))


def _newest(told: Sequence[Told], kinds: Collection[FactKind], silent: frozenset[str]) -> list[Told]:
    usable = [one for one in told if one.kind in kinds and _may_use(one, silent)]
    return sorted(usable, key=lambda one: (-one.learned_on.toordinal(), one.text))


def _open(texts: Sequence[str], silent: frozenset[str]) -> list[str]:
    return [text for text in texts if len(text) <= _LONGEST and not touches(text, silent)][:_MOST_OPEN]
