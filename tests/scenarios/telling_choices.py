"""What a story tells of the owner: what they noted, chose, promised and planned, and how they answered."""

from datetime import date, datetime, time

from keepwarm.domain.people import FactKind, Side
from keepwarm.storage.book import Book
from keepwarm.usecases.answer_today import Answer, answer_today, done_today, finish_day
from keepwarm.usecases.choose_time import ChooseTime, choose_time
from keepwarm.usecases.log_interaction import LogInteraction, NewPromise, NewStep, log_interaction
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.prefer import OwnChannels, choose_own_channels, own_ways
from keepwarm.usecases.tend_bearing import ChooseBearing, choose_bearing
from keepwarm.usecases.tend_person import finish
from tests.scenarios.story import ZONE, Grammar, Stage
from tests.scenarios.words import CHANNELS, SPOKE, one_of

OF_CHOICES = Grammar()
says = OF_CHOICES.says


@says(r"I noted of {who}, (?P<kind>[a-z-]+): (?P<text>.+?)(?P<private>, privately)?(?: \({day}\))?")
def _noted(stage: Stage, who: str, kind: str, text: str, private: str | None, day: str | None) -> None:
    command = KeepFact(
        person_id=stage.person(who),
        kind=FactKind(kind),
        text=text,
        sensitive=private is not None,
        confirmed=private is not None,
    )
    stage.write(lambda book: keep_fact(book, command), date.fromisoformat(day) if day else None)


# --- how close, how often, by which channel ---


@says(r"I want to be close to {who}")
def _close(stage: Stage, who: str) -> None:
    stage.write(lambda book: choose_bearing(book, ChooseBearing(person_id=stage.person(who), closeness=3)))


@says(r"Now and then is enough with {who}")
def _now_and_then(stage: Stage, who: str) -> None:
    stage.write(lambda book: choose_bearing(book, ChooseBearing(person_id=stage.person(who), closeness=1)))


@says(r"I want to hear from {who} every (?P<days>\d+) days")
def _cadence(stage: Stage, who: str, days: str) -> None:
    command = ChooseBearing(person_id=stage.person(who), cadence_days=int(days))
    stage.write(lambda book: choose_bearing(book, command))


@says(r"I do not use {channel}")
def _unused(stage: Stage, channel: str) -> None:
    def leave(book: Book) -> None:
        unused = own_ways(book).unused | {CHANNELS[channel]}
        choose_own_channels(book, OwnChannels(unused=unused))

    stage.write(leave)


@says(r"(?P<count>\d+) (?:people|person) a day (?:are|is) enough for me")
def _capacity(stage: Stage, count: str) -> None:
    stage.write(lambda book: choose_time(book, ChooseTime(capacity=count)))


@says(r"My quiet days are (?P<days>[a-z,]+)")
def _quiet(stage: Stage, days: str) -> None:
    stage.write(lambda book: choose_time(book, ChooseTime(quiet_days=days)))


# --- what came of a talk ---


def _talked(
    stage: Stage,
    who: str,
    how: str,
    on: str,
    *,
    promise: NewPromise | None = None,
    step: NewStep | None = None,
) -> None:
    command = LogInteraction(
        person_id=stage.person(who),
        channel=SPOKE[how],
        at=datetime.combine(date.fromisoformat(on), time(8), tzinfo=ZONE),
        promises=() if promise is None else (promise,),
        next_step=step,
    )
    stage.write(lambda book: log_interaction(book, command), date.fromisoformat(on))


_TALKED = rf"I (?P<how>{one_of(SPOKE)}) {{who}} on {{day}}, and "
_DUE = r"(?: by (?P<due>[\d-]{{10}}))?"


@says(_TALKED + r"promised (?P<text>.+?)" + _DUE)
def _promised(stage: Stage, how: str, who: str, day: str, text: str, due: str | None) -> None:
    promise = NewPromise(text=text, due_on=date.fromisoformat(due) if due else None)
    _talked(stage, who, how, day, promise=promise)


@says(_TALKED + r"was promised (?P<text>.+?)" + _DUE)
def _was_promised(stage: Stage, how: str, who: str, day: str, text: str, due: str | None) -> None:
    promise = NewPromise(text=text, side=Side.THEIRS, due_on=date.fromisoformat(due) if due else None)
    _talked(stage, who, how, day, promise=promise)


@says(_TALKED + r"we planned (?P<text>.+?) for (?P<due>[\d-]{{10}})(?:, (?:by )?{channel})?")
def _planned(stage: Stage, how: str, who: str, day: str, text: str, channel: str | None, due: str) -> None:
    step = NewStep(text=text, due_on=date.fromisoformat(due), channel=CHANNELS[channel] if channel else None)
    _talked(stage, who, how, day, step=step)


@says(r"I kept my promise to {who}: (?P<text>.+)")
def _kept(stage: Stage, who: str, text: str) -> None:
    stage.write(lambda book: finish(book, stage.person(who), text))


# --- the answers to a day's list ---


@says(r"I was in touch with {who} as proposed, (?:by )?{channel}")
def _done(stage: Stage, who: str, channel: str) -> None:
    stage.write(lambda book: done_today(book, stage.person(who), CHANNELS[channel]))


@says(r"I put {who} off until tomorrow")
def _put_off(stage: Stage, who: str) -> None:
    _answer(stage, who, Answer.TOMORROW)


@says(r"I skipped {who}")
def _skipped(stage: Stage, who: str) -> None:
    _answer(stage, who, Answer.SKIP)


@says(r"I said never to propose {who}")
def _never_again(stage: Stage, who: str) -> None:
    _answer(stage, who, Answer.NEVER)


def _answer(stage: Stage, who: str, answer: Answer) -> None:
    stage.write(lambda book: answer_today(book, stage.person(who), answer))


@says("I said that this was it for today")
def _finished(stage: Stage) -> None:
    stage.write(finish_day)
