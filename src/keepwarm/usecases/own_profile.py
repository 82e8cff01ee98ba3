"""The owner's profile: what they do, for whom, whom to send; their introduction and their goals."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from keepwarm.domain.errors import Invalid
from keepwarm.domain.one_to_one_weeks import USUAL_A_WEEK
from keepwarm.domain.own_time import MOST_PEOPLE_A_DAY, is_capacity
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.owner_settings import ONE_TO_ONES_A_WEEK, choose_setting
from keepwarm.storage.profile import (
    DoesNotSay,
    SaysIDo,
    profile_settings,
    who_does_not_yet,
    who_understands,
)

LONGEST = 2_000
"""Characters of one part of the profile: about two minutes of reading aloud."""

_MOST_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TellProfile:
    """What is to change, by the names of the settings: None leaves it as it is, an empty text takes it back.

    `send_me` and `goals` have one line each for an example or a goal.
    """

    does: str | None = None
    for_whom: str | None = None
    send_me: str | None = None
    not_for_me: str | None = None
    how_to_send: str | None = None
    pitch: str | None = None
    goals: str | None = None
    one_to_ones_a_week: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProfile:
    """The profile, and who understands by now what the owner does.

    `said` is by the names of the settings; `silent` are some with whom a one-to-one was held and of whom it
    is not known, `silent_count` how many they are.
    """

    name: str
    said: Mapping[str, str]
    a_week: int
    understand: tuple[SaysIDo, ...]
    silent: tuple[DoesNotSay, ...]
    silent_count: int


def tell_profile(book: Book, command: TellProfile) -> bool:
    """Keep it; False where it said so already. Raises Invalid."""
    wanted = {name: _tidy(name, said) for name, said in asdict(command).items() if said is not None}
    begin_batch(book, "profile", book.owner.name)
    changed = [choose_setting(book, name, value or None) for name, value in wanted.items()]
    return any(changed)


def own_profile(book: Book) -> OwnProfile:
    """Read it; a fixed number of statements."""
    said = profile_settings(book)
    silent, count = who_does_not_yet(book, _MOST_NAMED)
    return OwnProfile(
        name=book.owner.name,
        said=said,
        a_week=int(said.get(ONE_TO_ONES_A_WEEK, USUAL_A_WEEK)),
        understand=who_understands(book),
        silent=silent,
        silent_count=count,
    )


def _tidy(name: str, said: str) -> str:
    text = "\n".join(filter(None, (line.strip() for line in storable_text(said).splitlines())))
    if name == ONE_TO_ONES_A_WEEK and text and not is_capacity(text):
        raise Invalid(f"{text!r} is no number of one-to-ones a week; write 1 to {MOST_PEOPLE_A_DAY}.")
    if len(text) > LONGEST:
        raise Invalid(f"A part of your profile has {LONGEST:,} characters at most; write it shorter.")
    return text
