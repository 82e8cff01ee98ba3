"""LDIF address books: records of people, lists and changes; the samples are read in test_contact_sources."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.details import Details, FoundRelation, RelationKind, Role
from keepwarm.domain.sources import Found, FoundPerson, RawFormat, Refused
from keepwarm.importers import thunderbird_ldif
from tests.importers.readings import BERLIN, kept_titles

ANN = "dn: cn=Ann\ncn: Ann\nmail: ann@example.org\n"
WORDS = ["dn: cn=x", "cn: Ann", "cn:: QW5u", "cn:: ?", "mail:< file:///etc/passwd", " folded", "#", "\n", ":",
         "objectclass: groupOfNames", "birthday: 99", "changetype: delete", "\x00", "ä"]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ldif")


def read(folder: Path, content: str | bytes) -> list[Found]:
    path = folder / "book.ldif"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(thunderbird_ldif.read(path, zone=BERLIN))


def test_a_record_is_kept_word_for_word(folder: Path) -> None:
    (found,) = read(folder, f"version: 1\n\n{ANN}jpegphoto:: AAAA\n\n")

    assert isinstance(found, FoundPerson)
    assert found.raw == f"{ANN}jpegphoto:: AAAA".encode()
    assert found.raw_format is RawFormat.LDIF_RECORD


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("dn: cn=Choir\nobjectClass: groupOfNames\ncn: Choir\n", "is a mailing list"),
        ("dn: cn=Ann\nchangetype: delete\n", "is a change to a directory"),
        ("dn: cn=\nobjectclass: person\n", "has neither a name nor a way to reach anybody"),
        ("this is no record\n", "has neither a name nor a way to reach anybody"),
    ],
)
def test_a_record_of_nobody_is_refused_and_the_next_one_kept(folder: Path, record: str, words: str) -> None:
    refused, found = read(folder, f"{record}\n{ANN}")

    assert isinstance(refused, Refused)
    assert refused.place == "record 1"
    assert refused.reason.startswith(words)
    assert isinstance(found, FoundPerson)


def test_a_record_that_is_too_large_is_refused_and_the_next_one_kept(folder: Path) -> None:
    refused, found = read(folder, f"dn: cn=Big\njpegphoto:: {'A' * 4_200_000}\n\n{ANN}")

    assert refused == Refused(
        place="record 1", reason="is larger than 4 MiB; export it again without its pictures"
    )
    assert isinstance(found, FoundPerson)


def test_several_values_of_one_attribute_are_all_taken(folder: Path) -> None:
    (found,) = read(folder, f"{ANN}mail: a.lee@example.com\nmobile: 1\nmobile: 2\n")

    assert isinstance(found, FoundPerson)
    assert [one.value for one in found.handles] == ["ann@example.org", "a.lee@example.com", "1", "2"]
    assert [one.preferred for one in found.handles] == [True, False, False, False]


def test_a_directory_says_titles_sounds_and_who_leads_and_assists(folder: Path) -> None:
    (found,) = read(
        folder,
        "dn: cn=Ann\nsn: 藤原\ngivenName: 美咲\nsn;lang-ja;phonetic: ふじわら\ngivenName;phonetic: みさき\n"
        "personalTitle: Dr.\ngenerationQualifier: II\nmanager: cn=Max Ray,ou=Rivers\nsecretary: uid=sam\n"
        "ou: Rivers\nou: Weirs\n",
    )

    assert isinstance(found, FoundPerson)
    assert (found.person.name, found.person.phonetic) == ("Dr. 藤原 美咲 II", "ふじわら みさき")
    assert found.details == Details(
        roles=(Role(department="Rivers"), Role(department="Weirs")),
        relations=(FoundRelation(kind=RelationKind.MANAGER, name="Max Ray"),),
    )
    assert kept_titles(found) == ["dn", "manager", "secretary"]


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (refused,) = thunderbird_ldif.read(tmp_path / "missing.ldif", zone=BERLIN)

    assert isinstance(refused, Refused)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400).map(lambda content: b"dn: cn=x\n" + content),
        st.lists(st.sampled_from(WORDS), max_size=30).map(lambda words: "\n".join(words).encode("latin-1")),
    )
)
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    thunderbird_ldif.recognises(folder, content)

    places = [item.place for item in read(folder, content)]

    assert places == [f"record {number}" for number in range(1, len(places) + 1)]
