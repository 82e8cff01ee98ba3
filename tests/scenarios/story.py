"""A story: a page of plain words whose lists of sentences are carried out and checked.

It is Markdown: a title, what the product believes in it, what there is under "Before", and what follows
under "Then". A story may go on: "Later" tells more, and another "Then" says what follows from that. Each item
of a list is one sentence that `telling` and its neighbours, or `asking` and its own, know; another one fails.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from keepwarm.storage.book import Book, Library
from tests.command_line import done
from tests.scenarios.words import CHANNELS, PURPOSES, one_of

ZONE = ZoneInfo("Europe/Lisbon")
STORIES = Path(__file__).parent / "stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is told at one time, and what follows from all that was told so far."""

    told: tuple[str, ...]
    follows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a page says."""

    title: str
    belief: str
    acts: tuple[Act, ...]


_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_BEGINS = ("Before", "Then")
_GOES_ON = ("Later", "Then")


def read_story(path: Path) -> Story:
    """Read a page. Raises ValueError where it is not one."""
    head, *parts = _HEADING.split(path.read_text(encoding="utf-8"))
    title, _, belief = head.strip().partition("\n")
    headings, lists = parts[::2], [tuple(_sentences(part)) for part in parts[1::2]]
    wanted = [*_BEGINS, *_GOES_ON * (len(lists) // 2 - 1)]
    if not title.startswith("# ") or not belief.strip() or headings != wanted or not all(lists):
        raise ValueError(
            f"{path.name} needs a title, what is believed in it, and lists: Before, Then, Later, …"
        )
    acts = [Act(told=told, follows=follows) for told, follows in zip(lists[::2], lists[1::2], strict=True)]
    return Story(title=title.removeprefix("# "), belief=belief.strip(), acts=tuple(acts))


def _sentences(part: str) -> Iterator[str]:
    """The items of a list; a line that begins with spaces goes on with the one before.

    Raises ValueError for anything else: nothing in a list may look as if it were checked.
    """
    first, *items = re.split(r"^- ", part.strip(), flags=re.MULTILINE)
    if first or any(re.search(r"\n(?! )", item.strip()) for item in items):
        raise ValueError(f"only items of a list may stand here: {part.strip()}")
    for item in items:
        yield " ".join(item.split())


@dataclass(slots=True)
class Stage:
    """Where a story is played: a book, the time, and everybody in it by name."""

    library: Library
    folder: Path
    now: datetime
    people: dict[str, int]

    def open(self, at: datetime | None = None, *, writing: bool = False) -> Any:
        """The book at the story's time, or at another."""
        return self.library.open(at or self.now, writing=writing)

    def write(self, change: Callable[[Book], object], on: date | None = None) -> None:
        """Carry something out now, or at noon of a day."""
        at = self.now if on is None else min(datetime.combine(on, time(12), tzinfo=ZONE), self.now)
        with self.open(at, writing=True) as book:
            change(book)

    def person(self, name: str) -> int:
        """Somebody of the story. Raises KeyError for whom it has not named before."""
        return self.people[name]

    def called(self, person_id: int) -> str:
        """How the story calls somebody."""
        return next(name for name, held in self.people.items() if held == person_id)

    def answer(self, *words: object) -> str:
        """What a command answers at the story's time, in one line."""
        at = self.now.replace(tzinfo=None).isoformat()
        return " ".join(done(self.library.location, *words, "--at", at).out.split())


Sentence = tuple[re.Pattern[str], Callable[..., None]]

_NAMED = {
    "who": r"(?P<who>[A-Z][\w-]*)",
    "other": r"(?P<other>[A-Z][\w-]*)",
    "day": r"(?P<day>\d{4}-\d\d-\d\d)",
    "channel": rf"(?P<channel>{one_of(CHANNELS)})",
    "purpose": rf"(?P<purpose>{one_of(PURPOSES)})",
    "words": r"“(?P<words>.+)”",
}
"""What stands in a pattern for a name, another, a day, a channel, a purpose, and words as they are."""


class Grammar:
    """Sentences, and what each does; a pattern's groups have the names of the function's arguments.

    A grammar made of others knows what they know.
    """

    def __init__(self, *parts: "Grammar") -> None:
        self._known: list[Sentence] = [sentence for part in parts for sentence in part._known]

    def says(self, pattern: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
        """Let a function carry out the sentences of a pattern; `{who}` and its like stand as named above."""

        def keep(does: Callable[..., None]) -> Callable[..., None]:
            self._known.append((re.compile(pattern.format(**_NAMED)), does))
            return does

        return keep

    def patterns(self) -> list[str]:
        """All that it knows, as patterns."""
        return [pattern.pattern for pattern, _ in self._known]

    def read(self, sentence: str) -> tuple[re.Match[str], Callable[..., None]]:
        """What a sentence says, and what does it.

        Raises ValueError for one that no pattern fits, or that two fit.
        """
        plain = sentence.removesuffix(".")
        fitting = [(found, does) for pattern, does in self._known if (found := pattern.fullmatch(plain))]
        if len(fitting) != 1:
            raise ValueError(f"{len(fitting)} ways to read: {sentence}")
        return fitting[0]

    def carry_out(self, stage: Stage, sentence: str) -> None:
        """Do what a sentence says. Raises ValueError as `read` does."""
        found, does = self.read(sentence)
        does(stage, **found.groupdict())
