"""The headline: how many contacts, how many of them connections, and what it cannot see yet."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from keepwarm.domain.channels import VOICE_OR_FACE
from keepwarm.domain.people import Standing
from keepwarm.domain.stages import Stage
from keepwarm.domain.tie_state import state_of
from keepwarm.storage.book import Book
from keepwarm.storage.schema import interactions, people, tie_states
from keepwarm.storage.ties import evidence_for, holds_today, read_calibrations, stored_histories


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """Ordinary people by stage. `sees_voice` is false until a call or a meeting is in the book."""

    stages: dict[Stage, int]
    sees_voice: bool

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
    return Headline(stages=dict(_stages(book)), sees_voice=_sees_voice(book))


def _stages(book: Book) -> Counter[Stage]:
    joined = tie_states.join(
        people, (people.c.owner_id == tie_states.c.owner_id) & (people.c.person_id == tie_states.c.person_id)
    )
    ordinary = (book.owns(tie_states), people.c.standing == Standing.ORDINARY.value)
    counted = select(tie_states.c.stage, func.count()).select_from(joined).where(*ordinary, holds_today(book))
    found = Counter(
        {Stage(stage): count for stage, count in book.execute(counted.group_by(tie_states.c.stage))}
    )
    others = select(tie_states.c.person_id).select_from(joined).where(*ordinary, ~holds_today(book))
    stale = list(book.connection.scalars(others))
    if stale:
        kept = read_calibrations(book)
        for evidence in evidence_for(book, stored_histories(book, stale)).values():
            found[state_of(evidence, book.days, kept)[0]] += 1
    return found


def _sees_voice(book: Book) -> bool:
    heard = select(interactions.c.interaction_id).where(
        book.owns(interactions),
        interactions.c.channel.in_([channel.value for channel in VOICE_OR_FACE]),
        interactions.c.at <= book.now,
    )
    return book.connection.scalar(heard.limit(1)) is not None
