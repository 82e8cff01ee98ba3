"""What is said of events: whether one is right, what they led to, and the words of their choices."""

from keepwarm.domain.meeting import AttendeeState, EventKind, EventState, Follow
from keepwarm.translations.values import Sentences, Values, plural

KINDS = {
    EventKind.MEETUP: "meetup",
    EventKind.CONFERENCE: "conference",
    EventKind.FAIR: "fair",
    EventKind.TALK: "talk",
    EventKind.CLASS: "class",
    EventKind.MEAL: "meal",
    EventKind.COFFEE: "coffee chat",
    EventKind.PARTY: "party",
    EventKind.VOLUNTEERING: "volunteering",
    EventKind.GROUP: "group",
    EventKind.ONLINE: "online event",
    EventKind.OTHER: "event",
}
"""A kind, as the name of one event."""

KINDS_OF_MANY = {
    **{kind: f"{words}s" for kind, words in KINDS.items()},
    EventKind.CLASS: "classes",
    EventKind.PARTY: "parties",
    EventKind.VOLUNTEERING: "days of volunteering",
    EventKind.GROUP: "group evenings",
}

STATES = {
    EventState.IDEA: "an idea",
    EventState.GOING: "you go",
    EventState.DECLINED: "said no to",
    EventState.WENT: "you went",
}
ATTENDING = {
    AttendeeState.LISTED: "on the list",
    AttendeeState.PLANNED: "to meet",
    AttendeeState.MET: "met",
    AttendeeState.LEFT: "left at that",
}
FOLLOWS = {
    Follow.OPEN: "still open",
    Follow.PLACED: "next contact placed",
    Follow.DONE: "followed up",
    Follow.LEFT: "left at that",
}


def _named(values: Values) -> str:
    others = values.count("others")
    return values.text("names") + (f" and {plural(others, 'other')}" if others else "")


def _kind(values: Values) -> str:
    return KINDS[EventKind(values.text("kind"))]


def _kinds(values: Values) -> str:
    return KINDS_OF_MANY[EventKind(values.text("kind"))]


def _goes(values: Values) -> str:
    word = values.text("word")
    return f" (“{word}”)" if word else ""


SENTENCES: Sentences = {
    # why today
    "follow_up_due": lambda v: (
        f"You met {v.day('on')}{_at(v)}: a word within two days still belongs to that conversation."
        if v.has("fresh")
        else f"You met {v.day('on')}{_at(v)}, and the follow-up is still open."
    ),
    # is it the right one
    "planned_there": lambda v: f"You plan to meet {_named(v)} there.",
    "fading_there": lambda v: (
        f"{_named(v)} will be there, with whom it is fading: a word in person costs nothing."
    ),
    "listed_there": lambda v: (
        f"{plural(v.count('count'), 'person is', 'people are')} on the list, "
        f"{v.count('known') or 'none'} of them in your book."
    ),
    "nobody_listed": "Who will be there is not known yet. Ask the host, or bring the list.",
    "serves_goal": lambda v: f"It has to do with your goal “{v.text('goal')}”{_goes(v)}.",
    "guest_serves_goal": lambda v: f"{v.text('name')} may help with your goal “{v.text('goal')}”{_goes(v)}.",
    "serves_no_goal": "It has nothing to do with the goals that you wrote down, as far as its words tell.",
    "other_kind": lambda v: (
        f"Another kind of evening: none of your last {v.count('count')} was a {_kind(v)}."
    ),
    "same_kind_again": lambda v: (
        f"All of your last {v.count('count')} were {_kinds(v)}; another kind would bring other people."
    ),
    "other_organizations": lambda v: f"People from where you met nobody lately: {_named(v)}.",
    "new_people_lately": lambda v: (
        f"Of the {plural(v.count('met'), 'person', 'people')} you spoke with at your last "
        f"{v.count('count')} events, {v.count('new') or 'none'} "
        f"{'was' if v.count('new') == 1 else 'were'} new to you."
    ),
    # looking back
    "one_kind_only": lambda v: (
        f"All {v.count('count')} were {_kinds(v)}. One of another kind would widen whom you meet."
    ),
    "varied_events": lambda v: (
        f"{plural(v.count('events'), 'event')} of {plural(v.count('kinds'), 'kind')}; the people you met "
        f"there are of {plural(v.count('organizations'), 'organization')}."
    ),
    "yes_to_everything": lambda v: (
        f"You said yes to everything: {plural(v.count('count'), 'event')} within a month, "
        f"and usually it is {v.count('usual') or 'less than one'}. Which one could do without you?"
    ),
}


def _at(values: Values) -> str:
    return f" at {values.text('event')}" if values.has("event") else ""
