"""The `keepwarm` command: finds the subcommand, and says problems in a sentence instead of a traceback.

Exit codes: 0 done; 1 a problem, said in one sentence on standard error, with nothing changed; 2 the
words of the command were not understood; 130 interrupted.
"""

import gc
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from keepwarm import __version__
from keepwarm.cli.output import say
from keepwarm.domain.errors import Problem

gc.set_threshold(50_000, 20, 20)  # a command is short, and loading its modules collects dozens of times

_SECTIONS = {
    "First day": {
        "init": "begin",
        "import": "bring",
        "add": "tend",
        "feed": "feed",
        "correspondents": "correspondents",
        "demo": "demo",
        "serve": "serve",
        "phone": "phone",
        "account": "account",
    },
    "Every day": {
        "today": "today",
        "answer": "answer",
        "finish": "answer",
        "log": "log",
        "brief": "brief",
        "week": "week",
        "practise": "practise",
        "settings": "settings",
    },
    "People": {
        "people": "people",
        "show": "show",
        "note": "tend",
        "forget": "wish",
        "wish": "wish",
        "keep": "wish",
        "edit": "edit",
        "relate": "edit",
        "choose": "edit",
        "introducers": "introducers",
        "reach": "reach",
        "prefer": "reach",
        "channels": "reach",
        "standing": "tend",
        "spoken": "tend",
        "done": "tend",
        "duplicates": "review",
        "merge": "review",
        "apart": "review",
    },
    "Gives and asks": {
        "give": "favour",
        "ask": "favour",
        "favour": "favour",
        "favours": "favour",
        "need": "need",
        "offer": "need",
        "match": "match",
        "bring-together": "bring_together",
        "help-now": "need",
        "introduce": "introduce",
        "refer": "refer",
    },
    "Meeting people": {
        "capture": "capture",
        "met": "capture",
        "card": "card",
        "event": "event",
    },
    "One to one": {
        "one-to-one": "one_to_one",
        "profile": "profile",
    },
    "Looking back": {
        "look-back": "look_back",
        "connections": "connections",
        "ties": "ties",
        "network": "network",
        "journal": "undo",
        "undo": "undo",
    },
    "Moving and keeping": {
        "export": "take_out",
        "restore": "take_out",
        "hash": "take_out",
        "doctor": "doctor",
        "completion": "completion",
    },
}
"""Every command, as help groups them, and the module that holds it."""

COMMANDS = {name: module for held in _SECTIONS.values() for name, module in held.items()}
"""Every command in the order in which help lists them, and the module that holds it."""


class Commands(click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (signature)
        """Their names, in the order of a first day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (signature)
        """One command, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"keepwarm.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them in sections, each with the first line of its help."""
        width = formatter.width - 6 - max(map(len, COMMANDS))
        for title, names in _SECTIONS.items():
            found = ((name, self.get_command(ctx, name)) for name in names)
            with formatter.section(title):
                formatter.write_dl([(name, one.get_short_help_str(width)) for name, one in found if one])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a problem becomes one sentence on standard error and exit code 1."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            say(f"keepwarm: {_with_command(problem)}", error=True)
            ctx.exit(1)


def _with_command(problem: Problem) -> str:
    """What is wrong, with the command by which somebody is found where nobody was."""
    from keepwarm.usecases.find_person import Nobody

    return (
        f"{problem.what}; look with 'keepwarm people'{problem.or_else}."
        if isinstance(problem, Nobody)
        else str(problem)
    )


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 a problem (said in one sentence, nothing changed), 2 not understood.",
)
@click.version_option(__version__, prog_name="keepwarm")
@click.option("--book", metavar="PATH|URL", help="The book: a file, or a postgresql:// URL [KEEPWARM_BOOK].")
@click.pass_context
def main(ctx: click.Context, book: str | None) -> None:
    """Turn contacts into connections: whom to talk to, why, and by which channel.

    Begin with 'keepwarm init --name "Your Name" --email you@example.org', then 'keepwarm import FILE'.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name may hold what the terminal's encoding lacks
            stream.reconfigure(errors="backslashreplace")
    ctx.obj = book


if __name__ == "__main__":
    sys.exit(main(prog_name="keepwarm"))
