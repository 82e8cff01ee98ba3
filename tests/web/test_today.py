"""What becomes of a line of today's list, by taps; quiet times; the week; who is near."""

import re
from datetime import timedelta

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
        ("skip", "Left out for a week: Ada Lovelace."),
        ("never", "Stopped proposing Ada Lovelace."),
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
    assert "Kept: the book." in words(after.text)
    assert "Nobody waits for you today." in words(after.text)
    assert "by text" in words(web.page(f"/person/{ada}"))


def test_a_promise_is_ticked_only_by_a_button_that_says_so(web: Served, library: Library, ada: str) -> None:
    listed = words(web.page("/"))
    assert "Done, and kept: I was in touch with Ada Lovelace" in listed
    assert "Only in touch with Ada Lovelace: the promise stays open" in listed
    after = words(web.send(f"/person/{ada}/answer", answer="in-touch", channel="text").text)
    assert "Kept:" not in after
    assert "You promised: the book (due today)." in after


def test_after_an_answer_the_page_goes_on_at_the_next_line(web: Served, library: Library, ada: str) -> None:
    grace = public_id(added(library, "Grace Hopper", "grace@example.org"))
    web.send(
        f"/person/{grace}/log", channel="call", direction="in", promise_mine="a map", promise_mine_by="today"
    )
    page = web.page("/")
    first, second = re.findall(r'<li id="person-([^"]+)">', page)
    assert {first, second} == {ada, grace}
    assert page.count(f'name="next" value="{second}"') == 2
    after = web.send(f"/person/{first}/answer", answer="tomorrow", next=second)
    assert after.url.fragment == f"person-{second}"
    assert f'id="{after.url.fragment}"' in after.text
    last = web.send(f"/person/{second}/answer", answer="tomorrow", next="")
    assert last.url.fragment == "to-talk-to"
    assert 'id="to-talk-to"' in last.text


@pytest.mark.parametrize("finished", [True, False])
def test_the_pages_beside_the_list_are_reached_from_every_page(web: Served, ada: str, finished: bool) -> None:
    if finished:
        web.send("/today/finish", finished="yes")
    for path in ("/", "/people", "/journal", f"/person/{ada}"):
        footer = web.page(path).partition("<footer>")[2]
        for link in ("/week", "/connections", "/give-and-ask", "/hours"):
            assert f'<a href="{link}">' in footer, path


def test_what_was_taken_back_is_said_with_its_verb(web: Served, ada: str) -> None:
    after = web.send(f"/person/{ada}/answer", answer="skip").text
    batch = after.partition('name="batch" value="')[2].partition('"')[0]
    undone = web.send("/undo", batch=batch, then="today").text
    assert "Taken back: left out for a week: Ada Lovelace." in words(undone)
    batch = undone.partition('name="batch" value="')[2].partition('"')[0]
    assert "It holds again: Ada Lovelace." in words(web.send("/undo", batch=batch, then="today").text)


def test_the_week_says_days_from_the_day_of_its_reader(web: Served, library: Library) -> None:
    grace = public_id(added(library, "Grace Hopper", "grace@example.org"))
    by = NOW.date() + timedelta(days=3)
    web.send(
        f"/person/{grace}/log", channel="call", direction="in", promise_mine="a map", promise_mine_by=str(by)
    )
    assert f"You promised: a map (due on {by:%A})." in words(web.page("/week"))


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
    assert "Grace Hopper You have spoken on one day; one more talk would do." in connections
    with library.open(NOW) as book:
        assert person_page(book, near).person.name in connections
