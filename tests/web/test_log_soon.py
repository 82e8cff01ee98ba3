"""The day of the next step, tapped when a talk is logged."""

import pytest

from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from keepwarm.storage.pages.person import person_page
from tests.books import added
from tests.web.served import Served, words


@pytest.mark.parametrize(
    ("told", "text"),
    [("keeps bees", ""), ("keeps bees, next: send her figs on 3 december", "send her figs")],
)
def test_the_day_of_the_next_step_can_be_tapped(web: Served, library: Library, told: str, text: str) -> None:
    ada = added(library, "Ada")
    here = f"/person/{public_id(ada)}"
    web.send(f"{here}/log", words=told, channel="call", usual_channel="call", next_soon="next-week")
    with web.site.open() as book:
        step = person_page(book, ada).next_step
    assert step is not None
    assert (step.text, str(step.due_on)) == (text, "2026-11-25")
    wrong = web.send(f"{here}/log", 400, words=told, channel="call", usual_channel="call", next_soon="x")
    assert "Choose one of these." in words(wrong.text)


def test_a_day_that_is_not_understood_is_said_back(web: Served, library: Library) -> None:
    here = f"/person/{public_id(added(library, 'Ada'))}"
    sentence = (
        "On which day it was is not understood from “last month”; say 5 march, 2026-03-05 or 3 days ago."
    )
    assert sentence in words(web.send(f"{here}/log", words="called her last month").text)
    told = web.send(f"{here}/log", words="called her last month", on="20 october").text
    assert "Logged a talk" in words(told)
    assert sentence not in words(told)
