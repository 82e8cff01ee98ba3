"""`keepwarm today`: whom to talk to today, why, and by which channel."""

from datetime import datetime

import click

from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.ids import public_id
from keepwarm.domain.own_time import Mood
from keepwarm.storage.pages.today import TodayLine, TodayPage, today_page
from keepwarm.translations.english import CHANNELS, plural, sentence


@click.command("today")
@click.option("--anyway", is_flag=True, help="Show the list in quiet hours and after 'keepwarm finish', too.")
@at_option
@json_option
@book_option
def today_command(anyway: bool, at: datetime | None, as_json: bool, book: str | None) -> None:
    """Whom to talk to today, why, and by which channel.

    \b
    keepwarm today
    keepwarm today --at 2026-12-01
    """
    with open_book(book, at) as opened:
        page = today_page(opened)
    if as_json:
        write_json(_as_data(page))
    else:
        _write(page, anyway=anyway)


_PUT_AWAY = {
    Mood.FINISHED: "That was it for today.",
    Mood.QUIET_HOURS: "These are your quiet hours, until {until}.",
}


def _write(page: TodayPage, *, anyway: bool) -> None:
    say(f"{page.today:%A}, {page.today.day} {page.today:%B %Y}", line=False)
    say(f"   {headline_in_words(page)}\n")
    if page.mood in _PUT_AWAY and not anyway:
        say(f"{_PUT_AWAY[page.mood].format(until=page.quiet_until)} The list: keepwarm today --anyway")
        return
    if page.mood is Mood.QUIET_DAY:
        say("A quiet day: only what you promised or planned for it.\n")
    if not page.lines:
        say(_nobody(page))
    for number, line in enumerate(page.lines, 1):
        _write_line(number, line, page)
    if page.spoken_to_ask:
        asked = plural(page.spoken_to_ask, "of your strongest ties", "of your strongest ties")
        say(f"{asked} may have been a voice lately: keepwarm spoken", error=True)
    if page.correspondents:
        wait = plural(page.correspondents, "person", "people")
        say(f"Not in your book yet: {wait} you write with (keepwarm correspondents)", error=True)


def _write_line(number: int, line: TodayLine, page: TodayPage) -> None:
    where = f" ({line.organization})" if line.organization else ""
    channel = line.proposal.channel
    how = "" if channel is None else f", {CHANNELS[channel]}"
    reach = f"  {line.handles[0].value}" if line.handles else ""
    say(f"{number:>2}. {bold(line.name)}{where}{how}{reach}")
    proposal = line.proposal
    opening = () if line.opening is None else (line.opening,)
    for reason in (*proposal.reasons, *opening, proposal.channel_reason, *proposal.channel_remarks):
        say(f"    {sentence(reason, page.today)}")
    say()


def headline_in_words(page: TodayPage) -> str:
    """ "1,204 contacts, 57 connections", and what it cannot see yet."""
    head = page.headline
    said = f"{plural(head.contacts, 'contact')}, {plural(head.connections, 'connection')}"
    if not head.sees_voice and head.contacts:
        said += " (calls and meetings are not in the book yet, so connections cannot be seen)"
    return said


def _nobody(page: TodayPage) -> str:
    if not page.headline.contacts and page.correspondents:
        return "Nobody is in your book yet."
    if not page.headline.contacts:
        return (
            "Your book is empty. Name five people you would be glad to hear from:\n"
            '  keepwarm add "Their Name" their@address.example\n'
            "or bring in what you have: keepwarm import contacts.vcf inbox.mbox"
        )
    return "Nobody waits for you today. A good day to write to somebody you like."


def _as_data(page: TodayPage) -> dict[str, object]:
    return {
        "today": page.today,
        "mood": page.mood,
        "contacts": page.headline.contacts,
        "connections": page.headline.connections,
        "sees_voice": page.headline.sees_voice,
        "correspondents": page.correspondents,
        "people": [
            {
                "person": line.name,
                "id": public_id(line.proposal.person_id),
                "organization": line.organization,
                "kind": line.proposal.kind.name.lower(),
                "channel": line.proposal.channel,
                "channel_reason": line.proposal.channel_reason,
                "channel_remarks": list(line.proposal.channel_remarks),
                "asks_for": line.proposal.asks_for,
                "opening": line.opening,
                "handles": [handle.value for handle in line.handles],
                "reasons": list(line.proposal.reasons),
                "words": [sentence(reason, page.today) for reason in line.proposal.reasons],
            }
            for line in page.lines
        ],
    }
