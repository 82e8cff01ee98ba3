"""The content of a book: one hash for one content, on either database."""

from datetime import timedelta
from pathlib import Path

from keepwarm.domain.channels import Channel
from keepwarm.domain.people import FactKind, Standing
from keepwarm.storage.book import Library
from keepwarm.storage.canonical import canonical_lines
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.keep_ties import settle
from keepwarm.usecases.log_interaction import LogInteraction, NewPromise, NewStep, log_interaction
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.tend_person import confirm_spoken, mark_step_done, set_standing
from tests.books import NOW, added, address_book, begun, card, days_ago, hash_of, mail, mailbox, taken_in


def filled(library: Library, folder: Path) -> None:
    cards = address_book(
        folder, card("Ada Lövelace", "EMAIL:ada@example.org", "BDAY:--0412", "NOTE:Ünïcode 😀"), card("Bob")
    )
    letters = mailbox(
        folder,
        mail("Ada <ada@example.org>", "me@example.org", days_ago(9.123456)),
        mail("me@example.org", "ada@example.org, Cem <cem@example.org>", days_ago(5)),
    )
    taken_in(library, cards, letters)
    with library.open(NOW, writing=True) as book:
        ada = find_person(book, "ada@example.org").person_id
        command = LogInteraction(
            person_id=ada,
            channel=Channel.CALL,
            at=days_ago(1),
            minutes=20,
            promises=(NewPromise(text="a book", due_on=book.today),),
            next_step=NewStep(text="lunch", channel=Channel.IN_PERSON),
            never=(Channel.TEXT,),
        )
        log_interaction(book, command)


def test_the_same_files_and_words_have_one_hash_on_either_database(tmp_path: Path, postgres_url: str) -> None:
    hashes = set()
    for location in (str(tmp_path / "book"), postgres_url):
        with begun(location) as library:
            filled(library, tmp_path)
            hashes.add(hash_of(library))
            with library.open(NOW) as book:
                assert len(list(canonical_lines(book))) == 3 + 3
    assert len(hashes) == 1


def test_the_order_of_coming_is_no_content(tmp_path: Path) -> None:
    hashes = set()
    for place, order in enumerate(("Ada Bob Cem", "Cem Bob Ada")):
        with begun(str(tmp_path / f"book{place}")) as library:
            for name in order.split():
                added(library, name, f"{name}@example.org".lower())
            hashes.add(hash_of(library))
    assert len(hashes) == 1


def test_time_passing_and_looking_change_no_content(library: Library, tmp_path: Path) -> None:
    filled(library, tmp_path)
    before = hash_of(library)
    for days in (1, 40):
        settle(library, NOW + timedelta(days=days))
    assert hash_of(library, NOW + timedelta(days=40)) == before


def test_each_thing_that_the_owner_would_miss_is_content(library: Library, tmp_path: Path) -> None:
    filled(library, tmp_path)
    hashes = [hash_of(library)]
    with library.open(NOW) as book:
        ada = find_person(book, "ada@example.org").person_id
    changes = (
        lambda book: set_standing(book, ada, Standing.LEAVE_BE),
        lambda book: confirm_spoken(book, ada, lately=True),
        lambda book: keep_fact(book, KeepFact(person_id=ada, kind=FactKind.FAMILY, text="a sister")),
        lambda book: mark_step_done(book, ada),
        lambda book: log_interaction(
            book, LogInteraction(person_id=ada, channel=Channel.CALL, at=days_ago(2))
        ),
    )
    for change in changes:
        with library.open(NOW, writing=True) as book:
            change(book)
        hashes.append(hash_of(library))
    added(library, "Dora")
    hashes.append(hash_of(library))
    taken_in(library, address_book(tmp_path, card("Bob", "X-SECRET:kept")))
    hashes.append(hash_of(library))
    assert len(set(hashes)) == len(hashes)
