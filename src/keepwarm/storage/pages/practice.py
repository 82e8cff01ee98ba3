"""The practice: its day of today, and the answers beside what has happened since."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select

from keepwarm.domain.dates import day_number
from keepwarm.domain.favours import HELPED
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Side
from keepwarm.storage.book import Book
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.owner_settings import PRACTICE_LANGUAGE, PRACTICE_PAUSED, find_settings
from keepwarm.storage.practice import Practised, done_days, practised
from keepwarm.storage.schema import facts, favours, interactions, next_steps, participants, tie_states


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What the book has from a day on; nothing here is a score."""

    on: date
    talks: int
    people: int
    learned: int
    gave: int
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePage:
    """The days that were begun, the latest first, with the days on which their tasks were done.

    `settings` are what the owner has said for the whole book; `since` what happened since the first day.
    """

    today: date
    begun: tuple[Practised, ...]
    paused: bool
    settings: dict[str, str]
    since: Since | None

    @property
    def language(self) -> str:
        """In which language the days are read; nothing where none was chosen."""
        return self.settings.get(PRACTICE_LANGUAGE, "")

    @property
    def current(self) -> Practised | None:
        """The day that is being practised; None before the first."""
        return self.begun[0] if self.begun else None

    def latest(self, day: int) -> Practised | None:
        """A day as it was begun the last time; None where it never was."""
        return next((one for one in self.begun if one.day == day), None)


def practice_page(book: Book) -> PracticePage:
    """All of the practice; a fixed number of statements."""
    begun, said = practised(book), find_settings(book)
    done = done_days(book, begun)
    first = min((one.began_on for one in begun), default=book.today)
    since = _since(book, first)
    return PracticePage(
        today=book.today,
        begun=tuple(replace(one, done_on=done.get(one.practice_id)) for one in begun),
        paused=PRACTICE_PAUSED in said,
        settings=said,
        since=since if begun else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PractisedDay:
    """The number of the day that is being practised, and in which language, "" where none was chosen."""

    number: int
    language: str


def practised_day(book: Book) -> PractisedDay | None:
    """The day that is being practised; None without one, or in a pause; three statements."""
    latest, said = practised(book), find_settings(book)
    if not latest or PRACTICE_PAUSED in said:
        return None
    return PractisedDay(number=latest[0].day, language=said.get(PRACTICE_LANGUAGE, ""))


def _since(book: Book, on: date) -> Since:
    """Count what came since a day; five statements. Of talks, those with at most five hundred people."""
    at = datetime.combine(on, time(), tzinfo=book.zone).astimezone(UTC)
    joined = (participants.c.owner_id == interactions.c.owner_id) & (
        participants.c.interaction_id == interactions.c.interaction_id
    )
    counts = select(
        func.count(interactions.c.interaction_id.distinct()).label("talks"),
        func.count(participants.c.person_id.distinct()).label("people"),
    )
    lately = (tie_states.c.last_on >= day_number(on), book.owns(tie_states))
    who = list(book.connection.scalars(select(tie_states.c.person_id).where(*lately).limit(CHUNK)))
    is_talk = (interactions.c.counts, interactions.c.direction == Direction.MUTUAL.value)
    is_past = interactions.c.at.between(at, book.now)
    talks = book.execute(
        counts.join(participants, joined).where(
            book.owns(interactions),
            book.owns(participants),
            participants.c.person_id.in_(who),
            *is_talk,
            is_past,
        )
    ).one()
    helped = (favours.c.side == Side.MINE.value, favours.c.state.in_([one.value for one in HELPED]))
    gave = select(func.count()).where(book.owns(favours), *helped, favours.c.changed_on >= on)
    learned = select(func.count()).where(book.owns(facts), facts.c.learned_on >= on)
    steps = select(func.count()).where(book.owns(next_steps), next_steps.c.placed_on >= on)
    return Since(
        on=on,
        talks=talks.talks,
        people=talks.people,
        learned=book.connection.scalar(learned) or 0,
        gave=book.connection.scalar(gave) or 0,
        steps=book.connection.scalar(steps) or 0,
    )
