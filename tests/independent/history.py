"""The table of email-eu as a history of the person with most contacts, and the command line beside it."""

import csv
import gzip
import json
import math
import subprocess
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.command_line import command
from tests.independent import model
from tests.independent.model import Event
from tests.real_data import real_data

ROOT = Path(__file__).parents[2]
TABLE = "ties/email-eu.csv.gz"
START = datetime(2004, 1, 5, tzinfo=UTC)
LAST = datetime(2006, 3, 17, 12, 27, 4, tzinfo=UTC)
"""The last message of the mailbox. After day 526 the table holds next to nothing."""
LIVELY = LAST - timedelta(days=300)
"""In May 2005, while the institution still writes."""

History = dict[int, list[Event]]
Answer = dict[str, Any]


class Owned(NamedTuple):
    """Whose history it is, and what counts between them and each of their contacts."""

    owner: int
    history: History


def owned_history() -> Owned:
    """The history of the person with most contacts, from the table alone."""
    messages: dict[tuple[str, int], set[int]] = defaultdict(set)
    with gzip.open(real_data(TABLE), "rt", encoding="ascii", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["n_recipients"]) <= 10:
                messages[row["day"], int(row["src"])].add(int(row["dst"]))
    met: dict[int, set[int]] = defaultdict(set)
    for (_, sender), recipients in messages.items():
        for recipient in recipients - {sender}:
            met[sender].add(recipient)
            met[recipient].add(sender)
    owner = max(met, key=lambda person: (len(met[person]), -person))
    history: History = defaultdict(list)
    for (written, sender), recipients in messages.items():
        if sender == owner:
            for recipient in recipients - {owner}:
                history[recipient].append(Event(floored(written), True, len(recipients)))
        elif owner in recipients:
            history[sender].append(Event(floored(written), False, len(recipients)))
    return Owned(owner, {person: model.in_order(events) for person, events in history.items()})


def floored(written: str) -> float:
    """A time of the table, down to the second, as a message can say it."""
    time = float(written)
    return int(time) + min(int((time - int(time)) * 86_400), 86_399) / 86_400


def past_of(history: History, at: datetime) -> History:
    """Who had been in touch at a time, with what had happened by then."""
    known = {person: model.until(events, day(at)) for person, events in history.items()}
    return {person: events for person, events in known.items() if events}


def strengths(past: History, now: float) -> dict[int, float]:
    fitted = model.fit_calibration(model.calibration_rows(past.values(), now, 90))
    return {
        person: model.calibrate(model.tie_probability(model.contact_days(events), now, 90), fitted)
        for person, events in past.items()
    }


def day(at: datetime) -> float:
    return (at - START) / timedelta(days=1)


def on(t: float) -> str:
    """The calendar day of a time, as the command line writes it."""
    return (START + timedelta(days=math.floor(t))).date().isoformat()


def number(name: str) -> int:
    """The id in the table of somebody who is called 'Person 74' in the book."""
    return int(name.removeprefix("Person "))


def address(person: int) -> str:
    return f"person-{person}@example.org"


def run(*words: object) -> str:
    """What a command says that has to succeed, run as a process of its own."""
    asked = [str(word) for word in words]
    answer = subprocess.run(asked, capture_output=True, text=True, cwd=ROOT, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def keepwarm(book: Path, *words: object) -> str:
    return run(*command(book, *words))


def imported(book: Path, mailbox: Path, owner: int, zone: str = "UTC") -> Path:
    """A new book with the mailbox and everybody in it, taken in at its last message."""
    keepwarm(book, "init", "--name", "Owner", "--email", address(owner), "--zone", zone)
    keepwarm(book, "import", mailbox, "--at", LAST.isoformat())
    keepwarm(book, "correspondents", "--all", "--at", LAST.isoformat())
    return book


def ties(book: Path, at: datetime) -> dict[int, Answer]:
    said = json.loads(keepwarm(book, "ties", "--json", "--at", at.isoformat()))
    return {number(tie["person"]): tie for tie in said}


def today(book: Path, at: datetime) -> dict[int, Answer]:
    """The lines of today's list, in its order."""
    lines = json.loads(keepwarm(book, "today", "--json", "--at", at.isoformat()))["people"]
    return {number(line["person"]): line for line in lines}


# Of a book that nobody writes to: asked for once for each moment.
ties_of_unchanging = cache(ties)
today_of_unchanging = cache(today)
