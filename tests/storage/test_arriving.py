"""The steps of an import, carried out."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from keepwarm.storage.book import Library
from keepwarm.storage.journal import CHUNK
from keepwarm.storage.pages.person import PersonPage, person_page
from keepwarm.storage.schema import cards, people
from keepwarm.usecases.find_person import find_person
from tests.books import NOW, added, address_book, card, days_ago, mail, mailbox, taken_in
from tests.statements import counted


def page_of(library: Library, words: str) -> PersonPage:
    with library.open(NOW) as book:
        return person_page(book, find_person(book, words).person_id)


def test_a_card_fills_what_is_empty_and_adds_to_the_note_and_the_handles(
    library: Library, tmp_path: Path
) -> None:
    first = card("Ada", "EMAIL:ada@example.org", "NOTE:Likes bees", "TEL:1 234 567")
    second = card(
        "Ada", "EMAIL:ada@example.org", "NOTE:Plays chess", "BDAY:1985-04-12", "EMAIL:a@work.example"
    )
    third = card("Ada", "EMAIL:ada@example.org", "NOTE:bees", "BDAY:1999-01-01")
    for number, text in enumerate((first, second, third)):
        taken_in(library, address_book(tmp_path, text, name=f"{number}.vcf"))
    page = page_of(library, "Ada")
    assert page.person.note == "Likes bees\n\nPlays chess"
    assert str(page.person.birthday) == "1985-04-12"
    assert [line.handle.value for line in page.handles] == ["ada@example.org", "1 234 567", "a@work.example"]
    assert [line.source for line in page.handles] == ["0.vcf", "0.vcf", "1.vcf"]
    assert page.source == "0.vcf"


def test_each_person_says_where_they_came_from(library: Library, tmp_path: Path) -> None:
    added(library, "Ada")
    taken_in(
        library,
        address_book(tmp_path, card("Bob")),
        mailbox(tmp_path, mail("cem@example.org", "me@example.org", days_ago(1))),
    )
    with library.open(NOW) as book:
        rows = book.rows(select(people.c.name, people.c.source).where(book.owns(people)))
    assert dict(tuple(row) for row in rows) == {
        "Ada": "you",
        "Bob": "contacts.vcf",
        "cem@example.org": "history: inbox.mbox",
    }


def test_cards_keep_the_order_of_their_coming_over_many_imports(library: Library, tmp_path: Path) -> None:
    for number in range(3):
        taken_in(library, address_book(tmp_path, card(f"A{number}"), card(f"B{number}")))
    with library.open(NOW) as book:
        joined = cards.join(
            people, (people.c.owner_id == cards.c.owner_id) & (people.c.person_id == cards.c.person_id)
        )
        found = select(people.c.name, cards.c.position).select_from(joined).where(book.owns(cards))
        rows = [tuple(row) for row in book.rows(found.order_by(cards.c.position))]
    assert rows == [(name, place) for place, name in enumerate(("A0", "B0", "A1", "B1", "A2", "B2"), 1)]


def test_rows_are_written_many_to_a_statement(library: Library, tmp_path: Path) -> None:
    letters = [
        mail("Ada <ada@example.org>", "me@example.org", days_ago(1) - timedelta(minutes=number))
        for number in range(3 * CHUNK)
    ]
    with counted(library.engine) as statements:
        taken_in(library, mailbox(tmp_path, *letters))
    assert page_of(library, "ada@example.org").interactions == 3 * CHUNK
    assert len(statements) < CHUNK / 4
