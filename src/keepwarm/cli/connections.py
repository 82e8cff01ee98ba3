"""`keepwarm connections`: from contacts to connections, and who is near."""

from datetime import datetime

import click

from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.ids import public_id
from keepwarm.storage.pages.nearly import NearlyPage, nearly_page
from keepwarm.translations.english import day_in_words, plural, sentence


@click.command("connections")
@at_option
@json_option
@book_option
def connections_command(at: datetime | None, as_json: bool, book: str | None) -> None:
    """How many of your contacts are connections, for whom one talk would make it so, who waits for a word.

    \b
    keepwarm connections
    """
    with open_book(book, at) as opened:
        page = nearly_page(opened)
    if as_json:
        write_json(_as_data(page))
        return
    head = page.headline
    say(f"{plural(head.contacts, 'contact')}, {plural(head.connections, 'connection')}\n")
    for month, connections in head.months:
        say(f"  {month:%B %Y}: {connections}")
    say(bold("One talk would make the difference"))
    for near in page.near:
        say(f"  {near.name}: {sentence(near.adds, page.today)}")
    if not page.near:
        say("  Nobody just now.")
    say(bold("On your list, and never spoken to"))
    for line in page.unspoken:
        why = f": {line.reason}" if line.reason else ""
        say(f"  {line.name}, noted {day_in_words(line.since, page.today)}{why}")
    if not page.unspoken:
        say("  Nobody.")


def _as_data(page: NearlyPage) -> dict[str, object]:
    return {
        "contacts": page.headline.contacts,
        "connections": page.headline.connections,
        "months": [{"month": month, "connections": count} for month, count in page.headline.months],
        "near": [
            {
                "person": line.name,
                "id": public_id(line.person_id),
                "missing": list(line.missing),
                "adds": line.adds,
            }
            for line in page.near
        ],
        "unspoken": [
            {"person": line.name, "id": public_id(line.person_id), "since": line.since, "reason": line.reason}
            for line in page.unspoken
        ],
    }
