"""Every constant of the model, with its source. Nothing here computes.

Times are in days. "MODEL.md" is the project's page on how it reasons about a relationship; where a
constant is a convention of ours and not a finding, it says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class TieWeights:
    """The constants of one horizon (MODEL.md, section 1).

    `r`, `alpha`, `a`, `b` are those of BG/NBD (Fader, Hardie & Lee 2005); `any_*` weigh activation
    and BG/NBD for any contact, `both_*` for contact both ways. None was fitted on a set it is judged on.
    """

    r: float
    alpha: float
    a: float
    b: float
    any_bias: float
    any_activation: float
    any_bgnbd: float
    both_bias: float
    both_activation: float
    both_bgnbd: float
    both_weaker: float


TIE_WEIGHTS: Mapping[int, TieWeights] = MappingProxyType(
    {
        7: TieWeights(
            r=0.273, alpha=3.804, a=0.197, b=0.814,
            any_bias=-1.025, any_activation=0.907, any_bgnbd=0.299,
            both_bias=-1.605, both_activation=0.412, both_bgnbd=0.357, both_weaker=0.253,
        ),
        30: TieWeights(
            r=0.277, alpha=3.984, a=0.211, b=0.806,
            any_bias=-0.122, any_activation=0.954, any_bgnbd=0.321,
            both_bias=-0.761, both_activation=0.527, both_bgnbd=0.283, both_weaker=0.240,
        ),
        90: TieWeights(
            r=0.379, alpha=6.456, a=0.138, b=1.109,
            any_bias=0.864, any_activation=0.964, any_bgnbd=0.246,
            both_bias=0.288, both_activation=0.499, both_bgnbd=0.215, both_weaker=0.251,
        ),
    }
)  # fmt: skip
"""By horizon in days; the table of MODEL.md, section 1."""

ACTIVATION_DECAY = 0.5
"""How fast a contact fades from memory: age to the power of minus this (Anderson & Schooler 1991)."""

MIDDAY = 0.5
"""A contact day is taken to lie at its noon."""

LEAST_DAY_AGE = 0.5
"""A contact day is never taken to be younger than this, in days."""

LEAST_EVENT_AGE = 0.02
"""A single event is never taken to be younger than this, in days: about half an hour."""

BGNBD_CLIP = 1e-4
"""P_BG is kept this far from 0 and 1 before its log odds are taken."""

BOTH_WAYS_OFFSET = 0.001
"""Added to S_out and S_in before the logarithm, so that a side without events can be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationPolicy:
    """Self-calibration to the owner (MODEL.md, section 1). The spreads are variances."""

    snapshots: int = 4
    days_between: int = 30
    within_days: int = 180
    least_rows: int = 20
    alpha_variance: float = 1.0
    beta_variance: float = 0.1


CALIBRATION = CalibrationPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class CadencePolicy:
    """The gamma-Poisson prior of a tie's own rhythm and its memory (MODEL.md, section 2).

    `chosen_risk_factor` is ours: a cadence that the owner chose is slipping when it has passed once,
    and at risk when it has passed this many times.
    """

    prior_days: float = 8.4
    prior_gaps: float = 0.88
    half_life_days: float = 90.0
    slipping_quantile: float = 0.8
    risk_quantile: float = 0.95
    chosen_risk_factor: float = 2.0


CADENCE = CadencePolicy()

DORMANT_BELOW = 0.2
"""A tie whose calibrated P_90 is below this is dormant (MODEL.md, sections 2 and 7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPolicy:
    """Will they answer (MODEL.md, section 3)."""

    answered_within_days: float = 7.0
    owner_prior_turns: float = 5.0
    owner_prior_rate: float = 0.5
    person_prior_turns: float = 3.0
    clip: float = 0.01
    incoming_offset: float = 0.03
    bias: float = 0.175
    rate: float = 0.535
    incoming: float = 0.162
    recipients: float = -0.148


REPLY = ReplyPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualAnswerPolicy:
    """How long somebody usually takes to answer. A convention of ours; MODEL.md leaves it open.

    The quantile is taken over their last answers and `prior_days` together, so that with no history
    it is the week of section 3, and never less than `least_days`: nobody is chased on the next day.
    """

    quantile: float = 0.8
    prior_days: tuple[float, ...] = (1.0, 3.0, 7.0)
    last_answers: int = 20
    least_days: float = 3.0


USUAL_ANSWER = UsualAnswerPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReciprocityPolicy:
    """Who carries it (MODEL.md, section 4).

    `follow_up_days` is ours: within one run of messages, one that comes this long after the last
    attempt is a new attempt; sooner, it belongs to that one ("I forgot the attachment").
    """

    half_life_days: float = 90.0
    offset: float = 0.5
    one_way_days: float = 180.0
    quiet_days: float = 7.0
    follow_up_days: float = 2.0


RECIPROCITY = ReciprocityPolicy()

REPLY_PAIR_DAYS = 30.0
"""A turn answered later than this makes no conversation (MODEL.md, section 7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionPolicy:
    """What a connection needs (MODEL.md, section 7): 12 months, or two of the tie's own rhythms."""

    conversation_days: int = 2
    window_days: float = 365.0
    own_rhythms: float = 2.0
    rhythm_quantile: float = 0.5


CONNECTION = ConnectionPolicy()

TREND_DAYS = (30, 90)
"""Strength now is compared with this many days ago (MODEL.md, section 1)."""

VALID_DAYS = 30
"""A stored state is looked at again after this many days at the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPolicy:
    """The bounds of today's list (MODEL.md, section 6).

    Its own words: one change of channel after silence, then 90 days of rest. The others are
    conventions of ours: for how long a silence still is the start of a next move (as long as an
    answer would make a conversation), how early a date is named, how much of the list one kind and
    one organisation may take, and how soon a placed next step makes a fading tie no news.
    """

    rest_days: int = 90
    rest_after_attempts: int = 2
    silence_days: float = REPLY_PAIR_DAYS
    date_days: int = 3
    kind_share: float = 0.5
    organisation_most: int = 2
    step_covers_days: int = 30
    fading_contact_days: int = 2
    dormant_conversation_days: int = 2


AGENDA = AgendaPolicy()
