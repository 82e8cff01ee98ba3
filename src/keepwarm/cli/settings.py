"""`keepwarm settings`: how long the list is, and when there is none."""

from datetime import datetime

import click

from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import say, write_json
from keepwarm.usecases.choose_time import ChooseTime, choose_time, time_chosen


@click.command("settings")
@click.option("--capacity", metavar="NUMBER", help="How many people a day's list holds, 1 to 50.")
@click.option("--quiet-days", metavar="DAYS", help="Days without a list, like sat,sun; '' for none.")
@click.option("--quiet-hours", metavar="HOURS", help="Hours without a list, like 21:00-08:00; '' for none.")
@at_option
@json_option
@book_option
def settings_command(
    capacity: str | None,
    quiet_days: str | None,
    quiet_hours: str | None,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """How long the day's list is, and on which days and at which hours there is none.

    On a quiet day only what you promised or planned for it is shown. Without an option it says what holds.

    \b
    keepwarm settings --capacity 3 --quiet-days sat,sun --quiet-hours 21:00-08:00
    """
    command = ChooseTime(capacity=capacity, quiet_days=quiet_days, quiet_hours=quiet_hours)
    writing = command != ChooseTime()
    with open_book(book, at, writing=writing) as opened:
        if writing:
            choose_time(opened, command)
        own = time_chosen(opened)
    if as_json:
        write_json({"capacity": own.capacity, "quiet_days": own.quiet_days, "quiet_hours": own.quiet_hours})
        return
    say(f"People a day: {own.capacity}")
    say(f"Quiet days: {own.quiet_days or 'none'}")
    say(f"Quiet hours: {own.quiet_hours or 'none'}")
