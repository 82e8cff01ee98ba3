"""What holds for every address book that is read from samples: Google, Outlook, Thunderbird, Facebook."""

from pathlib import Path

import pytest

from keepwarm.domain.sources import Found, FoundPerson
from keepwarm.importers import importers
from tests.importers.known import importer_of
from tests.importers.readings import (
    BERLIN,
    DATA,
    expected,
    golden_files,
    kept_titles,
    kept_values,
    lost_cells,
    readings,
)
from tests.importers.thrice import check_three_times_is_once
from tests.test_house import REFERENCE

SOURCES = {
    "Google Contacts CSV": golden_files("google"),
    "Outlook CSV": golden_files("outlook"),
    "Thunderbird CSV": golden_files("thunderbird"),
    "Thunderbird LDIF": golden_files("thunderbird", "*.ldif"),
    "Facebook friends": golden_files("facebook", "*.json"),
}
SAMPLES = [(name, sample) for name, samples in SOURCES.items() for sample in samples]
PAGES = {
    "google-contacts": ["Google Contacts CSV"],
    "outlook": ["Outlook CSV"],
    "thunderbird": ["Thunderbird CSV", "Thunderbird LDIF"],
    "facebook": ["Facebook friends"],
}
BOOKKEEPING = ("dn", "objectclass", "modifytimestamp")
"""What a directory notes for itself about a record."""

each_sample = pytest.mark.parametrize(("name", "sample"), SAMPLES, ids=lambda one: getattr(one, "stem", ""))


def read(sample: Path) -> list[Found]:
    return list(importer_of(sample).read(sample, zone=BERLIN))


def test_there_is_a_sample_of_each_dialect() -> None:
    assert [len(samples) for samples in SOURCES.values()] == [3, 11, 4, 2, 2]


@each_sample
def test_a_sample_is_known_by_its_content_and_read_as_expected(name: str, sample: Path) -> None:
    known_as = importer_of(sample).NAME

    assert known_as == name
    assert readings(read(sample)) == expected(sample)


@each_sample
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    name: str, sample: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(sample, tmp_path)


@each_sample
def test_every_value_is_in_the_typed_view_or_among_those_that_are_kept_only(name: str, sample: Path) -> None:
    found = [item for item in read(sample) if isinstance(item, FoundPerson)]

    assert sum(len(kept_values(item)) for item in found) > 0
    assert [(item.place, title) for item in found for title in lost_cells(item)] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_share_of_values_that_find_a_place_is_published(page: str) -> None:
    """A value that is empty, or a date of zeros alone, says nothing and is not counted."""
    shown = total = 0
    for sample in (sample for name in PAGES[page] for sample in SOURCES[name]):
        for item in (item for item in read(sample) if isinstance(item, FoundPerson)):
            values = [
                title for title, value in kept_values(item).items()
                if title.split(" ")[0] not in BOOKKEEPING and value.strip("0/.-")
            ]  # fmt: skip
            total += len(values)
            shown += len(set(values).difference(kept_titles(item)))

    text = (REFERENCE / f"{page}.md").read_text(encoding="utf-8")

    assert f"{shown} of {total} values ({shown * 100 // total} %)" in text


VCARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n"
MESSAGE = (
    b"From: ann@example.org\r\nTo: me@example.org\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\n\r\nHello\r\n"
)
OTHERS = {
    "ann.vcf": VCARD,
    "ann.eml": MESSAGE,
    "inbox.mbox": b"From ann@example.org Sun Nov 22 09:00:00 2026\r\n" + MESSAGE,
    "talks.csv": b"person,at,channel\nAnn,2026-11-22,call\n",
}


def samples_of_all(tmp_path: Path) -> list[Path]:
    """Every sample of tests/data but the expected readings, and a file of each other kind."""
    for name, content in OTHERS.items():
        (tmp_path / name).write_bytes(content)
    lying = [path for path in DATA.glob("*/*") if path.is_file()]
    read_as = {path.with_suffix(".json") for path in lying if path.suffix != ".json"}
    samples = [path for path in lying if path not in read_as and not path.name.endswith(".reading.json")]
    return [*samples, *(tmp_path / name for name in OTHERS)]


def test_each_sample_of_every_importer_is_recognised_by_exactly_one(tmp_path: Path) -> None:
    samples = samples_of_all(tmp_path)

    known = {
        sample.name: [one.NAME for one in importers() if one.recognises(sample, sample.read_bytes()[:65_536])]
        for sample in samples
    }

    assert len(samples) >= len(SAMPLES) + len(OTHERS)
    assert {name: names for name, names in known.items() if len(names) != 1} == {}
