"""Headers and mailboxes for the tests, as they would lie in a file."""

from io import BytesIO

from keepwarm.formats.mail_headers import Header, read_header
from keepwarm.formats.mail_stream import MailStream

FROM_LINE = "From ann@example.org Mon Jan  5 10:00:00 2004\n"

PERSONAL = {
    "From": "Ann <ann@example.org>",
    "To": "Bob <bob@example.org>",
    "Date": "Mon, 05 Jan 2004 10:00:00 +0000",
    "Message-ID": "<1@example.org>",
    "Subject": "Lunch",
}


def fields(**changes: str | None) -> str:
    """The header of a personal message, with other fields in it; None takes one out."""
    written = {name.replace("_", "-"): value for name, value in changes.items()}
    return "".join(
        f"{name}: {value}\n" for name, value in {**PERSONAL, **written}.items() if value is not None
    )


def header(**changes: str | None) -> Header:
    """The same, read."""
    return header_of((fields(**changes) + "\n").encode())


def header_of(content: bytes) -> Header:
    """A header from the bytes of a file."""
    return read_header(MailStream(BytesIO(content)), ends_at=lambda _: False)


def mbox(*headers: str, body: str = "Hello.\n") -> bytes:
    """A mailbox of these messages."""
    return "".join(f"{FROM_LINE}{one}\n{body}\n" for one in headers).encode()
