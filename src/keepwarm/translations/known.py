"""What is said of what is known of somebody, and of what is missing before a talk."""

import re
from datetime import date

from keepwarm.domain.bearings import Wish, Wished
from keepwarm.domain.details import NeedKind
from keepwarm.domain.people import FactKind, Side
from keepwarm.translations.values import Sentences, Values, day_in_words

CLOSENESSES = {1: "now and then", 2: "as with most", 3: "close"}
"""How close the owner wants to be."""

ASKS_FIRST = "Keep this? They may ask to read it."
"""Before what is private is kept."""

SOUNDS_PRIVATE = "This sounds private. Keep it on their page only?"
"""Before words that touch private matters are kept without the mark."""

_QUESTIONS = {
    FactKind.FAMILY: "How is everybody at home",
    FactKind.OCCUPATION: "What is the best of it at the moment",
    FactKind.RECREATION: "When did you last get round to it",
    FactKind.MOTIVATION: "What made it matter to you",
    FactKind.ACCOMPLISHMENTS: "How did you do it",
    FactKind.INTERESTS: "What have you come across lately",
    FactKind.NETWORKS: "What is going on there",
    FactKind.SKILLS: "How did you learn it",
    FactKind.LIKES: "What would you recommend",
    FactKind.IN_COMMON: "Shall we do that together",
}
_OPEN_QUESTIONS: dict[str, str] = {
    NeedKind.NEED: "Are you still looking for this, and what would help",
    NeedKind.OFFER: "Whom would you like to do this for",
    Side.MINE: "Would this still be of use to you",
}
_MOVES = {
    FactKind.CAN_HELP: "Ask them: would that help you?",
    FactKind.IN_COMMON: "Suggest the thing itself, together.",
    FactKind.GOOD_TALK: "Say that you enjoyed it, and wait.",
    FactKind.IN_MY_LIFE: "Say directly that you would like to stay in touch.",
    FactKind.REASON: "Say it, and ask whether they see it so too.",
}


def every_in_words(days: int) -> str:
    """A rhythm that was chosen: every day, every 5 weeks, every 2 months, every year."""
    count, unit = next((days // length, unit) for length, unit in _UNITS if days % length == 0)
    return f"every {unit}" if count == 1 else f"every {count} {unit}s"


_EVEN, _LEANING = 0.75, 0.4


def carried_in_words(balance: float) -> str:
    """Who carries a tie, of a balance that is 1 where both do so alike."""
    if balance >= _EVEN:
        return "Both of you, about evenly"
    return "One of you more than the other" if balance >= _LEANING else "Mostly one of you"


_UNITS = ((365, "year"), (30, "month"), (7, "week"), (1, "day"))
"""As `spans.parse_span` reads them."""


_RELATIVES = re.compile(
    r"(?<!\w)(?:wife|husband|spouse|partner|mothers?|fathers?|mum|mom|dad|parents?|sisters?|brothers?|twins?"
    r"|sons?|daughters?|kids?|child|children|baby|family|grand\w+|aunts?|uncles?|cousins?|nephews?|nieces?"
    r"|boyfriend|girlfriend|fianc\w+|in-laws?|married)(?!\w)",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"(?:to )?(?=(?:send|give|lend|bring|show|tell|call|ring|write|mail|e-?mail|introduce|ask|find|share|look"
    r"|check|help|get|make|put|let|come|visit|meet|pass|forward|return|book)(?!\w))",
    re.IGNORECASE,
)
_LONGEST_QUOTED = 60
"""Characters of what the last talk was about that one reads before asking."""


def _ask_fact(v: Values) -> str:
    kind, text = FactKind(v.text("kind")), v.text("text")
    if kind is FactKind.QUESTION:
        return text
    is_of_relatives = kind is FactKind.FAMILY and _RELATIVES.search(text) is not None
    if kind is FactKind.GOALS or (kind is FactKind.FAMILY and not is_of_relatives):
        return f"How is it going with “{text}”?"
    return f"{_QUESTIONS[kind]}? (“{text}”)"


def _ask_open(v: Values) -> str:
    kind, text = v.text("kind"), v.text("text")
    if kind != Side.THEIRS:
        return f"{_OPEN_QUESTIONS[kind]}? (“{text}”)"
    to_do = _TO_DO.match(text)
    promised = f"You promised me “{text}”" if to_do is None else f"You wanted to {text[to_do.end() :]}"
    return f"{promised}; how is it coming along?"


def _ask_last_talk(v: Values) -> str:
    return f"How did it go on? (“{_shortened(v.text('text'))}”, {v.day('on')})"


def _shortened(text: str) -> str:
    """The first words of a text, as many as are read at a glance."""
    if len(text) <= _LONGEST_QUOTED:
        return text
    whole_words = text[: _LONGEST_QUOTED + 1].rpartition(" ")[0] or text[:_LONGEST_QUOTED]
    return whole_words.rstrip(" ,;:.-") + "…"


def _listed(v: Values) -> str:
    since = date.fromisoformat(v.text("since"))
    return f"On your list since {since:%B %Y}, {v.span('days')}, and not a word yet."


def _rest(v: Values) -> str:
    until = date.fromisoformat(v.text("until"))
    return f"You tried twice without an answer: let it rest until {until.day} {until:%B %Y}."


OVER = "They would rather not stay in touch. Nothing proposes them any more; think well of them."
"""After a no."""

SENTENCES: Sentences = {
    "over_by_their_wish": OVER,
    "over_died": "They have died. What you know of them stays here, and nothing proposes them.",
    "over_left_be": "You let them be. What you know of them stays here, and nothing proposes them.",
    "ask_fact": _ask_fact,
    "ask_open": _ask_open,
    "ask_last_talk": _ask_last_talk,
    "confirming_move": lambda v: _MOVES[FactKind(v.text("kind"))],
    "on_list_without_a_word": _listed,
    "brief_rest": _rest,
    "brief_no_reason": "Missing: a reason. What could you do for them, or what do you have in common?",
    "brief_no_question": "Missing: one question that you would like to hear them answer.",
    "brief_no_way": "Missing: a way to reach them that they are glad of.",
}

ENOUGH = "You know enough: go and talk."

_WISHED = {
    Wish.YES: "They want to stay in touch too",
    Wish.UNCLEAR: "Whether they want to stay in touch is unclear",
    Wish.NO: "They said no",
}


def wish_in_words(wished: Wished, today: date) -> str:
    """What they said of staying in touch, when, and in their words."""
    words = f": “{wished.words}”" if wished.words else "."
    return f"{_WISHED[wished.answer]} ({day_in_words(wished.said_on, today)}){words}"
