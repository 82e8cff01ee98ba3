"""The headline: how many contacts, how many of them connections, and what it cannot see yet."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from keepwarm.domain.channels import VOICE_OR_FACE
from keepwarm.domain.people import Standing
from keepwarm.domain.stages import Stage
from keepwarm.domain.tie_state import state_of
from keepwarm.storage.book import Book
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.schema import headline_months, interactions, people, tie_states
from keepwarm.storage.ties import holds_today, is_stale, read_calibrations, stored_histories

_NOT_COUNTED = [standing.value for standing in Standing if standing is not Standing.ORDINARY]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """Ordinary people by stage. `sees_voice` is false until a call or a meeting is in the book.

    `months` says how many connections there were as each of the last months began, the earliest first;
    it is empty for an imagined time.
    """

    stages: dict[Stage, int]
    sees_voice: bool
    months: tuple[tuple[date, int], ...]

    @property
    def contacts(self) -> int:
        """How many ordinary people there are."""
        return sum(self.stages.values())

    @property
    def connections(self) -> int:
        """How many of them are connections, allies among them."""
        return self.stages.get(Stage.CONNECTION, 0) + self.stages.get(Stage.ALLY, 0)


def headline(book: Book) -> Headline:
    """Count ordinary people by the stage of this day."""
    return Headline(stages=dict(_stages(book)), sees_voice=_sees_voice(book), months=_months(book))


def _stages(book: Book) -> Counter[Stage]:
    """Everybody by stage, less the few who are not ordinary: the first count reads an index alone."""
    counted = select(tie_states.c.stage, func.count()).where(book.owns(tie_states))
    found = _counts(book, counted.where(holds_today(book)).group_by(tie_states.c.stage))
    joined = people.join(
        tie_states,
        (people.c.owner_id == tie_states.c.owner_id) & (people.c.person_id == tie_states.c.person_id),
    )
    found.subtract(_set_apart(book))
    stale = select(people.c.person_id).select_from(joined).where(book.owns(tie_states), is_stale(book))
    of_another_day = list(book.connection.scalars(stale.where(people.c.standing == Standing.ORDINARY.value)))
    if of_another_day:
        kept = read_calibrations(book)
        for evidence in evidence_for(book, stored_histories(book, of_another_day)).values():
            found[state_of(evidence, book.days, kept)[0]] += 1
    return +found


def _set_apart(book: Book) -> Counter[Stage]:
    """The same of those who are not ordinary, from them to their states: the other way reads all states."""
    theirs = (book.owns(tie_states), tie_states.c.person_id == people.c.person_id, holds_today(book))
    stage = select(tie_states.c.stage).where(*theirs).scalar_subquery().label("stage")
    found = select(stage).where(book.owns(people), people.c.standing.in_(_NOT_COUNTED)).subquery()
    held = select(found.c.stage, func.count()).where(found.c.stage.is_not(None))
    return _counts(book, held.group_by(found.c.stage))


def _counts(book: Book, statement: Select[Any]) -> Counter[Stage]:
    return Counter({Stage(stage): count for stage, count in book.execute(statement)})


def _sees_voice(book: Book) -> bool:
    heard = select(interactions.c.interaction_id).where(
        book.owns(interactions),
        interactions.c.channel.in_([channel.value for channel in VOICE_OR_FACE]),
        interactions.c.at <= book.now,
    )
    return book.connection.scalar(heard.limit(1)) is not None


def _months(book: Book) -> tuple[tuple[date, int], ...]:
    found = select(headline_months.c.month_on, headline_months.c.connections).where(
        book.owns(headline_months)
    )
    if book.imagined:
        return ()
    return tuple((month, count) for month, count in book.rows(found.order_by(headline_months.c.month_on)))
