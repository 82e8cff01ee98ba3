"""Imports: planned, shown, carried out as one, and the same again when the files are the same."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.errors import Conflict, Missing, Unreadable
from keepwarm.domain.interactions import Direction
from keepwarm.storage.bearings import bearings_of
from keepwarm.storage.book import Library
from keepwarm.storage.cards import cards_of
from keepwarm.storage.export import exported_people
from keepwarm.storage.pages.correspondents import correspondents_page
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.schema import blobs, cards
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.import_files import ImportDone, apply_import, plan_import
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, address_book, begun, card, days_ago, hash_of, mail, mailbox, taken_in

ADA = card("Ada Lovelace", "EMAIL;TYPE=work:Ada@Example.org", "TEL:+44 20 7946 0018", "ORG:Engines")
BOB = card("Bob", "EMAIL:bob@example.org")


def letters(folder: Path, name: str = "inbox.mbox") -> Path:
    """A mailbox of Ada, of somebody who has no card, and of what is no conversation."""
    crowd = ", ".join(f"p{number}@example.org" for number in range(11))
    return mailbox(
        folder,
        mail("Ada L. <ada@example.org>", "me@example.org", days_ago(9)),
        mail("Me <ME@example.org>", "ada@example.org, Cem <cem@example.org>", days_ago(8)),
        mail("News <news@example.org>", "me@example.org", days_ago(7), extra="List-Unsubscribe: <x>\n"),
        mail("me@example.org", crowd, days_ago(6)),
        mail("Ada L. <ada@example.org>", "bob@example.org", days_ago(5)),
        mail("me@example.org", "me@example.org", days_ago(4)),
        name=name,
    )


def fates(done: ImportDone) -> list[tuple[str, str | None]]:
    return [
        (item.arrival.fate.value, item.arrival.reason and item.arrival.reason.code) for item in done.items
    ]


def people(library: Library) -> list[tuple[object, ...]]:
    """Everybody, as they are shown: names, addresses as they are compared, and how much passed."""
    with library.open(NOW) as book:
        return sorted(
            (
                one.person.name,
                one.person.organization,
                tuple(sorted((handle.kind.value, handle.key) for handle in one.handles)),
                person_page(book, one.person_id).interactions,
            )
            for one in exported_people(book)
        )


def test_each_item_has_its_fate_and_each_refusal_its_reason(library: Library, tmp_path: Path) -> None:
    contacts = address_book(
        tmp_path, ADA, BOB, ADA, card("Ada Lovelace", "EMAIL:ada@example.org", "TITLE:Countess")
    )
    done = taken_in(library, contacts, letters(tmp_path))
    assert fates(done) == [
        ("new", None),
        ("new", None),
        ("same", None),
        ("merged with", "same_name_and_handle"),
        ("new", None),
        ("new", None),
        ("refused", "bulk"),
        ("refused", "broadcast"),
        ("refused", "not_yours"),
        ("refused", "to_yourself"),
    ]
    assert done.counts == Counter({Fate.NEW: 4, Fate.REFUSED: 4, Fate.SAME: 1, Fate.MERGED: 1})
    assert {item.file for item in done.items} == {"contacts.vcf", "inbox.mbox"}


def test_one_command_is_one_batch_and_a_plan_alone_changes_nothing(library: Library, tmp_path: Path) -> None:
    before = hash_of(library)
    plan = plan_import(library, (address_book(tmp_path, ADA, BOB), letters(tmp_path)), NOW)
    assert plan.counts()[Fate.NEW] == 4
    assert hash_of(library) == before
    apply_import(library, plan, NOW)
    with library.open(NOW) as book:
        (batch, _) = journal_page(book)
    assert (batch.what, batch.about) == ("import", "contacts.vcf and 1 more")


def test_the_same_files_again_change_nothing(library: Library, tmp_path: Path) -> None:
    table = tmp_path / "talks.csv"
    table.write_text("person,at,channel\nAda Lovelace,2026-11-01,coffee\nDora,2026-11-02,call\n")
    files = (address_book(tmp_path, ADA, BOB, BOB.replace("Bob", "Rob")), letters(tmp_path), table)
    taken_in(library, *files)
    content = hash_of(library)
    for _ in range(2):
        again = taken_in(library, *files)
        assert again.batch_id is None
        assert set(again.counts) == {Fate.SAME, Fate.REFUSED}
        assert hash_of(library) == content
    with library.open(NOW) as book:
        assert len(journal_page(book)) == 2


def test_who_wrote_is_told_by_the_owners_addresses(library: Library, tmp_path: Path) -> None:
    taken_in(library, letters(tmp_path))
    with library.open(NOW) as book:
        page = person_page(book, find_person(book, "ada@example.org").person_id)
    assert [line.direction for line in page.timeline] == [Direction.OUT, Direction.IN]


@pytest.mark.parametrize(
    "contacts",
    [
        (ADA, BOB),
        (ADA, card("The Lovelaces", "EMAIL:ada@example.org")),
        (card("Ada", "EMAIL;TYPE=work:Ada@example.org", "EMAIL;TYPE=home,pref:cem@example.org"),),
    ],
    ids=["one address each", "one address of two people", "two addresses that look like two people"],
)
def test_cards_and_a_mailbox_give_the_same_people_in_either_order(
    tmp_path: Path, contacts: tuple[str, ...]
) -> None:
    files = [address_book(tmp_path, *contacts), letters(tmp_path)]
    found = []
    for place, order in enumerate((files, files[::-1])):
        with begun(str(tmp_path / f"book{place}")) as library:
            for file in order:
                taken_in(library, file)
            found.append((people(library), hash_of(library)))
            if place:
                with library.open(NOW, writing=True) as book:
                    undo(book)
                taken_in(library, files[0])
                assert hash_of(library) == found[1][1]
    assert found[0] == found[1]


def test_somebody_whom_only_a_mailbox_named_takes_the_name_of_their_card(
    library: Library, tmp_path: Path
) -> None:
    taken_in(library, letters(tmp_path))
    with library.open(NOW) as book:
        assert {line.name for line in correspondents_page(book).lines} == {"Ada L.", "Cem"}
        assert people_page(book).people == ()
    done = taken_in(library, address_book(tmp_path, ADA))
    assert fates(done) == [("merged with", "same_address")]
    assert [item.arrival.person for item in done.items] == ["Ada Lovelace"]
    with library.open(NOW) as book:
        page = person_page(book, find_person(book, "lovelace").person_id)
        assert [line.name for line in correspondents_page(book).lines] == ["Cem"]
    assert (page.person.name, page.person.organization) == ("Ada Lovelace", "Engines")
    assert page.interactions == 2


def test_a_merge_keeps_the_bytes_of_both_cards_and_overwrites_nothing(
    library: Library, tmp_path: Path
) -> None:
    second = card("Ada Lovelace", "EMAIL:ada@example.org", "ORG:Elsewhere", "TITLE:Countess", "X-OWN:kept")
    taken_in(library, address_book(tmp_path, ADA))
    taken_in(library, address_book(tmp_path, second))
    with library.open(NOW) as book:
        ada = find_person(book, "ada")
        kept = [one.raw for one in cards_of(book, [ada.person_id])]
        person = person_page(book, ada.person_id).person
    assert kept == [ADA.encode(), second.encode()]
    assert (person.organization, person.title) == ("Engines", "Countess")


def test_equal_bytes_are_kept_once(library: Library, tmp_path: Path) -> None:
    taken_in(library, address_book(tmp_path, ADA, BOB, ADA))
    with library.open(NOW) as book:
        counts = [
            book.connection.scalar(select(func.count()).select_from(table).where(book.owns(table)))
            for table in (cards, blobs)
        ]
    assert counts == [2, 2]


def test_names_alone_do_not_make_two_cards_one(library: Library, tmp_path: Path) -> None:
    taken_in(library, address_book(tmp_path, card("Ann Lee", "TEL:112233"), card("Ann Lee", "TEL:445566")))
    table = tmp_path / "talks.csv"
    table.write_text("person,at,channel\nAnn Lee,2026-11-01,coffee\n445566,2026-11-01,coffee\n")
    done = taken_in(library, table)
    assert fates(done) == [("refused", "several_of_that_name"), ("new", None)]


def test_a_file_that_cannot_be_read_is_one_refusal_and_the_others_are_kept(
    library: Library, tmp_path: Path
) -> None:
    broken = tmp_path / "photo.vcf"
    broken.write_bytes(b"\x89PNG\r\n")
    done = taken_in(library, broken, address_book(tmp_path, ADA))
    assert fates(done) == [("refused", "unreadable"), ("new", None)]


def test_where_no_file_can_be_read_the_first_ones_problem_is_said(library: Library, tmp_path: Path) -> None:
    broken = tmp_path / "photo.vcf"
    broken.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(Unreadable, match=r"photo.vcf is none of what can be read here"):
        plan_import(library, (broken, tmp_path / "none.vcf"), NOW)
    with pytest.raises(Missing, match=r"none.vcf is not there"):
        plan_import(library, (tmp_path / "none.vcf", broken), NOW)


def test_a_card_without_end_is_refused_and_the_next_one_kept(library: Library, tmp_path: Path) -> None:
    done = taken_in(library, address_book(tmp_path, ADA.replace("END:VCARD\r\n", ""), BOB))
    assert fates(done) == [("refused", "unreadable"), ("new", None)]


def test_who_is_new_with_a_bought_list_is_tagged_and_never_proposed(library: Library, tmp_path: Path) -> None:
    ada = added(library, "Ada", "ada@example.org")
    bought = address_book(tmp_path, card("Ada", "EMAIL:ada@example.org"), card("Bo", "EMAIL:bo@example.org"))
    before = hash_of(library)
    apply_import(library, plan_import(library, [bought], NOW), NOW, bought=True)
    with library.open(NOW) as book:
        assert [line.name for line in people_page(book, "tag:bought-list").people] == ["Bo"]
        bo = find_person(book, "Bo").person_id
        known = bearings_of(book, (ada, bo))
        assert (ada in known, known[bo].proposed) == (False, False)
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == before


def test_a_plan_for_a_book_that_has_changed_since_is_not_carried_out(
    library: Library, tmp_path: Path
) -> None:
    plan = plan_import(library, (address_book(tmp_path, ADA),), NOW)
    added(library, "Dora")
    content = hash_of(library)
    with pytest.raises(Conflict, match="do the import again"):
        apply_import(library, plan, NOW)
    assert hash_of(library) == content


def test_names_and_addresses_of_any_length_come_in_and_are_the_same_again(
    library: Library, tmp_path: Path
) -> None:
    long = "".join(chr(0x4E00 + place * 7 % 20_000) for place in range(5_000))
    table = tmp_path / "talks.csv"
    table.write_text(
        f"person,at,channel\n{long},2026-11-01,call\n{long},2026-11-02,call\n{long}@example.org,2026-11-03,call\n",
        encoding="utf-8",
    )
    contacts = address_book(tmp_path, card(long, f"URL:https://example.org/{long}"))
    taken_in(library, table, contacts)
    content = hash_of(library)
    taken_in(library, table, contacts)
    assert hash_of(library) == content


def test_progress_is_told_for_each_file(library: Library, tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    files = (address_book(tmp_path, *(card(f"P {number}") for number in range(450))), letters(tmp_path))
    plan_import(library, files, NOW, lambda file, items: told.append((file, items))).close()
    assert told == [("contacts.vcf", 200), ("contacts.vcf", 400), ("contacts.vcf", 450), ("inbox.mbox", 6)]
