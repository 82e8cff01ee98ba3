"""A program of the owner's that says which texts are near in meaning: asked, and what it said remembered.

It is never kept in a book: a book that comes from elsewhere must not bring a program with it.
"""

import json
import os
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from functools import lru_cache
from math import isfinite
from threading import Lock, Thread
from typing import TypeVar

from keepwarm.domain.errors import Unavailable
from keepwarm.domain.need_matching import Embed

NAME = "KEEPWARM_EMBEDDER"
"""The variable that names it."""

_SECONDS = 20.0
"""So long it may take for all texts of a page."""

_REST_SECONDS = 300.0
"""So long it is left alone after it failed: a page must not wait for it again and again."""

_MOST_KNOWN = 20_000
"""Texts whose places are remembered while this process runs."""

_MOST_BYTES_A_TEXT, _MOST_BYTES = 128 * 1024, 100_000_000
"""So much it may write for each text, and for all; what it says takes a few thousand numbers at most."""

_AT_ONCE = 64 * 1024
_LAST_SECONDS = 1.0
"""So long the rest of what it wrote is waited for, once it has ended."""

T = TypeVar("T")


class NoMeanings(Unavailable):
    """The program did not say it: one sentence, after which the words alone are looked at."""


class Embedder:
    """The program and what it said so far.

    It gets one JSON string a line on its standard input, and writes one JSON list of numbers a line, all of
    one length, in the same order. It is started without a shell, once for all texts that are new.
    """

    def __init__(self, command: str, seconds: float = _SECONDS) -> None:
        self._command, self._seconds = command, seconds
        self._known: dict[str, tuple[float, ...]] = {}
        self._failed: tuple[float, str] | None = None
        self._lock = Lock()

    def __call__(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """The place of each text. Raises NoMeanings."""
        with self._lock:
            self._rested()
            new = [text for text in dict.fromkeys(texts) if text not in self._known]
            if len(self._known) + len(new) > _MOST_KNOWN:
                self._known, new = {}, list(dict.fromkeys(texts))
            if new:
                self._ask(new)
            return [self._known[text] for text in texts]

    def _rested(self) -> None:
        if self._failed is not None and time.monotonic() - self._failed[0] < _REST_SECONDS:
            raise NoMeanings(self._failed[1])
        self._failed = None

    def _ask(self, texts: list[str]) -> None:
        try:
            places = _read(_run(self._command, texts, self._seconds), len(texts))
            if len({len(one) for one in (*self._known.values(), *places)}) > 1:
                raise NoMeanings(_said("wrote lists of several lengths; let all be of one"))
        except NoMeanings as problem:
            self._failed = (time.monotonic(), str(problem))
            raise
        self._known |= dict(zip(texts, places, strict=True))


def with_meanings(ask: Callable[[Embed | None], T], environ: Mapping[str, str] = os.environ) -> tuple[T, str]:
    """What is found with the owner's program; by the words alone where there is none, or it fails.

    The second is the sentence that says so, empty where all is well.
    """
    command = environ.get(NAME, "").strip()
    if not command:
        return ask(None), ""
    try:
        return ask(_embedder(command)), ""
    except NoMeanings as problem:
        return ask(None), str(problem)


@lru_cache(maxsize=4)
def _embedder(command: str) -> Embedder:
    return Embedder(command)


def _run(command: str, texts: list[str], seconds: float) -> bytes:
    if "\0" in command:
        raise NoMeanings(_said("holds a byte of zero; write it anew"))
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise NoMeanings(_said(f"is not written as a command ({error}); mend its quotes")) from error
    if not words:
        raise NoMeanings(_said("names no program; name one"))
    lines = "".join(f"{json.dumps(text)}\n" for text in texts).encode("ascii")
    try:
        program = subprocess.Popen(  # noqa: S603 (the owner's own, word by word; the texts go in as data)
            words,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise NoMeanings(_said(f"could not be started ({error.strerror}); check the path")) from error
    most = min(_MOST_BYTES_A_TEXT * len(texts), _MOST_BYTES)
    written = bytearray()
    Thread(target=_tell, args=(program, lines), daemon=True).start()
    hearing = Thread(target=_hear, args=(program, written, most), daemon=True)
    hearing.start()
    try:
        code = program.wait(seconds)
    except subprocess.TimeoutExpired as late:
        raise NoMeanings(_said(f"had no answer within {seconds:g} seconds; let it be quicker")) from late
    finally:
        _end(program)
        program.wait()
        hearing.join(_LAST_SECONDS)
    if len(written) > most:
        raise NoMeanings(_said(f"wrote more than {most:,} bytes; let it write shorter lists"))
    if code:
        raise NoMeanings(_said(f"ended with code {code}; try it by hand"))
    return bytes(written)


def _tell(program: subprocess.Popen[bytes], lines: bytes) -> None:
    """Write the texts, as far as it reads them."""
    left = memoryview(lines)
    with suppress(OSError), program.stdin or nullcontext() as pipe:
        while pipe and left:
            left = left[pipe.write(left) :]


def _hear(program: subprocess.Popen[bytes], written: bytearray, most: int) -> None:
    """Read what it writes; who writes more than may be is ended."""
    with program.stdout or nullcontext() as pipe:
        while pipe and len(written) <= most and (piece := pipe.read(_AT_ONCE)):
            written += piece
    if len(written) > most:
        _end(program)


def _end(program: subprocess.Popen[bytes]) -> None:
    """End the program, and whatever it started and left."""
    if not hasattr(os, "killpg"):  # Windows has no groups of processes
        program.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(program.pid, signal.SIGKILL)


def _read(written: bytes, count: int) -> list[tuple[float, ...]]:
    lines = written.splitlines()
    if len(lines) != count:
        raise NoMeanings(_said(f"wrote {len(lines):,} lines for {count:,} texts; let it write one for each"))
    return [_place(line, number) for number, line in enumerate(lines, start=1)]


def _place(line: bytes, number: int) -> tuple[float, ...]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    is_list = isinstance(found, list) and found and all(type(one) in (int, float) for one in found)
    try:
        place = tuple(map(float, found)) if is_list else ()
    except OverflowError:
        place = ()
    if not place or not all(map(isfinite, place)):
        raise NoMeanings(_said(f"wrote no JSON list of numbers in line {number:,}; let it write [0.1, 0.2]"))
    return place


def _said(what: str) -> str:
    return f"The program of {NAME} {what}. Until then only the words are looked at."
