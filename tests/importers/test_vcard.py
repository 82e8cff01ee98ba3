"""The importer of vCard files: what is found, nested and refused, and where."""

from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from keepwarm.domain.details import Details, Role
from keepwarm.domain.errors import Unreadable
from keepwarm.domain.people import Standing
from keepwarm.domain.sources import Found, FoundPerson, Nested, Refused
from keepwarm.importers import vcard
from tests.importers.known import importer_of
from tests.real_data import real_data

ANN = b"BEGIN:VCARD\r\nUID:1\r\nFN:Ann\r\nTEL:12\r\nEND:VCARD\r\n"


def read(path: Path) -> list[Found]:
    return list(vcard.read(path, zone=ZoneInfo("Europe/Berlin")))


def written(folder: Path, data: bytes, name: str = "cards.vcf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_card_is_found_with_its_place_its_id_and_its_bytes(tmp_path: Path) -> None:
    (found,) = read(written(tmp_path, ANN))

    assert isinstance(found, FoundPerson)
    assert (found.place, found.uid, found.person.name, found.raw) == ("card 1", "1", "Ann", ANN)
    assert [handle.value for handle in found.handles] == ["12"]


def test_a_card_is_found_with_all_that_it_says(tmp_path: Path) -> None:
    rows = b"KIND:group\r\nORG:IBM;Sales\r\nCATEGORIES:a,b\r\nMEMBER:urn:uuid:7\r\nUID:urn:uuid:1\r\n"

    (found,) = read(written(tmp_path, ANN.replace(b"UID:1\r\n", rows)))

    assert isinstance(found, FoundPerson)
    assert found.uid == "1"
    assert found.person.standing is Standing.BY_RELATION
    assert found.details == Details(
        roles=(Role(organization="IBM", department="Sales"),), tags=("a", "b"), members=("7",)
    )


def test_a_card_without_end_is_refused_and_the_next_one_kept(tmp_path: Path) -> None:
    refused, found = read(written(tmp_path, b"BEGIN:VCARD\r\nFN:Lost\r\n" + ANN))

    assert refused == Refused(
        place="card 1",
        reason="card 1 has no END:VCARD of its own; export it again, or add that line where the card ends.",
    )
    assert isinstance(found, FoundPerson)
    assert found.place == "card 2"


def test_a_file_cut_off_in_the_last_card_keeps_the_ones_before(tmp_path: Path) -> None:
    found = read(written(tmp_path, ANN + ANN[:-20]))

    assert [type(item) for item in found] == [FoundPerson, Refused]


def test_a_card_too_large_to_hold_is_refused_and_the_next_one_kept(tmp_path: Path) -> None:
    large = b"BEGIN:VCARD\r\nFN:Big\r\nPHOTO;ENCODING=b:" + b"A" * (17 * 1024 * 1024) + b"\r\nEND:VCARD\r\n"

    refused, found = read(written(tmp_path, large + ANN))

    assert refused == Refused(
        place="card 1", reason="card 1 is larger than 16 MiB; export it again without its pictures."
    )
    assert isinstance(found, FoundPerson)


def test_a_card_of_nobody_is_refused_and_what_it_holds_stands_on_its_own(tmp_path: Path) -> None:
    refused, found = read(written(tmp_path, b"BEGIN:VCARD\nNOTE:x\nAGENT:\n" + ANN + b"END:VCARD\n"))

    assert refused == Refused(
        place="card 1",
        reason="card 1 has neither a name nor a way to reach anybody; add an FN line with a name.",
    )
    assert isinstance(found, FoundPerson)
    assert found.raw == ANN


def test_nested_cards_are_named_with_the_one_that_they_stand_in(tmp_path: Path) -> None:
    inner = b"BEGIN:VCARD\nFN:Bob\n" + ANN + b"END:VCARD\n"

    found = read(written(tmp_path, b"BEGIN:VCARD\nFN:Zoe\n" + inner + b"END:VCARD\n"))

    assert found[1:] == [
        Nested(place="card 2", name="Bob", inside="card 1"),
        Nested(place="card 3", name="Ann", inside="card 2"),
    ]


def test_a_file_without_a_card_is_unreadable(tmp_path: Path) -> None:
    path = written(tmp_path, b"no card here\r\n")

    with pytest.raises(Unreadable, match="holds no vCard"):
        read(path)


def test_a_file_that_cannot_be_opened_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read(tmp_path / "missing.vcf")


@pytest.mark.parametrize(
    ("name", "head", "known"),
    [
        ("a.txt", ANN, True),
        ("a.txt", b"\xef\xbb\xbf\r\n \r\nbegin : vcard\n", True),
        ("a.txt", ANN.decode().encode("utf-16"), True),
        ("a.txt", b"BEGIN:VADDRESSBOOK\r\n\r\n" + ANN, True),
        ("a.vcf", b"exported by a program\r\n" + ANN, True),
        ("a.mbox", b"From ann Sat Jan  1 00:00:00 2022\nSubject: card\n\n" + ANN, False),
        ("a.vcf", b"From ann Sat Jan  1 00:00:00 2022\nSubject: x\n\n", False),
        ("a.ics", b"BEGIN:VCALENDAR\r\n", False),
        ("folder.vcf", b"", False),
    ],
)
def test_a_vcard_file_is_known_by_what_it_holds(name: str, head: bytes, known: bool) -> None:
    assert vcard.recognises(Path(name), head) is known


def test_every_real_file_is_known_and_every_card_accounted_for() -> None:
    fates: Counter[str] = Counter()
    refused = []
    for path in sorted(real_data("vcards").glob("*.vcf")):
        assert importer_of(path).NAME == "vCard"
        for number, item in enumerate(read(path), start=1):
            fates[type(item).__name__] += 1
            assert item.place == f"card {number}"
            if isinstance(item, Refused):
                refused.append(path.name.partition("__")[2])

    assert fates == {"FoundPerson": 2193, "Nested": 2, "Refused": 2}
    assert fates.total() == 2197
    assert refused == ["v21_android_custom_prop.vcf", "photo-base64.vcf"]  # no name and no handle in either


def test_the_bytes_found_are_those_of_the_real_files() -> None:
    for path in sorted(real_data("vcards").glob("*.vcf")):
        rest = path.read_bytes()
        for item in read(path):
            if isinstance(item, FoundPerson):
                _, found, rest = rest.partition(item.raw)
                assert found


@pytest.mark.parametrize("blanks", [b" ", b"\t", b"\n", b"\r\n \t"])
def test_a_file_that_begins_with_nothing_is_looked_at_once(blanks: bytes) -> None:
    """Begun anew at each blank, a look at a megabyte of them would take hours."""
    head = blanks * (1_000_000 // len(blanks))

    assert not vcard.recognises(Path("x.vcf"), head)
    assert vcard.recognises(Path("x.vcf"), head + b"BEGIN:VCARD\n")
