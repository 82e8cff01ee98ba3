"""`keepwarm week`: the plan of the next seven days."""

from datetime import datetime

import click

from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.ids import public_id
from keepwarm.storage.pages.week import WeekPage, week_page
from keepwarm.translations.english import CHANNELS, sentence


@click.command("week")
@at_option
@json_option
@book_option
def week_command(at: datetime | None, as_json: bool, book: str | None) -> None:
    """Whom to talk to on each of the next seven days. Every morning makes its own list anew.

    \b
    keepwarm week
    """
    with open_book(book, at) as opened:
        page = week_page(opened)
    if as_json:
        write_json(_as_data(page))
        return
    for day in page.days:
        say(bold(f"{day.on:%A}, {day.on.day} {day.on:%B}") + (" (quiet)" if day.quiet else ""))
        for line in day.lines:
            how = "" if line.proposal.channel is None else f", {CHANNELS[line.proposal.channel]}"
            say(f"  {line.name}{how}: {sentence(line.proposal.reasons[0], page.today, by_weekday=True)}")
        if not day.lines:
            say("  Nobody.")


def _as_data(page: WeekPage) -> list[dict[str, object]]:
    return [
        {
            "on": day.on,
            "quiet": day.quiet,
            "people": [
                {
                    "person": line.name,
                    "id": public_id(line.proposal.person_id),
                    "kind": line.proposal.kind.name.lower(),
                    "channel": line.proposal.channel,
                    "reasons": list(line.proposal.reasons),
                }
                for line in day.lines
            ],
        }
        for day in page.days
    ]
