"""The words of meeting people: events, encounters, one-to-ones, and what strangers send."""

from enum import StrEnum


class EventKind(StrEnum):
    """What kind of gathering it is, so that a year of them can be compared."""

    MEETUP = "meetup"
    CONFERENCE = "conference"
    FAIR = "fair"
    TALK = "talk"
    CLASS = "class"
    MEAL = "meal"
    COFFEE = "coffee"
    PARTY = "party"
    VOLUNTEERING = "volunteering"
    GROUP = "group"
    ONLINE = "online"
    OTHER = "other"


class EventState(StrEnum):
    """Whether the owner goes: being looked at, decided, said no to, or been there."""

    IDEA = "idea"
    GOING = "going"
    DECLINED = "declined"
    WENT = "went"


class AttendeeState(StrEnum):
    """How far it has come with somebody of a list: on it, to be met, met, or let go."""

    LISTED = "listed"
    PLANNED = "planned"
    MET = "met"
    LEFT = "left"


class Follow(StrEnum):
    """What becomes of an encounter: open, the next contact is placed, it happened, or left at that."""

    OPEN = "open"
    PLACED = "placed"
    DONE = "done"
    LEFT = "left"


class Opinion(StrEnum):
    """The owner's own feeling about a first meeting ("did we get on?", "again?"); never a grade of them."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


class OneToOneState(StrEnum):
    """A planned conversation: thought of, asked for, agreed, held, called off."""

    IDEA = "idea"
    INVITED = "invited"
    AGREED = "agreed"
    HELD = "held"
    CANCELLED = "cancelled"


class Format(StrEnum):
    """How a one-to-one is held. It need not be coffee."""

    CALL = "call"
    VIDEO = "video"
    WALK = "walk"
    COFFEE = "coffee"
    MEAL = "meal"
    AT_THEIRS = "at-theirs"
    AT_MINE = "at-mine"


class SubmissionKind(StrEnum):
    """What a stranger sent: their details in return for a card, or their half of an agenda."""

    SWAP = "swap"
    AGENDA = "agenda"


class SubmissionState(StrEnum):
    """What became of it: it waits, the owner took it or left it, or the sender took it back."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
