"""JSContact files become people, each with the JSON it came as."""

import random
from pathlib import Path

import pytest

from keepwarm.domain.sources import FoundPerson, RawFormat, Refused
from keepwarm.importers import jscontact
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, DATA, expected, golden_files, typed
from tests.importers.thrice import check_three_times_is_once

SAMPLES = [
    DATA / "jscontact" / "card.json",
    DATA / "jscontact" / "list.json",
    *golden_files("jscontact", "*.jsonl"),
]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_a_sample_is_known_by_its_content_and_read_as_expected(sample: Path) -> None:
    importer = importer_of(sample)
    found = list(importer.read(sample, zone=BERLIN))

    assert importer.NAME == "JSContact"
    assert [
        {"place": one.place, "refused": one.reason} if isinstance(one, Refused) else typed(one)
        for one in found
        if isinstance(one, FoundPerson | Refused)
    ] == expected(sample)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_the_same_file_three_times_gives_the_same_book(sample: Path, tmp_path: Path) -> None:
    check_three_times_is_once(sample, tmp_path)


def test_the_bytes_are_those_of_the_file() -> None:
    (person,) = jscontact.read(SAMPLES[0], zone=BERLIN)

    assert isinstance(person, FoundPerson)
    assert person.raw == SAMPLES[0].read_bytes().strip()
    assert person.raw_format is RawFormat.JSON_OBJECT


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        ('[{"@type": "Card", "name": {"full": "A"}, "x": NaN}]', "card 1", "is damaged; export it again"),
        ('[{"@type": "Event"}]', "card 1",
         'is no JSContact card, which says "@type": "Card"; export it again'),
        ('{"@type": "Card", "x": ' + "[" * 5000 + "]" * 5000 + "}", "card 1", "is damaged; export it again"),
        ('{"@type": "Card", "x": ' + "[" * 90 + "]" * 90 + "}", "card 1",
         "nests deeper than 64 levels; export it again"),
        ('{"@type": "Card", "uid": "1"}', "card 1",
         "has neither a name nor a way to reach anybody; add a name"),
        ('[{"@type": "Card", "name": {"full": "A"}}', "the rest of the file",
         "the list of cards does not end; export it again"),
    ],
    ids=range(6),
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_way_out(
    content: str, place: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "cards.json"
    path.write_text(content, encoding="utf-8")

    assert Refused(place=place, reason=reason) in list(jscontact.read(path, zone=BERLIN))


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    (refused,) = jscontact.read(tmp_path / "gone.json", zone=BERLIN)

    assert isinstance(refused, Refused)


def test_damage_by_count_is_refused_or_read(tmp_path: Path) -> None:
    rng = random.Random(20261122)
    path = tmp_path / "damaged.json"
    for round_ in range(150):
        damaged = bytearray(SAMPLES[round_ % len(SAMPLES)].read_bytes())
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(damaged))
            damaged[at : at + rng.choice([0, 1, 40])] = rng.choice(
                [b'"', b"[", b"]", b"{", b"\\", b"\xff", b""]
            )
        path.write_bytes(damaged)
        places = [item.place for item in jscontact.read(path, zone=BERLIN)]
        assert len(places) == len(set(places))
