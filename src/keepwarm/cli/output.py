"""What commands write: JSON for programs, and tables that fit the terminal for people."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import click

from keepwarm.domain.reasons import Reason


def write_json(content: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Reason):
        return {"code": value.code, **dict(value.values)}
    if isinstance(value, tuple | frozenset | set):
        return list(value)
    return str(value)


def write_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as wide as the terminal at most; plain columns where there is no terminal."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, soft_wrap=False)
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
    for place, head in enumerate(heads):
        table.add_column(head, overflow="fold" if place == 0 else "ellipsis", no_wrap=place > 0)
    for row in rows:
        table.add_row(*(cell.replace("[", "\\[") for cell in row))
    console.print(table)
