"""The objects of a list in JSON, each with its own bytes; damage to one does not take the others with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(rb'"(?:[^"\\\r\n]|\\.)*"|[\[\]{},]')
_CLOSES = {b"}": b"{", b"]": b"["}
_BETWEEN = b" \t\r\n,"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The bytes from one object of the list to the next; `whole` says that its brackets are those of one."""

    raw: bytes
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind the list; `ended` says that the list ended before the file did."""

    raw: bytes
    ended: bool


def split_objects(content: bytes, begin: int) -> Iterator[Piece | Behind]:
    """The pieces of a list that begins at a place, in order, and at last what stands behind it.

    A string never spans lines. An object behind a comma within another one says that the end of the
    other is lost: there a name would have to stand.
    """
    opened: list[bytes] = []
    done, before = begin, b","
    for token in _TOKEN.finditer(content, begin):
        mark = token[0]
        if mark == b"{" and (not opened or (opened == [b"{"] and before == b",")):
            yield from _broken(content[done : token.start()])
            done, opened = token.start(), [b"{"]
        elif opened and mark in (b"{", b"["):
            opened.append(mark)
        elif opened and opened[-1] == _CLOSES.get(mark):
            opened.pop()
            if not opened:
                yield Piece(raw=content[done : token.end()], whole=True)
                done = token.end()
        elif mark == b"]":
            yield from _broken(content[done : token.start()])
            yield Behind(raw=content[token.end() :], ended=True)
            return
        before = mark
    yield from _broken(content[done:])
    yield Behind(raw=b"", ended=False)


def _broken(between: bytes) -> Iterator[Piece]:
    """What stands between two objects, where it is more than a comma."""
    if raw := between.strip(_BETWEEN):
        yield Piece(raw=raw, whole=False)
