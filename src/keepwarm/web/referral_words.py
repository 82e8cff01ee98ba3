"""What the templates of referrals need to put data into words."""

from collections.abc import Iterator
from typing import Any

from keepwarm.domain.bringing import ReferralState
from keepwarm.domain.people import FactKind
from keepwarm.domain.referrals import MOVES, Referral, thanks_are_due
from keepwarm.translations import referrals


def steps_of(referral: Referral) -> Iterator[tuple[str, str]]:
    """The steps that a referral allows, as buttons: the value that each sends, and its words."""
    for state in MOVES[referral.side][referral.state]:
        yield state.value, referrals.MOVES[referral.side][state]


def state_of_referral(referral: Referral) -> str:
    """How far a referral has come."""
    return referrals.STATES[referral.side][referral.state]


def thanks_in_words(referral: Referral) -> str:
    """What may be sent to who sent somebody."""
    return referrals.THANKS_AND_NEWS if referral.state is ReferralState.CAME_TO else referrals.THANKS


NAMES: dict[str, Any] = {
    "ASK_HOW": referrals.ASK_HOW,
    "ASK_RECEIVER": referrals.ASK_RECEIVER,
    "ASK_SENT": referrals.ASK_SENT,
    "IS_IDEA": ReferralState.IDEA,
    "IS_SENT": ReferralState.SENT,
    "REFERRAL_BEGINNINGS": {
        side: {state.value: words for state, words in choices.items()}
        for side, choices in referrals.BEGINNINGS.items()
    },
    "REFERRAL_QUESTION": referrals.QUESTION,
    "SAYS_I_DO": FactKind.SAYS_I_DO,
    "SEND_THEM": FactKind.SEND_THEM,
    "TO_REFER": referrals.KNOWN,
    "referral_balance": referrals.balance_in_words,
    "state_of_referral": state_of_referral,
    "steps_of": steps_of,
    "thanks_are_due": thanks_are_due,
    "thanks_in_words": thanks_in_words,
    "write_to_sent": referrals.write_to_sent,
}
