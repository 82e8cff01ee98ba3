"""What becomes of a line of today's list, by taps; quiet times; the week; who is near."""

import pytest

from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from keepwarm.storage.pages.person import person_page
from tests.books import NOW, added, days_ago, talked
from tests.web.served import Served, on_both_databases, words


@pytest.fixture
def ada(web: Served, library: Library) -> str:
    """Somebody to whom a promise is due today."""
    person = public_id(added(library, "Ada Lovelace", "ada@example.org", "+44 20 7946 0018"))
    web.send(
        f"/person/{person}/log",
        channel="call",
        direction="in",
        promise_mine="the book",
        promise_mine_by="today",
    )
    return person


@on_both_databases
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("tomorrow", "Put off until tomorrow: Ada Lovelace."),
        ("skip", "Skipped Ada Lovelace."),
        ("never", "No longer proposes Ada Lovelace."),
    ],
)
def test_each_answer_takes_somebody_off_the_list_and_offers_the_way_back(
    web: Served, ada: str, answer: str, said: str
) -> None:
    after = web.send(f"/person/{ada}/answer", answer=answer)
    assert said in words(after.text)
    assert "Nobody waits for you today." in words(after.text)
    assert ">Undo</button>" in after.text


def test_done_logs_the_channel_and_keeps_the_promise(web: Served, library: Library, ada: str) -> None:
    after = web.send(f"/person/{ada}/answer", answer="done", channel="text")
    assert "Logged a talk with Ada Lovelace." in words(after.text)
    assert "Nobody waits for you today." in words(after.text)
    assert "by text" in words(web.page(f"/person/{ada}"))


@pytest.mark.parametrize("fields", [{"answer": "done"}, {"answer": "maybe"}, {}])
def test_an_answer_that_says_nothing_is_refused(web: Served, ada: str, fields: dict[str, str]) -> None:
    answer = web.send(f"/person/{ada}/answer", 400, **fields)
    assert "choose done, tomorrow, skip or never" in words(answer.text)


def test_a_finished_day_is_put_away_and_comes_back_when_asked_for(web: Served, ada: str) -> None:
    after = web.send("/today/finish", finished="yes")
    assert "That was it for today." in words(after.text)
    assert "You promised" not in words(after.text)
    assert "You promised" in words(web.page("/?anyway=1"))
    assert "You promised" in words(web.send("/today/finish", finished="no").text)


def test_the_owner_chooses_their_time_and_reads_what_is_wrong_beside_it(web: Served, ada: str) -> None:
    wrong = web.send("/hours", 400, capacity="0", quiet_days="", quiet_hours="")
    assert "write 1 to 50" in words(wrong.text)
    web.send("/hours", capacity="3", quiet_days="Sunday", quiet_hours="21:00-08:00")
    page = web.page("/hours")
    assert ['value="3"' in page, 'value="sun"' in page, 'value="21:00-08:00"' in page] == [True] * 3
    assert "A quiet day: only what you promised or planned for it." in words(web.page("/"))


def test_the_week_and_the_connections_are_pages_of_their_own(web: Served, library: Library, ada: str) -> None:
    near = added(library, "Grace Hopper", "grace@example.org")
    talked(library, near, days_ago(2))
    week = words(web.page("/week"))
    assert "You promised: the book (due today)." in week
    connections = words(web.page("/connections"))
    assert "Grace Hopper Missing: a conversation on a second day." in connections
    with library.open(NOW) as book:
        assert person_page(book, near).person.name in connections
