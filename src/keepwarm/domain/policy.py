"""Every constant of the model, with its source. Nothing here computes.

Times are in days. "MODEL.md" is the project's page on how it reasons about a relationship; where a
constant is a convention of ours and not a finding, it says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple


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
    """Self-calibration to the owner (MODEL.md, section 1). The spreads are variances.

    `most_people` is ours: of a larger book so many are looked at, the same ones each time. Their
    twenty thousand rows leave the two numbers a standard error of about .03, and a probability one below .01.
    """

    snapshots: int = 4
    days_between: int = 30
    most_people: int = 5_000
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
"""A stored state is looked at again after this many days at the latest, and not before half as many: each
person draws how many, so that those who came on one day are not all looked at again on one day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SteadinessPolicy:
    """When contact is called a burst, and when it is said to come only with asks. Conventions of ours.

    At least `least_days` contact days within a year, of which `burst_share` fall into `burst_days`; the last
    `asks_in_a_row` approaches of the owner, each with an ask a day before or after at most.
    """

    year_days: int = 365
    least_days: int = 5
    burst_days: int = 14
    burst_share: float = 0.7
    asks_in_a_row: int = 3


STEADINESS = SteadinessPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPolicy:
    """The bounds of today's list (MODEL.md, section 6).

    Its own words: one change of channel after silence, then 90 days of rest. The others are
    conventions of ours: for how long a silence still is the start of a next move (as long as an
    answer would make a conversation), how early a date is named, how much of the list one kind and
    one organisation may take, how soon a placed next step makes a fading tie no news, from when to when
    thanks are due, how long it is news that a need can be met, and for how long somebody who was skipped
    stays away.
    """

    rest_days: int = 90
    rest_after_attempts: int = 2
    silence_days: float = REPLY_PAIR_DAYS
    date_days: int = 3
    kind_share: float = 0.5
    organisation_most: int = 2
    step_covers_days: int = 30
    thanks_from_days: int = 1
    thanks_until_days: int = 90
    need_days: int = 14
    skip_days: int = 7
    fading_contact_days: int = 2
    dormant_conversation_days: int = 2


AGENDA = AgendaPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class FavourPolicy:
    """When an ask gets a plain word before it. Conventions of ours.

    An ask is soon within so many days after the last one to the same person, and often when it would be so
    many in a row without a give between.
    """

    days_between_asks: int = 30
    asks_in_a_row: int = 3


FAVOURS = FavourPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionPolicy:
    """Who can introduce me (MODEL.md, section 8).

    Each ask of the last `ask_days` days costs an introducer `ask_weight` in the exponent. The chances that
    two know each other are conventions of ours: one meeting of few, one event, one group, one place of work,
    and the most that any number of meetings says. More than `crowd` people at an event, in a group or at one
    place of work say nothing of two of them.
    """

    most_ways: int = 5
    ask_days: int = 90
    ask_weight: float = 0.5
    seen_once: float = 0.3
    seen_most: float = 0.9
    one_event: float = 0.2
    one_circle: float = 0.35
    one_workplace: float = 0.15
    crowd: int = 60


INTRODUCTIONS = IntroductionPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelHabitPolicy:
    """How somebody behaves by channel (MODEL.md, section 5).

    Ours is from how many answers on their pace is known.
    """

    half_life_days: float = 90.0
    prior_weight: float = 1.0
    least_answers: int = 2


CHANNEL_HABITS = ChannelHabitPolicy()

TEXTED_A_LOT = ((18, 29, 68), (30, 49, 47), (50, 64, 26), (65, 0, 8))
"""From which age until which (0 for open) how many of 100 had texted a lot the day before (Gallup 2014)."""

CALLS_LEAD_FROM = 50
"""The age from which calls lead over texts in the same survey."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneChannelPolicy:
    """When an owner uses one channel for everybody. Conventions of ours.

    Of the `latest` conversations, where there are at least `least` to at least `least_people`, this share.
    """

    latest: int = 60
    least: int = 20
    least_people: int = 5
    share: float = 0.8


ONE_CHANNEL = OneChannelPolicy()


class Chances(NamedTuple):
    """How likely something is of two strangers, of two of a family, of two of one organisation.

    Each is told in units of how likely it is of two descriptions of one person: below 1 it speaks for
    one person, above 1 against.
    """

    strangers: float
    family: float
    colleagues: float


class NameWeight(NamedTuple):
    """What a level of likeness between names is worth.

    `one` is how often two descriptions of one person are alike in just this way. A stranger of the book
    is alike with `rarely` (a number of people, whatever the book's size) and with `widely` times the
    share of the words in common; somebody of the same family with `family`.
    """

    one: float
    rarely: float
    widely: float
    family: float


NAME_WEIGHTS: Mapping[str, NameWeight] = MappingProxyType(
    {
        "same": NameWeight(0.5, 0.03, 1.0, 0.02),
        "other-order": NameWeight(0.06, 0.004, 0.1, 0.0005),
        "more-words": NameWeight(0.1, 0.02, 2.0, 0.02),
        "spelling": NameWeight(0.05, 0.003, 1.0, 0.0006),
        "short-form": NameWeight(0.06, 0.012, 2.0, 0.0015),
        "similar": NameWeight(0.08, 0.01, 3.0, 0.01),
        "both-similar": NameWeight(0.004, 0.01, 6.0, 0.002),
        "ending": NameWeight(0.01, 0.02, 0.02, 0.025),
        "initial": NameWeight(0.05, 0.02, 0.1, 0.075),
        "one-word": NameWeight(0.05, 1.0, 1.0, 0.03),
        "family-alone": NameWeight(0.02, 1.0, 1.0, 0.75),
        "initials": NameWeight(0.01, 0.0, 0.01, 0.08),
        "other-middle": NameWeight(0.01, 0.03, 1.0, 0.03),
        "other-family": NameWeight(0.03, 0.1, 1.0, 0.005),
        "other-given": NameWeight(0.004, 0.1, 1.0, 0.68),
        "other-word": NameWeight(0.04, 0.0, 1.0, 0.25),
        "other-name": NameWeight(0.01, 0.0, 1.0, 0.25),
        "unknown": NameWeight(1.0, 0.0, 1.0, 1.0),
    }
)
"""By the value of `NameLevel`; conventions of ours, checked against the labelled people of the tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessPolicy:
    """Are two descriptions one person? (Fellegi & Sunter 1969; decision 6). Conventions of ours.

    `others_*` are how many people of the book are, for anybody in it, a second description of them, of
    their family, of their organisation; `least_people` is the least that a book is taken to have. From
    `same` on two are one without asking, from `unsure` on a person should look. Without anything that is a
    person's own (an address, a number, an id, a birthday), no score is above `without_own`.

    Each word of a name is taken to be borne by one more among `word_people` of the world outside. Each
    further bearer of a whole name counts as `namesake_weight` of another person. Two words that differ
    by a letter are two names where each has `name_of_its_own_from` bearers. So many others as `crowd` make
    a handle tell nothing.
    """

    others_same: float = 0.5
    others_family: float = 0.3
    others_colleagues: float = 3.0
    least_people: int = 50
    same: float = 0.99
    unsure: float = 0.12
    without_own: float = 0.97
    word_people: float = 200.0
    namesake_weight: float = 0.15
    name_of_its_own_from: int = 3
    crowd: float = 4.0


LIKENESS = LikenessPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceWeights:
    """What each thing beside the names is worth: `x` where it is shared, `other_x` and `no_x` where not."""

    uid: Chances
    email: Chances
    email_with_the_name: Chances
    email_of_a_role: Chances
    phone: Chances
    phone_mobile: Chances
    phone_extension: Chances
    profile: Chances
    profile_of_many: Chances
    chat: Chances
    address: Chances
    organization: Chances
    other_organization: Chances
    birthday: Chances
    birthday_without_year: Chances
    birth_year: Chances
    new_year: Chances
    other_birthday: Chances
    other_profile: Chances
    no_email_shared: Chances
    no_phone_shared: Chances
    one_generation: Chances
    other_generation: Chances


EVIDENCE = EvidenceWeights(
    uid=Chances(0.0005, 0.0005, 0.0003),
    email=Chances(0.004, 0.03, 0.002),
    email_with_the_name=Chances(0.004, 0.003, 0.002),
    email_of_a_role=Chances(1.0, 0.8, 1.0),
    phone=Chances(0.004, 0.4, 0.1),
    phone_mobile=Chances(0.004, 0.04, 0.01),
    phone_extension=Chances(0.5, 0.4, 0.8),
    profile=Chances(0.001, 0.002, 0.0005),
    profile_of_many=Chances(0.5, 0.5, 0.9),
    chat=Chances(0.01, 0.02, 0.005),
    address=Chances(0.2, 0.9, 0.6),
    organization=Chances(0.3, 0.25, 1.0),
    other_organization=Chances(2.0, 1.6, 1.0),
    birthday=Chances(0.00005, 0.01, 0.00005),
    birthday_without_year=Chances(0.003, 0.01, 0.003),
    birth_year=Chances(0.04, 0.1, 0.04),
    new_year=Chances(0.03, 0.03, 0.03),
    other_birthday=Chances(60.0, 60.0, 60.0),
    other_profile=Chances(25.0, 25.0, 25.0),
    no_email_shared=Chances(1.4, 1.4, 1.4),
    no_phone_shared=Chances(1.6, 1.6, 1.6),
    one_generation=Chances(2.0, 8.0, 2.0),
    other_generation=Chances(20.0, 150.0, 20.0),
)
"""For a handle and an organisation, `strangers` is a number of people: those who hold it by chance, to which
the others who hold it in this book are added. Everything shared is at most 1, so that nothing that two have
in common can speak against one person."""
