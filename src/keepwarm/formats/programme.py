"""The files of the programme: `programme/LANGUAGE/day-01.md` to `day-30.md`, read and compared."""

from functools import cache
from pathlib import Path

from keepwarm.domain.errors import Invalid
from keepwarm.domain.programme import DAYS, Day, check_translation, read_day

ORIGINAL = "en"

_FOLDER = Path(__file__).parent.parent / "programme"


@cache
def read_programme(language: str = ORIGINAL, folder: Path = _FOLDER) -> tuple[Day, ...]:
    """The thirty days in a language. Raises Invalid, naming the file, for what is missing in it."""
    days = tuple(_read(folder, language, number) for number in range(1, DAYS + 1))
    if language != ORIGINAL:
        for day, original in zip(days, read_programme(ORIGINAL, folder), strict=True):
            check_translation(day, original, f"programme/{_name(language, day.number)}")
    return days


def languages(folder: Path = _FOLDER) -> tuple[str, ...]:
    """The languages of which there are files."""
    return tuple(sorted(one.parent.name for one in folder.glob("*/day-01.md")))


def _read(folder: Path, language: str, number: int) -> Day:
    place = _name(language, number)
    try:
        text = (folder / place).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(
            f"programme/{place} cannot be read; each language has {DAYS} files in UTF-8."
        ) from error
    return read_day(number, text, f"programme/{place}")


def _name(language: str, number: int) -> str:
    return f"{language}/day-{number:02}.md"
