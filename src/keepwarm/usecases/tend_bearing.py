"""How close the owner wants to be with somebody, and in which rhythm."""

from dataclasses import dataclass

from keepwarm.domain.bearings import CLOSENESS_RANGE, Bearing
from keepwarm.domain.errors import Invalid
from keepwarm.storage.bearings import bearing_of, change_bearing
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.people import get_person
from keepwarm.usecases.keep_ties import restate

LONGEST_CADENCE_DAYS = 3_650


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseBearing:
    """How close, 1 to 3, and every how many days; what is None stays as it is.

    `own_rhythm` lets go of a chosen rhythm: the tie's own holds again.
    """

    person_id: int
    closeness: int | None = None
    cadence_days: int | None = None
    own_rhythm: bool = False


def choose_bearing(book: Book, command: ChooseBearing) -> bool:
    """Keep what the owner chose; False where it was so already. Raises Invalid for what cannot be."""
    person = get_person(book, command.person_id)
    changes = _changes(command)
    begin_batch(book, "bearing", person.name)
    if not change_bearing(book, command.person_id, **changes):
        return False
    if "cadence_days" in changes:
        restate(book, command.person_id)
    return True


def find_bearing(book: Book, person_id: int) -> Bearing:
    """What the owner has chosen of somebody, or what holds where nothing was."""
    return bearing_of(book, person_id)


def _changes(command: ChooseBearing) -> dict[str, int | None]:
    """What is to be written. Raises Invalid."""
    least, most = CLOSENESS_RANGE
    if command.closeness is not None and not least <= command.closeness <= most:
        raise Invalid(f"{command.closeness} is no closeness; it goes from {least} to {most}.")
    if command.cadence_days is not None and not 1 <= command.cadence_days <= LONGEST_CADENCE_DAYS:
        raise Invalid("A rhythm is a day at least and ten years at most; choose one between.")
    if command.cadence_days is not None and command.own_rhythm:
        raise Invalid("A rhythm is either chosen or the tie's own; say one of the two.")
    changes: dict[str, int | None] = {}
    if command.closeness is not None:
        changes["closeness"] = command.closeness
    if command.cadence_days is not None or command.own_rhythm:
        changes["cadence_days"] = command.cadence_days
    if not changes:
        raise Invalid("Nothing is chosen yet; say how close, or how often.")
    return changes
