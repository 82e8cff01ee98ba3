"""Recurring groups: begun, renamed, and who belongs to them."""

from collections.abc import Collection

from keepwarm.domain.dates import day_for_today
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.text import folded
from keepwarm.storage.book import Book
from keepwarm.storage.circles import (
    add_circle,
    add_members,
    change_circle,
    circle_names,
    get_circle,
    remove_member,
)
from keepwarm.storage.encounters import find_encounters
from keepwarm.storage.events import find_events
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.people import get_person
from keepwarm.storage.schema import encounters, events
from keepwarm.usecases.add_correspondents import welcome
from keepwarm.usecases.by_words import those_named

_LONGEST = 300


def begin_circle(book: Book, name: str, about: str = "") -> int:
    """Begin a group; return its id. Raises Invalid where it has no name, or the name is taken."""
    called = _checked(book, name)
    begin_batch(book, "group", called)
    return add_circle(book, called, storable_text(about).strip())


def rename_circle(book: Book, circle_id: int, name: str, about: str = "") -> bool:
    """Call a group otherwise; False where it was called so. Raises Invalid, Missing."""
    held, _ = get_circle(book, circle_id)
    called = held if folded(name) == folded(held) else _checked(book, name)
    begin_batch(book, "group", called)
    return change_circle(book, circle_id, {"name": called, "about": storable_text(about).strip()})


def join_circle(book: Book, circle_id: int, person_ids: Collection[int]) -> list[int]:
    """Add people to a group from today on; return who is new in it. Raises Missing."""
    name, _ = get_circle(book, circle_id)
    for person_id in person_ids:
        get_person(book, person_id)
    begin_batch(book, "group", name)
    for person_id in person_ids:
        welcome(book, person_id)
    return add_members(book, circle_id, dict.fromkeys(person_ids, book.today))


def leave_circle(book: Book, circle_id: int, person_id: int) -> None:
    """Take somebody out of a group. Raises Missing."""
    name, _ = get_circle(book, circle_id)
    begin_batch(book, "group", name)
    remove_member(book, circle_id, person_id)


def join_those_met(book: Book, circle_id: int) -> list[int]:
    """Add everybody who was met at one of the group's events, since that day; return who is new in it."""
    name, _ = get_circle(book, circle_id)
    begin_batch(book, "group", name)
    held = list(find_events(book, events.c.circle_id == circle_id))
    met = find_encounters(book, encounters.c.event_id.in_(held)) if held else {}
    joined = {one.person_id: day_for_today(one.at, book.zone) for one in reversed(met.values())}
    return add_members(book, circle_id, joined)


def find_circle(book: Book, words: str) -> int:
    """The one group that the words name: an id, its name or a part of it. Raises Missing, Ambiguous."""
    known = circle_names(book)
    found = those_named(words, known)
    if not found:
        raise Missing(f"No group of yours is called {words!r}; see 'keepwarm event groups'.")
    if len(found) > 1:
        several = "; ".join(known[one] for one in found[:5])
        raise Ambiguous(f"Several groups are called so ({several}); write more of the name.")
    return found[0]


def _checked(book: Book, name: str) -> str:
    called = " ".join(storable_text(name).split())
    if not called or len(called) > _LONGEST:
        raise Invalid(f"Write how the group is called, in at most {_LONGEST} characters.")
    if folded(called) in map(folded, circle_names(book).values()):
        raise Invalid(f"There is a group called {called} already; use that one, or call this otherwise.")
    return called
