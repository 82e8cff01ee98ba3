"""In which language the owner practises: the days of the program, and those of a folder of their own."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from keepwarm.domain.errors import Invalid
from keepwarm.domain.programme import Day
from keepwarm.formats.programme import (
    ORIGINAL,
    languages,
    own_languages,
    read_own_programme,
    read_programme,
)
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.owner_settings import PRACTICE_LANGUAGE, choose_setting, find_setting

NAME = "KEEPWARM_PROGRAMME"
"""The variable that names a folder with days in other languages, one folder in it for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The thirty days in a language; where it cannot be read, in English, and `problem` says why."""

    language: str
    days: tuple[Day, ...]
    problem: str = ""


def programme_in(language: str, environ: Mapping[str, str] = os.environ) -> Programme:
    """The programme in a language, "" for what is usual; what is wrong with files keeps nobody from it."""
    wanted, problem = language or ORIGINAL, ""
    try:
        folder = _own_folder(environ)
        if folder is not None and wanted in own_languages(folder):
            return Programme(language=wanted, days=read_own_programme(wanted, folder))
    except Invalid as wrong:
        problem = str(wrong)
    if wanted in languages():
        return Programme(language=wanted, days=read_programme(wanted), problem=problem)
    gone = f"There are no days in “{wanted}” any more; these are in English."
    return Programme(language=ORIGINAL, days=read_programme(), problem=problem or gone)


def languages_offered(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The languages of which there are days, whole or not; of a folder that cannot be read, none."""
    found = set(languages())
    try:
        folder = _own_folder(environ)
        found.update(own_languages(folder) if folder is not None else ())
    except Invalid:
        return tuple(sorted(found))
    return tuple(sorted(found))


def language_of(book: Book) -> str:
    """In which language the owner practises; nothing where they did not say."""
    return find_setting(book, PRACTICE_LANGUAGE) or ""


def choose_language(book: Book, language: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Practise in a language from now on; False where it was so already.

    Raises Invalid for one without days, or whose days cannot be read; nothing is changed then.
    """
    offered = languages_offered(environ)
    if language not in offered:
        raise Invalid(f"There are no days in {language!r}; choose of {', '.join(offered)}.")
    found = programme_in(language, environ)
    if found.problem:
        raise Invalid(found.problem)
    begin_batch(book, "settings", f"the language of your practice: {language}")
    return choose_setting(book, PRACTICE_LANGUAGE, None if language == ORIGINAL else language)


def _own_folder(environ: Mapping[str, str]) -> Path | None:
    said = environ.get(NAME, "").strip()
    return Path(said) if said else None
