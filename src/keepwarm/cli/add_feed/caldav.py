"""`keepwarm feed add caldav`: calendars on a server."""

from datetime import datetime

import click

from keepwarm.cli.add_feed import check_secret, feed_options, keep_feed
from keepwarm.usecases.change_feeds import AddFeed


@click.command("caldav")
@click.argument("name")
@click.argument("address", metavar="URL")
@click.option("--user", default="", metavar="USER", help="By which name the server knows you.")
@click.option(
    "--calendar", "calendars", multiple=True, metavar="CALENDAR", help="This one; may be given again."
)
@feed_options
def add_command(
    name: str,
    address: str,
    user: str,
    password_command: tuple[str, ...] | None,
    token_command: tuple[str, ...] | None,
    calendars: tuple[str, ...],
    private: bool,
    plain: bool,
    at: datetime | None,
    book: str | None,
) -> None:
    """Keep calendars on a server (CalDAV), which are only ever read.

    The address is that of one calendar, or of the server: then all of yours are read, or those that
    --calendar names. What the command prints is not kept.

    \b
    keepwarm feed add caldav home https://cloud.example.org --user ada --password-command "pass show cloud"
    """
    check_secret(password_command, token_command, needed=True)
    if password_command is not None and not user:
        raise click.UsageError("--user and --password-command go together.")
    command = AddFeed(
        kind="caldav",
        name=name,
        address=address,
        user=user,
        secret_command=password_command or token_command or (),
        oauth=token_command is not None,
        folders=calendars,
        private=private,
        plain=plain,
    )
    keep_feed(book, at, command)
