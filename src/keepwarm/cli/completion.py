"""`keepwarm completion`: what a shell needs to complete commands, options and names."""

import click
from click.shell_completion import CompletionItem, get_completion_class

from keepwarm.cli.output import say
from keepwarm.domain.errors import Problem

_SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_KEEPWARM_COMPLETE"


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Write the lines that make your shell complete commands, options and the names of people.

    \b
    keepwarm completion bash >> ~/.bashrc
    keepwarm completion zsh >> ~/.zshrc
    keepwarm completion fish > ~/.config/fish/completions/keepwarm.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise AssertionError(f"Click knows {shell}")
    say(found(ctx.find_root().command, {}, "keepwarm", _VARIABLE).source())


class PersonName(click.ParamType[str]):
    """Words that name a person; a shell completes the names in the book."""

    name = "PERSON"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002 (signature)
        """The words as they are."""
        return value

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 (signature)
        incomplete: str,
    ) -> list[CompletionItem]:
        """The first names that the words begin; nothing where the book cannot be read."""
        from keepwarm.cli.options import library_at, moment_said
        from keepwarm.storage.pages.people import people_page

        said = ctx.params.get("book") or ctx.find_root().params.get("book")
        try:
            with ctx.scope(), library_at(said) as library, library.open(moment_said(None)) as book:
                page = people_page(book, incomplete)
        except Problem:
            return []
        named = (line for line in page.people if line.found_in is None)
        return [CompletionItem(line.name, help=line.organization or None) for line in named]
