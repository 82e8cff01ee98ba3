"""What a story says follows: by which channel, what is said of asks and gives, and who can help."""

from keepwarm.domain.channel_advice import Advice
from keepwarm.domain.channels import Purpose
from keepwarm.domain.details import FavourState
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import Side
from keepwarm.storage.pages.help_now import Helper, help_page
from keepwarm.storage.pages.ledger import person_ledger
from keepwarm.translations.english import sentence
from keepwarm.usecases.advise_channel import advise_channel
from keepwarm.usecases.tend_favours import NoteFavour, note_favour
from tests.command_line import keepwarm
from tests.scenarios.story import Grammar, Stage
from tests.scenarios.words import CHANNELS, PURPOSES

OF_HOW = Grammar()
says = OF_HOW.says

_ASKED_FOR = {"call": "call", "meet": "in person", "see them on video": "video"}


# --- the channel ---


def _advice(stage: Stage, who: str, purpose: Purpose) -> Advice:
    with stage.open() as book:
        return advise_channel(book, stage.person(who), purpose).advice


@says("To {purpose} {who} the channel is {channel}(?:: {words})?")
def _channel(stage: Stage, purpose: str, who: str, channel: str, words: str | None) -> None:
    advice = _advice(stage, who, PURPOSES[purpose])
    assert advice.first is not None, [remark.code for remark in advice.remarks]
    assert advice.first.channel is CHANNELS[channel], [one.channel.value for one in advice.ranking]
    said = (advice.first.reason, *advice.first.remarks, *advice.remarks)
    told = " ".join(sentence(reason, stage.now.date()) for reason in said)
    assert (words or "") in told, told


@says("To {purpose} {who} there is no channel: {words}")
def _no_channel(stage: Stage, purpose: str, who: str, words: str) -> None:
    advice = _advice(stage, who, PURPOSES[purpose])
    told = " ".join(sentence(reason, stage.now.date()) for reason in advice.remarks)
    assert advice.ranking == ()
    assert words in told, told


@says(r"By {channel} I first ask {who} whether I may (?P<wish>call|meet|see them on video)")
def _asks_for(stage: Stage, channel: str, who: str, wish: str) -> None:
    first = _advice(stage, who, Purpose.FORM).first
    assert first is not None
    assert (first.channel, first.asks_for) == (CHANNELS[channel], CHANNELS[_ASKED_FOR[wish]])


@says("No advice for {who} names {channel}")
def _never_named(stage: Stage, who: str, channel: str) -> None:
    named = {one.channel for purpose in Purpose for one in _advice(stage, who, purpose).ranking}
    assert named
    assert CHANNELS[channel] not in named


@says("To {purpose} {who} I may use {channel}")
def _will_do(stage: Stage, purpose: str, who: str, channel: str) -> None:
    assert CHANNELS[channel] in [one.channel for one in _advice(stage, who, PURPOSES[purpose]).ranking]


@says("No advice to {purpose} {who} names {channel}")
def _not_for_this(stage: Stage, purpose: str, who: str, channel: str) -> None:
    named = [one.channel for one in _advice(stage, who, PURPOSES[purpose]).ranking]
    assert named
    assert CHANNELS[channel] not in named


@says("Nothing is assumed of {who}")
def _not_assumed(stage: Stage, who: str) -> None:
    known = [one for purpose in Purpose for one in _advice(stage, who, purpose).ranking]
    assert known
    assert {one.known_by for one in known} == {None}


# --- gives and asks ---


@says("Before I ask {who} for something, I am told {words}")
def _word_before(stage: Stage, who: str, words: str) -> None:
    said = _words_on(stage, who, Side.THEIRS, FavourState.WANTED)
    assert words in said, said


@says("Before I ask {who} for something, I am told nothing")
def _no_word_before(stage: Stage, who: str) -> None:
    assert _words_on(stage, who, Side.THEIRS, FavourState.WANTED) == ""


@says("When I help {who} unasked, I am told {words}")
def _give_without_the_question(stage: Stage, who: str, words: str) -> None:
    said = _words_on(stage, who, Side.MINE, FavourState.DONE)
    assert words in said, said


def _words_on(stage: Stage, who: str, side: Side, state: FavourState) -> str:
    """What is said when a line is written down; it is not kept."""
    command = NoteFavour(person_id=stage.person(who), side=side, text="something", state=state)
    with stage.open(writing=True) as book:
        noted = note_favour(book, command)
        book.connection.rollback()
    return " ".join(sentence(reason, stage.now.date()) for reason in noted.words)


@says("I note that I could give {who} (?P<text>.+), and am told {words}")
def _idea(stage: Stage, who: str, text: str, words: str) -> None:
    at = stage.now.replace(tzinfo=None).isoformat()
    answer = keepwarm(stage.library.location, "give", public_id(stage.person(who)), text, "--at", at)
    assert words in answer.err, answer


@says(
    r"Between {who} and me there are (?P<gave>\d+) gives?, (?P<received>\d+) of theirs "
    r"and (?P<asked>\d+) asks?"
)
def _balance(stage: Stage, who: str, gave: str, received: str, asked: str) -> None:
    with stage.open() as book:
        balance = person_ledger(book, stage.person(who)).balance
    assert (balance.gave, balance.received, balance.asked) == (int(gave), int(received), int(asked))


# --- "I need help now" ---


def _helpers(stage: Stage) -> dict[str, Helper]:
    with stage.open() as book:
        return {stage.called(one.person_id): one for one in help_page(book).people}


@says("When I need help, {who} is named(?P<first> first)?")
def _helper(stage: Stage, who: str, first: str | None) -> None:
    names = list(_helpers(stage))
    assert who in (names[:1] if first else names), names


@says("When I need help, {who} is named because of {words}")
def _helper_because(stage: Stage, who: str, words: str) -> None:
    assert _helpers(stage)[who].because == words


@says("When I need help, {who} is not named")
def _no_helper(stage: Stage, who: str) -> None:
    stage.person(who)
    assert who not in _helpers(stage)
