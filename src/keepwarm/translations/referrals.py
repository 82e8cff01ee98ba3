"""What is said of referrals: reasons, states and steps, and words to send, in which no detail stands."""

from keepwarm.domain.bringing import ReferralState
from keepwarm.domain.people import FactKind, Side
from keepwarm.domain.referrals import Balance
from keepwarm.translations.values import Sentences, plural

_IDEA, _SENT, _IN_TOUCH = ReferralState.IDEA, ReferralState.SENT, ReferralState.IN_TOUCH
_CAME_TO, _NOTHING = ReferralState.CAME_TO, ReferralState.NOTHING

STATES = {
    Side.MINE: {
        _IDEA: "an idea",
        _SENT: "passed on",
        _IN_TOUCH: "they are in touch",
        _CAME_TO: "something came of it",
        _NOTHING: "nothing came of it",
    },
    Side.THEIRS: {
        _IDEA: "they want to send somebody",
        _SENT: "they sent somebody",
        _IN_TOUCH: "you are in touch",
        _CAME_TO: "something came of it",
        _NOTHING: "nothing came of it",
    },
}
"""By who sends, how far it has come."""

MOVES = {
    Side.MINE: {
        _IDEA: "Think of it again",
        _SENT: "Both said yes; I passed it on",
        _IN_TOUCH: "They are in touch",
        _CAME_TO: "Something came of it",
        _NOTHING: "Nothing comes of it",
    },
    Side.THEIRS: {
        _SENT: "They sent them",
        _IN_TOUCH: "We are in touch",
        _CAME_TO: "Something came of it",
        _NOTHING: "Nothing comes of it",
    },
}
"""By who sends, what brings a referral into each state, as a button says it."""

BEGINNINGS = {
    Side.MINE: {_IDEA: "An idea", _SENT: "Both said yes; I passed it on"},
    Side.THEIRS: {_SENT: "They sent them", _IN_TOUCH: "We are in touch", _IDEA: "They mean to"},
}
"""By who sends, with what it may begin, as a choice says it; the usual one first."""

KNOWN = {
    FactKind.DOES: "What they do",
    FactKind.FOR_WHOM: "For whom",
    FactKind.SEND_THEM: "Whom to send them",
}
"""What one has to know of somebody to send people to them."""

QUESTION = "If a friend asked you what I do, what would you say?"
"""What one asks to hear whether somebody understands what one does."""

SENTENCES: Sentences = {
    "referral_ask_both": "Have both said yes?",
    "referral_ask_how_it_went": lambda v: f"The last news was {v.day('on')}: ask how it went.",
    "referral_write_to_them": "It is yours to get in touch with whom they sent.",
    "referral_say_how_it_went": lambda v: f"You got in touch {v.day('on')}: what came of it?",
    "referral_ask_whether": lambda v: (
        f"They meant to send somebody ({v.day('on')}); a friendly question may help."
    ),
    "referral_thanks_due": "They have not heard a thank you for it yet.",
    "referral_they_send": "They think about whom to send.",
    "referral_they_write": lambda v: f"Passed on {v.day('on')}; now the two of them get in touch.",
    "referral_they_talk": lambda v: f"The two of them got in touch {v.day('on')}.",
    "referral_you_talk": lambda v: f"You got in touch {v.day('on')}.",
    "thanks_due_for_sending": lambda v: (
        f"They sent somebody to you {v.day('on')} ({v.text('text')}), and thanks are still to be said."
    ),
}


def balance_in_words(balance: Balance) -> str:
    """How often each side sent somebody who came into touch; nothing where neither did."""
    gave, received = balance.gave, balance.received
    if gave and received:
        return f"You sent them somebody {_times(gave)}, and they sent you somebody {_times(received)}."
    if gave:
        return f"You sent them somebody {_times(gave)}; they have sent you nobody yet."
    return f"They sent you somebody {_times(received)}; you have sent them nobody yet." if received else ""


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count) or plural(count, "time")


ASK_RECEIVER = (
    "I may know somebody for you, who could use what you do. If they would like it too, "
    "may I bring the two of you together? A no is fine."
)
"""Before anything passes on, to whom somebody would be sent: not a word about who it is."""

ASK_SENT = (
    "I know somebody who may be able to help you. Would you like me to bring the two of you together? "
    "A no is fine."
)
"""The same to who would be sent."""

ASK_HOW = "How did it go with the one whom I sent to you? I am glad to hear it either way."
"""To whom somebody was sent, after a while without news."""

THANKS = "Thank you for sending somebody to me. It means a lot that you thought of me."
"""To who sent somebody."""

THANKS_AND_NEWS = (
    "Thank you again for sending somebody to me: something came of it, and I wanted you to know. "
    "It means a lot that you thought of me."
)
"""The same once something came of it."""


def write_to_sent(sender: str) -> str:
    """To who was sent to the owner; `sender` is who sent them, and they know it."""
    return f"{sender} thought that we should talk. When would suit you, and how do you like to be reached?"
