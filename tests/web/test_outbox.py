"""The outbox: what a phone sends late is taken in exactly once, or refused with a sentence."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from keepwarm.domain.ids import public_id
from keepwarm.domain.own_cards import CardFields
from keepwarm.storage.book import Library
from keepwarm.storage.schema import events, interactions, next_steps, people, submissions
from keepwarm.usecases.own_cards import KeepCard, add_card
from tests.books import NOW, added
from tests.pockets import an_event
from tests.web.served import Served

YESTERDAY = "2026-11-21T18:30:00Z"


def sent(web: Served, kind: str, *, token: str = "0123456789abcdef", **more: Any) -> httpx.Response:
    entry = {"token": token, "kind": kind, "made_at": YESTERDAY, "fields": {}} | more
    return web.visitor.post("/outbox", json=entry)


def column(library: Library, one: Any) -> list[Any]:
    """All values of a column."""
    with library.open(NOW) as book:
        return list(book.connection.scalars(select(one).where(book.owns(one.table))))


def test_a_talk_is_kept_once_however_often_it_comes(web: Served, library: Library) -> None:
    added(library, "Ada Lovelace")
    fields = {"words": "Called Ada 20 min about bees"}
    states = [sent(web, "log", fields=fields).json()["state"] for _ in range(3)]
    assert states == ["kept", "there", "there"]
    assert column(library, interactions.c.summary) == ["Called Ada 20 min about bees"]


def test_what_was_undone_does_not_come_back_with_a_late_copy(web: Served, library: Library) -> None:
    added(library, "Ada Lovelace")
    sent(web, "log", fields={"words": "Called Ada"})
    undo = web.page("/journal").partition('name="batch" value="')[2].partition('"')[0]
    web.send("/undo", batch=undo)
    assert sent(web, "log", fields={"words": "Called Ada"}).json()["state"] == "there"
    assert column(library, interactions.c.summary) == []


@pytest.mark.parametrize(
    ("made_at", "at"),
    [
        (YESTERDAY, datetime(2026, 11, 21, 18, 29, tzinfo=UTC)),
        ("2026-11-21T20:30:00+02:00", datetime(2026, 11, 21, 18, 29, tzinfo=UTC)),
        ("2036-01-01T00:00:00Z", NOW - timedelta(minutes=2)),
        ("0001-01-01T00:00:00+14:00", datetime(1970, 1, 1, 23, 59, tzinfo=UTC)),
    ],
)
def test_a_talk_was_when_it_was_written_down_and_never_in_the_future(
    web: Served, library: Library, made_at: str, at: datetime
) -> None:
    added(library, "Ada Lovelace")
    sent(web, "log", made_at=made_at, fields={"words": "Called Ada"})
    assert column(library, interactions.c.at) == [at]


def test_days_count_from_the_day_of_writing(web: Served, library: Library) -> None:
    added(library, "Ada Lovelace")
    words = "Called Ada yesterday, next: call her tomorrow"
    sent(web, "log", made_at="2026-11-10T12:00:00Z", fields={"words": words})
    assert [at.date().isoformat() for at in column(library, interactions.c.at)] == ["2026-11-09"]
    assert [str(day) for day in column(library, next_steps.c.due_on)] == ["2026-11-11"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": ""}, "Write what happened"),
        ({"words": "Called Bob"}, "Nobody in your book is called Bob"),
        ({"words": "Ada moved", "name": "Ada"}, "How you were in touch is not said"),
        ({"words": "Called Ada", "person": "zzz"}, "Nobody in your book has this address"),
    ],
)
def test_what_is_unclear_is_refused_with_a_sentence_and_taken_when_it_is_clear(
    web: Served, library: Library, fields: dict[str, str], said: str
) -> None:
    added(library, "Ada Lovelace")
    refused = sent(web, "log", fields=fields)
    assert refused.status_code == 400
    assert refused.json()["state"] == "refused"
    assert said in refused.json()["sentence"]
    assert column(library, interactions.c.summary) == []
    again = sent(web, "log", fields={"words": "It was good", "name": "Ada", "channel": "call"})
    assert again.json()["state"] == "kept"


def test_somebody_new_in_a_talk_is_put_into_the_book_when_the_owner_says_so(
    web: Served, library: Library
) -> None:
    sent(web, "log", fields={"words": "Called Bob Stone", "person": "new"})
    assert column(library, people.c.name) == ["Bob Stone"]


def test_somebody_met_is_captured_at_the_event_and_a_note_goes_to_it(web: Served, library: Library) -> None:
    event_id = an_event(library, "Breakfast", meet={}, learned="Be early.")
    met = {"name": "Zoe", "event": public_id(event_id), "wanted": "yes", "next": "tomorrow"}
    assert sent(web, "capture", fields=met).json()["state"] == "kept"
    note = {"event": public_id(event_id), "words": "Looms are back."}
    for _ in range(2):
        sent(web, "event-note", token="note-note-note-note", fields=note)
    assert column(library, people.c.name) == ["Zoe"]
    assert [str(day) for day in column(library, next_steps.c.due_on)] == ["2026-11-22"]
    assert column(library, events.c.learned) == ["Be early.\nLooms are back."]
    assert sent(web, "event-note", token="note-note-note-gone", fields={"words": "x"}).status_code == 400


def test_what_somebody_typed_on_the_phone_waits_once_as_a_proposal(web: Served, library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        card_id = add_card(
            book, KeepCard(label="Work", fields=CardFields(name="Me", emails=("me@example.org",)))
        )
    fields = {"card": public_id(card_id), "name": "Zoe", "phone": "+44 20 7946 0018", "language": "de"}
    assert sent(web, "hand-over", fields=fields).json()["state"] == "refused", "nobody agreed"
    for _ in range(2):
        assert sent(web, "hand-over", fields=fields | {"agreed": "yes"}).status_code == 200
    assert column(library, submissions.c.language) == ["de"]
    assert column(library, people.c.name) == []
    assert "Zoe" in web.page("/r/0123456789abcdef"), "the phone has shown this address"


@pytest.mark.parametrize(
    "entry",
    [
        {"token": "short"},
        {"kind": "nothing"},
        {"made_at": "yesterday"},
        {"made_at": "2026-11-21T18:30:00"},
        {"fields": {"words": 5}},
        {"fields": {"words": "x" * 70_000}},
        {"more": "than is known"},
    ],
    ids=lambda entry: ", ".join(entry),
)
def test_what_is_no_entry_is_refused_and_nothing_is_kept(
    web: Served, library: Library, entry: dict[str, Any]
) -> None:
    refused = sent(web, **{"kind": "log", "fields": {"words": "Called Bob", "person": "new"}} | entry)
    assert refused.status_code == 400
    assert refused.json()["state"] == "refused"
    assert column(library, people.c.name) == []


def test_what_was_written_for_another_book_stays_on_the_phone(web: Served, library: Library) -> None:
    added(library, "Ada Lovelace")
    mark = web.visitor.get("/pocket.json").json()["book"]
    other = sent(web, "log", fields={"words": "Called Ada"}, book="another")
    assert (other.status_code, other.json()["state"]) == (409, "elsewhere")
    assert sent(web, "log", fields={"words": "Called Ada"}, book=mark).json() == {
        "state": "kept",
        "book": mark,
    }


def test_only_json_from_our_own_pages_is_taken(web: Served) -> None:
    assert web.visitor.post("/outbox", data={"token": "0123456789abcdef"}).status_code == 415
    foreign = web.visitor.post("/outbox", json={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
