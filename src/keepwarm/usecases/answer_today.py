"""What the owner answers to a line of today's list: done, tomorrow, skip, never; and to the list as a whole.

Only a conversation counts as one: the three others change nothing but when somebody is shown again.
"""

from datetime import timedelta
from enum import StrEnum

from keepwarm.domain.bearings import NO_BEARING
from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Side
from keepwarm.domain.policy import AGENDA
from keepwarm.storage.bearings import change_bearing
from keepwarm.storage.book import Book
from keepwarm.storage.commitments import keep_promise, open_promises
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.owner_settings import DAY_FINISHED, choose_setting
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


def done_today(book: Book, person_id: int, channel: Channel) -> int:
    """Keep that the owner was in touch just now, with all that was due; return the interaction's id.

    By voice or face both spoke; what is written awaits an answer. Promises of the owner that were due are
    kept with it.
    """
    direction = Direction.MUTUAL if channel.has_voice_or_face else Direction.OUT
    at = time_of_talk(book, None, None)
    talk = LogInteraction(person_id=person_id, channel=channel, at=at, direction=direction)
    interaction_id = log_interaction(book, talk)
    for promise in open_promises(book, person_id):
        if promise.side == Side.MINE and promise.due_on is not None and promise.due_on <= book.today:
            keep_promise(book, person_id, promise.promise_id)
    return interaction_id


def finish_day(book: Book) -> bool:
    """Say "that was it for today"; False where it was said before."""
    begin_batch(book, "finish day", f"{book.today.day} {book.today:%B}")
    return choose_setting(book, DAY_FINISHED, book.today.isoformat())


def go_on_with_day(book: Book) -> bool:
    """Take that back; False where the day goes on anyway."""
    begin_batch(book, "settings", "to go on with the day")
    return choose_setting(book, DAY_FINISHED, None)
