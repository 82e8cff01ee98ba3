"""`keepwarm ties`: every tie with its numbers."""

from datetime import datetime

import click

from keepwarm.cli.numbers import tie_as_data
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import write_json, write_table
from keepwarm.domain.ids import public_id
from keepwarm.storage.pages.ties import TieLine, ties_page
from keepwarm.translations.english import RHYTHMS, span_in_words, strength_in_words


@click.command("ties")
@at_option
@json_option
@book_option
def ties_command(at: datetime | None, as_json: bool, book: str | None) -> None:
    """Every tie, the strongest first: stage, rhythm, and how likely a word is within 7, 30 and 90 days.

    In JSON, p_7, p_30 and p_90 are the model's own, strength is p_90 brought to your life, and due_50,
    due_80 and due_95 are days after the last day in touch.

    \b
    keepwarm ties --at 2026-12-01
    keepwarm ties --json
    """
    with open_book(book, at) as opened:
        lines = ties_page(opened)
    if as_json:
        write_json([_as_data(line) for line in lines])
        return
    rows = (_row(line) for line in lines if line.tie.last_on is not None)
    write_table(("name", "stage", "tie", "rhythm", "usually every"), rows)


def _row(line: TieLine) -> tuple[str, ...]:
    tie = line.tie
    rhythm = RHYTHMS[tie.rhythm] if tie.rhythm else ""
    every = span_in_words(round(tie.due_50)) if tie.due_50 is not None and tie.contact_days > 1 else ""
    return line.name, tie.stage.value, strength_in_words(tie.strength), rhythm, every


def _as_data(line: TieLine) -> dict[str, object]:
    named = {"person": line.name, "id": public_id(line.person_id), "handles": line.handles}
    return named | tie_as_data(line.tie)
