"""What is said of giving and asking: the reasons, and the words that an owner may send."""

from keepwarm.domain.details import FavourState
from keepwarm.domain.people import Side
from keepwarm.translations.values import Sentences, Values

_IDEA, _OFFERED, _WANTED = FavourState.IDEA, FavourState.OFFERED, FavourState.WANTED
_DECLINED, _DONE, _THANKED = FavourState.DECLINED, FavourState.DONE, FavourState.THANKED

MOVES = {
    Side.MINE: {
        _OFFERED: "I asked whether they want it",
        _WANTED: "They want it",
        _DECLINED: "They do not want it",
        _DONE: "I did it",
        _THANKED: "They thanked me",
    },
    Side.THEIRS: {
        _WANTED: "I asked",
        _DECLINED: "They said no",
        _DONE: "They did it",
        _THANKED: "I said thank you",
    },
}
"""By who helps, what brings a line into each state, as a button says it."""

STATES = {
    Side.MINE: {
        _IDEA: "an idea",
        _OFFERED: "you asked whether they want it",
        _WANTED: "they want it",
        _DECLINED: "they do not want it",
        _DONE: "done",
        _THANKED: "done, and they thanked you",
    },
    Side.THEIRS: {
        _IDEA: "not asked yet",
        _OFFERED: "they offered it",
        _WANTED: "asked",
        _DECLINED: "they said no",
        _DONE: "they did it",
        _THANKED: "they did it, and you thanked them",
    },
}
"""By who helps, how far a line has come."""


def _last(v: Values, verb: str) -> str:
    when = f" {v.day('on')}" if v.has("on") else ""
    return f"You last {verb}{when}: {v.text('text')}."


def _asks_made(v: Values) -> str:
    made, agreed, waiting = (v.count(name) for name in ("made", "agreed", "waiting"))
    if not made:
        return "You have asked nobody for help this quarter. Asking shows trust."
    times = {1: "once", 2: "twice"}.get(made, f"{made:,} times")
    came = [f"{agreed:,} said yes"] if agreed else []
    if not agreed and not waiting:
        came.append("nobody said yes")
    if waiting:
        came.append(f"{waiting:,} {'has' if waiting == 1 else 'have'} not answered yet")
    return f"You asked for help {times} this quarter; {', '.join(came)}."


SENTENCES: Sentences = {
    # the balance
    "last_give": lambda v: _last(v, "helped"),
    "last_ask": lambda v: _last(v, "asked"),
    "asks_made": _asks_made,
    # before an ask
    "ask_before_any_give": (
        "As far as your book knows, you have not helped them yet. "
        "Is there something small that they would like?"
    ),
    "asked_lately": lambda v: f"You asked them {v.day('on')}: {v.text('text')}.",
    "asks_in_a_row": lambda v: (
        f"This would be the {_ordinal(v.count('count'))} ask in a row, with no help from you between."
    ),
    "promise_first": lambda v: f"You promised them: {v.text('text')}. Keep that first.",
    # a give without the question
    "give_not_asked": "You did it without asking whether it would be of value to them; how was it taken?",
    "give_not_answered": "You did it before they said whether they want it; how was it taken?",
    # one small give
    "give_wanted": lambda v: f"They wait for this from you: {v.text('text')}.",
    "give_offered": lambda v: f"You asked whether they want this: {v.text('text')}.",
    "give_for_need": lambda v: f"They are looking for this: {v.text('text')}. Can you help with it?",
    "give_idea": lambda v: f"You had this in mind for them: {v.text('text')}.",
    # what to begin with
    "ask_how_it_went": lambda v: f"Ask how it went: {v.text('text')} ({v.day('on')}).",
    "ask_about_need": lambda v: f"Ask whether they have found it: {v.text('text')}.",
    "ask_about_fact": lambda v: f"Ask about what they told you: {v.text('text')}.",
    "open_question": "Ask an open question: what are they glad about these days?",
}

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def _ordinal(number: int) -> str:
    if number in _ORDINALS:
        return _ORDINALS[number]
    is_teen = number % 100 in (11, 12, 13)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if is_teen else ending}"


def value_question(text: str) -> str:
    """The question before a give, to be sent to the person."""
    return f"I thought of something for you: {text}. Would that be of value to you?"


def thanks(text: str) -> str:
    """A thank-you, to be sent to the person."""
    return f"Thank you for your help: {text}."


def help_words(wanted: str, because: str, *, is_offer: bool, is_old: bool) -> str:
    """An honest ask, to be sent to the person; made of what the owner typed and what the person told.

    `wanted` is what the owner looks for, `because` what they told or offered, or nothing.
    """
    long_ago = "It has been a while, and I come with a question. " if is_old else ""
    looked_for = wanted.strip().rstrip(".") or "…"
    told = "you said that you can help with this" if is_offer else "of what you told me"
    why = f" because {told}: {because.rstrip('.')}" if because else ""
    return (
        f"{long_ago}I am looking for {looked_for}, and thought of you{why}. "
        "Could you help, or do you know whom I should ask? A no is fine."
    )
