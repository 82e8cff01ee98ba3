"""One item of a file is damaged: all others come in as they would have, but where nothing parts one from it.

In a format of lines (vCard, LDIF, mbox, tables) it is the line end that parts items: where it is gone, the
next one is part of the damaged line. In JSON whose objects stand on lines of their own, as all programs here
write it, no other item is lost at all. jCard is written in one line, where a neighbour may go too. In a
chat of WhatsApp a line without a time belongs to the message above, which then says more.
"""

import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.sources import Found, FoundChatMessage, FoundMessage, FoundPerson, Refused
from keepwarm.importers import importers
from keepwarm.usecases.unfold_files import sources_at
from tests.durability.many_items import SOURCES
from tests.durability.seeds import name_of
from tests.formats.mail_samples import fields
from tests.importers.known import importer_of

UTC = ZoneInfo("UTC")
MANY = 8
_NEIGHBOURS = {"jcard": {-1, 1}, "whatsapp": {-1}}
"""What else may go with a damaged item, by the distance from it, as the format itself has it."""

_OTHERWISE = {
    "maildir": "has a file for each message",
    "linkedin_phone_numbers": "brings nobody: its numbers are the owner's own",
}
"""Sources that are no files of many items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What stands instead of a stretch of the item's bytes; the stretch is told in shares of the item."""

    begin: float
    length: float
    noise: bytes

    def done_to(self, item: bytes, spared: int) -> bytes:
        """The item after it, its last bytes as they were."""
        damageable = len(item) - spared
        begin = int(self.begin * damageable)
        end = begin + int(self.length * (damageable - begin))
        return item[:begin] + self.noise + item[end:]


_SHARES = st.floats(0, 1)
_NOISE = st.one_of(
    st.just(b""),
    st.binary(max_size=40),
    st.sampled_from(
        [b'"', b"\\", b"\0", b"\xff", b"\r", b"\n", b",", b";", b"{", b"[", b"}", b"]", b":", b"=", b"("]
    ),
    st.integers(1, 60).map(bytes),
)
DAMAGES = st.builds(
    Damage, begin=_SHARES, length=st.one_of(st.just(0.0), _SHARES, st.just(1.0)), noise=_NOISE
)
each_source = pytest.mark.parametrize("source", list(SOURCES))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


def read(folder: Path, source: str, items: list[bytes]) -> list[Found]:
    """What a file of these items brings, wherever each stands."""
    importer = next(one for one in importers() if name_of(one) == source)
    return [_alone(one) for one in importer.read(written(folder, source, items), zone=UTC)]


def _alone(item: Found) -> Found:
    """An item without its place, and without who else is in its chat, which the other items tell."""
    if isinstance(item, FoundChatMessage):
        return replace(item, place="", others=())
    return replace(item, place="")


def written(folder: Path, source: str, items: list[bytes]) -> Path:
    path = (folder / source).with_suffix(SOURCES[source].ending)
    path.write_bytes(SOURCES[source].file(items))
    return path


def lost(folder: Path, source: str, number: int, damage: Damage, spared: int) -> set[int]:
    """Which items are not there any more once the one of a number is damaged, by their distance from it."""
    items = SOURCES[source].items(MANY)
    whole = read(folder, source, items)
    items[number] = damage.done_to(items[number], spared)
    left = Counter(read(folder, source, items))
    return {place - number for place, one in enumerate(whole) if not left[one]} - {0}


def test_every_source_of_many_items_has_its_law() -> None:
    assert SOURCES.keys() | _OTHERWISE.keys() == {name_of(importer) for importer in importers()}


@each_source
def test_a_file_of_many_items_is_known_and_each_brings_one_thing(source: str, folder: Path) -> None:
    items = SOURCES[source].items(MANY)

    assert name_of(importer_of(written(folder, source, items))) == source
    found = read(folder, source, items)
    assert len(set(found)) == MANY
    assert not any(isinstance(one, Refused) for one in found)


@each_source
@settings(max_examples=60)
@given(number=st.integers(0, MANY - 1), damage=DAMAGES)
def test_all_items_but_the_damaged_one_are_kept(
    source: str, number: int, damage: Damage, folder: Path
) -> None:
    assert lost(folder, source, number, damage, SOURCES[source].tail) <= _NEIGHBOURS.get(source, set())


@pytest.mark.parametrize("source", [name for name, many in SOURCES.items() if many.tail])
@settings(max_examples=40)
@given(number=st.integers(0, MANY - 1), damage=DAMAGES)
def test_where_the_line_end_is_gone_too_the_next_one_goes_with_it_and_no_other(
    source: str, number: int, damage: Damage, folder: Path
) -> None:
    assert lost(folder, source, number, damage, 0) <= {1} | _NEIGHBOURS.get(source, set())


@settings(max_examples=60)
@given(number=st.integers(0, 4), damage=DAMAGES)
def test_a_damaged_message_of_a_maildir_is_alone(number: int, damage: Damage, folder: Path) -> None:
    root = folder / "mail"
    for room in ("cur", "new"):
        (root / room).mkdir(parents=True, exist_ok=True)
    for place in range(5):
        content = f"{fields(Message_ID=f'<{place}@x>')}\nHello.\n".encode()
        (root / "cur" / f"{place}.host:2,S").write_bytes(
            damage.done_to(content, 0) if place == number else content
        )

    keys = {one.key for one in importer_of(root).read(root, zone=UTC) if isinstance(one, FoundMessage)}

    assert keys >= {f"<{place}@x>" for place in range(5) if place != number}


@settings(max_examples=60)
@given(number=st.integers(0, 4), seed=st.integers(0, 2**32))
def test_a_damaged_member_of_a_zip_is_alone_and_named(number: int, seed: int, folder: Path) -> None:
    path, rng = folder / "cards.zip", Random(seed)
    items = SOURCES["vcard"].items(5)
    with zipfile.ZipFile(path, "w", rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as target:
        for place, item in enumerate(items):
            target.writestr(f"{place}.vcf", item)
        begin = target.infolist()[number].header_offset + 30 + len("0.vcf")
        size = target.infolist()[number].compress_size
    content = bytearray(path.read_bytes())
    content[begin + rng.randrange(size)] ^= 1 << rng.randrange(8)
    path.write_bytes(content)

    found = [(source.name, one) for source in sources_at(path, UTC) for one in source.found]

    names = {one.person.name for _, one in found if isinstance(one, FoundPerson)}
    refused = [name for name, one in found if isinstance(one, Refused)]
    assert names >= {f"Ann {place}" for place in range(5) if place != number}
    assert refused == ([] if f"Ann {number}" in names else [f"cards.zip: {number}.vcf"])
