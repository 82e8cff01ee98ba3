"""What holds for every chat that is read from samples: WhatsApp, Telegram, Signal."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.sources import LONGEST_TEXT, FoundChatMessage, FoundInteraction, Refused
from keepwarm.importers import Importer, signal, telegram, whatsapp
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, expected, golden_files
from tests.importers.talks import fates_of, talks
from tests.importers.thrice import check_three_times_is_once
from tests.test_house import REFERENCE

SOURCES: dict[str, list[Path]] = {
    "WhatsApp": golden_files("whatsapp", "*.txt"),
    "Telegram": golden_files("telegram", "*.json"),
    "Signal": [*golden_files("signal", "*.jsonl"), *golden_files("signal", "signal-export.json")],
}
IMPORTERS: list[Importer] = [whatsapp, telegram, signal]
SAMPLES = [(name, sample) for name, samples in SOURCES.items() for sample in samples]
SOMETHING: list[bytes] = [sample.read_bytes() for _, sample in SAMPLES]

each_sample = pytest.mark.parametrize(("name", "sample"), SAMPLES, ids=lambda one: getattr(one, "stem", ""))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chats")


def test_there_is_a_sample_of_each_dialect() -> None:
    assert [len(samples) for samples in SOURCES.values()] == [22, 3, 2]


@each_sample
def test_a_sample_is_known_by_its_content_and_read_as_expected(name: str, sample: Path) -> None:
    importer = importer_of(sample)

    assert name == importer.NAME
    assert talks(importer.read(sample, zone=BERLIN)) == expected(sample)


@each_sample
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    name: str, sample: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(sample, tmp_path)


@each_sample
def test_no_two_items_of_a_file_have_one_key_or_one_place(name: str, sample: Path) -> None:
    found = list(importer_of(sample).read(sample, zone=BERLIN))
    keys = [item.key for item in found if isinstance(item, FoundChatMessage)]
    keys += [item.interaction.key or "" for item in found if isinstance(item, FoundInteraction)]

    assert len(set(keys)) == len(keys) > 0
    assert "" not in keys
    assert len({item.place for item in found}) == len(found)


@pytest.mark.parametrize("name", SOURCES)
def test_the_share_of_messages_that_arrive_is_published(name: str, tmp_path: Path) -> None:
    """Of what somebody sent or called in the samples: with its time, direction and people, in a new book."""
    arrived = said = 0
    for number, sample in enumerate(SOURCES[name]):
        room = tmp_path / str(number)
        room.mkdir()
        (fates,) = fates_of(room, sample)
        found = list(importer_of(sample).read(sample, zone=BERLIN))
        one_by_one = [fate for fate, item in zip(fates, found, strict=True) if not is_a_count(item)]
        arrived += one_by_one.count(Fate.NEW)
        said += len(one_by_one)

    page = (REFERENCE / "chats.md").read_text(encoding="utf-8")

    assert f"| {name} | {said} | {arrived} | {arrived * 100 // said} % |" in page


def is_a_count(item: object) -> bool:
    """Whether an item tells how many lines were nobody's words."""
    return isinstance(item, Refused) and item.place.endswith(")")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(IMPORTERS),
    st.one_of(
        st.binary(max_size=300),
        st.tuples(st.sampled_from(SOMETHING), st.integers(0, 3000), st.binary(max_size=40)).map(
            lambda cut: cut[0][: cut[1]] + cut[2] + cut[0][cut[1] + 20 :]
        ),
    ),
)
def test_no_bytes_make_it_raise(folder: Path, importer: Importer, content: bytes) -> None:
    path = folder / "any.txt"
    path.write_bytes(content)
    importer.recognises(path, content)

    found = list(importer.read(path, zone=BERLIN))

    assert all(isinstance(item, FoundChatMessage | FoundInteraction | Refused) for item in found)
    assert all(len(item.text) <= LONGEST_TEXT for item in found if isinstance(item, FoundChatMessage))
    assert len({item.place for item in found}) == len(found)


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda one: one.NAME)
def test_a_file_that_cannot_be_opened_is_refused_and_a_folder_is_none(
    importer: Importer, tmp_path: Path
) -> None:
    assert not importer.recognises(tmp_path, b"")
    assert list(importer.read(tmp_path / "gone", zone=BERLIN)) == [
        Refused(place="the rest of the file", reason="cannot be read (No such file or directory); try again")
    ]
