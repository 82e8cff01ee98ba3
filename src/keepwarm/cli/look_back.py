"""`keepwarm look-back`: a week, a month or a year, and what it came to."""

from collections.abc import Iterator
from datetime import date, datetime

import click

from keepwarm.cli.options import IsoTime, at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.ids import public_id
from keepwarm.domain.period_remarks import (
    on_giving,
    on_keeping,
    on_listening,
    on_meeting,
    on_people,
    on_steadiness,
    on_talks,
)
from keepwarm.domain.review_periods import Period, Span
from keepwarm.storage.pages.period_review import Named, PeriodPage, period_page
from keepwarm.translations import period_review as words
from keepwarm.translations.english import CHANNELS, plural, sentence

_MOST_NAMED = 12


@click.command("look-back")
@click.option("--week", is_flag=True, help="A week, from Monday to Sunday.")
@click.option("--month", is_flag=True, help="A month; so without it.")
@click.option("--year", is_flag=True, help="A year.")
@click.option(
    "--of", "of", type=IsoTime(), metavar="DAY", help="The one with this day, not the last whole one."
)
@at_option
@json_option
@book_option
def look_back_command(
    *,
    week: bool,
    month: bool,
    year: bool,
    of: datetime | None,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """What a month came to: connections made and lost, talks, listening, gives and asks.

    \b
    keepwarm look-back
    keepwarm look-back --week --of 2026-11-18
    keepwarm look-back --year --of 2026-01-01 --json
    """
    if week + month + year > 1:
        raise click.UsageError("Choose one of --week, --month and --year.")
    span = Span.WEEK if week else Span.YEAR if year else Span.MONTH
    with open_book(book, at) as opened:
        page = period_page(opened, span, None if of is None else of.date())
    if as_json:
        write_json(_as_data(page))
        return
    for line in _lines(page):
        say(line)


def _lines(page: PeriodPage) -> Iterator[str]:
    yield bold(words.period_in_words(page.period)) + (", which is not over yet" if page.runs else "")
    if page.is_empty:
        yield words.EMPTY
        return
    yield words.connections_in_words(*page.connections, runs=page.runs)
    yield from _named(words.MADE, page.made)
    yield from _named(words.LOST, page.lost)
    talked, noted = page.talked, page.noted
    said = [*on_talks(talked), *on_people(talked, page.period)]
    said += [*on_steadiness(talked, page.period, page.today), *on_listening(noted), *on_giving(noted)]
    for reason in said:
        yield sentence(reason, page.today)
    yield from (f"  {CHANNELS[channel]}: {count:,}" for channel, count in talked.by_channel)
    if talked.by_me or talked.by_them or talked.together:
        sides = (("you", talked.by_me), ("they", talked.by_them), ("both at once", talked.together))
        yield f"First after a quiet week: {', '.join(f'{who} {count:,}' for who, count in sides)}"
    yield from _named(words.FIRST, page.first)
    yield from _named(words.AGAIN, page.again)
    if noted.events:
        yield f"You went to {words.events_in_words(noted.events)}."
    yield from (sentence(reason, page.today) for reason in (*on_meeting(noted), *on_keeping(noted)))


def _named(title: str, those: tuple[Named, ...]) -> Iterator[str]:
    if those:
        more = len(those) - _MOST_NAMED
        others = f" and {plural(more, 'other')}" if more > 0 else ""
        yield f"{title}: {', '.join(one.name for one in those[:_MOST_NAMED])}{others}"


def _as_data(page: PeriodPage) -> dict[str, object]:
    talked, noted = page.talked, page.noted
    began, ended = page.connections
    return {
        **_days(page.period),
        "runs": page.runs,
        "connections": {
            "before": began,
            "after": ended,
            "made": _people(page.made),
            "lost": _people(page.lost),
        },
        "conversations": {
            "count": talked.talks,
            "by_channel": dict(talked.by_channel),
            "parts": [
                {**_days(part.period), "count": part.talks, "people": part.people} for part in talked.parts
            ],
            "days": talked.days,
            "weeks": talked.weeks,
        },
        "began": {"me": talked.by_me, "them": talked.by_them, "together": talked.together},
        "people": {
            "count": len(talked.people),
            "first": _people(page.first),
            "after_silence": _people(page.again),
            "period_before": talked.earlier,
            "again": talked.kept,
            "groups": noted.groups,
        },
        "listening": {
            "noted": noted.shares,
            "listened": noted.listened,
            "learned": noted.learned,
            "learned_of": noted.learned_of,
        },
        "gives": noted.gives,
        "asks": {"count": noted.asks, "helped": noted.helped},
        "introductions": noted.introductions,
        "referrals": noted.referrals,
        "met": {
            "count": noted.met,
            "followed": noted.followed,
            "events": dict(noted.events),
            "connections": _people(page.met_became),
        },
        "one_to_ones": noted.one_to_ones,
        "promises_kept": noted.promises,
        "practice_days": noted.practice_days,
    }


def _days(period: Period) -> dict[str, date]:
    return {"first": period.first, "last": period.last}


def _people(those: tuple[Named, ...]) -> list[dict[str, str]]:
    return [{"id": public_id(one.person_id), "person": one.name} for one in those]
