"""The demo's year looked back at, number by number, against a second calculation from the raw rows."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from keepwarm.domain.review_periods import Span
from keepwarm.storage.book import Book, Library
from keepwarm.storage.pages.period_review import PeriodPage, period_page
from keepwarm.usecases.begin_demo import begin_demo
from tests.books import NOW
from tests.independent.period import MICROSECONDS, Days, Rows, reviewed

MONTHS = [date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1), *(date(2026, m, 1) for m in range(1, 11))]
MONDAYS = [date(2025, 11, 17) + timedelta(days=7 * week) for week in range(52)]
YEARS = [date(2024, 1, 1), date(2025, 1, 1)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.keepwarm"
    with closing(Library(str(path))) as library:
        begin_demo(library, NOW)
    return path


@pytest.fixture(scope="module")
def rows(demo: Path) -> Rows:
    return Rows(demo, NOW.timestamp() * 1_000_000 / MICROSECONDS)


@pytest.fixture
def book(demo: Path) -> Iterator[Book]:
    with closing(Library(str(demo))) as library, library.open(NOW) as book:
        yield book


def shown(page: PeriodPage) -> dict[str, Any]:
    """The numbers of the page, under the names of the second calculation."""
    talked, noted = page.talked, page.noted
    return {
        "connections": page.connections,
        "made": sorted(one.name for one in page.made),
        "lost": sorted(one.name for one in page.lost),
        "talks": talked.talks,
        "by_channel": dict(talked.by_channel),
        "people": len(talked.people),
        "began": (talked.by_me, talked.by_them, talked.together),
        "first": sorted(one.name for one in page.first),
        "again": sorted(one.name for one in page.again),
        "kept": (talked.earlier, talked.kept),
        "days": talked.days,
        "weeks": talked.weeks,
        "listening": (noted.shares, noted.listened),
        "learned": (noted.learned, noted.learned_of),
        "gives": noted.gives,
        "asks": (noted.asks, noted.helped),
        "introductions": noted.introductions,
        "referrals": noted.referrals,
        "met": (noted.met, noted.followed),
        "became": sorted(one.name for one in page.met_became),
        "events": dict(noted.events),
        "one_to_ones": noted.one_to_ones,
        "promises": noted.promises,
        "practice": noted.practice_days,
        "groups": list(noted.groups),
    }


def months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


@pytest.mark.parametrize(
    ("span", "begins", "step"),
    [(Span.WEEK, MONDAYS, 0), (Span.MONTH, MONTHS, 1), (Span.YEAR, YEARS, 12)],
    ids=["every week", "every month", "every year"],
)
def test_every_number_is_that_of_the_second_calculation(
    book: Book, rows: Rows, span: Span, begins: list[date], step: int
) -> None:
    seven = timedelta(days=7)
    for first in begins:
        until = months_on(first, step) if step else first + seven
        before = months_on(first, -step) if step else first - seven
        expected = reviewed(rows, Days(first, until), Days(before, first))
        assert (first, shown(period_page(book, span, first))) == (first, expected)


def test_the_demo_has_something_of_nearly_everything_to_look_back_at(rows: Rows) -> None:
    year = reviewed(
        rows, Days(date(2025, 11, 23), date(2026, 11, 23)), Days(date(2024, 11, 23), date(2025, 11, 23))
    )
    bare = {name for name, found in year.items() if not (any(found) if isinstance(found, tuple) else found)}
    assert bare <= {"practice", "introductions"}
