"""The practice: a day at a time, and what was answered beside what happened."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from starlette.responses import Response

from keepwarm.domain.errors import Invalid
from keepwarm.domain.programme import DAYS, Day
from keepwarm.storage.book import Book
from keepwarm.storage.pages.practice import PracticePage, practice_page, practised_day
from keepwarm.translations.practice import done_in_words, since_in_words
from keepwarm.translations.swap_languages import LANGUAGE_NAMES
from keepwarm.usecases.practice_language import choose_language, language_of, languages_offered, programme_in
from keepwarm.usecases.practise import answer_day, begin_day, day_of, go_on, next_day, pause
from keepwarm.web.forms import FieldErrors, FieldReader, FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of
from keepwarm.web.words import CHANNEL_NOUNS

_LOOKS_BACK = (15, DAYS)
"""Days on which the answers of before are shown again."""

_Place = tuple[str, str, Mapping[str, str]]

_PEOPLE: _Place = ("people", "Choose somebody of your people", {})
_LEDGER: _Place = ("ledger", "Give and ask", {})
_LOG: _Place = ("log_anybody", "Log a conversation", {})
_EVENTS: _Place = ("events", "Your events", {})

_PLACES: Mapping[str, _Place] = {
    **dict.fromkeys(("reason", "question", "form", "wish", "prefer", "next", "beyond", "rhythm"), _PEOPLE),
    **dict.fromkeys(("give", "offer", "ask", "introduce", "thanks"), _LEDGER),
    **dict.fromkeys(("talk", "listen", "voice"), _LOG),
    **dict.fromkeys(("event", "guest", "unlike"), _EVENTS),
    **dict.fromkeys(("one-to-one", "not-coffee"), ("one_to_ones", "Your one-to-ones", {})),
    **dict.fromkeys(("pitch", "refer"), ("profile", "What you say of yourself", {})),
    "few": ("own_hours", "Your time", {}),
    "capture": ("capture", "I met somebody", {}),
    "follow": ("meet", "Your follow-ups", {}),
    "remembered": ("who_knows", "Who knows what you do", {}),
    "other-channel": ("people", "People of whom you heard nothing for three months", {"q": "last:>90d"}),
    "old-friend": ("people", "People of whom you heard nothing for a year", {"q": "last:>365d"}),
    "three-next": _PEOPLE,
}
"""By the word of a task, where in the book it is done: a route, its words, and what it is asked."""


def practice(
    visit: Visit, form: FormView | None = None, status: int = 200, choice: FormView | None = None
) -> Response:
    """The day that is being practised, or another that the address names.

    `form` is a worksheet, and `choice` a language, that could not be taken as they were sent.
    """
    with visit.site.open() as book:
        page, notice = practice_page(book), find_notice(visit, book)
    number = visit.said("day") or visit.asked("day") or visit.said("at")
    place = int(number) if number.isdecimal() else page.current.day if page.current else 1
    day, said = day_of(place, page.language), programme_in(page.language)
    row = page.latest(day.number)
    route, words, asked = _PLACES[day.task]
    return visit.show(
        "practice.html",
        status=status,
        page=page,
        day=day,
        row=row,
        done=done_in_words(row.done_on, page.today) if row else "",
        to=(visit.link(route) + (f"?{urlencode(asked)}" if asked else ""), words),
        form=form or _filled(day, page),
        choice=choice or FormView(),
        last=DAYS,
        channels={channel.value: words for channel, words in CHANNEL_NOUNS.items()},
        programme=said,
        languages={one: LANGUAGE_NAMES.get(one, one) for one in languages_offered()},
        looks_back=day.number in _LOOKS_BACK and row is not None,
        since=since_in_words(page.since, page.today) if page.since else "",
        before=_answered(page),
        notice=notice,
    )


def answers(visit: Visit) -> Response:
    """Everything that was answered, beside what has happened since."""
    with visit.site.open() as book:
        page, notice = practice_page(book), find_notice(visit, book)
    since = since_in_words(page.since, page.today) if page.since else ""
    return visit.show("practice_answers.html", page=page, before=_answered(page), since=since, notice=notice)


def begin(visit: Visit) -> Response:
    """Begin the day that the form names, or the next one."""
    with visit.site.open(writing=True) as book:
        number = visit.said("day")
        if number:
            begin_day(book, int(number) if number.isdecimal() else 0)
        else:
            next_day(book)
        done = batch_of(book)
    return visit.move_on("practice", done=done)


def answer(visit: Visit) -> Response:
    """Keep the worksheet."""
    try:
        with visit.site.open(writing=True) as book:
            number = visit.said("day")
            day = day_of(int(number) if number.isdecimal() else 0, language_of(book))
            answer_day(book, _said(visit, book, day), day.number)
            done = batch_of(book)
    except Invalid as problem:
        return practice(visit, view_of(visit.form, problem), 400)
    return visit.move_on("practice", done=done, asked={"day": str(day.number)})


def rest(visit: Visit) -> Response:
    """Rest from it, or go on."""
    with visit.site.open(writing=True) as book:
        if visit.said("paused") == "no":
            go_on(book)
        else:
            pause(book)
        done = batch_of(book)
    return visit.move_on("practice", done=done)


def language(visit: Visit) -> Response:
    """Read the days in another language."""
    try:
        with visit.site.open(writing=True) as book:
            choose_language(book, visit.said("language"))
            done = batch_of(book)
    except Invalid as problem:
        wrong = view_of(visit.form, FieldErrors({"language": str(problem)}))
        return practice(visit, status=400, choice=wrong)
    day = {"day": visit.said("at")} if visit.said("at") else {}
    return visit.move_on("practice", done=done, asked=day)


def practice_line(book: Book) -> str:
    """The one line on Today, for who has begun and is not resting; else nothing."""
    at = practised_day(book)
    return f"Day {at.number} of your practice: {day_of(at.number, at.language).title}" if at else ""


def _said(visit: Visit, book: Book, day: Day) -> dict[str, str]:
    reader = FieldReader(visit.form, book.today)
    return {
        line.key: ",".join(reader.choices(f"line-{line.key}"))
        if line.is_choice
        else reader.text(f"line-{line.key}")
        for line in day.lines
        if line.is_choice or reader.has(f"line-{line.key}")
    }


def _filled(day: Day, page: PracticePage) -> FormView:
    """The worksheet with what was answered; what is a setting, as it is set now."""
    row = page.latest(day.number)
    held = {} if row is None else row.answers
    values = {}
    for line in day.lines:
        text = page.settings.get(line.sets, "") or held.get(line.key, "")
        values[f"line-{line.key}"] = text.split(",") if line.is_choice else [text]
    return FormView(values=values)


def _answered(page: PracticePage) -> list[tuple[Day, date, list[tuple[str, str]], str]]:
    """The days that have answers, the first begun first: each with its lines and whether it was done."""
    found, days = [], programme_in(page.language).days
    for row in reversed(page.begun):
        day = days[row.day - 1]
        lines = [(line.text, _shown(line.key, row.answers, choice=line.is_choice)) for line in day.lines]
        if any(text for _, text in lines):
            kept = [(text, said) for text, said in lines if said]
            found.append((day, row.began_on, kept, done_in_words(row.done_on, page.today)))
    return found


def _shown(key: str, answers: Mapping[str, str], *, choice: bool) -> str:
    said = answers.get(key, "")
    nouns = {channel.value: words for channel, words in CHANNEL_NOUNS.items()}
    return ", ".join(nouns.get(word, word) for word in said.split(",")) if choice and said else said
