import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.mail_headers import Ending
from keepwarm.formats.mail_stream import MailStream
from keepwarm.formats.mbox import looks_like_mbox, looks_like_one_message, messages
from tests.formats.mail_samples import FROM_LINE, fields, mbox

MEGABYTE = 1_048_576


def subjects(content: bytes) -> list[str]:
    return [message.header.first("subject") for message in messages(MailStream(BytesIO(content)))]


def test_a_message_begins_at_a_from_line_after_a_blank_line() -> None:
    assert subjects(mbox(fields(Subject="one"), fields(Subject="two"))) == ["one", "two"]
    assert subjects(mbox(fields(Subject="one"), fields(Subject="two")).replace(b"\n", b"\r\n")) == [
        "one",
        "two",
    ]
    assert subjects(b"\xef\xbb\xbf\r\n\n" + mbox(fields(Subject="one"))) == ["one"]


@pytest.mark.parametrize(
    "body",
    [
        f">{FROM_LINE}",
        f"not after a blank line\n{FROM_LINE}",
        "\n\nFrom here on it gets better.\n\nFrom \n\n",
        f"\n {FROM_LINE}",
        f"{fields(Subject='quoted')}\n",
    ],
)
def test_what_only_looks_like_a_beginning_is_text(body: str) -> None:
    assert subjects(mbox(fields(Subject="one"), fields(Subject="two"), body=body)) == ["one", "two"]


def test_messages_without_a_body_or_without_the_blank_line_are_found() -> None:
    # given
    one, two, three = (FROM_LINE + fields(Subject=name) for name in ("one", "two", "three"))

    # then
    assert subjects(f"{one}\n{two}{three}\n\n".encode()) == ["one", "two", "three"]


def test_garbage_between_and_before_messages_is_passed_over() -> None:
    one, two = mbox(fields(Subject="one")), mbox(fields(Subject="two"))

    assert subjects(b"\x00\x01garbage\n\n" + one + b"\xff\x00" * 500_000 + b"\n\n" + two) == ["one", "two"]
    assert subjects(b"") == []
    assert subjects(b"\n\n\n") == []


def test_headers_that_the_file_cuts_off_are_told_from_a_body_that_it_cuts_off() -> None:
    whole = mbox(fields(Subject="one"))
    in_headers, in_body = whole.index(b"Subject") + 3, len(whole) - 3

    for end, ending in (
        (in_headers, Ending.CUT),
        (in_body, Ending.BLANK_LINE),
        (len(FROM_LINE), Ending.FILE),
    ):
        (message,) = messages(MailStream(BytesIO(whole[:end])))
        assert message.header.ending is ending


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 3 * 262_144), min_size=1, max_size=4),
    st.sampled_from([b"\n", b"\r\n"]),
    st.data(),
)
def test_every_message_is_found_wherever_the_blocks_are_cut(
    sizes: list[int], line_end: bytes, data: st.DataObject
) -> None:
    # given bodies that end near the edges of the blocks in which the file is read
    offsets = [data.draw(st.integers(-300, 30)) for _ in sizes]
    parts = []
    for number, (size, offset) in enumerate(zip(sizes, offsets, strict=True)):
        start = (FROM_LINE + fields(Subject=str(number)) + "\n").encode().replace(b"\n", line_end)
        edge = max(size // 262_144 * 262_144 + offset - len(start), 0)
        parts.append(start + b"x" * edge + line_end * 2)

    # when
    found = subjects(b"".join(parts))

    # then
    assert found == [str(number) for number in range(len(sizes))]


@pytest.mark.parametrize("before", [b"\n", b"X-Long: ", b"To: "], ids=["body", "field", "addresses"])
def test_a_message_of_hundreds_of_megabytes_is_read_in_bounded_memory(tmp_path: Path, before: bytes) -> None:
    # given a file that is mostly a hole: 300 MB without a line end
    path = tmp_path / "big.mbox"
    with path.open("wb") as file:
        file.write(FROM_LINE.encode() + fields(Subject="big", To=None).encode() + before)
        file.seek(300 * MEGABYTE, 1)
        file.write(b"\nSender: s@x.org\n\n\n" + mbox(fields(Subject="next")))

    # when
    tracemalloc.start()
    with path.open("rb") as file:
        found = [message.header.first("subject") for message in messages(MailStream(file))]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    # then
    assert found == ["big", "next"]
    assert peak < 3 * MEGABYTE


def test_a_mailbox_and_a_single_message_are_recognised_by_their_first_bytes() -> None:
    whole = mbox(fields())

    assert looks_like_mbox(whole)
    assert looks_like_mbox(b"\xef\xbb\xbf\n" + whole.replace(b"\n", b"\r\n"))
    assert not looks_like_mbox(FROM_LINE.encode() + b"no header at all\n")
    assert not looks_like_mbox(fields().encode())
    assert looks_like_one_message(fields().encode() + b"\nHello.\n")
    assert looks_like_one_message((fields() + "X-Long: " + "x" * 70_000).encode()[:65_536])
    assert looks_like_one_message(b"Received: from a\n\tby b; 5 Jan 2004\nFrom: a@x.org")
    assert not looks_like_one_message(whole)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\n",
        b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\n",
        b"person,at,channel\n",
        b"From: only\n\nDate: 1\n",
        b"\x00",
    ],
)
def test_other_files_are_not_taken_for_mail(head: bytes) -> None:
    assert not looks_like_mbox(head)
    assert not looks_like_one_message(head)
