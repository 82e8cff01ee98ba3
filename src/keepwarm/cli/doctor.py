"""`keepwarm doctor`: is the book well?"""

import click

from keepwarm.cli.options import book_option, json_option, library_at, moment
from keepwarm.cli.output import bold, say, write_json
from keepwarm.usecases.check_book import Finding, check_book, upgrade_book


@click.command("doctor")
@click.option("--upgrade", is_flag=True, help="Bring an older book to this version; a copy is made first.")
@json_option
@book_option
def doctor_command(upgrade: bool, as_json: bool, book: str | None) -> None:
    """Check the book: its file's rights, the database's version and soundness, and what is derived.

    Exit code 1 where something is not well.

    \b
    keepwarm doctor
    """
    with library_at(book) as library:
        if upgrade and (copy := upgrade_book(library)) is not None:
            say(f"The book as it was is at {copy}.", error=True)
        findings = check_book(library, moment(library, None))
    if as_json:
        write_json([{"what": one.what, "well": one.well, "detail": one.detail} for one in findings])
    else:
        for one in findings:
            say(_line(one))
    if not all(one.well for one in findings):
        raise SystemExit(1)


def _line(one: Finding) -> str:
    mark = "well" if one.well else bold("not well")
    return f"{one.what}: {mark}{f' ({one.detail})' if one.detail else ''}"
