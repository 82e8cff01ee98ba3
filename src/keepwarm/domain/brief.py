"""The brief: what an owner wants before their eyes just before they are in touch with somebody (K2).

It ends research: where there is a reason and a question, it says "go and talk".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from keepwarm.domain.bearings import Wished
from keepwarm.domain.facts_told import Told
from keepwarm.domain.peace import Peace, peace_of
from keepwarm.domain.people import REASONS, FactKind, Standing
from keepwarm.domain.questions import LastTalk, Open, questions_for
from keepwarm.domain.reasons import Reason
from keepwarm.domain.stages import Stage
from keepwarm.domain.wishes import ends_proposals, is_to_be_asked

WAITING = frozenset({Stage.LISTED, Stage.RESEARCHED})
"""The stages in which nobody has said a word."""

_LONG_ENOUGH = timedelta(days=14)
"""Who was put on the list lately waits for nothing."""

_MOST_LEARNED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the brief is made of, of one person; days are the owner's.

    `last` is the last talk, `last_mine_on` when the owner last spoke or wrote. `reachable` says whether a
    channel can be advised, `proposed` whether the owner wants them proposed at all; until
    `rests_until` somebody is left in peace who did not answer twice.
    """

    stage: Stage
    added_on: date
    told: tuple[Told, ...] = ()
    still_open: tuple[Open, ...] = ()
    step_placed: bool = False
    last: LastTalk | None = None
    last_mine_on: date | None = None
    talked: bool = False
    wished: Wished | None = None
    standing: Standing = Standing.ORDINARY
    proposed: bool = True
    reachable: bool = True
    rests_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What the brief says of a talk.

    `questions` are worth asking, the best first; `ask_wish` says whether to ask, once, whether they want to
    stay in touch too. Where nothing is `missing` and no `rest` is due it is enough: go and talk. `waiting`
    says how long they have been on the list without a word. Where it is `over`, this says why, and there is
    nothing to ask and nothing missing.
    """

    questions: tuple[Reason, ...]
    ask_wish: bool
    missing: tuple[Reason, ...]
    waiting: Reason | None
    rest: Reason | None = None
    over: Reason | None = None

    @property
    def is_enough(self) -> bool:
        """Whether there is a reason, a question and a way: go and talk."""
        return self.over is None and self.rest is None and not self.missing


def prepare(known: Known, today: date) -> Prepared:
    """Say what to ask, and whether it is enough to go and talk."""
    if (over := _over(known)) is not None:
        return Prepared(questions=(), ask_wish=False, missing=(), waiting=None, over=over)
    questions = questions_for(known.told, known.still_open, known.last, today)
    return Prepared(
        questions=questions,
        ask_wish=is_to_be_asked(known.wished, known.last_mine_on),
        missing=tuple(_missing(known, questions)),
        waiting=waiting_since(known, today),
        rest=None if known.rests_until is None else Reason.of("brief_rest", until=known.rests_until),
    )


def _over(known: Known) -> Reason | None:
    """Why there is nothing to prepare: they died, the owner lets them be, or they said no."""
    wish = None if known.wished is None else known.wished.answer
    match peace_of(known.standing, wish):
        case Peace.DIED:
            return Reason.of("over_died")
        case Peace.LEFT_BE:
            return Reason.of("over_left_be")
        case Peace.SAID_NO:
            return Reason.of("over_by_their_wish")
    return None


def waiting_since(known: Known, today: date) -> Reason | None:
    """How long somebody has been on the list without a word; None where it is no news."""
    is_listed = known.standing is Standing.ORDINARY and known.proposed and not ends_proposals(known.wished)
    waits = is_listed and known.stage in WAITING and today - known.added_on >= _LONG_ENOUGH
    days = (today - known.added_on).days
    return Reason.of("on_list_without_a_word", since=known.added_on, days=days) if waits else None


def learned_last(told: Sequence[Told]) -> tuple[Told, ...]:
    """The newest of what was learned, as a brief shows it: nothing private, no reasons and no questions."""
    shown = [one for one in told if not one.sensitive and one.kind not in _SAID_ELSEWHERE]
    return tuple(sorted(shown, key=lambda one: (-one.learned_on.toordinal(), one.kind, one.text)))[
        :_MOST_LEARNED
    ]


_SAID_ELSEWHERE = REASONS | {FactKind.QUESTION, FactKind.DO_NOT_MENTION}


def _missing(known: Known, questions: Sequence[Reason]) -> list[Reason]:
    """What there is not yet of a reason, a question and a way."""
    noted = any(one.kind in REASONS for one in known.told)
    missing = []
    if not (noted or known.still_open or known.step_placed or known.talked):
        missing.append(Reason.of("brief_no_reason"))
    if not questions:
        missing.append(Reason.of("brief_no_question"))
    if not known.reachable:
        missing.append(Reason.of("brief_no_way"))
    return missing
