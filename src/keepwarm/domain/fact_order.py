"""In which order what is known of somebody is read, and how each reason to stay in touch is confirmed."""

from keepwarm.domain.people import REASONS, FactKind
from keepwarm.domain.reasons import Reason

FORM = (FactKind.FAMILY, FactKind.OCCUPATION, FactKind.RECREATION, FactKind.MOTIVATION)
GAINS = (
    FactKind.GOALS,
    FactKind.ACCOMPLISHMENTS,
    FactKind.INTERESTS,
    FactKind.NETWORKS,
    FactKind.SKILLS,
)
REFERRALS = (FactKind.DOES, FactKind.FOR_WHOM, FactKind.SEND_THEM, FactKind.SAYS_I_DO)
LEARNED = (
    *FORM,
    *GAINS,
    *REFERRALS,
    FactKind.LIKES,
    FactKind.DISLIKES,
    FactKind.DO_NOT_MENTION,
    FactKind.QUESTION,
)
"""What was learned: F.O.R.M., G.A.I.N.S., referrals, likes, what not to touch; then what to ask."""

WHY = (FactKind.CAN_HELP, FactKind.IN_COMMON, FactKind.GOOD_TALK, FactKind.IN_MY_LIFE, FactKind.REASON)
"""Why to stay in touch: what can be confirmed with a move of its own, then the owner's own words."""


def confirming_move(kind: FactKind) -> Reason | None:
    """How the owner finds out whether the other sees this reason too; None of what is no reason."""
    return Reason.of("confirming_move", kind=kind.value) if kind in REASONS else None
