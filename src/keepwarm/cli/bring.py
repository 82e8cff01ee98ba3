"""`keepwarm import`: take in contacts and history from files."""

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from keepwarm.cli.options import at_option, book_option, json_option, library_at, moment
from keepwarm.cli.output import harmless, say, write_json
from keepwarm.domain.arrivals import Fate
from keepwarm.domain.columns import parse_columns
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from keepwarm.translations.english import plural, sentence
from keepwarm.usecases.begin_book import add_own_addresses
from keepwarm.usecases.choose_columns import TableColumns
from keepwarm.usecases.import_files import FileArrival, apply_import, plan_import
from keepwarm.usecases.propose_self import propose_self

_FATES_SHOWN = {
    Fate.NEW: "new",
    Fate.UNSURE: "perhaps somebody you have (see: keepwarm duplicates)",
    Fate.MERGED: "merged with somebody in the book",
    Fate.SAME: "there already",
}
_REFUSALS_SHOWN = 20
_SHARED_BY = 3
"""A reason that more than so many items share is said once."""


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, readable=False)
)
@click.option("--dry-run", is_flag=True, help="Show what would happen, and change nothing.")
@click.option(
    "--columns",
    multiple=True,
    metavar="TITLE=MEANING,...",
    help="What columns of a table are taken for; --dry-run shows what each is (not with --json). "
    "It is remembered.",
)
@click.option(
    "--bought",
    is_flag=True,
    help="A list that was bought or copied: whoever is new with it is tagged so and never proposed.",
)
@at_option
@json_option
@book_option
def import_command(
    files: tuple[Path, ...],
    dry_run: bool,
    bought: bool,
    columns: tuple[str, ...],
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """Take in contacts, mailboxes and tables: one command, one batch, one undo.

    What a file is, its content says. The same file again changes nothing.

    \b
    keepwarm import contacts.vcf
    keepwarm import --dry-run inbox.mbox Maildir/ talks.csv
    keepwarm import friends.csv --columns "Full name=name,Tel=phone"
    """
    said = parse_columns(_pairs(columns))
    with library_at(book) as library:
        now = moment(library, at)
        _know_the_owner(library, files, now)
        plan = plan_import(library, files, now, show_progress, lambda _: said)
        end_progress()
        if said and not plan.tables:
            plan.close()
            raise Invalid(
                "--columns is for tables that no importer knows, and none of these is one; leave it out."
            )
        if dry_run:
            batch_id = None
            plan.close()
        else:
            batch_id = apply_import(library, plan, now, bought=bought).batch_id
    if as_json:
        write_json([as_data(item, now) for item in plan.items])
    else:
        if dry_run:
            _show_columns(plan.tables)
        write_items(plan.counts(), plan.items, now, dry_run=dry_run, changed=batch_id is not None)


def _pairs(columns: Sequence[str]) -> list[str]:
    """The pairs of all options; quotation marks hold a title together that has a comma.

    A line break is a space.
    """
    lines = (line.replace("\r", " ").replace("\n", " ") for line in columns)
    return [pair for line in csv.reader(lines, skipinitialspace=True) for pair in line if pair.strip()]


def _show_columns(tables: Sequence[TableColumns]) -> None:
    """What each column is taken for, in the words that `--columns` understands, with some of its values."""
    shown = {table.proposal.digest: table for table in reversed(tables)}
    for table in reversed(shown.values()):
        say(f"The columns of {table.file} are taken for:")
        for key, column in zip(table.proposal.keys, table.proposal.columns, strict=True):
            title = f"{key} ({column.title})" if column.title not in ("", key) else key
            examples = f"  ({'; '.join(column.examples)})" if column.examples else ""
            say(f"  {title}={column.meaning.value}{examples}".replace("\n", " "))
    if shown:
        say('Change it with: --columns "TITLE=MEANING,..."', error=True)


def _know_the_owner(library: Library, files: Sequence[Path], now: datetime) -> None:
    """Ask for the owner's own address where a mailbox needs it and the book has none of its.

    Of a chat in which nobody is known, each refusal says how to name the owner.
    """
    proposal = propose_self(library, files, now).address
    if not proposal:
        return
    if sys.stdin.isatty() and click.confirm(
        f"Is {harmless(proposal)} your own address?", err=True, default=True
    ):
        with library.open(now, writing=True) as book:
            add_own_addresses(book, (proposal,))
        return
    raise Invalid(
        f"Whose mailbox this is, your book does not know; most of it goes to or from {proposal}. "
        f"If that is you: keepwarm init --email {proposal}"
    )


def show_progress(file: str, items: int) -> None:
    """Tell on a terminal how many items have been read."""
    if sys.stderr.isatty():
        click.echo("\r", nl=False, err=True)
        say(f"{file}: {items:,} items", line=False, error=True)


def end_progress() -> None:
    """End the line of the progress."""
    if sys.stderr.isatty():
        say(error=True)


def as_data(item: FileArrival, now: datetime) -> dict[str, object]:
    """An item and what becomes of it, as JSON says it."""
    arrival = item.arrival
    return {
        "file": item.file,
        "item": arrival.place,
        "fate": arrival.fate.value,
        "person": arrival.person,
        "id": None if arrival.person_id is None else public_id(arrival.person_id),
        "reason": None if arrival.reason is None else sentence(arrival.reason, now.date()),
        "score": arrival.score,
    }


def write_items(
    counts: Counter[Fate], items: Sequence[FileArrival], now: datetime, *, dry_run: bool, changed: bool
) -> None:
    """Say how many items meet each fate, which were left out and why, and what can be done now."""
    for fate, words in _FATES_SHOWN.items():
        if counts[fate]:
            say(f"{plural(counts[fate], 'item')} {words}")
    refused = [item for item in items if item.arrival.fate is Fate.REFUSED]
    if refused:
        say(f"{plural(len(refused), 'item')} left out:")
    _write_refusals(refused, now)
    if dry_run:
        say("Nothing was changed.", error=True)
    else:
        say(
            "Take it back with: keepwarm undo" if changed else "Nothing new; the book is as it was.",
            error=True,
        )


def _write_refusals(refused: Sequence[FileArrival], now: datetime) -> None:
    """What many share, once with how many they are; the others each with its place."""
    said = [sentence(one.arrival.reason, now.date()) if one.arrival.reason else "" for one in refused]
    often = {reason: count for reason, count in Counter(said).most_common() if count > _SHARED_BY}
    for reason, count in often.items():
        say(f"  {count:,} times: {reason}")
    alone = [(one, reason) for one, reason in zip(refused, said, strict=True) if reason not in often]
    for item, reason in alone[:_REFUSALS_SHOWN]:
        say(f"  {item.file}, {item.arrival.place}: {reason}")
    if len(alone) > _REFUSALS_SHOWN:
        say(f"  and {len(alone) - _REFUSALS_SHOWN:,} more; --json lists them all")
