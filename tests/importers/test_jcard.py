"""jCard files become people, each with the JSON it came as."""

import json
import random
from pathlib import Path

import pytest

from keepwarm.domain.sources import FoundPerson, RawFormat, Refused
from keepwarm.importers import jcard
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, DATA, expected, golden_files, typed
from tests.importers.thrice import check_three_times_is_once

SAMPLES = [DATA / "jcard" / "list.json", *golden_files("jcard", "*.jsonl")]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_a_sample_is_known_by_its_content_and_read_as_expected(sample: Path) -> None:
    importer = importer_of(sample)
    found = list(importer.read(sample, zone=BERLIN))

    assert importer.NAME == "jCard"
    assert [
        {"place": one.place, "refused": one.reason} if isinstance(one, Refused) else typed(one)
        for one in found
        if isinstance(one, FoundPerson | Refused)
    ] == expected(sample)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_the_same_file_three_times_gives_the_same_book(sample: Path, tmp_path: Path) -> None:
    check_three_times_is_once(sample, tmp_path)


def test_the_bytes_are_those_of_the_file() -> None:
    people = [one for one in jcard.read(SAMPLES[1], zone=BERLIN) if isinstance(one, FoundPerson)]

    assert [one.raw for one in people] == SAMPLES[1].read_bytes().splitlines()
    assert {one.raw_format for one in people} == {RawFormat.JSON_OBJECT}


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        ('["vcard", [["note", {}, "x", NaN]]]', "card 1", "is damaged; export it again"),
        ('["vcard", {}]', "card 1", 'is no jCard, which begins with ["vcard", [; export it again'),
        ('["vcard", ' + "[" * 5000 + "]" * 5001, "card 1", "is damaged; export it again"),
        ('["vcard", ' + "[" * 90 + "]" * 91, "card 1", "nests deeper than 64 levels; export it again"),
        ('["vcard", [["note", {}, "text", 1e999]]]', "card 1",
         "has a number that is none, or one without measure; correct it, or export it again"),
        ('["vcard", [["note", {}, "text", ' + "9" * 5000 + "]]]", "card 1", "is damaged; export it again"),
        ('[["vcard", [["fn", {}, "text", "A"]]]', "the rest of the file",
         "the list of cards does not end; export it again"),
    ],
    ids=range(7),
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_way_out(
    content: str, place: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "cards.json"
    path.write_text(content, encoding="utf-8")

    assert Refused(place=place, reason=reason) in list(jcard.read(path, zone=BERLIN))


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    (refused,) = jcard.read(tmp_path / "gone.json", zone=BERLIN)

    assert isinstance(refused, Refused)


def test_damage_by_count_is_refused_or_read(tmp_path: Path) -> None:
    rng = random.Random(20261122)
    content = SAMPLES[0].read_bytes()
    path = tmp_path / "damaged.json"
    for _ in range(120):
        damaged = bytearray(content)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(damaged))
            damaged[at : at + rng.choice([0, 1, 40])] = rng.choice(
                [b'"', b"[", b"]", b"{", b"\\", b"\xff", b""]
            )
        path.write_bytes(damaged)
        places = [item.place for item in jcard.read(path, zone=BERLIN)]
        assert len(places) == len(set(places))
        assert len(places) >= 2


def test_a_single_jcard_of_rdap_size_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(["vcard", [["fn", {}, "text", "Ann"], ["note", {}, "text", "é" * 400_000]]]))

    (ann,) = jcard.read(path, zone=BERLIN)

    assert isinstance(ann, FoundPerson)
    assert len(ann.person.note) == 400_000
