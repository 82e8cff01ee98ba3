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


def feed_options(command: F) -> F:
    """What every kind takes: `--private`, `--plain`, and which book."""
    for option in (
        click.option(
            "--private", is_flag=True, help="Allow an address in a private network or this machine."
        ),
        click.option("--plain", is_flag=True, help="Without TLS: who listens in reads all, the secret too."),
        at_option,
        book_option,
    ):
        command = option(command)
    return command


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


def keep_feed(book: str | None, at: datetime | None, command: AddFeed) -> None:
    """Keep a new feed, and say how it is read."""
    with open_book(book, at, writing=True) as opened:
        add_feed(opened, command)
    say(f"The feed {command.name} is kept. Read it with: keepwarm feed read {shlex.quote(command.name)}")
