"""Folders and zips as one import: LinkedIn's export, Google's Takeout, folders of cards, and hostile zips."""

import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.errors import Unreadable
from keepwarm.domain.sources import FoundPerson
from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from keepwarm.usecases.import_files import ImportDone, apply_import, plan_import
from keepwarm.usecases.propose_self import propose_self
from keepwarm.usecases.undo import undo
from keepwarm.usecases.unfold_files import sources_at
from tests.books import NOW, begun, card, days_ago, hash_of, mail, taken_in
from tests.formats.zips import bomb, locked, overlapping, packed, with_a_link
from tests.importers.readings import DATA

UTC = ZoneInfo("UTC")
ANN = card("Ann Lee", "EMAIL:ann@example.org")
BO = card("Bo Ray", "TEL:+44 20 7946 0018")
CEM = card("Cem", "EMAIL:cem@example.org")
TAKEOUT = {
    "Takeout/archive_browser.html": "<html>",
    "Takeout/Contacts/All Contacts/All Contacts.vcf": ANN + BO + CEM,
    "Takeout/Contacts/Friends/Ann Lee.jpg": "\xff\xd8\xff",
    "Takeout/Contacts/Friends/Friends.vcf": ANN + BO,
    "Takeout/Contacts/Rowing/Rowing.vcf": ANN,
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A book in a file: what a folder or a zip holds does not depend on the database."""
    with begun(str(tmp_path / "book.keepwarm")) as begun_library:
        yield begun_library


def of(name: str) -> str:
    return (DATA / "linkedin" / name).read_text(encoding="utf-8")


LINKEDIN = {
    "Ad_Targeting.csv": "Member Age,Interests\n25-34,Boats\n",
    "Connections.csv": of("connections-2024.csv"),
    "ImportedContacts.csv": of("imported-contacts-2024.csv"),
    "Invitations.csv": of("invitations-2024.csv"),
    "Jobs/Job Applications.csv": "Application Date,Job Title\n",
    "Notes.csv": of("notes-2026.csv"),
    "PhoneNumbers.csv": of("phone-numbers-2024.csv"),
    "Profile.csv": "First Name,Last Name,Headline\nRosa,Amadi-Lind,Makes lamps\n",
    "Rich_Media.csv": "Date/Time,Media Link\n",
    "Verifications/Verifications.csv": "First name,Document type\nRosa,Passport\n",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    return folder


def told(done: ImportDone) -> list[tuple[str, str, str]]:
    """Each item that is not taken in: the file, the place and the reason."""
    return [
        (item.file, item.arrival.place, str(dict(item.arrival.reason.values)["sentence"]))
        for item in done.items
        if item.arrival.fate is Fate.REFUSED and item.arrival.reason
    ]


def files_of(done: ImportDone) -> list[str]:
    return list(dict.fromkeys(item.file for item in done.items))


def names(library: Library) -> list[str]:
    with library.open(NOW) as book:
        return sorted(line.name for line in people_page(book).people)


def test_linkedins_whole_export_comes_in_as_one_and_is_taken_back_as_one(
    book_url: str, tmp_path: Path
) -> None:
    path = packed(tmp_path / "x.zip", LINKEDIN)
    with begun(book_url) as library:
        before = hash_of(library)
        taken_in(library, path)
        assert hash_of(library) != before
        with library.open(NOW, writing=True) as book:
            undo(book)
        assert hash_of(library) == before


def test_linkedins_files_come_in_the_order_in_which_they_build_upon_one_another(
    library: Library, tmp_path: Path
) -> None:
    path = packed(tmp_path / "Basic_LinkedInDataExport_11-22-2026.zip", LINKEDIN)

    done = taken_in(library, path)

    in_order = ("Connections", "ImportedContacts", "Notes", "Invitations", "PhoneNumbers")
    assert files_of(done)[:5] == [f"{path.name}: {name}.csv" for name in in_order]
    merged = Counter(item.file.rpartition(" ")[2] for item in done.items if item.arrival.fate is Fate.MERGED)
    assert merged == {"ImportedContacts.csv": 1, "Notes.csv": 1}


def test_what_linkedin_says_of_the_owner_alone_is_one_calm_item(library: Library, tmp_path: Path) -> None:
    done = taken_in(library, packed(tmp_path / "x.zip", LINKEDIN))

    calm = [line for line in told(done) if line[1].endswith("other files")]
    assert calm == [
        (
            "x.zip",
            "3 other files",
            "hold no contacts and are not read; nothing is to be done "
            "(Ad_Targeting.csv, Profile.csv, Rich_Media.csv)",
        )
    ]


@pytest.mark.parametrize("files", [LINKEDIN, TAKEOUT], ids=["LinkedIn", "Takeout"])
def test_a_zip_and_the_folder_of_it_give_the_same_book_and_again_the_same(
    tmp_path: Path, files: dict[str, str]
) -> None:
    hashes = []
    for source in (packed(tmp_path / "x.zip", files), written(tmp_path / "x", files)):
        with begun(str(tmp_path / f"book-{source.name}")) as library:
            taken_in(library, source)
            hashes.append(hash_of(library))
            again = taken_in(library, source)
            assert again.batch_id is None
            hashes.append(hash_of(library))

    assert len(set(hashes)) == 1


def test_a_folder_after_the_zip_of_it_changes_nothing(library: Library, tmp_path: Path) -> None:
    taken_in(library, packed(tmp_path / "x.zip", LINKEDIN | TAKEOUT))
    content = hash_of(library)

    done = taken_in(library, written(tmp_path / "x", LINKEDIN | TAKEOUT))

    assert set(done.counts) == {Fate.SAME, Fate.REFUSED}
    assert hash_of(library) == content


@pytest.mark.parametrize("place", ["x.zip", "x", "x/Takeout", "x/Takeout/Contacts"])
def test_takeouts_labels_are_tags_of_each_card_wherever_the_card_stands(tmp_path: Path, place: str) -> None:
    written(tmp_path / "x", TAKEOUT)
    packed(tmp_path / "x.zip", TAKEOUT)

    tags = {
        (source.name.rpartition("/")[2], item.person.name): item.details.tags
        for source in sources_at(tmp_path / place, UTC)
        for item in source.found
        if isinstance(item, FoundPerson)
    }

    assert tags == {
        ("All Contacts.vcf", "Ann Lee"): ("Friends", "Rowing"),
        ("All Contacts.vcf", "Bo Ray"): ("Friends",),
        ("All Contacts.vcf", "Cem"): (),
        ("Friends.vcf", "Ann Lee"): ("Friends", "Rowing"),
        ("Friends.vcf", "Bo Ray"): ("Friends",),
        ("Rowing.vcf", "Ann Lee"): ("Friends", "Rowing"),
    }


def test_a_card_that_takeout_repeats_is_one_person(library: Library, tmp_path: Path) -> None:
    done = taken_in(library, packed(tmp_path / "takeout.zip", TAKEOUT))

    assert done.counts == Counter({Fate.NEW: 3, Fate.SAME: 3, Fate.REFUSED: 1})
    assert names(library) == ["Ann Lee", "Bo Ray", "Cem"]
    assert [place for _, place, _ in told(done)] == ["2 other files"]


def test_a_folder_of_cards_is_read_card_by_card_and_what_is_none_is_named(
    library: Library, tmp_path: Path
) -> None:
    vdir = written(
        tmp_path / "book", {"1.vcf": ANN, "2.vcf": BO, "color": "#fff", "deep/3.vcf": CEM, "x.doc": "!"}
    )

    done = taken_in(library, vdir)

    assert files_of(done) == ["book/1.vcf", "book/2.vcf", "book/deep/3.vcf", "book/x.doc"]
    assert names(library) == ["Ann Lee", "Bo Ray", "Cem"]
    ((file, place, reason),) = told(done)
    assert (file, place) == ("book/x.doc", "the file")
    assert reason.startswith("is nothing that can be read here")


def test_zips_and_mailboxes_in_a_folder_are_read_too(library: Library, tmp_path: Path) -> None:
    letter = mail("Ann Lee <ann@example.org>", "me@example.org", days_ago(3)).partition("\n")[2]
    root = written(tmp_path / "all", {"old/mail/cur/1:2,S": letter, "old/mail/new/.keep": "", "z.vcf": BO})
    packed(root / "cards.zip", {"Ann.vcf": ANN, "inner.zip": "PK\x05\x06" + "\0" * 18})

    done = taken_in(library, root)

    assert files_of(done) == ["all/cards.zip: Ann.vcf", "all/cards.zip: inner.zip", "all/old", "all/z.vcf"]
    assert [reason for _, _, reason in told(done)] == [
        "is a zip within a zip; unpack it, and import what is in it"
    ]
    assert names(library) == ["Ann Lee", "Bo Ray"]


def test_a_mailbox_in_a_zip_proposes_whose_it_is(tmp_path: Path) -> None:
    letters = "".join(mail("Rosa <rosa@example.com>", f"p{n}@example.org", days_ago(n)) for n in range(1, 4))
    path = packed(tmp_path / "takeout.zip", {"Takeout/Mail/All mail.mbox": letters})
    with begun(str(tmp_path / "book"), addresses=()) as library:
        assert propose_self(library, (path,), NOW).address == "rosa@example.com"


def test_a_folder_of_nothing_that_can_be_read_is_a_problem_with_the_way_out(
    library: Library, tmp_path: Path
) -> None:
    root = written(tmp_path / "x", {"a.doc": "?", "b/c.doc": "?"})
    with pytest.raises(Unreadable, match=r"x is none of what can be read here .* export it again"):
        plan_import(library, (root,), NOW)


def test_apples_archive_says_how_to_get_cards_from_it(library: Library, tmp_path: Path) -> None:
    root = written(
        tmp_path / "Contacts.abbu", {"AddressBook-v22.abcddb": "SQLite", "Metadata/1.abcdp": "bplist"}
    )
    with pytest.raises(Unreadable, match=r"Apple's Contacts alone; .* Export vCard, then import that\."):
        plan_import(library, (root,), NOW)


def test_progress_is_told_of_each_member_by_name(library: Library, tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    path = packed(tmp_path / "x.zip", {"a.vcf": ANN, "b.vcf": BO + CEM})

    plan_import(library, (path,), NOW, lambda file, items: told.append((file, items))).close()

    assert told == [
        ("x.zip", 0),
        ("x.zip: a.vcf", 0),
        ("x.zip: a.vcf", 1),
        ("x.zip: b.vcf", 0),
        ("x.zip: b.vcf", 2),
    ]


def test_who_stops_in_the_middle_leaves_nothing_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    path = packed(tmp_path / "x.zip", {"a.vcf": ANN + BO, "b.vcf": CEM})
    # when
    sources = sources_at(path, UTC)
    first = next(sources)
    next(first.found)
    lent = [one.name for one in room.rglob("member*")]
    del first, sources

    # then
    assert lent == ["member.vcf"]
    assert list(room.iterdir()) == []


def test_a_bomb_among_good_cards_is_refused_and_the_cards_kept(library: Library, tmp_path: Path) -> None:
    path = bomb(tmp_path / "x.zip", "a.vcf", b"BEGIN:VCARD\r\nFN:Boom\r\nNOTE:", 40)
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("b.vcf", BO)

    done = taken_in(library, path)

    assert names(library) == ["Bo Ray"]
    ((file, _, reason),) = told(done)
    assert (file, reason[:42]) == ("x.zip: a.vcf", "unpacks to more than 200 times its size; i")


def test_nothing_is_written_beside_the_temporary_folder(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a zip whose names lead elsewhere, and a link
    room, beside = tmp_path / "room" / "deep", tmp_path / "room"
    room.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    monkeypatch.chdir(room)
    files = {"../../evil.vcf": ANN, "../evil.vcf": ANN, str(tmp_path / "evil.vcf"): ANN, "good.vcf": BO}
    path = with_a_link(packed(tmp_path / "x.zip", files), "link.vcf", str(tmp_path / "evil.vcf"))
    # when
    done = taken_in(library, path)

    # then
    assert names(library) == ["Bo Ray"]
    assert len(told(done)) == 4
    assert [one for one in beside.rglob("*") if one.is_file()] == []
    assert not (tmp_path / "evil.vcf").exists()


@pytest.mark.parametrize(
    ("hostile", "why"),
    [
        (lambda path: locked(packed(path, {"a.vcf": ANN})), "a.vcf is locked with a password; unpack it"),
        (lambda path: packed(path, {"../a.vcf": ANN}), "has a name that leads out of the zip"),
        (lambda path: packed(path, {"in.zip": "PK\x05\x06" + "\0" * 18}), "is a zip within a zip"),
        (lambda path: overlapping(path, 300), "is a zip (whose files share their bytes|that is damaged)"),
        (lambda path: packed(path, {}), "is none of what can be read here"),
    ],
    ids=["locked", "leading out", "a zip in a zip", "overlapping", "empty"],
)
def test_a_zip_of_which_nothing_can_be_read_is_a_sentence_with_the_way_out(
    library: Library, tmp_path: Path, hostile: object, why: str
) -> None:
    assert callable(hostile)
    before = hash_of(library)
    path = hostile(tmp_path / "x.zip")
    with pytest.raises(Unreadable, match=why) as caught:
        apply_import(library, plan_import(library, (path,), NOW), NOW)

    assert "keepwarm-" not in str(caught.value)
    assert hash_of(library) == before


def test_a_problem_within_a_member_names_the_member_and_no_temporary_file(
    library: Library, tmp_path: Path
) -> None:
    friends = '{"friends_v2":[' + '{"name":"A","timestamp":1},' * 200_000
    done = taken_in(library, packed(tmp_path / "x.zip", {"f.json": friends, "a.vcf": ANN}))

    ((file, _, reason),) = told(done)
    assert file == "x.zip: f.json"
    assert "keepwarm-" not in reason
    assert names(library) == ["Ann Lee"]
