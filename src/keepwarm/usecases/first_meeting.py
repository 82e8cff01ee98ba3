"""After a first meeting: did we get on, what do they care about, would I talk to them again."""

from dataclasses import asdict, dataclass

from keepwarm.domain.encounters import Encounter
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.first_meetings import judged
from keepwarm.domain.meeting import Follow, Opinion
from keepwarm.domain.people import FactKind
from keepwarm.storage.bearings import change_bearing
from keepwarm.storage.book import Book
from keepwarm.storage.captures import latest_encounter, latest_meeting
from keepwarm.storage.encounters import add_encounter, change_encounter
from keepwarm.storage.facts import add_fact, find_fact
from keepwarm.storage.follow_ups import settle_follow_ups
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.people import get_person
from keepwarm.usecases.keep_ties import refresh_people

_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMeeting:
    """What the owner felt about meeting somebody; what is None was not said.

    `again` NO leaves it at that; `asked_again` says that they had come back and were asked about once more.
    `cares` is what matters to them, in a few words.
    """

    person_id: int
    got_on: Opinion | None = None
    again: Opinion | None = None
    cares: str = ""
    asked_again: bool = False


def note_first_meeting(book: Book, command: FirstMeeting) -> Encounter:
    """Keep it with the latest encounter of the two, and what they care about as a fact; return the encounter.

    Raises Invalid where nothing is said, or where the two have not met.
    """
    cares = " ".join(storable_text(command.cares).split())
    if command.got_on is None and command.again is None and not cares:
        raise Invalid("Say one of the three: how you got on, what they care about, or whether again.")
    if len(cares) > _LONGEST:
        raise Invalid(f"What they care about takes {_LONGEST} characters at most; write it shorter.")
    name, held = get_person(book, command.person_id).name, latest_encounter(book, command.person_id)
    leaves = command.again is Opinion.NO
    begin_batch(book, "leave it" if leaves else "first meeting", name)
    encounter_id, encounter = held or _of_their_talk(book, command.person_id, name)
    after = judged(encounter, command.got_on, command.again, book.today, asked_again=command.asked_again)
    change_encounter(book, encounter_id, asdict(after))
    if cares and find_fact(book, command.person_id, FactKind.MOTIVATION, cares) is None:
        add_fact(book, command.person_id, FactKind.MOTIVATION, cares, on=book.today)
    if command.again is not None:
        _keep_away(book, command.person_id, after)
    refresh_people(book, {command.person_id})
    return after


def leave_at_that(book: Book, person_id: int) -> None:
    """Nothing follows of what is open with somebody; how the meeting was is not said. Raises Missing."""
    begin_batch(book, "leave it", get_person(book, person_id).name)
    settle_follow_ups(book, person_id, Follow.LEFT)


def _of_their_talk(book: Book, person_id: int, name: str) -> tuple[int, Encounter]:
    """The encounter that their latest talk by voice or face was. Raises Missing where there was none."""
    talk = latest_meeting(book, person_id)
    if talk is None:
        raise Missing(f"You and {name} have not met in this book yet; capture or log the meeting first.")
    encounter = Encounter(person_id=person_id, at=talk.at, interaction_id=talk.interaction_id)
    return add_encounter(book, encounter), encounter


def _keep_away(book: Book, person_id: int, encounter: Encounter) -> None:
    """Whoever is left at that is proposed again on the day of their return, or never; else at once."""
    away = encounter.again is Opinion.NO
    change_bearing(
        book, person_id, not_before=encounter.back_on, proposed=not away or encounter.back_on is not None
    )
