"""`keepwarm feed add calendar`: a calendar at an address."""

from datetime import datetime

import click

from keepwarm.cli.add_feed import check_secret, feed_options, keep_feed
from keepwarm.usecases.change_feeds import AddFeed


@click.command("calendar")
@click.argument("name")
@click.argument("address", metavar="URL")
@click.option("--user", default="", metavar="USER", help="By which name the server knows you, if it asks.")
@feed_options
def add_command(
    name: str,
    address: str,
    user: str,
    password_command: tuple[str, ...] | None,
    token_command: tuple[str, ...] | None,
    private: bool,
    plain: bool,
    at: datetime | None,
    book: str | None,
) -> None:
    """Keep the address of a calendar (ICS), which is only ever read. webcal:// means https://.

    What the command prints is not kept. The address is: who has it, as Google's secret one, has the calendar.

    \b
    keepwarm feed add calendar club https://calendar.example.org/club.ics
    """
    check_secret(password_command, token_command, needed=False)
    if (password_command is None) != (not user) and token_command is None:
        raise click.UsageError("--user and --password-command go together.")
    command = AddFeed(
        kind="calendar",
        name=name,
        address=f"https{address[6:]}" if address.lower().startswith("webcal://") else address,
        user=user,
        secret_command=password_command or token_command or (),
        oauth=token_command is not None,
        private=private,
        plain=plain,
    )
    keep_feed(book, at, command)
