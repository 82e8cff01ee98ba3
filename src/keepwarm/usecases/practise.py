"""Practise: thirty days, each with an idea, a task that the book itself shows to be done, and a worksheet."""

from collections.abc import Mapping

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.programme import DAYS, LONGEST_ANSWER, Day, Line
from keepwarm.storage.book import Book
from keepwarm.storage.journal import begin_batch, storable_text
from keepwarm.storage.owner_settings import ASKING_SENTENCE, PRACTICE_PAUSED, choose_setting
from keepwarm.storage.practice import Practised, begin_row, done_days, keep_answers, keep_done, practised
from keepwarm.usecases.practice_language import language_of, programme_in

_NOT_BEGUN = "No day is begun yet; begin with day 1, or with any other."

_LONGEST_SENTENCE = 500


def day_of(number: int, language: str = "") -> Day:
    """One of the thirty days, in a language. Raises Invalid."""
    if not 1 <= number <= DAYS:
        raise Invalid(f"The programme has days 1 to {DAYS}; {number} is none of them.")
    return programme_in(language).days[number - 1]


def begin_day(book: Book, number: int) -> int:
    """Begin a day, or begin it once more; a pause is over with it. Return the id of its row."""
    _begin(book, day_of(number, language_of(book)))
    _keep_what_was_done(book)
    choose_setting(book, PRACTICE_PAUSED, None)
    return begin_row(book, number)


def next_day(book: Book) -> int:
    """Begin the day behind the one that is being practised; return its number. Raises Invalid."""
    number = current_day(book).day + 1
    if number > DAYS:
        raise Invalid(f"Day {DAYS} was the last one. Begin any day once more, whenever you like.")
    begin_day(book, number)
    return number


def pause(book: Book) -> bool:
    """Rest from the programme: Today says nothing of it; False where it was so already."""
    return _rest(book, book.today.isoformat())


def go_on(book: Book) -> bool:
    """End the pause."""
    return _rest(book, None)


def answer_day(book: Book, answers: Mapping[str, str], number: int | None = None) -> bool:
    """Keep answers by the keys of the lines; what is not named stays, an empty one is taken out.

    They are those of the day that is being practised, or of the last time that another was. An answer to a
    line that sets something is kept as that setting, too; one that is taken out leaves the setting as it is.
    Raises Invalid; False where nothing differs.
    """
    row = current_day(book, number)
    day = day_of(row.day, language_of(book))
    lines = {line.key: line for line in day.lines}
    if unknown := answers.keys() - lines.keys():
        raise Invalid(f"Day {day.number} has no line {min(unknown)!r}; it has {', '.join(lines)}.")
    said = {key: _tidy(lines[key], text) for key, text in answers.items()}
    _begin(book, day)
    kept = {key: text for key, text in {**row.answers, **said}.items() if text}
    changed = keep_answers(book, row.practice_id, kept)
    for key, text in said.items():
        if lines[key].sets and (text or lines[key].is_choice):
            changed |= choose_setting(book, lines[key].sets, text or None)
    return changed


def current_day(book: Book, number: int | None = None) -> Practised:
    """The day that is being practised, or another as it was begun last. Raises Invalid without one."""
    begun = practised(book)
    if not begun:
        raise Invalid(_NOT_BEGUN)
    for one in begun:
        if number in {None, one.day}:
            return one
    raise Invalid(f"Day {number} is not begun yet; begin it first.")


def _begin(book: Book, day: Day) -> None:
    begin_batch(book, "practise", f"day {day.number}, {day.title}")


def _rest(book: Book, since: str | None) -> bool:
    row = current_day(book)
    _begin(book, day_of(row.day, language_of(book)))
    _keep_what_was_done(book)
    return choose_setting(book, PRACTICE_PAUSED, since)


def _keep_what_was_done(book: Book) -> None:
    """Write down of which days the task is done by now, so that it need not be found again."""
    begun = practised(book)
    done = done_days(book, begun)
    for one in begun:
        if one.done_on is None and one.practice_id in done:
            keep_done(book, one.practice_id, done[one.practice_id])


def _tidy(line: Line, said: str) -> str:
    rows = [row.strip() for row in storable_text(said).strip().splitlines()]
    text = (" " if line.sets == ASKING_SENTENCE else "\n").join(filter(None, rows))
    if len(text) > (most := _LONGEST_SENTENCE if line.sets == ASKING_SENTENCE else LONGEST_ANSWER):
        raise Invalid(f"This answer has {most:,} characters at most; write it shorter.")
    return _channels(text) if line.is_choice else text


def _channels(text: str) -> str:
    words = {word.strip().casefold() for word in text.replace(";", ",").split(",") if word.strip()}
    known = sorted(channel.value for channel in Channel)
    if unknown := words - set(known):
        raise Invalid(f"{min(unknown)!r} is no channel; choose of {', '.join(known)}, with commas between.")
    if len(words) == len(known):
        raise Invalid("Nobody can be reached by no channel at all; leave one that you use.")
    return ",".join(name for name in known if name in words)
