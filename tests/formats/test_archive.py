"""An archive says what it is and whether it is whole; any damage is one sentence."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.errors import Unreadable
from keepwarm.formats.archive import ArchiveReader, Head, archive_lines

HEAD = Head(program="9.9", schema=7, owner="Zoë")
ROWS: list[tuple[str, dict[str, object]]] = [
    ("owners", {"owner_id": -5, "name": "Zoë"}),
    ("people", {"a": None}),
    ("people", {"a": True}),
]


def written() -> bytes:
    return b"".join(archive_lines(HEAD, ROWS, lambda: "the hash"))


def read(content: bytes) -> tuple[Head, list[tuple[str, dict[str, object]]], str]:
    reader = ArchiveReader(BytesIO(content))
    rows = [(one.noun, dict(one.row)) for one in reader.rows()]
    return reader.head, rows, reader.content_hash


def test_what_was_written_is_read() -> None:
    assert read(written()) == (HEAD, ROWS, "the hash")


def test_the_last_line_counts_the_rows_and_names_the_bytes_before_it() -> None:
    end = json.loads(written().splitlines()[-1])["end"]

    assert end["counts"] == {"owners": 1, "people": 2}
    assert end["hash"] == "the hash"
    assert len(end["sha256"]) == 64


@settings(max_examples=60)
@given(st.integers(min_value=0, max_value=len(written()) - 1))
def test_an_archive_cut_anywhere_is_known(at: int) -> None:
    with pytest.raises(Unreadable):
        read(written()[:at])


@settings(max_examples=200)
@given(
    st.integers(min_value=0, max_value=written().rindex(b'{"end"') - 1),
    st.integers(min_value=1, max_value=255),
)
def test_a_change_of_any_byte_before_the_end_is_known(at: int, change: int) -> None:
    damaged = bytearray(written())
    damaged[at] ^= change

    with pytest.raises(Unreadable):
        read(bytes(damaged))


def lines(*, drop: int | None = None, add: bytes = b"") -> bytes:
    kept = written().splitlines(keepends=True)
    if drop is not None:
        del kept[drop]
    return b"".join(kept) + add


HEADS: list[tuple[bytes, str]] = [
    (b"", "is no archive of Keepwarm; 'keepwarm export FILE --format archive' makes one"),
    (b"BEGIN:VCARD\n", "is no archive of Keepwarm; 'keepwarm export FILE --format archive' makes one"),
    (b'{"archive":2}\n', "is no archive of Keepwarm; 'keepwarm export FILE --format archive' makes one"),
    (
        b'{"keepwarm":"1.0","archive":3}\n',
        "was written by a newer Keepwarm (1.0); update this one first",
    ),
    (
        b'{"keepwarm":"0.2","archive":1,"owner":"Me"}\n',
        "was written by an older Keepwarm (0.2); export it again with this one",
    ),
]


@pytest.mark.parametrize(("content", "sentence"), HEADS)
def test_what_is_no_archive_or_of_another_form_is_said(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as problem:
        read(content)
    assert str(problem.value) == sentence


DAMAGES: list[tuple[Callable[[], bytes], str]] = [
    (lambda: lines(drop=-1), "ends after line 4, before its end; get the whole file"),
    (lambda: lines(drop=2), "was changed or damaged after it was written; get the file as it was"),
    (
        lambda: lines(add=b"more"),
        "is damaged: line 5 is the end, and something follows it; get the file as it was",
    ),
    (
        lambda: lines(drop=-1) + b"{]\n",
        "is damaged: line 5 is no JSON; get the file as it was",
    ),
    (lambda: lines(drop=-1) + b'{"a":NaN}\n', "is damaged: line 5 is no JSON; get the file as it was"),
    (
        lambda: lines(drop=-1) + b'{"a":' * 20_000 + b"\n",
        "is damaged: line 5 is no JSON; get the file as it was",
    ),
    (
        lambda: lines(drop=-1) + b'{"noun":"people","row":{},"more":1}\n',
        "is damaged: line 5 is neither a row nor the end; get the file as it was",
    ),
    (lambda: written()[:-1], "is damaged: line 5 is cut off; get the file as it was"),
]


@pytest.mark.parametrize(("content", "sentence"), DAMAGES)
def test_what_is_damaged_is_said_with_its_place(content: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(Unreadable) as problem:
        read(content())
    assert str(problem.value) == sentence


def test_a_line_longer_than_any_can_be_is_not_read_to_its_end() -> None:
    content = lines(drop=-1) + b'{"noun":"' + b"x" * 5_000 + b"\n"
    file = BytesIO(content)

    with pytest.raises(Unreadable, match="line 5 is longer than any line can be"):
        list(ArchiveReader(file, longest=1_000).rows())
    assert file.tell() < len(content) - 3_000


def test_rows_are_given_one_by_one() -> None:
    taken = 0

    def endless() -> Iterator[tuple[str, dict[str, object]]]:
        nonlocal taken
        while True:
            taken += 1
            yield "people", {"a": taken}

    pieces = archive_lines(HEAD, endless(), lambda: "")

    assert [json.loads(next(pieces)) for _ in range(3)][-1] == {"noun": "people", "row": {"a": 2}}
    assert taken == 2
