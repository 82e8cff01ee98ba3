"""Looking back: the page of a week, a month and a year."""

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Browser

from keepwarm.domain.period_review import Part
from keepwarm.domain.reasons import Reason
from keepwarm.domain.review_periods import Span, period_of
from keepwarm.storage.book import Library
from keepwarm.translations.english import sentence
from keepwarm.web.period_pictures import day_bars, lying_bars
from tests.books import added, talked
from tests.web.served import Served, on_both_databases, words


def test_an_empty_month_is_one_friendly_sentence_and_what_to_do_next(web: Served, library: Library) -> None:
    added(library, "Ada")
    page = web.page("/look-back")
    assert "October 2026" in page.partition("</h1>")[0]
    assert "A word to somebody is a beginning." in words(page)
    assert ">Whom to talk to today</a>" in page
    assert "<h2>" not in page


@on_both_databases
def test_a_month_says_who_became_a_connection_with_a_link_and_pictures_have_a_table(
    web: Served, library: Library
) -> None:
    ada = added(library, "<b>Ada")
    for day in (5, 19):
        talked(library, ada, datetime(2026, 10, day, 18, tzinfo=UTC))
    page = web.page("/look-back")
    said = words(page)
    assert "1 connection as it ended, 0 as it began." in said
    assert "2 conversations with 1 person." in said
    assert "New connections <b>Ada" in said
    assert "<b>Ada" not in page
    assert "The first talk with <b>Ada" in said
    table = page.partition("<caption>Conversations on each day")[2].partition("</table>")[0]
    assert table.count('scope="row"') == 31
    assert "5 Oct 2026 1 1" in words(table)
    assert "Gone quiet" not in said


def test_a_year_has_a_strip_for_each_month_in_which_there_was_a_talk(web: Served, library: Library) -> None:
    ada = added(library, "Ada")
    for month in (3, 3, 9):
        talked(library, ada, datetime(2026, month, 2, 18, tzinfo=UTC))
    page = web.page("/look-back?span=year&of=2026-05-05")
    strips = page.partition('<table class="strips">')[2].partition("</table>")[0]
    assert words(strips) == (
        "Conversations in each month Month Conversations and people March 1 with 1 person "
        "September 1 with 1 person"
    )
    assert "?span=month&amp;of=2026-03-01" in strips
    assert "This year is not over yet." in words(page)


def test_one_goes_to_the_one_before_and_to_the_running_one_and_no_further(web: Served) -> None:
    page = web.page("/look-back?span=week")
    assert "span=week&amp;of=2026-11-02" in page
    assert "16 to 22 November 2026, so far" in words(page)
    running = web.page("/look-back?span=week&of=2026-11-22")
    assert 'rel="prev"' in running
    assert 'rel="next"' not in running


@pytest.mark.parametrize(
    "query", ["span=decade", "of=yesterday", "of=2027-01-01", "of=9999-12-31", "of=0001-01-01"]
)
def test_what_cannot_be_looked_back_at_is_said_in_a_sentence(web: Served, query: str) -> None:
    assert "<h1" in web.page(f"/look-back?{query}", 400)


def test_a_finished_day_leads_to_the_week(web: Served, library: Library) -> None:
    added(library, "Ada")
    page = web.send("/today/finish", finished="yes").text
    assert '/look-back?span=week">Look back at the week</a>' in page


def test_the_demo_looks_back_at_its_year(shown: Served) -> None:
    said = words(shown.page("/demo/look-back?span=year&of=2026-01-01"))
    for part in (
        "connections now",
        "By which way",
        "Who spoke first",
        "Give and ask",
        "You kept 4 promises.",
    ):
        assert part in said
    assert '/demo/look-back">Look back at a month</a>' in shown.page("/demo/")


def test_how_often_somebody_was_sent_to_another_is_said_first() -> None:
    said = [sentence(Reason.of("look_referrals", count=count), date(2026, 11, 22)) for count in (1, 3)]
    assert said == [
        "Once you sent somebody to another for what that one does.",
        "3 times you sent somebody to another for what that one does.",
    ]


def test_names_that_are_folded_are_open_in_print_and_no_month_touches_its_bar(
    chromium: Browser, shown: Served
) -> None:
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{shown.url}/demo/look-back?span=year&of=2025-06-01")
    gaps = page.evaluate(_GAPS)
    assert gaps
    assert min(gaps) >= 6
    names = page.locator(".named details .names a").first
    assert not names.is_visible()
    page.emulate_media(media="print")
    assert names.is_visible()
    page.context.close()


_GAPS = """() => [...document.querySelectorAll('.strips tr:has(td)')].map((row) =>
  row.querySelector('svg').getBoundingClientRect().left
  - row.querySelector('a').getBoundingClientRect().right)"""


def parts_of(span: Span, *talks: int) -> list[Part]:
    days = period_of(span, date(2026, 10, 5)).parts
    return [Part(period=day, talks=count, people=count) for day, count in zip(days, talks, strict=True)]


def test_bars_carry_their_words_and_stand_on_one_line() -> None:
    week = day_bars(parts_of(Span.WEEK, 2, 0, 4, 1, 0, 0, 0))
    assert [bar.height for bar in week] == [48, 0, 96, 24, 0, 0, 0]
    assert [bar.told for bar in week] == [True, False, True, True, False, False, False]
    assert {bar.y + bar.height for bar in week} == {118}
    month = day_bars(parts_of(Span.MONTH, *([1] * 30), 5))
    assert [place for place, bar in enumerate(month) if bar.told] == [30]
    assert [bar.part.period.first.day for bar in month if bar.named] == [1, 8, 15, 22, 29]
    assert day_bars(parts_of(Span.WEEK, *([0] * 7))) == ()


def test_lying_bars_are_as_long_as_their_share_and_never_nothing() -> None:
    assert [bar.length for bar in lying_bars((("You", 1), ("They", 400), ("Both", 0)))] == [3, 200, 0]
    assert lying_bars((("You", 0),)) == ()
