"""`keepwarm demo`: a book of invented people, to look around in."""

from datetime import datetime

import click

from keepwarm.cli.options import at_option, book_option, library_at, moment_said
from keepwarm.cli.output import say
from keepwarm.usecases.begin_demo import begin_demo
from keepwarm.usecases.find_book import find_demo_place, usual_place


@click.command("demo")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Another number, another three hundred people."
)
@at_option
@book_option
def demo_command(seed: int, at: datetime | None, book: str | None) -> None:
    """Make a book of 300 invented people with three years of history, to look around in.

    It lies where --book says, else beside your own book, as demo.keepwarm.

    \b
    keepwarm demo
    keepwarm --book ~/.local/share/keepwarm/demo.keepwarm today
    """
    named = book or click.get_current_context().find_root().obj
    place = str(named or find_demo_place(str(usual_place())))
    with library_at(place) as library:
        begin_demo(library, moment_said(at), seed)
    say(f"The demo book is at {place}. Look around: keepwarm --book {place} today")
