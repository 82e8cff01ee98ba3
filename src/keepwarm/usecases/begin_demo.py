"""Begin a demo book: so that every screen has something true to show."""

from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from keepwarm.demo.cast import Member, demo_cast
from keepwarm.demo.gatherings import gatherings
from keepwarm.demo.giving import Bond, bonds
from keepwarm.domain.arrivals import AddInteraction, AddPerson
from keepwarm.domain.bearings import Wished
from keepwarm.domain.errors import Conflict, Unavailable
from keepwarm.domain.favours import new_line
from keepwarm.domain.interactions import Interaction
from keepwarm.domain.people import Preference
from keepwarm.storage.arriving import Arriving
from keepwarm.storage.bearings import change_bearing, set_wish
from keepwarm.storage.book import Book, Library, new_id
from keepwarm.storage.commitments import add_promise, place_next_step
from keepwarm.storage.facts import add_fact
from keepwarm.storage.favours import add_line
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.migrations import LATEST, read_version
from keepwarm.storage.needs import add_need
from keepwarm.storage.owners import find_beginning
from keepwarm.storage.people import set_preference
from keepwarm.storage.whole_files import part_beside
from keepwarm.usecases.begin_book import BeginBook, add_own_addresses, begin_book
from keepwarm.usecases.demo_bringing import offer_help
from keepwarm.usecases.demo_cards import hand_out_card
from keepwarm.usecases.demo_gatherings import add_gatherings
from keepwarm.usecases.demo_introductions import introduce_some
from keepwarm.usecases.demo_network import know_each_other
from keepwarm.usecases.demo_one_to_ones import sit_down
from keepwarm.usecases.demo_promises_kept import keep_promises
from keepwarm.usecases.demo_referrals import refer
from keepwarm.usecases.find_book import has_book
from keepwarm.usecases.keep_ties import refresh_people

OWNER = BeginBook(name="Robin Vale", addresses=("robin@vale.example",))
"""Whose demo book it is."""

SOURCE = "the demo"

_ASKED_DAYS_AGO = 20

_FRESH = timedelta(days=7)
"""So long a demo's history still ends about now."""


def begin_demo(library: Library, now: datetime, seed: int = 1) -> None:
    """Make a book of invented people, whose history ends at `now`; the same for the same seed and time.

    Raises Conflict where a book stands there already.
    """
    if not begin_book(library, replace(OWNER, addresses=()), now):
        raise Conflict(f"There is a book at {library.location} already; name another place for the demo.")
    with library.open(now, writing=True) as book:
        add_own_addresses(book, OWNER.addresses)
        begin_batch(book, "demo", OWNER.name)
        arriving = Arriving(book)
        rng = Random(seed)  # noqa: S311 (a story, not a secret)
        ids = [(member, new_id()) for member in demo_cast(rng)]
        for member, person_id in ids:
            arriving.take(_steps(member, person_id, now), SOURCE)
        arriving.write()
        between = bonds([member for member, _ in ids], rng)
        for (member, person_id), bond in zip(ids, between, strict=True):
            _what_is_open(book, member, person_id)
            _what_is_between(book, bond, person_id)
        add_gatherings(book, ids, gatherings([member for member, _ in ids], rng))
        sit_down(book, ids, rng)
        hand_out_card(book)
        know_each_other(book, ids)
        introduce_some(book, ids)
        refer(book, ids)
        keep_promises(book, ids)
        offer_help(book, ids)
        refresh_people(book, arriving.touched)


def renew_demo(place: Path, now: datetime) -> bool:
    """Make the demo at a place where there is none, or an old one again; False where a fresh one stands.

    It is made beside the place and put there whole. Raises Conflict where somebody's own book stands there.
    """
    if _is_fresh(place, now):
        return False
    try:
        with suppress(FileExistsError):
            place.parent.mkdir(parents=True, mode=0o700)
        with part_beside(place) as part, closing(Library(str(part))) as library:
            begin_demo(library, now)
            library.close()
            for rest in ("-wal", "-shm"):
                Path(f"{place}{rest}").unlink(missing_ok=True)
            part.replace(place)
    except OSError as error:
        raise Unavailable(f"The demo book cannot be made at {place}: {error.strerror}.") from error
    return True


def _is_fresh(place: Path, now: datetime) -> bool:
    library = Library(str(place))
    try:
        if not has_book(library):
            return False
        with library.transaction(writing=False) as connection:
            version, found = read_version(connection), find_beginning(connection)
    finally:
        library.close()
    name, began_at = found or ("", now)
    if name != OWNER.name:
        raise Conflict(f"The book at {place} is no demo; move it elsewhere to look at one.")
    return version == LATEST and timedelta(0) <= now - began_at <= _FRESH


def _steps(member: Member, person_id: int, now: datetime) -> list[AddPerson | AddInteraction]:
    added = AddPerson(person_id=person_id, person=member.person, handles=member.handles)
    passed = [
        AddInteraction(
            interaction=Interaction(
                at=now - timedelta(days=moment.days_ago),
                channel=moment.channel,
                direction=moment.direction,
                minutes=moment.minutes,
                summary=summary,
            ),
            person_ids=(person_id,),
        )
        for moment, summary in member.history
    ]
    return [added, *passed]


def _what_is_open(book: Book, member: Member, person_id: int) -> None:
    """What is known of them and open between the two."""
    for fact in member.facts:
        add_fact(book, person_id, fact.kind, fact.text, on=book.today - timedelta(days=fact.days_ago))
    if (promise := member.promise) is not None:
        due = book.today + timedelta(days=promise.due_in)
        add_promise(book, person_id, promise.side, promise.text, due_on=due)
    if (step := member.step) is not None:
        due = book.today + timedelta(days=step.due_in)
        place_next_step(book, person_id, step.text, channel=None, due_on=due)
    said = book.today - timedelta(days=90)
    if member.likes is not None:
        set_preference(book, person_id, Preference(channel=member.likes, said_on=said))
    if member.never is not None and member.never is not member.likes:
        set_preference(book, person_id, Preference(channel=member.never, never=True, said_on=said))


def _what_is_between(book: Book, bond: Bond, person_id: int) -> None:
    """Gives and asks, what they look for, what they wish, and what the owner chose."""
    for give in bond.gives:
        on = book.today - timedelta(days=give.days_ago)
        add_line(book, person_id, new_line(give.side, give.text, give.state, on))
    for kind, text in bond.needs:
        add_need(book, person_id, kind, text)
    if bond.wish is not None:
        said_on = book.today - timedelta(days=_ASKED_DAYS_AGO)
        set_wish(book, person_id, Wished(answer=bond.wish, said_on=said_on))
    chosen = {"closeness": bond.closeness, "cadence_days": bond.cadence_days}
    if changes := {name: value for name, value in chosen.items() if value is not None}:
        change_bearing(book, person_id, **changes)
