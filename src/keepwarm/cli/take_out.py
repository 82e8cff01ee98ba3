"""`keepwarm export`, `keepwarm restore` and `keepwarm hash`: the book, out again, back, and at a glance."""

from datetime import datetime
from pathlib import Path

import click

from keepwarm.cli.options import at_option, book_option, json_option, library_at, moment_said, open_book
from keepwarm.cli.output import say, write_bytes, write_json
from keepwarm.storage.book import Book
from keepwarm.translations.english import plural
from keepwarm.usecases.export_book import FORMAT_OF_ENDING, ExportBook, Format, export_book, plan_export
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.hash_book import hash_book
from keepwarm.usecases.restore_book import restore_book

_STANDARD_OUTPUT = Path("-")


@click.command("export")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    help="What the ending of the file does not say: vcard is every card as it came; archive everything.",
)
@click.option("--person", metavar="PERSON", help="One person only.")
@click.option("--filter", "query", metavar="QUERY", default="", help="Those only whom the words mean.")
@click.option("--with-relations", is_flag=True, help="Also who is known only as somebody's relation.")
@click.option("--overwrite", is_flag=True, help="Replace a file that is there.")
@at_option
@book_option
def export_command(
    path: Path,
    form: str | None,
    person: str | None,
    query: str,
    with_relations: bool,
    overwrite: bool,
    at: datetime | None,
    book: str | None,
) -> None:
    """Write the book, or some of it, to a file, whole or not at all; to standard output where it is -.

    \b
    keepwarm export everything.jsonl
    keepwarm export contacts.vcf --filter "stage:connection,ally"
    keepwarm export ada.vcf --person "ada lovelace" --format vcard4
    """
    if person and query:
        raise click.UsageError("Name one person with --person, or several with --filter, but not both.")
    chosen = _form(path, form)
    with open_book(book, at) as opened:
        command = ExportBook(
            form=chosen,
            query=query,
            person_id=find_person(opened, person).person_id if person else None,
            with_relations=with_relations,
        )
        if path == _STANDARD_OUTPUT:
            count = _write_out(opened, command)
        else:
            count = export_book(opened, path, command, overwrite=overwrite)
    if path == _STANDARD_OUTPUT:
        say(f"{plural(count, 'person', 'people')}.", error=True)
    else:
        say(f"{plural(count, 'person', 'people')} in {path}.")


def _form(path: Path, said: str | None) -> Format:
    """The form that was said, else the one that the file's ending says."""
    if said is not None:
        return Format(said)
    if (form := FORMAT_OF_ENDING.get(path.suffix.lower())) is None:
        forms = ", ".join(form.value for form in Format)
        raise click.UsageError(f"The name {path} does not say in what form; pass --format ({forms}).")
    return form


def _write_out(book: Book, command: ExportBook) -> int:
    outgoing = plan_export(book, command)
    write_bytes(outgoing.pieces)
    return outgoing.people


@click.command("restore")
@click.argument("archive", type=click.Path(path_type=Path, dir_okay=False))
@at_option
@json_option
@book_option
def restore_command(archive: Path, at: datetime | None, as_json: bool, book: str | None) -> None:
    """Make a new book out of an archive that 'keepwarm export' has written.

    It is made whole or not at all, never into a book that is there, and holds the same content, ids, journal
    and times. An archive of a file restores to PostgreSQL, and the other way round.

    \b
    keepwarm restore everything.jsonl --book again.keepwarm
    """
    with library_at(book) as library:
        restored = restore_book(library, archive, moment_said(at))
    if as_json:
        write_json({"people": restored.people, "changes": restored.entries, "hash": restored.content_hash})
        return
    people, changes = plural(restored.people, "person", "people"), plural(restored.entries, "change")
    say(f"{people} and {changes} of the journal are in {restored.place}, with the content of the archive.")


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
