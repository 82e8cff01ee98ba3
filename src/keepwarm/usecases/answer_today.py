"""What the owner answers to a line of today's list: done, tomorrow, skip, never; and to the list as a whole.

Only a conversation counts as one: the three others change nothing but when somebody is shown again.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from keepwarm.domain.agenda import todays_list
from keepwarm.domain.bearings import NO_BEARING
from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Side
from keepwarm.domain.policy import AGENDA
from keepwarm.storage.bearings import change_bearing
from keepwarm.storage.book import Book
from keepwarm.storage.candidates import candidates_until
from keepwarm.storage.commitments import keep_promise, open_promises
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.owner_settings import DAY_FINISHED, choose_setting, own_time
from keepwarm.storage.people import get_person
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction, time_of_talk


class Answer(StrEnum):
    """The answers that are no contact."""

    TOMORROW = "tomorrow"
    SKIP = "skip"
    NEVER = "never"


def answer_today(book: Book, person_id: int, answer: Answer) -> bool:
    """Leave somebody out until tomorrow, for a week, or from now on; False where it was so already."""
    name = get_person(book, person_id).name
    if answer is Answer.NEVER:
        begin_batch(book, "never propose", name)
        return change_bearing(book, person_id, proposed=False)
    if answer is Answer.TOMORROW:
        begin_batch(book, "tomorrow", name)
        days = 1
    else:
        begin_batch(book, "skip", name)
        days = AGENDA.skip_days
    return change_bearing(book, person_id, not_before=book.today + timedelta(days=days))


def propose_again(book: Book, person_id: int) -> bool:
    """Take back a never, and any putting off; False where somebody may be proposed anyway."""
    begin_batch(book, "propose again", get_person(book, person_id).name)
    return change_bearing(book, person_id, proposed=NO_BEARING.proposed, not_before=NO_BEARING.not_before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What "done" came to: the interaction, and the words of each promise that was kept with it."""

    interaction_id: int
    kept: tuple[str, ...]


def done_today(book: Book, person_id: int, channel: Channel, *, keeping: bool = True) -> Done:
    """Keep that the owner was in touch just now.

    By voice or face both spoke; what is written awaits an answer. Promises of the owner that were due are
    kept with it, if `keeping`; whoever says done is told which.
    """
    direction = Direction.MUTUAL if channel.has_voice_or_face else Direction.OUT
    at = time_of_talk(book, None, None)
    talk = LogInteraction(person_id=person_id, channel=channel, at=at, direction=direction)
    interaction_id = log_interaction(book, talk)
    due = _due_of_mine(book, person_id) if keeping else []
    for promise in due:
        keep_promise(book, person_id, promise.promise_id)
    return Done(interaction_id=interaction_id, kept=tuple(promise.text for promise in due))


def _due_of_mine(book: Book, person_id: int) -> list[Row[Any]]:
    return [
        promise
        for promise in open_promises(book, person_id)
        if promise.side == Side.MINE and promise.due_on is not None and promise.due_on <= book.today
    ]


def advised_today(book: Book, person_id: int) -> Channel | None:
    """The channel that the list advises for somebody today; None where they are not on it, or have none."""
    own = own_time(book)
    found = candidates_until(book, book.today, own.capacity).get(person_id)
    proposed = [] if found is None else todays_list([found[0]], book.today, book.days, own.capacity)
    return proposed[0].channel if proposed else None


def finish_day(book: Book) -> bool:
    """Say "that was it for today"; False where it was said before."""
    begin_batch(book, "finish day", f"{book.today.day} {book.today:%B}")
    return choose_setting(book, DAY_FINISHED, book.today.isoformat())


def go_on_with_day(book: Book) -> bool:
    """Take that back; False where the day goes on anyway."""
    begin_batch(book, "settings", "your mind: the day goes on")
    return choose_setting(book, DAY_FINISHED, None)
