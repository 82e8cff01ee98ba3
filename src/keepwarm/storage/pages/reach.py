"""What advice on channels needs of one person, and the owner's habit; by a fixed number of statements."""

from dataclasses import dataclass

from sqlalchemy import select

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channel_advice import Reach
from keepwarm.domain.channels import Channel
from keepwarm.domain.history import History
from keepwarm.domain.owner_habit import OneChannel, habit_of
from keepwarm.domain.people import Handle, Preference, Standing, reachable_by
from keepwarm.domain.reciprocity import waiting_of
from keepwarm.domain.replies import turns_of
from keepwarm.storage.bearings import bearing_of, wishes_of
from keepwarm.storage.book import Book
from keepwarm.storage.circumstances import circumstances_of
from keepwarm.storage.commitments import open_next_steps
from keepwarm.storage.handles import handle_of, handles_of
from keepwarm.storage.owner_settings import ASKING_SENTENCE, find_setting
from keepwarm.storage.pages.person import preference_of
from keepwarm.storage.people import get_person, person_of
from keepwarm.storage.schema import preferences, tie_states
from keepwarm.storage.ties import stored_histories

_STRONGEST = 300
"""By so many of the strongest ties the owner's habit is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachPage:
    """How somebody can be reached, and all that advice looks at.

    `called` is how one speaks to them, `wish` what they said of staying in touch, if anything. `time_zone` is
    where they live, empty where it is not known; `asking_sentence` is the owner's own, empty for none.
    """

    person_id: int
    name: str
    called: str
    standing: Standing
    wish: Wish | None
    handles: tuple[Handle, ...]
    preferences: tuple[Preference, ...]
    reach: Reach
    time_zone: str
    asking_sentence: str


def reach_page(book: Book, person_id: int) -> ReachPage:
    """Read it of one person; raises Missing where there is nobody."""
    person = person_of(get_person(book, person_id))
    held = tuple(handle_of(row) for row in handles_of(book, person_id))
    history = stored_histories(book, {person_id}).get(person_id, History()).before(book.days)
    zone = bearing_of(book, person_id).time_zone
    said, wished = preferences_of(book, person_id), wishes_of(book, (person_id,)).get(person_id)
    reach = Reach(
        preferences=said,
        reachable=reachable_by(handle.kind for handle in held),
        birthday=person.birthday,
        placed=_placed(book, person_id),
        waiting=waiting_of(history, book.days),
        usual_answer_days=turns_of(history).usual_answer_days(),
        circumstances=circumstances_of(book, {person_id: history}, {person_id: zone})[person_id],
    )
    return ReachPage(
        person_id=person_id,
        name=person.name,
        called=person.nickname or person.given or person.name,
        standing=person.standing,
        wish=wished.answer if wished else None,
        handles=held,
        preferences=said,
        reach=reach,
        time_zone=zone,
        asking_sentence=find_setting(book, ASKING_SENTENCE) or "",
    )


def preferences_of(book: Book, person_id: int) -> tuple[Preference, ...]:
    """What they said, the liked channels first."""
    found = select(preferences).where(book.owns(preferences), preferences.c.person_id == person_id)
    in_order = found.order_by(preferences.c.never, preferences.c.rank, preferences.c.channel)
    return tuple(preference_of(row) for row in book.rows(in_order))


def _placed(book: Book, person_id: int) -> Channel | None:
    """The channel of a next step that has come."""
    steps = open_next_steps(book, person_id)
    due = (row.channel for row in steps if row.due_on is None or row.due_on <= book.today)
    return next((Channel(channel) for channel in due if channel), None)


def owner_habit(book: Book) -> OneChannel | None:
    """Whether the owner uses one channel for everybody, as far as the strongest ties tell; one statement."""
    strongest = select(tie_states.c.person_id, tie_states.c.history).where(book.owns(tie_states))
    in_order = strongest.order_by(tie_states.c.strength.desc(), tie_states.c.person_id).limit(_STRONGEST)
    return habit_of(
        {person_id: History.unpack(packed).before(book.days) for person_id, packed in book.rows(in_order)}
    )
