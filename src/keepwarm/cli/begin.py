"""`keepwarm init`: begin a book."""

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from keepwarm.cli.options import book_option, library_at
from keepwarm.cli.output import say
from keepwarm.domain.keeping import Kept
from keepwarm.usecases.begin_book import BeginBook, begin_book

_LOCAL_TIME = Path("/etc/localtime")


@click.command("init")
@click.option("--name", help="Your name.")
@click.option("--email", "addresses", multiple=True, help="An e-mail address of yours; may be given again.")
@click.option(
    "--also-called",
    multiple=True,
    metavar="NAME",
    help="What a chat calls you, or your number; may be repeated.",
)
@click.option("--zone", metavar="ZONE", help="Your time zone, like Europe/Lisbon; else this machine's.")
@click.option("--subjects/--no-subjects", default=None, help="Whether to keep the subjects of messages.")
@click.option("--texts/--no-texts", default=None, help="Whether to keep what was written in chats and texts.")
@click.option("--country", default="", help="Your country, like DE or Germany; else that of the time zone.")
@book_option
def init_command(
    name: str | None,
    addresses: tuple[str, ...],
    also_called: tuple[str, ...],
    zone: str | None,
    country: str,
    subjects: bool | None,
    texts: bool | None,
    book: str | None,
) -> None:
    """Begin a book, or add addresses to the one that is there.

    Your own addresses tell your messages from those of others when you import a mailbox; so does what a
    chat calls you, where that is not your name. Of messages their subjects are kept and their texts are not,
    unless you say otherwise; what is in the book already stays.

    \b
    keepwarm init --name "Ada Lovelace" --email ada@example.org
    keepwarm init --email ada@work.example
    """
    with library_at(book) as library:
        command = BeginBook(
            name=name or "",
            addresses=addresses,
            also_called=also_called,
            time_zone=zone or machine_zone(),
            country=country,
            keeps={
                kept: said
                for kept, said in ((Kept.SUBJECTS, subjects), (Kept.TEXTS, texts))
                if said is not None
            },
        )
        began = begin_book(library, command, datetime.now(UTC))
        say(f"{'Your book is at' if began else 'Noted in'} {library.location}.")
    if began:
        say('Next: keepwarm add "Somebody You Like" them@example.org, or keepwarm import FILE.', error=True)


def machine_zone() -> str:
    """The time zone that this machine is set to; UTC where it does not say by the name of one."""
    said = os.environ.get("TZ", "").lstrip(":")
    target = str(_LOCAL_TIME.resolve()) if _LOCAL_TIME.is_symlink() else ""
    named = (said, *(path.partition("zoneinfo/")[2] for path in (said, target)))
    return next(filter(_is_zone, named), "UTC")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
