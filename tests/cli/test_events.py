"""`keepwarm event`: an event from the first thought to the look back, in a terminal."""

import json
from pathlib import Path

import pytest

from tests.command_line import begun, done, refused

AT = "2026-11-23T10:00"
DAY_AFTER = "2026-11-28T10:00"


@pytest.fixture
def book(tmp_path: Path) -> str:
    location = str(begun(tmp_path))
    done(location, "add", "Ana Silva", "ana@foz.example", "--at", AT)
    return location


def read(book: str, *words: str, at: str = AT) -> dict[str, object]:
    found: dict[str, object] = json.loads(done(book, *words, "--json", "--at", at).out)
    return found


def test_an_event_is_added_planned_met_and_looked_back_at(book: str, tmp_path: Path) -> None:
    event = ("event", "add", "Museum evening", "--on", "friday", "--from", "19:00", "--until", "21:00")
    assert "in 4 days, 19:00" in done(book, *event, "--kind", "talk", "--place", "Hall", "--at", AT).out
    assert "you go" in done(book, "event", "decide", "museum", "going", "--at", AT).out
    guests = tmp_path / "guests.csv"
    guests.write_text("Name,Company,Email\nAna Silva,Foz,ana@foz.example\nCleo Roy,Acme,\n", encoding="utf-8")
    shown = read(book, "event", "attendees", "museum", str(guests), "--dry-run")
    assert (shown["new"], shown["in_book"]) == (2, 1)
    assert read(book, "event", "show", "museum")["attendees"] == []
    done(book, "event", "attendees", "museum", guests, "--at", AT)
    plan = ("event", "plan", "museum", "--meet", "Ana", "--reason", "she prints", "--to-learn", "how")
    assert "To meet: Ana Silva (she prints)" in done(book, *plan, "--at", AT).out
    page = read(book, "event", "show", "museum")
    assert [one["name"] for one in page["attendees"]] == ["Ana Silva", "Cleo Roy"]  # type: ignore[attr-defined]  # a list in JSON
    assert "What follows?" in done(book, "event", "met", "museum", "Cleo", "--at", DAY_AFTER).out
    assert "Cleo Roy is not decided yet" in refused(book, "event", "review", "museum", "--at", DAY_AFTER)
    done(book, "event", "met", "museum", "Cleo", "--next", "monday", "--at", DAY_AFTER)
    done(book, "event", "met", "museum", "Ana Silva", "--leave-it", "--at", DAY_AFTER)
    done(book, "event", "note", "museum", "Paper is a person.", "--at", DAY_AFTER)
    said = done(book, "event", "review", "museum", "--at", DAY_AFTER).out
    assert "2 conversations; with 1 of them something follows." in said
    told = done(book, "event", "list", "--at", DAY_AFTER).out
    assert "talks: 1; 2 conversations" in told
    assert read(book, "event", "list", at=DAY_AFTER)["kinds"][0]["people"] == 2  # type: ignore[index]  # a list in JSON


def test_a_calendar_item_and_a_group_are_taken_in(book: str, tmp_path: Path) -> None:
    item = tmp_path / "talk.ics"
    item.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talk\nDTSTART:20261201T180000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert "Kept: Talk" in done(book, "event", "add", "--ics", item, "--going", "--at", AT).out
    told = done(book, "event", "groups", "Round table", "--begin", "--add", "Ana", "--at", AT).out
    assert "Ana Silva: new" in told
    assert read(book, "event", "groups", "round")["newcomers"] == ["Ana Silva"]
    assert "Round table" in done(book, "event", "groups", "--at", AT).out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "Evening"), "has no day yet"),
        (("add", "--on", "friday"), "has no name yet"),
        (("add", "Evening", "--on", "friday", "--from", "six"), "is no hour"),
        (("show", "opera"), "No event of yours is called 'opera'"),
        (("groups", "opera"), "No group of yours is called 'opera'"),
        (("add", "--ics", "missing.ics"), "cannot be read"),
    ],
)
def test_what_cannot_be_is_one_sentence(book: str, words: tuple[str, ...], says: str) -> None:
    assert says in refused(book, "event", *words)
