"""A mailbox as large as one likes, the same each time: threads, lists, newsletters, attachments."""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random

OWN = "me@example.org"
HUGE = 600_000_000
"""Bytes of the huge message, or a third of a mailbox that is small."""

_PEOPLE = 3_000
_LISTS = 25
_FIRST = datetime(2014, 1, 6, 8, tzinfo=UTC)
_WORDS = ("the", "offer", "plan", "budget", "draft", "train", "lunch", "review", "paper", "garden", "letter")
_BLOCK_BYTES = 750_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message: its header and the pieces of its body, which may be large."""

    at: datetime
    header: str
    body: Iterable[bytes]


class Mailbox:
    """Makes the same messages each time, in the order in which they came."""

    def __init__(self) -> None:
        self._random = Random(4711)
        block = base64.b64encode(self._random.randbytes(_BLOCK_BYTES))
        self._base64 = b"".join(block[at : at + 76] + b"\n" for at in range(0, len(block), 76))
        self._number = 0
        self._at = _FIRST
        self._threads: list[tuple[str, str, int]] = []

    def letters(self, size: int) -> Iterator[Letter]:
        """So many messages that they have the size together, with the huge one in the middle."""
        huge, written = min(HUGE, size // 3), 0
        while written < size:
            is_huge = huge and written > size // 2 - huge // 2
            letter, length = self._huge(huge) if is_huge else self._next()
            huge = 0 if is_huge else huge
            written += length
            yield letter

    def later(self, count: int) -> Iterator[Letter]:
        """Some messages between people, which come after all others."""
        for _ in range(count):
            yield self._personal(attachment=False)[0]

    def _next(self) -> tuple[Letter, int]:
        kind = self._random.random()
        if kind < 0.18:
            return self._newsletter()
        if kind < 0.34:
            return self._to_a_list()
        return self._personal(attachment=kind > 0.9)

    def _personal(self, *, attachment: bool) -> tuple[Letter, int]:
        """A message from or to somebody, most often an answer."""
        random = self._random
        if self._threads and random.random() < 0.7:
            subject, before, whom = random.choice(self._threads[-400:])
        else:
            subject, before, whom = self._subject(), "", int(random.paretovariate(0.6)) % _PEOPLE
        person = f"Person {whom} <person{whom}@company{whom % 211}.example>"
        sender, to = (f"Me <{OWN}>", person) if random.random() < 0.4 else (person, f"Me <{OWN}>")
        extra = f"In-Reply-To: {before}\nReferences: {before}\n" if before else ""
        letter, length = self._made(sender, to, f"Re: {subject}" if before else subject, extra, attachment)
        self._threads.append((subject, self._id(), whom))
        return letter, length

    def _to_a_list(self) -> tuple[Letter, int]:
        number = self._random.randrange(_LISTS)
        name = f"list{number}@lists.example.net"
        extra = f"List-Id: <list{number}.example.net>\nList-Post: <mailto:{name}>\nPrecedence: list\n"
        sender = f"Member {self._random.randrange(9_999)} <m{self._random.randrange(9_999)}@example.com>"
        return self._made(sender, name, self._subject(), extra, attachment=False)

    def _newsletter(self) -> tuple[Letter, int]:
        shop = self._random.randrange(60)
        extra = "List-Unsubscribe: <https://shop.example/u>\nContent-Type: text/html; charset=utf-8\n"
        pieces = [
            b"<html><body>\n",
            *([self._html(shop)] * self._random.randrange(5, 40)),
            b"</body></html>\n",
        ]
        header = self._header(f"Shop {shop} <news@shop{shop}.example>", OWN, self._subject(), extra)
        return self._letter(header, pieces)

    def _huge(self, size: int) -> tuple[Letter, int]:
        header = self._header("Person 1 <person1@company1.example>", OWN, "The film", self._multipart())
        return self._letter(header, self._attached(size))

    def _made(self, sender: str, to: str, subject: str, extra: str, attachment: bool) -> tuple[Letter, int]:
        text = self._text()
        if not attachment:
            return self._letter(self._header(sender, to, subject, extra), [text])
        size = min(int(self._random.lognormvariate(12.5, 1.2)), 20_000_000)
        header = self._header(sender, to, subject, extra + self._multipart())
        return self._letter(header, [text, *self._attached(size)])

    def _letter(self, header: str, body: list[bytes]) -> tuple[Letter, int]:
        return Letter(at=self._at, header=header, body=body), len(header) + sum(map(len, body))

    def _header(self, sender: str, to: str, subject: str, extra: str) -> str:
        """A header as long as they are: four servers, two signatures."""
        self._number += 1
        self._at += timedelta(seconds=self._random.randrange(60, 20_000))
        at = format_datetime(self._at)
        received = "".join(
            f"Received: from relay{hop}.example.com (relay{hop}.example.com [192.0.2.{hop}])\n"
            f"\tby mx{hop}.example.org (Postfix) with ESMTPS id {self._number:x}{hop:x}\n"
            f"\tfor <{OWN}>; {at}\n"
            for hop in range(1, 5)
        )
        signed = self._base64[:308].decode().replace("\n", "\n\t")
        signature = (
            f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=s1;\n\tb={signed}\n"
        )
        return (
            f"{received}{signature}ARC-Seal: i=1; a=rsa-sha256;\n\tb={signed}\n"
            f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: {at}\nMessage-ID: {self._id()}\n"
            f"MIME-Version: 1.0\n{extra}\n"
        )

    def _id(self) -> str:
        return f"<{self._number}.keepwarm@mail.example.org>"

    def _subject(self) -> str:
        return " ".join(self._random.choices(_WORDS, k=4)).capitalize()

    def _text(self) -> bytes:
        lines = (" ".join(self._random.choices(_WORDS, k=11)) for _ in range(self._random.randrange(4, 60)))
        return ("\n".join(lines) + "\n>From here on it is quoted.\n> > and again\n\n").encode()

    def _html(self, shop: int) -> bytes:
        return (
            f'<td class="offer{shop}"><a href="https://shop.example/{shop}">offer</a></td>\n' * 20
        ).encode()

    def _multipart(self) -> str:
        return 'Content-Type: multipart/mixed; boundary="=_part"\n'

    def _attached(self, size: int) -> list[bytes]:
        head = b"--=_part\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n"
        whole, rest = divmod(size, len(self._base64))
        return [head, *([self._base64] * whole), self._base64[:rest], b"\n--=_part--\n"]


def write_mbox(path: Path, letters: Iterable[Letter]) -> None:
    """Lay messages behind those that a mailbox has."""
    with path.open("ab") as file:
        for letter in letters:
            file.write(f"From someone@example.org {letter.at:%a %b %d %H:%M:%S %Y}\n".encode())
            file.write(letter.header.encode())
            file.writelines(letter.body)
            file.write(b"\n")


def write_maildir(folder: Path, letters: Iterable[Letter]) -> None:
    """Lay each message into a file of its own."""
    for letter in letters:
        with (folder / f"{letter.at:%s}.M1P1.benchmark:2,S").open("wb") as file:
            file.write(letter.header.encode())
            file.writelines(letter.body)
