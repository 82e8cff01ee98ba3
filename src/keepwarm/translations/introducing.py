"""What is said of introductions: their states and moves, why a step is due, and the words to send."""

from collections.abc import Mapping

from keepwarm.domain.bringing import Form, Outcome, Role
from keepwarm.domain.introduction_steps import DueStep, Step
from keepwarm.domain.introduction_words import Saying
from keepwarm.domain.introductions import Act, Introduction, Move, State
from keepwarm.translations.values import Sentences, Values
from keepwarm.usecases.introduction_texts import Prepared
from keepwarm.usecases.introduction_traces import Phrases

FORMS = {
    Form.MADE: "I introduce two people to each other",
    Form.ASKED: "I ask somebody to introduce me",
    Form.RECEIVED: "Somebody introduced me",
}
"""Each form as a choice says it."""

STATES = {
    State.IDEA: "an idea, and nobody was asked yet",
    State.ASKED: "asked, no answer yet",
    State.AGREED_BY_ONE: "one of the two said yes",
    State.AGREED_BY_BOTH: "both said yes",
    State.MADE: "introduced",
    State.MET: "they met",
    State.OUTCOME: "it is known what became of it",
    State.THANKED: "done, and you said thank you",
    State.DECLINED: "somebody said no",
    State.NOT_NOW: "rests",
    State.LET_GO: "let go",
}
OUTCOMES = {
    Outcome.GOES_ON: "It goes on",
    Outcome.GOOD: "It was good to have met",
    Outcome.NOTHING: "It came to nothing",
}
SUBJECT = "An introduction"
"""The subject of an e-mail."""

PHRASES = Phrases(favour=lambda name: f"an introduction to {name}", known_through="you introduced them")

_MOVES = {
    Act.ASK: "I have asked {name}",
    Act.YES: "{name} said yes",
    Act.LATER: "{name} said not now",
    Act.NO: "{name} said no",
    Act.TELL: "I have told {name}",
    Act.THANK: "I have thanked {name}",
    Act.MAKE: "I have introduced them",
    Act.MEET: "They have met",
    Act.OUTCOME: "What became of it",
    Act.REST: "Let it rest",
    Act.AGAIN: "Take it up again",
    Act.LET_GO: "Let it go",
}
ANSWERS = {Act.YES: "Yes", Act.LATER: "Not now", Act.NO: "No"}
"""What somebody may say, where a heading names them."""

_OWN_MOVES = {Act.MAKE: "We were introduced", Act.MEET: "We have met"}
_HEADS = {
    Act.ASK: "Ask {name}",
    Act.YES: "What does {name} say?",
    Act.LATER: "{name} said not now",
    Act.TELL: "Let it go, and tell {name}",
    Act.REST: "Let it rest",
    Act.THANK: "Thank {name}",
    Act.MAKE: "Introduce them",
    Act.MEET: "Have they met?",
    Act.OUTCOME: "What became of it?",
    Act.AGAIN: "It rests",
    Act.LET_GO: "Let it go",
}
_OWN_HEADS = {Act.MAKE: "Were you introduced?", Act.MEET: "Write to {name}"}
_STEPS = {
    Step.ASK: "Ask {name}",
    Step.ASK_AGAIN: "Ask {name} again",
    Step.WAIT: "No answer from {name} yet",
    Step.MAKE: "Both said yes: introduce them",
    Step.TELL: "Tell {name} that it comes to nothing",
    Step.THANK: "Thank {name}",
    Step.WRITE: "Write to {name}",
    Step.HOW_IT_WENT: "Ask how it went",
    Step.TELL_HOW: "Tell {name} how it went",
}


def move_in_words(move: Move, one: Introduction, names: Mapping[Role, str]) -> str:
    """A move as a button says it."""
    if move == Move(Act.ASK, Role.ONE) and one.form is Form.ASKED:
        return f"{_name(names, Role.INTRODUCER)} has asked {_name(names, Role.ONE)}"
    if move.act is Act.TELL and one.made_on is None and not one.is_ending:
        return f"I let it go, and have told {_name(names, move.role)}"
    own = _OWN_MOVES if one.form is not Form.MADE else {}
    words = own.get(move.act, _MOVES[move.act])
    return words.format(name=_name(names, move.role))


def head_in_words(move: Move, one: Introduction, names: Mapping[Role, str]) -> str:
    """The one thing to do, as a heading says it."""
    if move.act is Act.TELL and (one.is_ending or one.made_on is not None):
        how = " how it went" if one.made_on is not None else ""
        return f"Tell {_name(names, move.role)}{how}"
    if move.act is Act.AGAIN and one.ended_on is not None:
        return "It is over; you can take it up again"
    own, role = (_OWN_HEADS if one.form is not Form.MADE else {}), move.role
    if one.form is Form.ASKED and move == Move(Act.ASK, Role.ONE):
        return f"{_name(names, Role.INTRODUCER)} said yes. Send words to pass on"
    if one.form is not Form.MADE and move.act is Act.MEET:
        role = Role.ONE
    words = own.get(move.act, _HEADS.get(move.act, _MOVES[move.act]))
    return words.format(name=_name(names, role))


def step_in_words(due: DueStep, names: Mapping[Role, str]) -> str:
    """What is due, on a line of the list."""
    return _STEPS[due.step].format(name=_name(names, due.role))


def state_in_words(one: Introduction, state: State) -> str:
    """How far it has come."""
    if state is State.MET and one.form is not Form.MADE:
        return "you have met"
    if state is State.OUTCOME and one.outcome is not None:
        return OUTCOMES[one.outcome].lower()
    if state is State.AGREED_BY_ONE and one.form is Form.ASKED:
        return "yes, but the other was not asked yet or has not answered"
    return STATES[state]


def title_in_words(one: Introduction, names: Mapping[Role, str]) -> str:
    """Who is introduced to whom, in a line."""
    if one.form is Form.MADE:
        return f"{_name(names, Role.ONE)} and {_name(names, Role.OTHER)}"
    return f"{_name(names, Role.ONE)}, through {_name(names, Role.INTRODUCER)}"


def _name(names: Mapping[Role, str], role: Role | None) -> str:
    return "" if role is None else names.get(role) or "(no name)"


# Why today

_DUE = {
    Step.ASK: "You wanted to ask them about an introduction",
    Step.ASK_AGAIN: "The time has come to ask again about an introduction",
    Step.WAIT: "You asked them about an introduction, and have no answer noted yet",
    Step.MAKE: "Both said yes to being introduced; introduce them",
    Step.TELL: "Tell them that an introduction comes to nothing",
    Step.THANK: "They introduced you; say thank you",
    Step.WRITE: "You were introduced; write to them",
    Step.HOW_IT_WENT: "Ask how it went after the introduction",
    Step.TELL_HOW: "Tell them what became of their introduction",
}


def _due(v: Values) -> str:
    other = f", with {v.text('other')}" if v.has("other") else ""
    return f"{_DUE[Step(v.text('step'))]}{other} ({v.day('on')})."


SENTENCES: Sentences = {
    "introduction_due": _due,
    "introduction_gives_away": lambda v: (
        f"No text is made: “{v.text('words')}” would tell who is meant, or how to reach them, "
        "before both said yes. Change the words below."
    ),
    "introduction_in_peace": lambda v: (
        f"No text is made: {v.text('name')} is to be left in peace. "
        "Let it go, and tell whoever else was asked."
    ),
}

# The words to send; what stands in them is the owner's own, and what `Prepared` holds.


def text_to_send(what: Prepared) -> str:
    """The text, to be read and changed before it is sent; empty where none is made."""
    return "" if what.refused is not None else _TEXTS[what.saying](what)


def _because(why: str, begin: str) -> str:
    return f" {begin}{_ended(why)}" if why else ""


def _ended(text: str) -> str:
    plain = text.strip()
    return plain if plain.endswith((".", "!", "?", "…")) else f"{plain}."


def _ask(what: Prepared) -> str:
    why = _because(what.why, "I thought of you because of this: ")
    unknown = "" if what.is_other_asked else " They do not know that I ask."
    return (
        f"{what.called}, I know somebody whom you might like to meet. It is about this: {_ended(what.about)}"
        f"{why} Shall I introduce you?{unknown} A no is fine, and so is not now."
    )


def _remind(what: Prepared) -> str:
    return (
        f"{what.called}, I asked you about an introduction ({what.about.rstrip('.')}). There is no hurry; "
        "a yes, a no or a not now all help me."
    )


def _favour(what: Prepared) -> str:
    why = _because(what.why, "I ask you because ")
    return (
        f"{what.called}, may I ask you a favour? I would like to get to know {what.other}. It is about this: "
        f"{_ended(what.about)}{_because(what.other_why, 'Why they may like it: ')}{why} "
        "Would you ask them whether they would like it too? I would send you a few lines to pass on. "
        "If it does not feel right, say no; that is fine."
    )


def _remind_introducer(what: Prepared) -> str:
    return (
        f"{what.called}, I asked you whether you would introduce me to {what.other}. There is no hurry; "
        "if it does not suit you, or them, just say so."
    )


def _forward(what: Prepared) -> str:
    does = f" {_ended(what.does)}" if what.does else ""
    why = _because(what.why, "Why you may like it: ")
    return (
        f"To pass on: {what.own_name} would like to get to know you.{does} It is about this: "
        f"{_ended(what.about)}{why} May I introduce the two of you? A no is fine."
    )


def _introduce(what: Prepared) -> str:
    way = f" You reach them here: {what.way}" if what.way else ""
    why = _because(what.why, "I thought of you because of this: ")
    return (
        f"{what.called}, I would like you to meet {what.other}, who said yes as well. It is about this: "
        f"{_ended(what.about)}{why} I leave it to the two of you now; whoever is quicker writes first.{way}"
    )


def text_to_both(one: Prepared, other: Prepared) -> str:
    """One text for two who both said yes; why each may like it stays between the owner and them."""
    return (
        f"{one.name}, {other.name}, I would like the two of you to meet. "
        f"Both of you said yes. It is about this: {_ended(one.about)} "
        "I leave it to you now; whoever is quicker writes first."
    )


def _write(what: Prepared) -> str:
    by = f"{what.other} introduced us" if what.other else "we were introduced"
    about = f" It is about this: {_ended(what.about)}" if what.about else ""
    return f"{what.called}, {by}; I am glad.{about} When would it suit you to talk?"


def _how(what: Prepared) -> str:
    them = what.other_called or "each other"
    if what.move.act is Act.OUTCOME:
        both = f"you and {what.other_called}" if what.other_called else "the two of you"
        return f"{what.called}, {both} have had some time by now. What has come of it for you?"
    return f"{what.called}, have you and {them} found time for each other? I wonder how it went."


def _off(what: Prepared) -> str:
    if what.form is Form.ASKED:
        return (
            f"{what.called}, the introduction that I asked you for is not needed any more. "
            "If you have asked already, please tell them so too. Thank you all the same."
        )
    return (
        f"{what.called}, what I asked you about ({what.about.rstrip('.')}) does not come about. "
        "It has nothing to do with you. Thank you for thinking about it."
    )


def _thank(what: Prepared) -> str:
    to = f" to {what.other}" if what.other else ""
    return f"{what.called}, thank you for introducing me{to}. I will tell you how it went."


def _thank_anyway(what: Prepared) -> str:
    return (
        f"{what.called}, thank you for asking for me. That it does not come about is fine; I am glad that "
        "you tried."
    )


def _tell_how(what: Prepared) -> str:
    other = what.other or "the one to whom you introduced me"
    came = {
        Outcome.GOES_ON: f"{other} and I have met, and it goes on",
        Outcome.GOOD: f"{other} and I have met, and I am glad of it",
        Outcome.NOTHING: f"nothing came of it with {other} in the end",
        None: f"{other} and I have met",
    }[what.outcome]
    learned = f" {_ended(what.learned)}" if what.learned else ""
    return f"{what.called}, you wanted to know how it went: {came}.{learned} Thank you again."


_TEXTS = {
    Saying.ASK: _ask,
    Saying.REMIND: _remind,
    Saying.FAVOUR: _favour,
    Saying.REMIND_INTRODUCER: _remind_introducer,
    Saying.FORWARD: _forward,
    Saying.INTRODUCE: _introduce,
    Saying.WRITE: _write,
    Saying.HOW_IT_WENT: _how,
    Saying.OFF: _off,
    Saying.THANK: _thank,
    Saying.THANK_ANYWAY: _thank_anyway,
    Saying.TELL_HOW: _tell_how,
}
