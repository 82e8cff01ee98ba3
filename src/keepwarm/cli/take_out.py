"""`keepwarm export` and `keepwarm hash`: the book, out again and at a glance."""

from datetime import datetime
from pathlib import Path

import click

from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import say, write_json
from keepwarm.translations.english import plural
from keepwarm.usecases.export_book import Format, export_book
from keepwarm.usecases.hash_book import hash_book


@click.command("export")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    required=True,
    help="vcard: every card as it came; csv: a table; archive: everything, with the journal.",
)
@click.option("--overwrite", is_flag=True, help="Replace a file that is there.")
@at_option
@book_option
def export_command(path: Path, form: str, overwrite: bool, at: datetime | None, book: str | None) -> None:
    """Write the book to a file, whole or not at all.

    \b
    keepwarm export contacts.vcf --format vcard
    keepwarm export everything.jsonl --format archive
    """
    with open_book(book, at) as opened:
        count = export_book(opened, path, Format(form), overwrite=overwrite)
    say(f"{plural(count, 'person', 'people')} in {path}.")


@click.command("hash")
@at_option
@json_option
@book_option
def hash_command(at: datetime | None, as_json: bool, book: str | None) -> None:
    """The SHA-256 of the book's content: the same content has the same hash, on either database.

    \b
    keepwarm hash
    """
    with open_book(book, at) as opened:
        digest = hash_book(opened)
    if as_json:
        write_json({"hash": digest})
    else:
        say(digest)
