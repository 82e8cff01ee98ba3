"""The files of the programme: `LANGUAGE/day-01.md` to `day-30.md`, read and compared.

Those that come with the program, and those of a folder of the owner's own, which are read again once one of
them was changed.
"""

from functools import cache, lru_cache
from pathlib import Path

from keepwarm.domain.errors import Invalid
from keepwarm.domain.programme import DAYS, LONGEST_FILE, Day, check_translation, is_language, read_day

ORIGINAL = "en"

_FOLDER = Path(__file__).parent.parent / "programme"
_MOST_BYTES = 4 * LONGEST_FILE + 1
_KEPT = 8

_Stamp = tuple[int, int] | None


@cache
def read_programme(language: str = ORIGINAL, folder: Path = _FOLDER) -> tuple[Day, ...]:
    """The thirty days in a language. Raises Invalid, naming the file, for what is missing in it."""
    days = _read_all(folder, language, "programme")
    if language != ORIGINAL:
        _check_all(days, read_programme(ORIGINAL, folder), language, "programme")
    return days


def languages(folder: Path = _FOLDER) -> tuple[str, ...]:
    """The languages of which there are files."""
    return tuple(sorted(one.parent.name for one in folder.glob("*/day-01.md")))


def read_own_programme(language: str, folder: Path) -> tuple[Day, ...]:
    """The thirty days of a folder of the owner's own, which ask and set what the English days do.

    Raises Invalid, naming the file and the line, for what is missing or does not belong.
    """
    stamps = tuple(_stamp(folder / _name(language, number)) for number in range(1, DAYS + 1))
    return _read_own(language, folder, stamps)


def own_languages(folder: Path) -> tuple[str, ...]:
    """The languages of a folder of the owner's own. Raises Invalid for what is no folder."""
    try:
        found = [one.name for one in folder.iterdir() if is_language(one.name) and any(one.glob("day-*.md"))]
    except OSError as error:
        raise Invalid(
            f"The folder of the programme, {folder.name}, cannot be read: {error.strerror}."
        ) from error
    return tuple(sorted(found))


@lru_cache(maxsize=_KEPT)
def _read_own(language: str, folder: Path, stamps: tuple[_Stamp, ...]) -> tuple[Day, ...]:  # noqa: ARG001 (the key by which a change is seen)
    for number in range(1, DAYS + 1):
        _check_is_inside(folder, _name(language, number))
    days = _read_all(folder, language, folder.name)
    _check_all(days, read_programme(), language, folder.name)
    return days


def _read_all(folder: Path, language: str, called: str) -> tuple[Day, ...]:
    return tuple(_read(folder, language, number, called) for number in range(1, DAYS + 1))


def _check_all(days: tuple[Day, ...], originals: tuple[Day, ...], language: str, called: str) -> None:
    for day, original in zip(days, originals, strict=True):
        check_translation(day, original, f"{called}/{_name(language, day.number)}")


def _read(folder: Path, language: str, number: int, called: str) -> Day:
    place = _name(language, number)
    if (folder / place).exists() and not (folder / place).is_file():
        raise Invalid(f"{called}/{place} is no plain file; put the day itself there.")
    try:
        with (folder / place).open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(f"{called}/{place} cannot be read; each language has {DAYS} files in UTF-8.") from error
    return read_day(number, text, f"{called}/{place}")


def _check_is_inside(folder: Path, place: str) -> None:
    """A link to somewhere else is not followed: what it leads to may be nothing that anybody should see."""
    try:
        is_inside = (folder / place).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link to itself
        is_inside = False
    if not is_inside:
        raise Invalid(f"{folder.name}/{place} is a link out of its folder; put the day itself there.")


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _name(language: str, number: int) -> str:
    return f"{language}/day-{number:02}.md"
