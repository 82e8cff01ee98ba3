"""The wire to a mail server: commands out, answers in, each within limits whatever the server sends.

Answers are handed on one by one as they come, so that a hundred thousand headers never lie in the memory.
The standard library's client holds all answers to a command at once and takes literals of any length.
"""

import binascii
import re
import socket
from collections.abc import Iterator
from time import monotonic

from keepwarm.domain.errors import Unavailable
from keepwarm.feeds.outbound import said_of, secure
from keepwarm.formats.imap import read_status

LONGEST_LINE = 65_536
"""Bytes of an answer without its literals."""

LONGEST_LITERAL = 1_048_576
"""Bytes of a literal that are kept; the rest of a longer one is read and dropped."""

MOST_BYTES = 64 * 1_048_576
"""Bytes of all answers to one command."""

MOST_ANSWERS = 10_000
"""Answers to one command, beside those that it asks for."""

LONGEST_SECONDS = 600.0
"""How long all answers to one command may take."""

Answer = tuple[bytes, ...]
"""Text and literals in turn, as `formats.imap` reads them; an untagged one without its star."""

_LITERAL = re.compile(rb"\{(\d{1,12})\}\r?\n\Z")
_BLOCK = 65_536
_LONGEST_WORDS = 200


class Declined(Exception):
    """The server said NO to a command: its code in brackets, and its words."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code, self.words = code, words


class Wire:
    """A connection on which one command after the other is given. Everything may raise Unavailable."""

    def __init__(self, connection: socket.socket, host: str) -> None:
        self.host = host
        self._socket = connection
        self._buffer = bytearray()
        self._number = 0
        self._begin(MOST_ANSWERS)

    def close(self) -> None:
        """Let go of the server, without waiting for its goodbye."""
        try:
            self._socket.sendall(b"K0 LOGOUT\r\n")
        except OSError:
            pass  # it went before
        finally:
            self._socket.close()

    def secure(self) -> None:
        """Go on in TLS; what was said before counts for nothing."""
        if self._buffer:
            raise self.broken("says more before TLS than it may")
        self._socket = secure(self._socket, self.host)

    def greeting(self) -> str:
        """The first word of the server: OK or PREAUTH."""
        self._begin(MOST_ANSWERS)
        said = read_status(self._answer()[0].removeprefix(b"* "))
        if said is None or said[0] not in ("OK", "PREAUTH"):
            raise self.broken(f"does not greet as a mail server ({short(said[2])})" if said else "is none")
        return said[0]

    def command(self, words: bytes, most_answers: int = MOST_ANSWERS) -> Iterator[Answer]:
        """Give a command and hand on each answer to it. Raises Declined where the server says NO."""
        self._begin(most_answers)
        tag = self._send_tagged(words)
        while (answer := self._untagged(tag)) is not None:
            yield answer

    def run(self, words: bytes) -> list[Answer]:
        """Give a command that has few answers. Raises Declined."""
        return list(self.command(words))

    def authenticate(self, mechanism: str, response: bytes, *, at_once: bool) -> None:
        """Prove who one is (RFC 3501, 6.2.2; RFC 4959 with `at_once`). Raises Declined."""
        self._begin(MOST_ANSWERS)
        proof = binascii.b2a_base64(response, newline=False)
        tag = self._send_tagged(f"AUTHENTICATE {mechanism}".encode() + (b" " + proof if at_once else b""))
        proof = b"" if at_once else proof
        while (answer := self._untagged(tag, asks_back=True)) is not None:
            if answer == (b"+",):
                self._send(proof + b"\r\n")
                proof = b""  # what is asked after that is why it failed, which an empty line ends

    def broken(self, how: str) -> Unavailable:
        """The problem that a server does what it must not."""
        return Unavailable(f"The mail server {self.host} {how}; nothing was kept.")

    def _begin(self, most_answers: int) -> None:
        self._bytes_left, self._answers_left = MOST_BYTES, most_answers
        self._until = monotonic() + LONGEST_SECONDS

    def _send_tagged(self, words: bytes) -> bytes:
        self._number += 1
        tag = b"K%d" % self._number
        self._send(tag + b" " + words + b"\r\n")
        return tag + b" "

    def _send(self, line: bytes) -> None:
        try:
            self._socket.sendall(line)
        except OSError as error:
            raise self.broken(f"broke the connection off ({said_of(error)})") from error

    def _untagged(self, tag: bytes, *, asks_back: bool = False) -> Answer | None:
        """The next answer that is not the last; None after one that ends the command well."""
        first, *rest = self._answer()
        if first.startswith(b"* "):
            said = read_status(first[2:])
            if said is not None and said[0] == "BYE":
                raise self.broken(f"ended the connection ({short(said[2])})")
            return (first[2:], *rest)
        if asks_back and first.startswith(b"+"):
            return (b"+",)
        said = read_status(first.removeprefix(tag)) if first.startswith(tag) else None
        if said is None or said[0] not in ("OK", "NO"):
            raise self.broken(f"does not understand ({short(first.decode('utf-8', 'replace'))})")
        if said[0] == "NO":
            raise Declined(said[1], short(said[2]))
        return None

    def _answer(self) -> Answer:
        """One answer with its literals."""
        self._answers_left -= 1
        if self._answers_left < 0:
            raise self.broken("answers more than it was asked")
        pieces: list[bytes] = []
        room = LONGEST_LINE
        while True:
            line = self._line(room)
            room -= len(line)
            if (literal := _LITERAL.search(line)) is None:
                return (*pieces, line.rstrip(b"\r\n"))
            pieces += (line[: literal.start()], self._literal(int(literal[1])))

    def _line(self, room: int) -> bytes:
        seen = 0
        while (end := self._buffer.find(b"\n", seen)) < 0:
            seen = len(self._buffer)
            if seen > room:
                break
            self._more()
        if end < 0 or end >= room:
            raise self.broken("sends a line that does not end")
        return self._take(end + 1)

    def _literal(self, length: int) -> bytes:
        if length > self._bytes_left:
            raise self.broken("sends more than makes sense")
        kept = bytearray()
        while length:
            if not self._buffer:
                self._more()
            piece = self._take(min(length, len(self._buffer)))
            length -= len(piece)
            kept += piece[: LONGEST_LITERAL - len(kept)]
        return bytes(kept)

    def _take(self, length: int) -> bytes:
        piece = bytes(self._buffer[:length])
        del self._buffer[:length]
        return piece

    def _more(self) -> None:
        """Wait for another block."""
        if monotonic() > self._until:
            raise self.broken("does not come to an end with its answer")
        try:
            block = self._socket.recv(_BLOCK)
        except OSError as error:
            raise self.broken(f"broke the connection off ({said_of(error)})") from error
        if not block:
            raise self.broken("broke the connection off")
        self._bytes_left -= len(block)
        if self._bytes_left < 0:
            raise self.broken("sends more than makes sense")
        self._buffer += block


def short(words: str) -> str:
    """What a server said, on one line and no longer than a sentence bears."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_WORDS else line[: _LONGEST_WORDS - 1] + "…"
