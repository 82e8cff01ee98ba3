"""One person of a public contact history as a mailbox: real input with the true times.

    python benchmarks/history.py --data ../shared/data/ties/email-eu.csv.gz --out history.mbox

The table has the columns day (days since its first event), src, dst, channel, n_recipients; rows with the
same day and src are one message. Prints as JSON whose mailbox it is and what a reader should find in it.
"""

import argparse
import csv
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from pathlib import Path

DATA = Path("../shared/data/ties/email-eu.csv.gz")
START = date(2004, 1, 5)

_MOST_RECIPIENTS = 10
_SECONDS_IN_A_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message: `day` as the table has it, a fraction of a day included; ids as written there."""

    day: float
    sender: int
    recipients: tuple[int, ...]


def read_messages(rows: Iterable[dict[str, str]]) -> list[Message]:
    """The messages of a table, by time, and in its order where times are equal."""
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        together[row["day"], row["src"]].append(int(row["dst"]))
    messages = [
        Message(day=float(day), sender=int(src), recipients=tuple(recipients))
        for (day, src), recipients in together.items()
    ]
    return sorted(messages, key=lambda message: message.day)


def contacts(messages: Iterable[Message]) -> dict[int, set[int]]:
    """With whom each person exchanged messages of at most ten recipients."""
    met: dict[int, set[int]] = defaultdict(set)
    for message in messages:
        if len(message.recipients) <= _MOST_RECIPIENTS:
            for recipient in message.recipients:
                met[message.sender].add(recipient)
                met[recipient].add(message.sender)
    return met


def best_connected(messages: Iterable[Message]) -> int:
    """The person with most contacts; of several, the one with the smallest id."""
    met = contacts(messages)
    return min(met, key=lambda person: (-len(met[person]), person))


def messages_of(person: int, messages: Iterable[Message]) -> list[Message]:
    """Every message sent by or to a person."""
    return [message for message in messages if person == message.sender or person in message.recipients]


def sent_at(message: Message, start: date) -> datetime:
    """When it was sent, in UTC: day 0.0 is midnight of `start`; down to the second, within its day."""
    whole = int(message.day)
    seconds = min(int((message.day - whole) * _SECONDS_IN_A_DAY), _SECONDS_IN_A_DAY - 1)
    return datetime.combine(start, time(), UTC) + timedelta(days=whole, seconds=seconds)


def address(person: int) -> str:
    """The address that stands for an id."""
    return f"person-{person}@example.org"


def as_mbox(message: Message, start: date) -> str:
    """A message as it stands in an mbox, its Message-ID made of what it says."""
    at = sent_at(message, start)
    said = f"{message.day!r} {message.sender} {message.recipients}"
    name = hashlib.sha256(said.encode()).hexdigest()[:32]
    # One recipient a line: a long list would be longer than a line of mail may be (RFC 5322, 2.1.1).
    recipients = ",\n ".join(f"Person {person} <{address(person)}>" for person in message.recipients)
    return (
        f"From {address(message.sender)} {at.ctime()}\n"
        f"From: Person {message.sender} <{address(message.sender)}>\n"
        f"To: {recipients}\n"
        f"Date: {format_datetime(at)}\n"
        f"Message-ID: <{name}@history.example.org>\n"
        f"Subject: A message of day {int(message.day)}\n"
        "\n"
        "Only when and between whom is known of it.\n"
        "\n"
    )


def summary(person: int, messages: list[Message], start: date) -> dict[str, str | int]:
    """What a reader of the mailbox should find in it."""
    times = [sent_at(message, start) for message in messages]
    return {
        "owner": address(person),
        "messages": len(messages),
        "contacts": len(contacts(messages)[person] - {person}),
        "first_day": times[0].date().isoformat(),
        "last_day": times[-1].date().isoformat(),
        "last_event": times[-1].isoformat(),
    }


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a compressed table."""
    with gzip.open(path, "rt", encoding="ascii", newline="") as file:
        yield from csv.DictReader(file)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write one person's history as a mailbox.")
    parser.add_argument("--data", type=Path, default=DATA, help=f"the table (default: {DATA})")
    parser.add_argument("--person", type=int, help="an id of the table (default: who has most contacts)")
    parser.add_argument("--start", type=date.fromisoformat, default=START, help=f"day 0 (default: {START})")
    parser.add_argument("--out", type=Path, required=True, help="the mailbox to write")
    asked = parser.parse_args()
    if not asked.data.is_file():
        parser.error(f"{asked.data} is not there; name the table with --data")
    everything = read_messages(read_table(asked.data))
    if not everything:
        parser.error(f"{asked.data} holds no messages; name another table with --data")
    person = best_connected(everything) if asked.person is None else asked.person
    messages = messages_of(person, everything)
    if not messages:
        parser.error(f"nobody in {asked.data} has the id {person}; name another --person")
    with asked.out.open("w", encoding="ascii", newline="\n") as out:
        out.writelines(as_mbox(message, asked.start) for message in messages)
    print(json.dumps(summary(person, messages, asked.start)))


if __name__ == "__main__":
    main()
