"""How the headline moved, drawn and told."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from keepwarm.web.months import bars
from tests.web.served import Served, words

MONTHS = [(date(2026, month, 1), count) for month, count in ((9, 20), (10, 40), (11, 10))]


def test_a_bar_for_each_month_and_one_for_today_is_as_high_as_its_share() -> None:
    drawn = bars(MONTHS, 30)
    assert [bar.connections for bar in drawn] == [20, 40, 10, 30]
    assert [bar.height for bar in drawn] == [32, 64, 16, 48]
    assert [bar.month for bar in drawn] == [*(month for month, _ in MONTHS), None]
    assert [bar.told for bar in drawn] == [True, True, False, True]


def test_where_there_is_nothing_to_see_nothing_is_drawn() -> None:
    assert bars([], 3) == ()
    assert bars([(month, 0) for month, _ in MONTHS], 0) == ()


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=12), st.integers(0, 100_000))
def test_bars_stand_on_one_line_and_never_touch(counts: list[int], now: int) -> None:
    drawn = bars([(date(2026, place + 1, 1), count) for place, count in enumerate(counts)], now)
    assert {bar.y + bar.height for bar in drawn} <= {88}
    assert all(one.x + one.width < other.x for one, other in pairwise(drawn))
    assert all(0 <= bar.height <= 64 for bar in drawn)


def test_today_says_in_words_how_it_moved_and_in_a_table_for_who_cannot_see_it(shown: Served) -> None:
    page = shown.page("/demo/")
    assert "292 contacts, 89 connections, " in words(page)
    assert "as November began" in words(page)
    table = page.partition("<table")[2].partition("</table>")[0]
    assert table.count('scope="row"') == 13
    assert "Today 89" in words(table)
    assert '<svg viewBox="0 0 338 108" aria-hidden="true"' in page
