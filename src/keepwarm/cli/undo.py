"""`keepwarm undo` and `keepwarm journal`: what was done, and taking it back."""

from datetime import datetime

import click

from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import say, write_json, write_table
from keepwarm.domain.errors import Missing
from keepwarm.domain.ids import parse_public_id, public_id
from keepwarm.storage.pages.journal import BatchLine, journal_page
from keepwarm.translations.english import VERBS, plural
from keepwarm.usecases.undo import undo


@click.command("undo")
@click.argument("batch", required=False)
@at_option
@book_option
def undo_command(batch: str | None, at: datetime | None, book: str | None) -> None:
    """Take back the last thing you did, or the BATCH of this id in the journal, as a whole.

    \b
    keepwarm undo
    keepwarm journal; keepwarm undo 4x0p8sm1dz6kq
    """
    batch_id = None if batch is None else parse_public_id(batch)
    if batch is not None and batch_id is None:
        raise Missing(f"{batch!r} is no id of the journal; see 'keepwarm journal'.")
    with open_book(book, at, writing=True) as opened:
        undone = undo(opened, batch_id)
    say(f"Taken back: {VERBS[undone.what]} {undone.about} ({plural(undone.changes, 'change')}).")


@click.command("journal")
@at_option
@json_option
@book_option
def journal_command(at: datetime | None, as_json: bool, book: str | None) -> None:
    """What you did, the latest first, each with the id by which it can be undone.

    \b
    keepwarm journal
    """
    with open_book(book, at) as opened:
        lines = journal_page(opened)
    if as_json:
        write_json([_as_data(line) for line in lines])
    elif not lines:
        say("Nothing yet.")
    else:
        write_table(("what", "when", "changes", "id", ""), (_row(line) for line in lines))


def _row(line: BatchLine) -> tuple[str, ...]:
    state = "taken back" if line.undone else ""
    what = f"{VERBS[line.what]} {line.about}"
    return what, f"{line.at:%Y-%m-%d %H:%M}", f"{line.changes:,}", public_id(line.batch_id), state


def _as_data(line: BatchLine) -> dict[str, object]:
    return {
        "id": public_id(line.batch_id),
        "at": line.at,
        "what": line.what,
        "about": line.about,
        "changes": line.changes,
        "undone": line.undone,
        "undoes": line.undoes,
    }
