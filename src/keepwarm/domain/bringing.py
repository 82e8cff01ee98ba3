"""The words of bringing people together: introductions, and referrals."""

from enum import StrEnum


class Form(StrEnum):
    """Who introduces whom: the owner asks to be introduced, introduces two others, or was introduced."""

    ASKED = "asked"
    MADE = "made"
    RECEIVED = "received"


class Role(StrEnum):
    """Whom an introduction needs: one of the two, the other where that is not the owner, who introduces."""

    ONE = "one"
    OTHER = "other"
    INTRODUCER = "introducer"


class Answer(StrEnum):
    """What somebody said to it: not asked yet, no answer yet, yes, no, or not now."""

    OPEN = "open"
    ASKED = "asked"
    YES = "yes"
    NO = "no"
    LATER = "later"


class Outcome(StrEnum):
    """What became of it, for those who met: it goes on, it was good to have met, or it came to nothing."""

    GOES_ON = "goes on"
    GOOD = "good"
    NOTHING = "nothing"


class ReferralState(StrEnum):
    """How far a referral has come: thought of, passed on, in touch, something came of it, nothing did."""

    IDEA = "idea"
    SENT = "sent"
    IN_TOUCH = "in touch"
    CAME_TO = "came to"
    NOTHING = "nothing"
