"""`keepwarm feed add KIND`: one module a kind, found by being there; each holds `add_command`."""

import shlex
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import click

from keepwarm.cli.options import at_option, book_option, open_book
from keepwarm.cli.output import say
from keepwarm.usecases.change_feeds import AddFeed, add_feed

F = TypeVar("F", bound=Callable[..., Any])


class CommandWords(click.ParamType[tuple[str, ...]]):
    """A command as one writes it in a shell, split into its words; no shell ever reads it."""

    name = "COMMAND"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Split it, or say what is wrong with its quotation marks."""
        if isinstance(value, tuple):
            return value
        try:
            words = tuple(shlex.split(str(value)))
        except ValueError as error:
            self.fail(f"{value!r} is no command: {error}.", param, ctx)
        if not words:
            self.fail("it is empty; write the command that prints the secret.", param, ctx)
        return words


def feed_options(command: F) -> F:
    """What every kind takes: the command that prints the secret, `--private`, `--plain`, and which book."""
    for option in (
        click.option(
            "--password-command", type=CommandWords(), help="Prints your password on its first line."
        ),
        click.option(
            "--token-command", type=CommandWords(), help="Prints an OAuth access token on its first line."
        ),
        click.option(
            "--private", is_flag=True, help="Allow an address in a private network or this machine."
        ),
        click.option("--plain", is_flag=True, help="Without TLS: who listens in reads all, the secret too."),
        at_option,
        book_option,
    ):
        command = option(command)
    return command


def check_secret(
    password_command: tuple[str, ...] | None, token_command: tuple[str, ...] | None, *, needed: bool
) -> None:
    """Refuse both commands, and none where one is needed."""
    given = (password_command is not None) + (token_command is not None)
    if given > 1 or (needed and not given):
        raise click.UsageError("Say one of --password-command and --token-command.")


def keep_feed(book: str | None, at: datetime | None, command: AddFeed) -> None:
    """Keep a new feed, and say how it is read."""
    with open_book(book, at, writing=True) as opened:
        add_feed(opened, command)
    say(f"The feed {command.name} is kept. Read it with: keepwarm feed read {shlex.quote(command.name)}")
