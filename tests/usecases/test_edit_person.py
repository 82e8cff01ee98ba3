"""What the owner writes of a person, beside what sources say; and what goes out after it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from keepwarm.domain.errors import Conflict, Invalid, Missing
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.storage.book import Book, Library
from keepwarm.storage.cards import cards_of
from keepwarm.storage.handles import handle_of, handles_of
from keepwarm.storage.pages.person import PersonPage, person_page
from keepwarm.storage.schema import people
from keepwarm.storage.undoing import find_batch
from keepwarm.usecases.edit_person import EditPerson, choose_claim, edit_person
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, address_book, begun, card, hash_of, taken_in
from tests.real_data import real_data

UID = "UID:one@cards"


def page_of(library: Library, words: str = "Ada") -> PersonPage:
    with library.open(NOW) as book:
        return person_page(book, find_person(book, words).person_id)


def edited(library: Library, person_id: int, **asked: object) -> bool:
    with library.open(NOW, writing=True) as book:
        return edit_person(book, EditPerson(person_id=person_id, **asked))  # type: ignore[arg-type] # the names of its fields


def sent_out(library: Library) -> bytes:
    with library.open(NOW) as book:
        return b"".join(one.raw for one in cards_of(book, everybody(book)))


def everybody(book: Book) -> list[int]:
    return [row.person_id for row in book.rows(select(people.c.person_id).where(book.owns(people)))]


def handle_id(page: PersonPage, value: str) -> int:
    return next(line.handle_id for line in page.handles if line.handle.value == value)


def undo_last(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        undo(book)


def phone(value: str, label: str = "") -> Handle:
    return Handle(kind=HandleKind.PHONE, value=value, label=label)


# Provenance


def test_what_the_owner_typed_is_never_overwritten_by_a_source(library: Library, tmp_path: Path) -> None:
    taken_in(library, address_book(tmp_path, card("Ada", UID, "ORG:Acme", "TITLE:Clerk")))
    ada = page_of(library)
    edited(library, ada.person_id, fields={"organization": "Beta"})
    taken_in(library, address_book(tmp_path, card("Ada", UID, "ORG:Gamma", "TITLE:Head"), name="new.vcf"))
    page = page_of(library)
    assert (page.person.organization, page.person.title) == ("Beta", "Head")
    assert [(one.field, one.value, one.origin.source) for one in page.more.questions] == [
        ("organization", "Gamma", "new.vcf")
    ]
    assert page.more.origins["organization"].source == "you"


def test_a_source_corrects_its_own_record_and_the_former_work_stays(library: Library, tmp_path: Path) -> None:
    taken_in(library, address_book(tmp_path, card("Ada", UID, "ORG:Acme", "TITLE:Clerk")))
    taken_in(library, address_book(tmp_path, card("Ada", UID, "ORG:Beta", "TITLE:Head"), name="new.vcf"))
    page = page_of(library)
    assert (page.person.organization, page.person.title) == ("Beta", "Head")
    assert page.more.questions == ()
    assert [(one.role.organization, one.role.title) for one in page.more.roles] == [("Acme", "Clerk")]


def test_the_same_file_again_changes_nothing_after_an_edit(library: Library, tmp_path: Path) -> None:
    file = address_book(tmp_path, card("Ada", UID, "ORG:Acme", "TEL:+44 20 7946 0018", "EMAIL:a@b.example"))
    taken_in(library, file)
    page = page_of(library)
    edited(
        library,
        page.person_id,
        fields={"organization": "Beta", "birthday": "1815-12-10"},
        note="met at sea",
        tags=("friends",),
        changed={handle_id(page, "+44 20 7946 0018"): phone("+44 20 7946 0019")},
        removed=(handle_id(page, "a@b.example"),),
    )
    kept, out = hash_of(library), sent_out(library)
    taken_in(library, file)
    assert (hash_of(library), sent_out(library)) == (kept, out)


def test_what_went_out_after_an_edit_comes_back_as_the_same_person_unchanged(
    library: Library, tmp_path: Path
) -> None:
    taken_in(library, address_book(tmp_path, card("Ada", UID, "ORG:Acme", "TEL:+44 20 7946 0018")))
    page = page_of(library)
    edited(library, page.person_id, fields={"organization": "Beta"}, note="met at sea", tags=("friends",))
    (tmp_path / "out.vcf").write_bytes(sent_out(library))
    taken_in(library, tmp_path / "out.vcf")
    again = page_of(library)
    assert (again.person, again.more.tags, again.more.questions) == (
        replace(page.person, organization="Beta", note="met at sea"),
        ("friends",),
        (),
    )


def test_a_handle_that_the_owner_took_away_or_changed_does_not_come_back(
    library: Library, tmp_path: Path
) -> None:
    numbers = ("TEL:+44 20 7946 0018", "TEL:+44 20 7946 0020")
    taken_in(library, address_book(tmp_path, card("Ada", UID, *numbers)))
    page = page_of(library)
    edited(
        library,
        page.person_id,
        removed=(handle_id(page, "+44 20 7946 0018"),),
        changed={handle_id(page, "+44 20 7946 0020"): phone("+44 20 7946 0021")},
    )
    taken_in(library, address_book(tmp_path, card("Ada", UID, "NOTE:x", *numbers), name="new.vcf"))
    assert [line.handle.value for line in page_of(library).handles] == ["+44 20 7946 0021"]
    edited(library, page.person_id, added=(phone("+44 20 7946 0018"),))
    taken_in(library, address_book(tmp_path, card("Ada", UID, "NOTE:y", *numbers), name="third.vcf"))
    values = [line.handle.value for line in page_of(library).handles]
    assert values == ["+44 20 7946 0021", "+44 20 7946 0018"]


def test_undo_of_an_edit_restores_the_hash_and_the_bytes_that_go_out(
    library: Library, tmp_path: Path
) -> None:
    taken_in(library, address_book(tmp_path, card("Ada", UID, "ORG:Acme", "TEL:+44 20 7946 0018")))
    page = page_of(library)
    kept, out = hash_of(library), sent_out(library)
    everything = {
        "fields": {"name": "Ada King", "nickname": "Countess", "birthday": "--12-10", "title": "Head"},
        "note": "met at sea",
        "tags": ("friends", "science"),
        "added": (phone("+44 20 7946 0022", "work"),),
        "changed": {handle_id(page, "+44 20 7946 0018"): phone("+44 20 7946 0019", "home")},
    }
    assert edited(library, page.person_id, **everything)
    assert hash_of(library) != kept
    assert sent_out(library) != out
    undo_last(library)
    assert (hash_of(library), sent_out(library)) == (kept, out)
    assert page_of(library).person == page.person


def test_an_edit_that_says_what_is_there_changes_nothing_and_is_not_in_the_journal(
    library: Library, tmp_path: Path
) -> None:
    taken_in(library, address_book(tmp_path, card("Ada", UID, "ORG:Acme", "TEL:+44 20 7946 0018")))
    page = page_of(library)
    kept, out = hash_of(library), sent_out(library)
    same = {page.handles[0].handle_id: page.handles[0].handle}
    assert not edited(
        library, page.person_id, fields={"organization": "Acme"}, note="", tags=(), changed=same
    )
    assert (hash_of(library), sent_out(library)) == (kept, out)


# Choosing


def two_sources(library: Library, folder: Path) -> PersonPage:
    """Somebody of whom two sources say different things."""
    same = "EMAIL:ada@example.org"
    taken_in(library, address_book(folder, card("Ada Lovelace", same, "ORG:Beta"), name="phone.vcf"))
    taken_in(library, address_book(folder, card("Ada Lovelace", same, "ORG:Acme"), name="contacts.vcf"))
    return page_of(library)


@pytest.mark.parametrize(("take", "shown"), [(True, "Acme"), (False, "Beta")])
def test_a_question_is_decided_either_way_and_asked_no_more(
    library: Library, tmp_path: Path, take: bool, shown: str
) -> None:
    page = two_sources(library, tmp_path)
    (question,) = page.more.questions
    assert (question.value, question.origin.source) == ("Acme", "contacts.vcf")
    kept, out = hash_of(library), sent_out(library)
    with library.open(NOW, writing=True) as book:
        choose_claim(book, page.person_id, question.claim_id, take=take)
    page = page_of(library)
    assert (page.person.organization, page.more.questions) == (shown, ())
    assert page.more.origins["organization"].source == ("contacts.vcf" if take else "phone.vcf")
    with library.open(NOW, writing=True) as book, pytest.raises(Missing, match="no question any more"):
        choose_claim(book, page.person_id, question.claim_id, take=take)
    undo_last(library)
    assert (hash_of(library), sent_out(library)) == (kept, out)
    assert len(page_of(library).more.questions) == 1


def test_a_choice_goes_out_in_the_cards_that_said_otherwise(library: Library, tmp_path: Path) -> None:
    page = two_sources(library, tmp_path)
    with library.open(NOW, writing=True) as book:
        choose_claim(book, page.person_id, page.more.questions[0].claim_id, take=True)
    assert re.findall(rb"ORG:(\w+)", sent_out(library)) == [b"Acme", b"Acme"]


# What is refused


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"fields": {"name": "  "}}, "cannot be without a name"),
        ({"fields": {"birthday": "31 February"}}, "is no birthday"),
        ({"fields": {"shoes": "42"}}, "is nothing that is kept"),
        ({"fields": {"title": "x" * 601}}, "longer than 600"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changed(
    library: Library, asked: dict[str, object], sentence: str
) -> None:
    ada, kept = added(library, "Ada"), hash_of(library)
    with pytest.raises(Invalid, match=sentence):
        edited(library, ada, **asked)
    assert hash_of(library) == kept


def test_a_handle_of_somebody_else_cannot_be_edited(library: Library) -> None:
    ada = added(library, "Ada")
    added(library, "Bo", "bo@example.org")
    bo = page_of(library, "Bo")
    with pytest.raises(Missing, match="not theirs any more"):
        edited(library, ada, removed=(bo.handles[0].handle_id,))


def test_an_edit_on_which_a_later_one_stands_is_not_undone_before_it(library: Library) -> None:
    ada = added(library, "Ada")
    edited(library, ada, fields={"title": "Clerk"})
    with library.open(NOW) as book:
        first = find_batch(book, None)
    assert first is not None
    edited(library, ada, fields={"title": "Head"})
    with library.open(NOW, writing=True) as book, pytest.raises(Conflict, match="came after it"):
        undo(book, first.batch_id)


# What goes out


def test_a_number_that_two_cards_write_in_two_ways_is_changed_on_both(
    library: Library, tmp_path: Path
) -> None:
    same = "EMAIL:ada@example.org"
    taken_in(library, address_book(tmp_path, card("Ada", same, "TEL;TYPE=HOME:+44 20 7946 0018")))
    again = address_book(tmp_path, card("Ada", same, "TEL;TYPE=WORK:+44-20-79460018"), name="b.vcf")
    taken_in(library, again)
    page = page_of(library)
    moved = {
        line.handle_id: replace(line.handle, value="+44 20 7946 0019")
        for line in page.handles
        if line.handle.kind is HandleKind.PHONE
    }
    edited(library, page.person_id, changed=moved)
    lines = re.findall(rb"TEL[^\r\n]+", sent_out(library))
    assert lines == [b"TEL;TYPE=HOME:+44 20 7946 0019", b"TEL;TYPE=WORK:+44 20 7946 0019"]


def test_who_is_renamed_goes_out_with_the_new_family_name(library: Library, tmp_path: Path) -> None:
    taken_in(library, address_book(tmp_path, card("Ada Byron", "N:Byron;Ada;;;")))
    ada = page_of(library).person_id
    edited(library, ada, fields={"name": "Ada King"})
    assert page_of(library).person.family == "King"
    assert {b"FN:Ada King", b"N:King;Ada;;;"} <= set(sent_out(library).splitlines())
    edited(library, ada, fields={"family": "Lovelace"})
    assert page_of(library).person.name == "Ada Lovelace"
    assert {b"FN:Ada Lovelace", b"N:Lovelace;Ada;;;"} <= set(sent_out(library).splitlines())


NEW_NUMBER = "+1 212 555 0100"


def unfolded(raw: bytes) -> list[bytes]:
    """The content lines of a card, by the rules of folding alone (RFC 2425, 5.8.1)."""
    return re.split(rb"\r\n|\n|\r", re.sub(rb"(?:\r\n|\n|\r)[ \t]", b"", raw))


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def test_an_edited_number_changes_exactly_its_lines_in_every_real_card_that_goes_out(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        taken_in(library, real_data("vcards"))
        with library.open(NOW, writing=True) as book:
            out = {one: raws for one in everybody(book) if is_wanted(one, raws := kept_bytes(book, one))}
            edited = sum(one_number_edited(book, person_id, raws) for person_id, raws in out.items())
            alike = [person_id for person_id, raws in out.items() if kept_bytes(book, person_id) == raws]
    assert edited + len(alike) == len(out)
    assert edited > 500


def is_wanted(person_id: int, raws: list[bytes]) -> bool:
    """Every card, but of the two thousand that one program wrote alike a part, for the time that it takes."""
    return person_id % 4 == 0 or not all(b"GENDER:None" in raw for raw in raws)


def one_number_edited(book: Book, person_id: int, before: list[bytes]) -> bool:
    """Change the first number of somebody, where they have one, and look at each line that goes out."""
    phones = [row for row in handles_of(book, person_id) if row.kind == HandleKind.PHONE]
    if not phones:
        return False
    old = handle_of(phones[0])
    new = replace(old, value=NEW_NUMBER)
    edit_person(book, EditPerson(person_id=person_id, changed={phones[0].handle_id: new}))
    changed = [
        (one, other)
        for was, now in zip(before, kept_bytes(book, person_id), strict=True)
        for one, other in zip(unfolded(was), unfolded(now), strict=True)
        if one != other
    ]
    assert changed
    for was, now in changed:
        assert digits(old.value) in digits(was.decode("latin-1"))
        assert re.search(rb"\bTEL\b", was, re.IGNORECASE)
        assert now.endswith(NEW_NUMBER.encode())
    return True


def kept_bytes(book: Book, person_id: int) -> list[bytes]:
    return [one.raw for one in cards_of(book, [person_id])]
