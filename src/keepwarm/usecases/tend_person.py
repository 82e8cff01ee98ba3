"""What the owner says of one person: that they are there, how to treat them, what is done."""

from dataclasses import dataclass

from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.people import LONGEST_NAME, Handle, Person, Standing
from keepwarm.storage.book import Book
from keepwarm.storage.commitments import finish_next_steps, keep_promise, open_next_steps, open_promises
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.people import add_person, answer_spoken, change_standing, get_person
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.keep_ties import refresh_people


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson:
    """Somebody new, by name, with the addresses that are known."""

    person: Person
    handles: tuple[Handle, ...] = ()


def add_people(book: Book, commands: tuple[AddPerson, ...]) -> tuple[int, ...]:
    """Put people into the book as one thing; return their ids. Raises Invalid for one without a name.

    So does a name that is longer than any.
    """
    names = [command.person.name.strip() for command in commands]
    if not names or not all(names):
        raise Invalid("Somebody here has no name; write how you call them.")
    if too_long := next((name for name in names if len(name) > LONGEST_NAME), ""):
        raise Invalid(
            f"A name of {len(too_long):,} characters is longer than {LONGEST_NAME}; write how you call them."
        )
    begin_batch(book, "add", ", ".join(names))
    ids = tuple(add_person(book, command.person, command.handles) for command in commands)
    refresh_people(book, ids)
    return ids


def set_standing(book: Book, person_id: int, standing: Standing) -> bool:
    """Say how somebody is to be treated; False where it was so already."""
    begin_batch(book, "standing", get_person(book, person_id).name)
    changed = change_standing(book, person_id, standing)
    refresh_people(book, {person_id})
    return changed


def confirm_spoken(book: Book, person_id: int, *, lately: bool) -> None:
    """Keep the answer to "spoken lately?"."""
    begin_batch(book, "spoken lately", get_person(book, person_id).name)
    answer_spoken(book, person_id, lately=lately, on=book.today)
    welcome(book, person_id)
    refresh_people(book, {person_id})


def mark_promise_kept(book: Book, person_id: int, promise_id: int) -> bool:
    """Say that a promise was kept; False where it was before. Raises Missing for one that is not theirs."""
    begin_batch(book, "promise kept", get_person(book, person_id).name)
    return keep_promise(book, person_id, promise_id)


def mark_step_done(book: Book, person_id: int) -> bool:
    """Say that the planned contact is done with; False where none was planned."""
    if not open_next_steps(book, person_id):
        return False
    begin_batch(book, "next step done", get_person(book, person_id).name)
    finish_next_steps(book, person_id)
    return True


def finish(book: Book, person_id: int, words: str) -> str:
    """Say that the promise or next step in whose text the words are is done; return its text.

    Raises Missing where there is none, Ambiguous where there are several.
    """
    name = get_person(book, person_id).name
    wanted = words.strip().casefold()
    promises = [one for one in open_promises(book, person_id) if wanted and wanted in one.text.casefold()]
    steps = [one for one in open_next_steps(book, person_id) if wanted and wanted in one.text.casefold()]
    if not promises and not steps:
        raise Missing(f"Nothing of that kind is open with {name}; see 'keepwarm show'.")
    if len(promises) + len(steps) > 1:
        texts = "; ".join(one.text for one in (*promises, *steps))
        raise Ambiguous(f"Several things are open with {name} ({texts}); say which in a word.")
    if promises:
        mark_promise_kept(book, person_id, promises[0].promise_id)
        return str(promises[0].text)
    mark_step_done(book, person_id)
    return str(steps[0].text)
