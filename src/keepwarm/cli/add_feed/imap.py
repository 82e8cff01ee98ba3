"""`keepwarm feed add imap`: a mailbox on a server."""

from datetime import datetime

import click

from keepwarm.cli.add_feed import check_secret, feed_options, keep_feed
from keepwarm.usecases.change_feeds import AddFeed


@click.command("imap")
@click.argument("name")
@click.argument("address", metavar="HOST[:PORT]")
@click.option("--user", required=True, metavar="USER", help="By which name the server knows you.")
@click.option("--folder", "folders", multiple=True, metavar="FOLDER", help="This folder; may be given again.")
@feed_options
def add_command(
    name: str,
    address: str,
    user: str,
    password_command: tuple[str, ...] | None,
    token_command: tuple[str, ...] | None,
    folders: tuple[str, ...],
    private: bool,
    plain: bool,
    at: datetime | None,
    book: str | None,
) -> None:
    """Keep a mailbox on a server, which is only ever read.

    Without --folder, all folders are read but drafts, the bin and spam. The command is run when the feed is
    read; what it prints is not kept.

    \b
    keepwarm feed add imap home mail.example.org --user ada --password-command "pass show mail"
    keepwarm feed add imap work imap.example.com --user ada@example.com --token-command "oama access ada"
    """
    check_secret(password_command, token_command, needed=True)
    command = AddFeed(
        kind="imap",
        name=name,
        address=address,
        user=user,
        secret_command=password_command or token_command or (),
        oauth=token_command is not None,
        folders=folders,
        private=private,
        plain=plain,
    )
    keep_feed(book, at, command)
