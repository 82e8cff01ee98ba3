"""The programme of thirty days: a day as its file tells it, in any language.

The file has a head, an empty line, and the idea in paragraphs. The head has one thing a line: `title`,
`task` (a word of `practice_tasks.TASKS`), `do` (the task in a sentence), `line KEY` (a sentence to complete,
two to five of them), and `sets KEY` where an answer is kept as a setting of the owner's, too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from keepwarm.domain.errors import Invalid
from keepwarm.domain.practice_tasks import TASKS

DAYS = len(TASKS)

FEWEST_LINES, MOST_LINES = 2, 5

LONGEST_ANSWER = 2_000
"""Characters of one answer: as long as a part of the profile may be."""

CHANNELS_UNUSED = "channels_unused"
"""The setting whose answer is chosen, and not written."""

SETS = frozenset({"pitch", "does", "for_whom", "send_me", "goals", "asking_sentence", CHANNELS_UNUSED})
"""The settings that an answer may set."""

LONGEST_FILE = 20_000
"""Characters of the file of a day: many times what is read in a minute."""

_ONCE = ("title", "task", "do")
_HEAD = re.compile(r"(title|task|do|(?:line|sets) [a-z][a-z0-9-]*): *(.*)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)


def is_language(name: str) -> bool:
    """Whether a folder can be that of a language: named by its code of BCP 47, as "de" or "pt-BR"."""
    return _LANGUAGE.fullmatch(name) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of the worksheet, to complete. `sets` names the setting that its answer becomes, if any."""

    key: str
    text: str
    sets: str = ""

    @property
    def is_choice(self) -> bool:
        """Whether the answer is a choice of channels."""
        return self.sets == CHANNELS_UNUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day: an idea in paragraphs, a task in a sentence (`do`), and the worksheet."""

    number: int
    title: str
    task: str
    do: str
    idea: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What the head of a file says, by name, and in which line; `place` is the file."""

    place: str
    said: Mapping[str, str]
    rows: Mapping[str, int]

    def at(self, name: str) -> str:
        """The file, and the line where this stands in it."""
        return f"{self.place}, line {self.rows[name]}" if name in self.rows else self.place


def read_day(number: int, text: str, place: str) -> Day:
    """Read the file of a day.

    Raises Invalid, naming the place and the line, for what is missing or does not belong.
    """
    if len(text) > LONGEST_FILE:
        raise Invalid(f"{place} has more than {LONGEST_FILE:,} characters; a day is read in a minute.")
    whole = text.replace("\r\n", "\n").rstrip()
    above = len(whole) - len(whole.lstrip("\n"))
    head_text, _, idea = whole.lstrip("\n").partition("\n\n")
    head = _read_head(head_text, place, above)
    said = head.said
    for name in _ONCE:
        if not said.get(name):
            raise Invalid(f"{head.at(name)}: the line “{name}: …” is missing or empty.")
    if said["task"] != TASKS[number - 1]:
        raise Invalid(
            f"{head.at('task')}: the task of this day is {TASKS[number - 1]!r}, and not {said['task']!r}."
        )
    if not idea.strip():
        raise Invalid(f"{place}: the idea is missing; it stands below the head, after an empty line.")
    return Day(
        number=number,
        title=said["title"],
        task=said["task"],
        do=said["do"],
        idea=tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", idea.strip())),
        lines=_lines(head),
    )


def check_translation(day: Day, original: Day, place: str) -> None:
    """Raise Invalid where a translation asks or sets something else than the original."""
    asked = {line.key: line.sets for line in day.lines}
    for line in original.lines:
        if line.key not in asked:
            raise Invalid(f"{place}: the line “line {line.key}: …” is missing.")
        if asked[line.key] != line.sets:
            raise Invalid(f"{place}: the line “sets {line.key}: {line.sets}” is missing or says another.")
    if extra := asked.keys() - {line.key for line in original.lines}:
        raise Invalid(f"{place}: the original has no line {min(extra)!r}.")


def _read_head(text: str, place: str, above: int) -> _Head:
    said: dict[str, str] = {}
    rows: dict[str, int] = {}
    for number, row in enumerate(text.split("\n"), above + 1):
        found = _HEAD.fullmatch(row.strip())
        if found is None:
            raise Invalid(
                f"{place}, line {number}: {row!r} is no line of a head; see docs/reference/practice.md."
            )
        if found[1] in said:
            raise Invalid(f"{place}, line {number}: “{found[1]}” is there twice.")
        said[found[1]], rows[found[1]] = found[2].strip(), number
    return _Head(place=place, said=said, rows=rows)


def _lines(head: _Head) -> tuple[Line, ...]:
    texts = {name.removeprefix("line "): text for name, text in head.said.items() if name.startswith("line ")}
    sets = {name.removeprefix("sets "): text for name, text in head.said.items() if name.startswith("sets ")}
    if not FEWEST_LINES <= len(texts) <= MOST_LINES or not all(texts.values()):
        empty = next((f"line {key}" for key, text in texts.items() if not text), "")
        raise Invalid(
            f"{head.at(empty)}: {FEWEST_LINES} to {MOST_LINES} lines “line KEY: …” are needed, none of them "
            "empty."
        )
    for key, setting in sets.items():
        if key not in texts or setting not in SETS:
            raise Invalid(
                f"{head.at(f'sets {key}')}: “sets {key}: {setting}” names no line of this day, or "
                "nothing that can be set."
            )
    return tuple(Line(key=key, text=text, sets=sets.get(key, "")) for key, text in texts.items())
