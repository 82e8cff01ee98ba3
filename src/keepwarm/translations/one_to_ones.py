"""What is said of one-to-ones and the profile: reasons, lines of an agenda, and words to send."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from keepwarm.domain.meeting import Format, OneToOneState
from keepwarm.domain.one_to_ones import Moved, OneToOne, Step
from keepwarm.domain.people import FactKind, Side
from keepwarm.translations.values import Sentences, Values, plural

FORMATS = {
    Format.CALL: "a call",
    Format.VIDEO: "a video call",
    Format.WALK: "a walk",
    Format.COFFEE: "a coffee",
    Format.MEAL: "a meal",
    Format.AT_THEIRS: "at theirs",
    Format.AT_MINE: "at mine",
}
FORMAT_CHOICES = {one.value: words.removeprefix("a ").capitalize() for one, words in FORMATS.items()}
STATES = {
    OneToOneState.IDEA: "an idea",
    OneToOneState.INVITED: "asked, no answer yet",
    OneToOneState.AGREED: "agreed",
    OneToOneState.HELD: "held",
    OneToOneState.CANCELLED: "called off",
}
STEPS = {
    Step.INVITE: "I have asked them",
    Step.AGREE: "We agreed on a time",
    Step.MOVE: "It moves to another time",
    Step.LOOK_AGAIN: "The time does not hold; we look for another",
    Step.NOT_NOW: "Not now",
    Step.DECLINE: "They said no",
    Step.CALL_OFF: "I call it off",
    Step.HOLD: "We held it",
    Step.THINK_AGAIN: "Think of it again",
}
"""Each step as a button says it."""

_GAPS = {
    FactKind.GOALS: "What are you working towards at the moment?",
    FactKind.ACCOMPLISHMENTS: "What have you done lately that you are glad about?",
    FactKind.INTERESTS: "What do you like to do when nobody asks anything of you?",
    FactKind.NETWORKS: "Which groups and circles are you part of?",
    FactKind.SKILLS: "What do people come to you for?",
}
_REFER_GAPS = {
    FactKind.DOES: "How do you say in a sentence what you do?",
    FactKind.FOR_WHOM: "For whom do you do it best?",
    FactKind.SEND_THEM: "Whom should I send to you? An example of a good one?",
}


_LIKED = {"call": "to be rung", "video": "to talk by video", "in-person": "to meet face to face"}


def _week_full(v: Values) -> str:
    planned, most = v.count("planned"), v.count("most")
    holds = f"{plural(planned, 'one-to-one is', 'one-to-ones are')} in that week already, and it has room for"
    free = f" The next week with room begins {v.day('free')}." if v.has("free") else ""
    return f"{holds} {most}.{free}"


def _met(v: Values) -> str:
    at = f" ({v.text('place')})" if v.has("place") else ""
    return f"You met {v.day('on')}{at}, and have never spoken at length."


def _short(v: Values) -> str:
    left = v.count("left")
    if left == 0:
        return "A call is short, and this week is full."
    return "A call is short; this week has room for one more." if left == 1 else "A call is short."


def _i_do(v: Values) -> str:
    does = v.text("does").splitlines()[0]
    return f"What I do: {does}" + (f", for {v.text('for_whom').splitlines()[0]}" if v.has("for_whom") else "")


SENTENCES: Sentences = {
    "week_full": _week_full,
    "met_never_at_length": _met,
    "spoke_never_at_length": lambda v: (
        f"You last spoke {v.day('on')}, and never for {v.count('minutes')} minutes."
    ),
    # which format
    "format_told": lambda v: f"They like {_LIKED[v.text('channel')]}.",
    "format_used": lambda v: f"You have spoken {v.channel()} before.",
    "format_is_short": _short,
    "format_no_number": "You have no number of theirs yet.",
    "format_any_distance": "It does not matter how far away they are.",
    "format_distance_unknown": "How far away they are is not known here.",
    "format_last_time": lambda v: f"Last time it was {FORMATS[Format(v.text('format'))]}.",
    # the owner's half, as lines that may be sent
    "agenda_goal": lambda v: f"How is it going: {v.text('text')}?",
    "agenda_gap": lambda v: _GAPS[FactKind(v.text("kind"))],
    "agenda_refer_gap": lambda v: _REFER_GAPS[FactKind(v.text("kind"))],
    "agenda_refer": lambda v: f"Whom I know of this kind: {v.text('text')}",
    "agenda_need": lambda v: f"Have you found it: {v.text('text')}?",
    "agenda_give": lambda v: f"Would it be of value to you: {v.text('text')}?",
    "agenda_promise": lambda v: (
        f"I promised you: {v.text('text')}"
        if v.text("side") == Side.MINE
        else f"You promised: {v.text('text')}"
    ),
    "agenda_i_do": _i_do,
    "agenda_send_me": lambda v: f"Who is a good one to send to me: {v.text('text')}",
    "agenda_my_goal": lambda v: f"What I am working towards: {v.text('text')}",
}


def moved_in_words(moved: Moved) -> str:
    """Moved twice, by them; nothing where it never was."""
    if not moved.times:
        return ""
    times = {1: "once", 2: "twice"}.get(moved.times, f"{moved.times} times")
    if moved.by_me and moved.by_them:
        return f"moved {times}: {moved.by_them} by them, {moved.by_me} by you"
    return f"moved {times}, by {'you' if moved.by_me else 'them'}"


def time_in_words(at: datetime) -> str:
    """Tue 24 Nov, 10:00."""
    return f"{at:%a} {at.day} {at:%b}, {at:%H:%M}"


def when_in_words(at: datetime, state: OneToOneState) -> str:
    """The same; of one that was held the day alone, for nobody said when it began."""
    return f"{at:%a} {at.day} {at:%b}" if state is OneToOneState.HELD else time_in_words(at)


def step_in_words(one: OneToOne, at: datetime) -> str:
    """The words of the next step that an agreed one is."""
    where = f", {one.place}" if one.place else ""
    return f"one-to-one at {at:%H:%M}, {FORMATS[one.format]}{where}"


def title_in_words(owner: str, other: str) -> str:
    """What it is called in both calendars."""
    return f"{owner} and {other}" if owner and other else owner or other


def ask_in_words(called: str, owner: str, lines: Iterable[str], page: str, when: str) -> str:
    """A message that asks for a one-to-one, or prepares it, to be sent by the owner."""
    hello = f"Hello {called}," if called else "Hello,"
    ask = f"we talk {when}." if when else "would you like to talk for a while, the two of us?"
    about = "".join(f"\n- {line}" for line in lines)
    wanted = f"\nWhat I would like to talk about:{about}" if about else ""
    link = f"\nIf you like, write here what you would like to talk about: {page}" if page else ""
    return f"{hello} {ask}{wanted}{link}\n{owner}".strip()


def profile_in_words(name: str, said: Mapping[str, str]) -> str:
    """The profile as a text to send; parts of which nothing was said are left out."""
    parts = [name]
    for setting, title in PROFILE_TITLES.items():
        text = said.get(setting, "")
        if text:
            several = "\n" in text
            body = "".join(f"\n- {line}" for line in text.splitlines()) if several else f" {text}"
            parts.append(f"{title}:{body}")
    return "\n\n".join(parts)


PROFILE_TITLES = {
    "does": "What I do",
    "for_whom": "For whom",
    "send_me": "Whom to send to me",
    "not_for_me": "What is not for me",
    "how_to_send": "How to hand somebody over",
}
"""The parts of the text that is sent; the introduction and the goals stay with the owner."""

THEIR_LABELS = {"talk": "", "goals": "Wants: ", "send": "Send them: "}
"""What stands before the lines that the other sent, by the part of their half."""
