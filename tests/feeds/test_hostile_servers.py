"""What a server says is data: broken, huge or without end, it ends in a problem, within limits."""

import socket
import tracemalloc
from base64 import b64decode
from itertools import cycle
from random import Random
from zoneinfo import ZoneInfo

import pytest

from keepwarm.domain.errors import Problem, Unavailable
from keepwarm.domain.sources import FoundMessage, Refused
from keepwarm.feeds import Advance, FeedSettings
from keepwarm.feeds.imap import read
from tests.feeds.fake_server import Script, answering, saying

CAPABLE = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\nTAG OK done\r\n"
ONE_FOLDER = b'* LIST () "/" INBOX\r\nTAG OK done\r\n'
TWO_MESSAGES = b"* 2 EXISTS\r\n* OK [UIDVALIDITY 3] x\r\n* OK [UIDNEXT 9] x\r\nTAG OK done\r\n"
TWO_UIDS = b"* 1 FETCH (UID 5)\r\n* 2 FETCH (UID 8)\r\nTAG OK done\r\n"
HEADER = b"From: a@example.org\r\nTo: me@example.org\r\nDate: Fri, 20 Nov 2026 09:00:00 +0000\r\n\r\n"
MOST_MEGABYTES = 150


def fetched(uid: int, header: bytes = HEADER) -> bytes:
    return b"* 1 FETCH (UID %d BODY[HEADER] {%d}\r\n%s)\r\n" % (uid, len(header), header)


GOOD = {
    b"CAPABILITY": CAPABLE,
    b"LIST": ONE_FOLDER,
    b"EXAMINE": TWO_MESSAGES,
    b"UID FETCH 1:* (UID)": TWO_UIDS,
    b"UID FETCH 5,8": fetched(5) + fetched(8) + b"TAG OK done\r\n",
}


def items_of(script: Script, state: str = "", *, oauth: bool = False) -> list[object]:
    """Everything that reading a server with this script brings."""
    with saying(script) as port:
        settings = FeedSettings(
            name="x", address=f"127.0.0.1:{port}", user="ada", private=True, plain=True, oauth=oauth
        )
        return list(read(settings, state, zone=ZoneInfo("UTC"), secret=lambda: "secret"))


def test_a_good_answer_is_two_messages_and_how_far_it_came() -> None:
    one, other, advance = items_of(answering(GOOD))
    assert isinstance(one, FoundMessage)
    assert isinstance(other, FoundMessage)
    assert advance == Advance(state='{"folders":{"INBOX":[3,8]},"lists":[]}')


def test_where_nothing_came_nothing_is_asked_for() -> None:
    heard: list[bytes] = []
    state = '{"folders":{"INBOX":[3,8]},"lists":[]}'
    assert items_of(answering(GOOD, heard), state) == [Advance(state=state)]
    assert not any(b"FETCH" in line for line in heard)


@pytest.mark.parametrize(
    "state",
    [
        "[]",
        "{",
        '{"folders":{"INBOX":7},"lists":[]}',
        '{"folders":[],"lists":1}',
        '{"folders":{"INBOX":[3,-8]},"lists":[]}',
        '{"folders":{"INBOX":[3,1e999]},"lists":[]}',
        '{"folders":{"INBOX":[3,4294967296]},"lists":[]}',
        '{"folders":{"INBOX":[3,"8"]},"lists":[]}',
    ],
)
def test_a_state_that_is_none_of_ours_reads_all(state: str) -> None:
    assert len(items_of(answering(GOOD), state)) == 3


BROKEN: list[tuple[str, dict[bytes, bytes]]] = [
    ("does not say what it can", {b"CAPABILITY": b"TAG NO\r\n"}),
    ("does not understand", {b"LIST": b"TAG BAD what?\r\n"}),
    ("does not understand", {b"LIST": b"OTHER OK done\r\n"}),
    ("does not understand", {b"LIST": b"\r\n"}),
    ("does not understand", {b"LIST": b"\0\xff\xfe garbage\r\n"}),
    ("does not say which folders", {b"LIST": b"TAG NO not now\r\n"}),
    ("ended the connection", {b"EXAMINE": b"* BYE too many\r\n"}),
    ("sends a line that does not end", {b"EXAMINE": b"* " + b"x" * 200_000}),
    ("sends a line that does not end", {b"EXAMINE": b"* " + b"{0}\r\n" * 50_000}),
    ("sends more than makes sense", {b"UID FETCH 1:* (UID)": b"* 1 FETCH (UID {99999999999}\r\n"}),
    ("answers more than it was asked", {b"LIST": ONE_FOLDER[:-13] * 20_000}),
    ("which is too many", {b"EXAMINE": b"* 4000000000 EXISTS\r\nTAG OK done\r\n"}),
    ("cannot answer now", {b"UID FETCH 5,8": b"TAG NO [UNAVAILABLE] later\r\n"}),
    ("does not let ada in", {b"AUTHENTICATE": b"TAG NO [AUTHENTICATIONFAILED] wrong secret\r\n"}),
]


@pytest.mark.parametrize(("sentence", "answers"), BROKEN)
def test_a_server_that_breaks_the_rules_is_a_problem_in_one_sentence(
    sentence: str, answers: dict[bytes, bytes]
) -> None:
    with pytest.raises(Unavailable, match=sentence) as problem:
        items_of(answering({**GOOD, **answers}))
    assert "\n" not in str(problem.value)
    assert "secret" not in str(problem.value).replace("prints the", "")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (b"", "has no header"),
        (b"\r\n", "has no header"),
        (b"Subject: x\r\n\r\n", "has no From address"),
        (b"\xff" * 5_000_000, "has no header"),
    ],
)
def test_a_broken_message_is_refused_and_the_other_one_kept(header: bytes, reason: str) -> None:
    answers = {b"UID FETCH 5,8": fetched(5, header) + fetched(8) + b"TAG OK done\r\n"}
    refused, kept, _ = items_of(answering({**GOOD, **answers}))
    assert isinstance(refused, Refused)
    assert reason in refused.reason
    assert refused.place.startswith("INBOX, message 5")
    assert isinstance(kept, FoundMessage)


def test_a_message_that_is_not_given_out_is_refused_and_the_other_one_kept() -> None:
    answers = {
        b"UID FETCH 5,8": fetched(5) + b"TAG NO some are damaged\r\n",
        b"UID FETCH 8": b"TAG NO it is damaged\r\n",
    }
    kept, refused, _ = items_of(answering({**GOOD, **answers}))
    assert isinstance(kept, FoundMessage)
    assert refused == Refused(
        place="INBOX, message 8",
        reason="is not given out by the server (it is damaged); look at it in your mail program",
    )


def test_a_folder_that_cannot_be_opened_is_refused_and_keeps_how_far_it_was_read() -> None:
    state = '{"folders":{"INBOX":[3,8]},"lists":[]}'
    refused, advance = items_of(answering({**GOOD, b"EXAMINE": b"TAG NO not yours\r\n"}), state)
    assert isinstance(refused, Refused)
    assert advance == Advance(state=state)


def test_what_nobody_asked_for_is_passed_over() -> None:
    noise = (
        b"* 7 EXPUNGE\r\n* FLAGS (\\Seen)\r\n* 1 FETCH (FLAGS (\\Seen))\r\n* 3 FETCH (UID 99)\r\n* (((\r\n"
    )
    noise += b"* 1 FETCH (UID x BODY[] NIL)\r\n* 1 FETCH (UID 77 BODY[HEADER] {2}\r\nxx)\r\n"
    answers = {b"UID FETCH 5,8": noise + fetched(5) + noise + fetched(8) + fetched(8) + b"TAG OK done\r\n"}
    assert len(items_of(answering({**GOOD, **answers}))) == 3


def test_a_name_of_a_folder_cannot_give_a_command() -> None:
    heard: list[bytes] = []
    name = b"x\r\nK9 DELETE INBOX"
    folders = b'* LIST () "/" {%d}\r\n%s\r\n* LIST () "/" "a\\"b"\r\nTAG OK done\r\n' % (len(name), name)
    items_of(answering({**GOOD, b"LIST": folders}, heard))
    assert not any(line.upper().startswith(b"K9 DELETE") for line in heard)
    assert any(line.endswith(b'EXAMINE "a\\"b"\r\n') for line in heard)


@pytest.mark.parametrize(
    "piece", [b"* OK still here\r\n", b"x", b"* 1 FETCH (UID 5 BODY[HEADER] {40}\r\n" + b"x" * 40 + b")\r\n"]
)
def test_an_answer_without_an_end_is_not_read_for_ever_nor_kept(piece: bytes) -> None:
    def flood(caller: socket.socket) -> None:
        answering_until_fetch(caller)
        block = piece * (65_536 // len(piece))
        for _ in cycle((0,)):
            caller.sendall(block)

    tracemalloc.start()
    with pytest.raises(Unavailable):
        items_of(flood)
    megabytes = tracemalloc.get_traced_memory()[1] / 1_048_576
    tracemalloc.stop()
    assert megabytes < MOST_MEGABYTES


def answering_until_fetch(caller: socket.socket) -> None:
    """A server that is a good one until messages are asked for."""
    caller.sendall(b"* OK here\r\n")
    for line in caller.makefile("rb"):
        tag, _, words = line.strip().partition(b" ")
        if words.startswith(b"UID FETCH"):
            return
        fit = [start for start in GOOD if words.upper().startswith(start)]
        caller.sendall((GOOD[fit[0]] if fit else b"TAG OK done\r\n").replace(b"TAG", tag))


def test_one_who_is_no_mail_server_is_said_to_be_none() -> None:
    with pytest.raises(Unavailable, match="is none"):
        items_of(lambda caller: caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
    with pytest.raises(Unavailable, match="broke the connection off"):
        items_of(lambda _caller: None)


def test_a_token_goes_out_as_xoauth2_and_its_refusal_is_said() -> None:
    heard: list[bytes] = []
    items_of(answering(GOOD, heard), oauth=True)
    proof = next(line for line in heard if b"AUTHENTICATE XOAUTH2 " in line).split()[-1]
    assert b64decode(proof) == b"user=ada\1auth=Bearer secret\1\1"
    refusal = {
        b"AUTHENTICATE": b"+ eyJzdGF0dXMiOiI0MDAifQ==\r\n",
        b"": b"K2 NO [AUTHENTICATIONFAILED] expired\r\n",
    }
    with pytest.raises(Unavailable, match=r"does not let ada in \(expired\).*prints the token"):
        items_of(answering({**GOOD, **refusal}), oauth=True)


def examined(heard: list[bytes]) -> list[bytes]:
    """The folders that were opened."""
    return [line.split(b" ", 2)[2].strip() for line in heard if b" EXAMINE " in line]


def test_of_gmail_all_mail_alone_is_read() -> None:
    heard: list[bytes] = []
    folders = (
        b'* LIST (\\HasNoChildren) "/" "INBOX"\r\n* LIST (\\Noselect) "/" "[Gmail]"\r\n'
        b'* LIST (\\All \\HasNoChildren) "/" "[Gmail]/Alle Nachrichten"\r\nTAG OK done\r\n'
    )
    capable = CAPABLE.replace(b"IMAP4rev1", b"IMAP4rev1 X-GM-EXT-1")
    items_of(answering({**GOOD, b"CAPABILITY": capable, b"LIST": folders}, heard))
    assert examined(heard) == [b'"[Gmail]/Alle Nachrichten"']
    heard.clear()
    items_of(answering({**GOOD, b"LIST": folders}, heard))
    assert examined(heard) == [b'"INBOX"']


def test_folders_of_other_people_are_left_alone_unless_named() -> None:
    answers = {
        **GOOD,
        b"CAPABILITY": CAPABLE.replace(b"IMAP4rev1", b"IMAP4rev1 NAMESPACE"),
        b"NAMESPACE": b'* NAMESPACE (("" "/")) (("~" "/")) (("Shared/" "/") ("" "/"))\r\nTAG OK done\r\n',
        b"LIST": b'* LIST () "/" ~bo/INBOX\r\n* LIST () "/" Shared/x\r\n' + ONE_FOLDER,
    }
    heard: list[bytes] = []
    items_of(answering(answers, heard))
    assert examined(heard) == [b'"INBOX"']
    heard.clear()
    items_of(answering({**answers, b"NAMESPACE": b"TAG NO no\r\n"}, heard))
    assert examined(heard) == [b'"INBOX"', b'"Shared/x"', b'"~bo/INBOX"']


@pytest.mark.parametrize(
    ("abilities", "more", "proof"),
    [
        (b"IMAP4rev1 AUTH=PLAIN SASL-IR", {}, b"AUTHENTICATE PLAIN AGFkYQBzZWNyZXQ="),
        (
            b"IMAP4rev1 AUTH=PLAIN",
            {b"AUTHENTICATE": b"+ \r\n", b"": b"K2 OK in\r\n"},
            b"AGFkYQBzZWNyZXQ=",
        ),
        (b"IMAP4rev1", {}, b'LOGIN "ada" "secret"'),
    ],
)
def test_one_is_let_in_as_the_server_can(abilities: bytes, more: dict[bytes, bytes], proof: bytes) -> None:
    heard: list[bytes] = []
    capable = b"* CAPABILITY " + abilities + b"\r\nTAG OK done\r\n"
    assert len(items_of(answering({**GOOD, b"CAPABILITY": capable, **more}, heard))) == 3
    assert any(line.strip().endswith(proof) for line in heard)


def test_starttls_is_not_gone_without() -> None:
    heard: list[bytes] = []
    with saying(answering({**GOOD, b"STARTTLS": b"TAG NO never\r\n"}, heard)) as port:
        settings = FeedSettings(name="x", address=f"127.0.0.1:{port}", user="ada", private=True)
        with pytest.raises(Unavailable, match=r"does not offer TLS there \(never\)"):
            list(read(settings, "", zone=ZoneInfo("UTC"), secret=lambda: "secret"))
    assert not any(b"AUTHENTICATE" in line for line in heard)


def test_what_is_said_before_tls_begins_counts_for_nothing() -> None:
    said = b"TAG OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"
    with saying(answering({**GOOD, b"STARTTLS": said})) as port:
        settings = FeedSettings(name="x", address=f"127.0.0.1:{port}", user="ada", private=True)
        with pytest.raises(Unavailable, match="says more before TLS than it may"):
            list(read(settings, "", zone=ZoneInfo("UTC"), secret=lambda: "secret"))


def test_answers_twisted_at_random_end_in_messages_or_in_a_problem() -> None:
    random = Random(4711)
    whole = [*GOOD]
    ended = 0
    for _ in range(300):
        answers = dict(GOOD)
        start = random.choice(whole)
        said = bytearray(answers[start])
        for _ in range(random.randrange(1, 6)):
            at = random.randrange(len(said))
            said[at : at + random.randrange(0, 4)] = random.randbytes(random.randrange(0, 4))
        answers[start] = bytes(said) + b"\r\nTAG OK done\r\n* BYE\r\n"
        try:
            found = items_of(answering(answers))
        except Problem:
            ended += 1
        else:
            assert all(isinstance(item, FoundMessage | Refused | Advance) for item in found)
    assert 0 < ended < 300
