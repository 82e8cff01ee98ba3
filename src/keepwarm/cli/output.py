"""What commands write: JSON for programs, and tables that fit the terminal for people."""

import errno
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

import click

from keepwarm.domain.errors import Unavailable
from keepwarm.domain.reasons import Reason

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What could steer a terminal or turn the order of its text: controls, overrides, half characters."""

_BOLD, _PLAIN = "\ufdd0", "\ufdd1"
"""Marks of our own, among the characters that Unicode leaves to programs, which `say` turns into style."""


def bold(text: str) -> str:
    """Text that `say` shows in bold where there is a terminal."""
    return f"{_BOLD}{text}{_PLAIN}"


def say(text: str = "", *, error: bool = False, line: bool = True) -> None:
    """Write text to the terminal, without whatever in names and notes could steer it."""
    styled = harmless(text).replace(_BOLD, "\x1b[1m").replace(_PLAIN, "\x1b[0m")
    with _room():
        click.echo(styled, err=error, nl=line)


def harmless(text: str) -> str:
    """Text that a terminal only shows: each character that could steer it becomes a replacement character."""
    return _UNSAFE.sub("\ufffd", text)


@contextmanager
def _room() -> Iterator[None]:
    """Say in a sentence that the output found no room; a reader that went away is Click's to handle."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.EPIPE, errno.EINVAL):
            raise
        raise Unavailable(f"The answer cannot be written: {error.strerror}; write it elsewhere.") from error


def write_json(content: Any) -> None:
    """One JSON document on standard output, in ASCII: it passes every encoding and steers no terminal."""
    with _room():
        click.echo(json.dumps(content, indent=2, default=_as_json))


def write_bytes(pieces: Iterable[bytes]) -> None:
    """The bytes of a file on standard output, as they are; not on a terminal, which they could steer."""
    output = sys.stdout.buffer
    if output.isatty():
        raise Unavailable("A file is no sight for a terminal; pass it on with > or |, or name a file.")
    with _room():
        for piece in pieces:
            output.write(piece)
        output.flush()


def _as_json(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Reason):
        return {"code": value.code, **dict(value.values)}
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, tuple | frozenset | set):
        return list(value)
    return str(value)


def write_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as wide as the terminal at most; plain columns where there is no terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=False)
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
    for place, head in enumerate(heads):
        table.add_column(head, overflow="fold" if place == 0 else "ellipsis", no_wrap=place > 0)
    for row in rows:
        table.add_row(*(Text(" ".join(harmless(cell).split("\n"))) for cell in row))
    with _room():
        console.print(table)
