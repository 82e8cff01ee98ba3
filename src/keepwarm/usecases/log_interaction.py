"""Log a conversation, and what came of it, as one thing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import day_for_today
from keepwarm.domain.details import FavourState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.favours import new_line
from keepwarm.domain.interactions import WHOLE_SHARE, Direction, Interaction
from keepwarm.domain.meeting import Follow
from keepwarm.domain.people import FactKind, Preference, Side
from keepwarm.storage.book import Book
from keepwarm.storage.commitments import add_promise, finish_next_steps, place_next_step
from keepwarm.storage.facts import add_fact
from keepwarm.storage.favours import add_line
from keepwarm.storage.follow_ups import settle_follow_ups
from keepwarm.storage.interactions import add_interaction
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.people import get_person
from keepwarm.storage.search import index_people
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.keep_ties import restate, take_in
from keepwarm.usecases.past_days import FIRST_YEAR
from keepwarm.usecases.prefer import keep_in_passing

_LONGEST_MINUTES = 1_440


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPromise:
    """What one of the two said they would do, and by which day; `about` names another than the first."""

    text: str
    side: Side = Side.MINE
    due_on: date | None = None
    about: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """The next contact, placed while still talking."""

    text: str
    due_on: date | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFact:
    """What was learned of them; `sensitive` where it touches what is private and is kept all the same.

    `about` is of whom, where it is another than the first who was there.
    """

    text: str
    kind: FactKind = FactKind.INTERESTS
    sensitive: bool = False
    about: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFavour:
    """What one gives the other (`MINE`: the owner gives), and how far that has come."""

    text: str
    side: Side = Side.MINE
    state: FavourState = FavourState.DONE

    @property
    def unasked(self) -> bool:
        """Whether it is help that came, or was offered, by itself: no ask of the owner's went before."""
        return self.side is Side.THEIRS and self.state is not FavourState.WANTED


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInteraction:
    """What passed, on which channel, and what is to be kept of it. `at` is aware; minutes 0 to 1,440.

    `others` were there too: the talk is theirs as well; what came of it is the first one's, unless it says
    `about`.
    `my_share` is how much of the talking was the owner's, 0 to 100; `reached` is what was said of channels
    with more than a liking or a never: hours, purposes, their words.
    """

    person_id: int
    channel: Channel
    at: datetime
    direction: Direction = Direction.MUTUAL
    minutes: int | None = None
    note: str = ""
    others: tuple[int, ...] = ()
    my_share: int | None = None
    facts: tuple[NewFact, ...] = ()
    promises: tuple[NewPromise, ...] = ()
    next_step: NewStep | None = None
    favours: tuple[NewFavour, ...] = ()
    reached: tuple[Preference, ...] = ()
    prefers: tuple[Channel, ...] = ()
    never: tuple[Channel, ...] = ()


def time_of_talk(
    book: Book, on: date | None, minutes: int | None, *, began: datetime | None = None
) -> datetime:
    """When a talk began that is logged now: as long ago as it took, or at noon of an earlier day.

    `began` is when it did, as far as that was known before: it holds for the day that it is of. Never in the
    future, and a minute ago at the latest, so that it lies before the moment of looking. Raises
    Invalid for a day that is not here yet, one before 1900, and a length that is none.
    """
    _check_minutes(minutes)
    latest = (book.now - timedelta(minutes=max(minutes or 0, 1))).astimezone(book.zone)
    if on is None:
        return latest
    noon = datetime.combine(on, time(12), tzinfo=book.zone)
    if on > book.calendar_day:
        raise Invalid(f"{on} is not here yet; plan it as the next step instead.")
    _check_year(on)
    if began is not None and began.astimezone(book.zone).date() == on:
        return min(began.astimezone(book.zone), latest)
    return min(noon, latest)


def log_interaction(book: Book, command: LogInteraction) -> int:
    """Keep the interaction, its promises, the next step and what was said of channels; return its id.

    A planned next step is done with anything but a message that only came in. Raises Invalid for what
    cannot be, Missing for somebody who is not there.
    """
    names = [get_person(book, person_id).name for person_id in _there(command)]
    begin_batch(book, "log", " and ".join(names))
    return keep_talk(book, command)


def _there(command: LogInteraction) -> tuple[int, ...]:
    return tuple(dict.fromkeys((command.person_id, *command.others)))


def keep_talk(book: Book, command: LogInteraction) -> int:
    """The same as part of something else that the owner does, whose batch is begun; raises Invalid.

    Who was there is known to be in the book.
    """
    there = _there(command)
    _check(book, command)
    interaction = Interaction(
        at=command.at,
        channel=command.channel,
        direction=command.direction,
        minutes=command.minutes,
        summary=command.note,
        my_share=command.my_share,
    )
    interaction_id = add_interaction(book, interaction, there)
    if command.direction is not Direction.IN:
        for person_id in there:
            finish_next_steps(book, person_id, by=day_for_today(command.at, book.zone))
            settle_follow_ups(book, person_id, Follow.DONE, before=command.at)
    _keep_what_came_of_it(book, command)
    for person_id in there:
        welcome(book, person_id)
        take_in(book, person_id, interaction)
    index_people(book, there)
    return interaction_id


def plan_step(book: Book, person_id: int, step: NewStep) -> int:
    """Place the next contact with somebody where nothing passed yet; return its id. Raises Missing."""
    begin_batch(book, "plan", get_person(book, person_id).name)
    step_id = place_next_step(book, person_id, step.text, channel=step.channel, due_on=step.due_on)
    settle_follow_ups(book, person_id, Follow.PLACED)
    welcome(book, person_id)
    restate(book, person_id)
    return step_id


def _check(book: Book, command: LogInteraction) -> None:
    if command.at > book.now:
        raise Invalid("This has not happened yet; plan it as the next step instead.")
    _check_year(command.at)
    _check_minutes(command.minutes)
    if command.my_share is not None and not 0 <= command.my_share <= WHOLE_SHARE:
        raise Invalid(f"A share of talking is 0 to {WHOLE_SHARE} in a hundred, and not {command.my_share}.")
    texts = [one.text for one in command.facts]
    texts += [one.text for one in command.promises] + [one.text for one in command.favours]
    if not all(text.strip() for text in texts):
        raise Invalid("A fact, a promise or a favour has no words yet; write them, or leave it out.")
    named = {*(one.about for one in command.facts), *(one.about for one in command.promises)}
    if not named <= {None, command.person_id, *command.others}:
        raise Invalid("What is kept of a talk is of somebody who was there; look at it again.")
    if both := set(command.prefers) & set(command.never):
        raise Invalid(f"{min(both).value} cannot be liked and never at once.")


def _check_year(on: date) -> None:
    if on.year < FIRST_YEAR:
        raise Invalid(f"The year {on.year} is too long ago for a talk of yours; correct the year.")


def _check_minutes(minutes: int | None) -> None:
    if minutes is not None and not 0 <= minutes <= _LONGEST_MINUTES:
        raise Invalid(f"{minutes} minutes is no length of a talk; write 0 to {_LONGEST_MINUTES}.")


def _keep_what_came_of_it(book: Book, command: LogInteraction) -> None:
    on = command.at.astimezone(book.zone).date()
    for promise in command.promises:
        whose = promise.about or command.person_id
        add_promise(book, whose, promise.side, promise.text, due_on=promise.due_on)
    if (step := command.next_step) is not None:
        _place_step(book, command, step)
    for fact in command.facts:
        of = fact.about or command.person_id
        add_fact(book, of, fact.kind, fact.text, on=on, sensitive=fact.sensitive)
    for favour in command.favours:
        line = new_line(favour.side, favour.text, favour.state, on, unasked=favour.unasked)
        add_line(book, command.person_id, line)
    keep_in_passing(book, command.person_id, _said_of_channels(command, on))


def _place_step(book: Book, command: LogInteraction, step: NewStep) -> None:
    on = day_for_today(command.at, book.zone)
    place_next_step(book, command.person_id, step.text, channel=step.channel, due_on=step.due_on, on=on)
    settle_follow_ups(book, command.person_id, Follow.PLACED)


def _said_of_channels(command: LogInteraction, on: date) -> Iterator[Preference]:
    """What was said of channels in a talk, the best first."""
    for channel in command.prefers:
        yield Preference(channel=channel, said_on=on)
    for channel in command.never:
        yield Preference(channel=channel, never=True, said_on=on)
    named = {*command.prefers, *command.never}
    for said in command.reached:
        if said.channel not in named:
            yield replace(said, said_on=on)
