"""What the pages show, and what the forms on them do."""

from datetime import timedelta

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.ids import public_id
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Standing
from keepwarm.storage.book import Library
from keepwarm.storage.pages.person import PersonPage, person_page
from tests.books import NOW, added, days_ago, hash_of, talked
from tests.web.served import Served, on_both_databases, words


@pytest.fixture
def ada(library: Library) -> int:
    """Somebody in the book."""
    return added(library, "Ada Lovelace", "ada@example.org", "+44 20 7946 0018")


def page_of(web: Served, person_id: int) -> PersonPage:
    with web.site.open() as book:
        return person_page(book, person_id)


@on_both_databases
def test_today_names_people_with_their_reasons_and_a_link_that_opens_the_channel(
    web: Served, ada: int
) -> None:
    web.send(
        f"/person/{public_id(ada)}/log", channel="call", promise_mine="the book", promise_mine_by="today"
    )
    page = web.page("/")
    assert "1 contact, 0 connections" in words(page)
    assert "Ada Lovelace" in page
    assert "You promised: the book (due today)." in words(page)
    assert 'href="tel:+442079460018"' in page


def test_a_talk_is_logged_from_today_in_one_tap(web: Served, library: Library, ada: int) -> None:
    talked(library, ada, days_ago(3), direction=Direction.IN)
    answer = web.send(f"/person/{public_id(ada)}/log", channel="call", direction="mutual", then="today")
    assert answer.url.path == "/"
    assert "Logged a talk with Ada Lovelace." in words(answer.text)
    assert [line.direction for line in page_of(web, ada).timeline] == [Direction.MUTUAL, Direction.IN]


def test_the_headline_says_what_it_cannot_see_until_a_talk_is_logged(web: Served, ada: int) -> None:
    assert "connections cannot be seen" in words(web.page("/"))
    web.send(f"/person/{public_id(ada)}/log", channel="in-person")
    assert "connections cannot be seen" not in words(web.page("/"))


@on_both_databases
def test_everything_of_a_talk_is_kept(web: Served, ada: int) -> None:
    fields = {
        "channel": "in-person", "direction": "mutual", "on": "yesterday", "minutes": "40",
        "note": "She is moving", "promise_mine": "a mechanic", "promise_mine_by": "friday",
        "promise_theirs": "the address", "next": "ask about the move", "next_on": "in 2 weeks",
        "prefers": ["text"], "never": ["call", "social"],
    }  # fmt: skip
    web.send(f"/person/{public_id(ada)}/log", **fields)
    page = page_of(web, ada)
    assert [(line.channel, line.minutes, line.summary) for line in page.timeline] == [
        (Channel.IN_PERSON, 40, "She is moving")
    ]
    assert page.timeline[0].at.date() == page.today - timedelta(days=1)
    promised = {promise.text: promise.due_on for promise in page.promises}
    assert promised == {"a mechanic": page.today + timedelta(days=5), "the address": None}
    assert page.next_step is not None
    assert page.next_step.due_on == page.today + timedelta(days=14)
    said = {one.channel: one.never for one in page.preferences}
    assert said == {Channel.TEXT: False, Channel.CALL: True, Channel.SOCIAL: True}


def test_a_person_page_has_the_same_order_always(web: Served, ada: int) -> None:
    page = words(web.page(f"/person/{public_id(ada)}"))
    heads = ("Ada Lovelace", "How to reach them", "Why now", "What I know", "What is open", "What we did")
    places = [page.rindex(head) if head != "Ada Lovelace" else page.index(head) for head in heads]
    assert places == sorted(places)


def test_a_channel_that_is_never_wanted_is_said_and_cannot_be_opened(web: Served, ada: int) -> None:
    web.send(f"/person/{public_id(ada)}/log", channel="email", never=["call"])
    page = web.page(f"/person/{public_id(ada)}")
    assert "Never by phone" in page
    assert 'href="tel:' not in page
    assert 'href="sms:' in page


def test_every_field_that_is_wrong_is_said_beside_it_and_what_was_typed_is_kept(
    web: Served, library: Library, ada: int
) -> None:
    before = hash_of(library)
    fields = {
        "channel": "pigeon",
        "minutes": "many",
        "on": "tomorrow",
        "promise_mine_by": "someday",
        "note": "K",
    }
    answer = web.send(f"/person/{public_id(ada)}/log", 400, **fields)
    for field, sentence in {
        "channel": "Choose one of these.",
        "minutes": "Write a whole number",
        "on": "not here yet",
        "promise_mine": "Write what was promised",
        "promise_mine_by": "names no day",
    }.items():
        assert sentence in words(answer.text.partition(f'id="{field}-wrong"')[2].partition("</p>")[0]), field
    assert 'value="someday"' in answer.text
    assert hash_of(library) == before


@pytest.mark.parametrize("minutes", ["-5", "1441", "9" * 30])
def test_a_length_that_is_none_is_refused_beside_its_field(web: Served, ada: int, minutes: str) -> None:
    answer = web.send(f"/person/{public_id(ada)}/log", 400, channel="call", minutes=minutes)
    assert f'value="{minutes}"' in answer.text
    assert not page_of(web, ada).timeline


def test_a_fact_is_noted_under_its_kind(web: Served, ada: int) -> None:
    answer = web.send(f"/person/{public_id(ada)}/note", kind="recreation", text="keeps bees")
    assert "Recreation keeps bees" in words(answer.text)


def test_an_empty_note_is_refused(web: Served, ada: int) -> None:
    answer = web.send(f"/person/{public_id(ada)}/note", 400, kind="goals", text="  ")
    assert "nothing written down yet" in answer.text
    assert '<option value="goals" selected>' in answer.text


def test_somebody_who_is_left_be_is_shown_so_and_gets_no_why_now(web: Served, ada: int) -> None:
    page = words(web.send(f"/person/{public_id(ada)}/standing", standing="leave-be").text)
    assert page_of(web, ada).person.standing is Standing.LEAVE_BE
    assert "Leave be. Kept here" in page
    assert "Why now" not in page


def test_a_standing_that_is_none_is_refused(web: Served, ada: int) -> None:
    web.send(f"/person/{public_id(ada)}/standing", 400, standing="enemy")
    assert page_of(web, ada).person.standing is Standing.ORDINARY


def test_what_is_open_is_done_in_one_tap(web: Served, ada: int) -> None:
    here = f"/person/{public_id(ada)}"
    web.send(f"{here}/log", channel="call", promise_mine="the book", next="lunch", next_on="friday")
    promise = page_of(web, ada).promises[0].promise_id
    web.send(f"{here}/promises/{public_id(promise)}/kept")
    web.send(f"{here}/next-step/done")
    assert page_of(web, ada).promises == ()
    assert page_of(web, ada).next_step is None
    assert "not open any more" in web.send(f"{here}/promises/{public_id(promise)}/kept", 404).text


def test_spoken_lately_is_answered_in_one_tap(web: Served, library: Library, ada: int) -> None:
    for days in (40, 30, 20, 10):
        talked(library, ada, days_ago(days), channel=Channel.EMAIL)
    assert "Spoken lately?" in web.page("/")
    answer = web.send(f"/person/{public_id(ada)}/spoken", lately="yes", then="spoken")
    assert answer.url.path == "/spoken"
    assert page_of(web, ada).spoken_confirmed_on == NOW.date()
    assert "Nobody is left to ask about" in answer.text


@on_both_databases
def test_people_are_found_by_the_beginnings_of_words(web: Served, library: Library, ada: int) -> None:
    added(library, "Charles Babbage")
    found = words(web.page("/people?q=lov"))
    assert "Ada Lovelace" in found
    assert "Babbage" not in found
    assert "1 person found" in found
    assert "Nobody is found by" in web.page("/people?q=nobody")


def test_people_come_in_pages_of_fifty(web: Served, library: Library) -> None:
    for number in range(52):
        added(library, f"Person {number:02}")
    first, second = web.page("/people"), web.page("/people?page=2")
    assert first.count('class="row"') == 50
    assert second.count('class="row"') == 2
    assert "Page 2 of 2" in second
    assert "no such page" in web.page("/people?page=9")
    assert web.page("/people?page=nine").count('class="row"') == 50


def test_an_empty_book_says_how_to_fill_it(web: Served) -> None:
    assert "Nobody yet" in web.page("/people")


@pytest.mark.parametrize("path", ["/person/0000000000000", "/person/nobody", "/nowhere", "/import/gone"])
def test_what_is_not_there_is_said_calmly(web: Served, path: str) -> None:
    page = web.page(path, 404)
    assert "Back to today" in page
    assert "Traceback" not in page


@on_both_databases
def test_an_undo_is_offered_after_every_change_and_takes_it_back(
    web: Served, library: Library, ada: int
) -> None:
    before = hash_of(library)
    answer = web.send(f"/person/{public_id(ada)}/note", kind="family", text="two sisters")
    assert "Noted something about Ada Lovelace." in words(answer.text)
    batch = answer.text.partition('name="batch" value="')[2].partition('"')[0]
    undone = web.send("/undo", batch=batch, then="person")
    assert undone.url.path == f"/person/{public_id(ada)}"
    assert "Taken back: noted something about Ada Lovelace." in words(undone.text)
    assert hash_of(library) == before
    back = undone.text.partition('name="batch" value="')[2].partition('"')[0]
    assert "two sisters" in web.send("/undo", batch=back, then="person").text


def test_undoing_somebody_s_arrival_leads_to_a_page_that_is_there(web: Served) -> None:
    answer = web.send("/people/add", name1="Ada")
    batch = answer.text.partition('name="batch" value="')[2].partition('"')[0]
    undone = web.send("/undo", batch=batch, then="person")
    assert undone.url.path == "/journal"
    assert web.send("/undo", 409, batch=batch).status_code == 409


@pytest.mark.parametrize("then", ["https://example.org/", "//example.org", "/people", "nowhere"])
def test_an_undo_leads_to_pages_of_ours_only(web: Served, then: str) -> None:
    answer = web.send("/people/add", name1="Ada")
    batch = answer.text.partition('name="batch" value="')[2].partition('"')[0]
    assert web.send("/undo", batch=batch, then=then).url.path == "/journal"


def test_a_notice_goes_when_something_else_has_happened(web: Served, library: Library, ada: int) -> None:
    answer = web.send(f"/person/{public_id(ada)}/note", kind="family", text="two sisters")
    assert 'class="notice"' in answer.text
    added(library, "Somebody else")
    assert 'class="notice"' not in web.visitor.get(answer.url).text
