"""What is said of channels: which to use, why, and when."""

from datetime import date

from keepwarm.domain.channel_advice import Advised
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.owner_habit import OneChannel
from keepwarm.domain.people import KnownBy, Preference
from keepwarm.domain.week_hours import DAY_MINUTES, WEEKDAYS, WeekHours
from keepwarm.translations.values import CHANNELS, Sentences, Values, day_in_words, plural

ASKING_SENTENCE = (
    "I would like to stay in touch. How do you like to be reached: a call, a text, an e-mail? "
    "And when suits you best?"
)
"""How an owner asks who has not written a sentence of their own."""

SUBJECT = "Staying in touch"
"""Of an e-mail that begins with a sentence of ours."""

PURPOSES = {
    Purpose.KEEP_UP: "Keep in touch",
    Purpose.FORM: "Get to know them",
    Purpose.INFORM: "Tell them something",
    Purpose.ASK: "Ask for something",
    Purpose.COMFORT: "Be there for them",
    Purpose.SCHEDULE: "Find a time",
}

KNOWN = {
    KnownBy.TOLD: "they told you",
    KnownBy.OBSERVED: "from what they do",
    KnownBy.ASSUMED: "only assumed",
    None: "nothing known yet",
}
"""How the liking of a channel is known."""

_FOR = {
    Purpose.KEEP_UP: "to keep in touch",
    Purpose.FORM: "to get to know one another",
    Purpose.INFORM: "to be told things",
    Purpose.ASK: "to be asked for something",
    Purpose.COMFORT: "when things are hard",
    Purpose.SCHEDULE: "to find a time",
}
_DAYS = dict(
    zip(
        WEEKDAYS,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
_QUESTIONS = {
    Channel.CALL: "may I ring you?",
    Channel.VIDEO: "may we speak by video?",
    Channel.IN_PERSON: "shall we meet?",
}
_WORKING_DAYS, _WEEKEND = frozenset(range(5)), frozenset({5, 6})


def question_in_words(asks_for: Channel) -> str:
    """The question that a channel carries: may I ring you?"""
    return _QUESTIONS[asks_for]


def hours_in_words(hours: WeekHours) -> str:
    """Hours of a week: weekdays, 18:00 to 24:00; Saturday and Sunday; every day, 9:00 to 12:00."""
    if hours.days == _WORKING_DAYS:
        days = "weekdays"
    elif hours.days == _WEEKEND:
        days = "weekends"
    elif len(hours.days) == len(WEEKDAYS):
        days = "every day"
    else:
        days = _listed([_DAYS[WEEKDAYS[day]] for day in sorted(hours.days)])
    is_whole_day = (hours.from_minute, hours.until_minute) == (0, DAY_MINUTES)
    return days if is_whole_day else f"{days}, {_clock(hours.from_minute)} to {_clock(hours.until_minute)}"


def liking_in_words(preference: Preference) -> str:
    """What somebody likes or never wants: By text, weekdays, 18:00 to 24:00; Never by phone."""
    how = f"Never {CHANNELS[preference.channel]}" if preference.never else CHANNELS[preference.channel]
    what = f"{how} {purposes}" if (purposes := purposes_in_words(preference)) else how
    hours = "" if preference.hours is None else f", {hours_in_words(preference.hours)}"
    return f"{what[:1].upper()}{what[1:]}{hours}"


def said_in_words(preference: Preference, today: date) -> str:
    """When, where and in which words somebody told it: told 3 days ago at the fair: “evenings are best”."""
    when = "" if preference.said_on is None else f" {day_in_words(preference.said_on, today)}"
    where = f", {preference.said_at}" if preference.said_at else ""
    words = f": “{preference.words}”" if preference.words else ""
    return f"told{when}{where}{words}"


def purposes_in_words(preference: Preference) -> str:
    """What a preference is for: to be told things and to find a time; empty where it is for everything."""
    return _listed([_FOR[purpose] for purpose in Purpose if purpose in preference.purposes])


def first_line(advised: Advised, name: str, asking: str) -> str:
    """What a message begins with: the question that the channel carries, or else how they like to be reached.

    Empty where neither is to be asked; `asking` is the owner's own sentence.
    """
    if advised.asks_for is not None:
        asked = question_in_words(advised.asks_for)
        return f"Hello {name}, {asked} When suits you?"
    return f"Hello {name}. {asking}" if advised.known_by is not KnownBy.TOLD and asking else ""


def habit_in_words(habit: OneChannel | None) -> str:
    """The owner's habit of one channel for everybody, with its figures."""
    if habit is None:
        return "You do not use one channel for everybody."
    said = (
        f"Of your last {habit.of} conversations {habit.times} were {CHANNELS[habit.channel]}, "
        f"with {plural(habit.people, 'person', 'people')}"
    )
    if habit.other is None or not habit.answering:
        return f"{said}."
    have = "has" if habit.answering == 1 else "have"
    return f"{said}; {habit.answering} of them {have} been in touch {CHANNELS[habit.other]}."


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _assumed(v: Values) -> str:
    until = v.count("until_age")
    ages = f"{v.count('from_age')} to {until}" if until else f"{v.count('from_age')} and over"
    led = " and calls led" if v.text("channel") == Channel.CALL else ""
    return (
        f"An assumption, {v.channel()}: of people aged {ages}, {v.count('percent')} in 100 had texted a lot "
        f"the day before{led} (Gallup, 2014). Better ask."
    )


def _they_use(v: Values) -> str:
    last = f", last {v.day('last_on')}" if v.has("last_on") else ""
    if v.count("total") == 1:
        return f"They were in touch once, {v.channel()}{last}."
    times, total = v.count("times"), v.count("total")
    of = f"{times:,} of {total:,} times{last}"
    if 2 * times > total:
        return f"They are in touch with you most {v.channel()}: {of}."
    return f"They were in touch with you {v.channel()} {of}."


def _hours(v: Values) -> str:
    days = v.count("days")
    day = {0: "today", 1: "tomorrow"}.get(days, f"on {_DAYS[v.text('weekday')]}")
    return f"Not at this hour: the time they named begins {day} at {v.text('at')}, by their clock."


def _assistant(v: Values) -> str:
    first = "ring" if v.text("channel") == Channel.CALL else "write to"
    return f"{v.text('name')} guards the door: {first} {v.text('name')} first."


SENTENCES: Sentences = {
    "channel_told": lambda v: f"They said that they like to be reached {v.channel()}.",
    "channel_told_without_handle": lambda v: (
        f"They like to be reached {v.channel()}, and you have no address for it yet; ask for it."
    ),
    "channel_placed": lambda v: f"You planned it {v.channel()}.",
    "channel_they_use": _they_use,
    "channel_assumed": _assumed,
    "channel_at_hand": lambda v: f"You can reach them {v.channel()}.",
    "every_channel_is_never": "They asked not to be reached on any channel that you have for them.",
    "no_way_to_reach": "There is no way to reach them in your book yet.",
    "only_channels_you_do_not_use": "You can reach them only in ways that you do not use; ask for another.",
    "told_what_you_do_not_use": lambda v: (
        f"They like to be reached {v.channel()}, which you do not use; ask what else suits them."
    ),
    "carries_question": lambda v: (
        f"A voice would be better for this, so ask there: {question_in_words(Channel(v.text('channel')))}"
    ),
    "outside_their_hours": _hours,
    "left_in_peace": "You leave them in peace.",
    "wants_no_contact": "They would rather not stay in touch; a no is kept.",
    "no_address_for": "You have no address for it yet; ask for it.",
    "changed_after_silence": lambda v: (
        f"Your last word, {v.channel('tried')}, had no answer; change the channel once, and then let it rest."
    ),
    "tried_without_answer": "Tried last, without an answer.",
    "text_before_call": "They may not know your number: a text that says who you are goes before a call.",
    "number_unknown_to_them": "They may not know your number; say at once who you are.",
    "through_assistant": _assistant,
}
