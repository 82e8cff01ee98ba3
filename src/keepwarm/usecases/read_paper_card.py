"""Read the photograph of a paper card with Tesseract, where it is installed; nothing of it is kept."""

import csv
import os
import shutil
import subprocess
from collections import defaultdict
from functools import cache
from io import StringIO

from keepwarm.domain.errors import Unavailable, Unreadable
from keepwarm.formats.paper_cards import PaperCard, PaperLine, read_paper
from keepwarm.formats.pictures import safe_picture

_SIDE = 2_000
"""Pixels; with more, letters are read no better."""

_SECONDS = 20
_SURE_ENOUGH = 30
"""Per cent; below it, Tesseract sees letters in specks."""

_LANGUAGES = ("eng", "deu", "fra", "spa", "ita", "por", "nld")
_ABSENT = (
    "Photographs of cards are read by Tesseract, which is not installed here. Install it (on Debian and "
    "Ubuntu 'sudo apt-get install tesseract-ocr', on a Mac 'brew install tesseract') and send the picture "
    "again, or write down what the card says."
)


def read_paper_card(raw: bytes) -> PaperCard:
    """What the picture's card may say. The picture is made anew and handed on without a file.

    Raises Unreadable for what is no picture, or where it holds no words; Unavailable where it cannot be read
    here, or not in time.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise Unavailable(_ABSENT)
    lines = lines_of(_recognised(program, safe_picture(raw, side=_SIDE)))
    if not lines:
        raise Unreadable(
            "No words were found in this picture. Lay the card flat, in good light; let it fill the picture."
        )
    return read_paper(lines)


def _recognised(program: str, picture: bytes) -> str:
    command = [program, "stdin", "stdout", "-l", _languages(program), "--psm", "3", "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 (the arguments are ours; the picture goes in as bytes)
            command,
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as late:
        raise Unavailable("The card took too long to read; photograph it closer, and straight.") from late
    if done.returncode:
        raise Unavailable("Tesseract could not read this picture; see whether 'tesseract --version' runs.")
    return done.stdout.decode(errors="replace")


@cache
def _languages(program: str) -> str:
    """Those of ours that are installed; Tesseract's own where none is."""
    listed = subprocess.run(  # noqa: S603 (the arguments are ours)
        [program, "--list-langs"], capture_output=True, timeout=_SECONDS, check=False
    )
    there = set(listed.stdout.decode(errors="replace").split())
    return "+".join(one for one in _LANGUAGES if one in there) or "eng"


def lines_of(tsv: str) -> list[PaperLine]:
    """The lines in Tesseract's table of words, from the top."""
    words: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        if (row.get("text") or "").strip() and float(row["conf"]) >= _SURE_ENOUGH:
            words[tuple(row[name] for name in ("block_num", "par_num", "line_num"))].append(row)
    lines = sorted(words.values(), key=lambda line: min(int(word["top"]) for word in line))
    return [
        PaperLine(
            text=" ".join(word["text"].strip() for word in line),
            height=sum(int(word["height"]) for word in line) / len(line),
        )
        for line in lines
    ]
