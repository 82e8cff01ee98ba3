"""Events as pages: planned, in the pocket, looked back at; lists, groups, and what is one tap away."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from keepwarm.domain.ids import public_id
from keepwarm.domain.people import FactKind
from keepwarm.storage.book import Library
from keepwarm.storage.events import find_events
from keepwarm.storage.pages.people import people_page
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from tests.books import NOW, added, begun
from tests.statements import counted
from tests.web.served import Served, served, words

LIST = "Ana Silva, Foz <ana@foz.example>\nBo Lind, CTO, Acme\n<b>Cleo</b> Roy <cleo@acme.example>\n???\n"


class Clock:
    """The time of the site, which a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        yield library


@pytest.fixture
def web(library: Library, clock: Clock) -> Iterator[Served]:
    with served(library, clock) as web:
        yield web


def an_event(web: Served, **fields: str) -> str:
    """The path of an event that was typed."""
    told = {"name": "Museum evening", "day": "friday", "begins": "18:30", "ends": "21:00", "kind": "talk"}
    return str(web.send("/events/add", **told | {"state": "going"} | fields).url.path)


def buttons(html: str, action: str) -> list[str]:
    """Where the forms of a page lead that end so."""
    return list(dict.fromkeys(re.findall(rf'action="([^"]*{action})"', html)))


def guest_of(web: Served, event: str, name: str) -> str:
    """Where the buttons beside somebody of the list lead."""
    for line in web.page(event).split("<li"):
        found = re.search(r'action="([^"]*/people/[^"]+)"', line)
        if found and name in words(line):
            return found[1]
    raise AssertionError(f"nobody called {name} is on the list")


def test_an_event_is_typed_decided_planned_and_changed(web: Served, library: Library) -> None:
    added(library, "Ana Silva")
    event = an_event(web, place="Museum", about="Small houses")
    text = words(web.page(event))
    assert "Fri 27 Nov, in 5 days, 18:30–21:00, Museum." in text
    assert "Who will be there is not known yet." in text
    web.send(f"{event}/plan", goal="a printer", to_learn="how they choose", introduction="I print.")
    web.send(f"{event}/people", who="Ana Silva")
    web.send(guest_of(web, event, "Ana"), to="planned", reason="she knows printers", question="Who prints?")
    text = words(web.page(event))
    assert "You plan to meet Ana Silva there." in text
    assert "Why: she knows printers" in text
    web.send(f"{event}/edit", name="Museum night", day="2026-11-28", begins="19:00", kind="talk")
    assert "Sat 28 Nov, in 6 days, 19:00, Museum. Talk; you go." in words(web.page(event))
    page = web.send(f"{event}/decide", state="declined").text
    assert "said no to" in words(page)
    assert "Museum night" in words(web.page("/events"))


SUMMIT = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:summit
SUMMARY:Summit
DTSTART:20261201T090000
DTEND:20261203T170000
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(
    ("changes", "when"),
    [
        ({"place": "Hall"}, ("2026-12-01 09:00", "2026-12-03 17:00")),
        ({"day": "2026-12-08"}, ("2026-12-08 09:00", "2026-12-10 17:00")),
        ({"begins": "18:00"}, ("2026-12-01 18:00", "2026-12-03 17:00")),
        ({"ends": "12:30"}, ("2026-12-01 09:00", "2026-12-03 12:30")),
    ],
)
def test_an_event_of_several_days_stays_so_when_it_is_edited(
    web: Served, library: Library, changes: dict[str, str], when: tuple[str, str]
) -> None:
    event = str(web.send("/events/bring", ics=SUMMIT).url.path)
    shown = web.page(f"{event}/edit")
    held = dict(re.findall(r'name="(name|day|begins|ends|place)"[^>]* value="([^"]*)"', shown))
    assert held["ends"] == "17:00"
    web.send(f"{event}/edit", kind="conference", **held | changes)
    with library.open(NOW) as book:
        (found,) = find_events(book).values()
        local = [at.astimezone(book.zone) for at in (found.at, found.ends_at) if at is not None]
    assert tuple(f"{at:%Y-%m-%d %H:%M}" for at in local) == when


@pytest.mark.parametrize(
    ("changes", "hours"),
    [
        ({"ends": "23:00"}, "22:00–23:00"),
        ({"begins": "20:00"}, "20:00–02:00"),
        ({"begins": "00:30"}, "00:30–02:00"),
    ],
)
def test_an_evening_that_ends_after_midnight_is_edited_by_its_hours(
    web: Served, changes: dict[str, str], hours: str
) -> None:
    night = {"name": "Party", "day": "2026-11-27", "begins": "22:00", "ends": "02:00", "kind": "party"}
    event = an_event(web, **night)
    web.send(f"{event}/edit", **night | changes)
    assert hours in words(web.page(event))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": ""}, "Write what it is called."),
        ({"day": ""}, "Write the day"),
        ({"day": "someday"}, "names no day"),
        ({"begins": "six"}, "Write the hour as 18:30."),
        ({"kind": "heist"}, "Choose one of these."),
    ],
)
def test_what_is_wrong_in_an_event_is_said_and_what_was_typed_stays(
    web: Served, fields: dict[str, str], says: str
) -> None:
    told = {"name": "Evening", "day": "friday", "kind": "talk", "place": "Hall"}
    page = web.send("/events/add", 400, **told | fields).text
    assert says in words(page)
    assert 'value="Hall"' in page


def test_a_list_is_shown_first_and_asks_who_is_likely(web: Served, library: Library) -> None:
    ana, bo = added(library, "Ana Silva", "ana@foz.example"), added(library, "Bo Lind")
    event = an_event(web)
    shown = web.send(f"{event}/list", list=LIST).text
    assert "3 people for Museum evening; 1 of them is in your book." in words(shown)
    assert "<b>Cleo</b>" not in shown
    assert "Line 4 names nobody" in words(shown)
    (choice,) = re.findall(rf'name="(same-\d+)" value="{public_id(bo)}"', shown)
    page = web.send(f"{event}/list/take-in", **{"list": LIST, choice: public_id(bo)}).text
    assert public_id(ana) in page
    assert public_id(bo) in page
    with library.open(NOW) as book:
        assert people_page(book).found == 2
    assert "There is nobody on this list" in words(web.send(f"{event}/list", 400, list=" ").text)


def test_a_file_brings_a_list_and_one_too_large_is_refused(web: Served) -> None:
    event = an_event(web)
    rows = "Name,Company\r\nJosé Núñez,Foz\r\n".encode("cp1252")
    answer = web.visitor.post(f"{event}/list", data={"list": ""}, files={"list_file": ("a.csv", rows)})
    assert "José Núñez" in words(answer.text)
    large = web.visitor.post(f"{event}/list", files={"list_file": ("a.csv", b"x" * 2_000_000)})
    assert large.status_code == 413


def test_the_day_is_in_the_pocket_and_the_review_asks_each_in_one_tap(
    web: Served, library: Library, clock: Clock
) -> None:
    event = an_event(web)
    web.send(f"{event}/list/take-in", list=LIST)
    clock.now = NOW + timedelta(days=5, hours=10)
    assert "I met somebody" in words(web.page(event))
    assert "Museum evening" in words(web.page("/meet"))
    web.send(f"{event}/note", note="The night guards know it all.")
    for name in ("Ana", "Bo", "Cleo"):
        web.send(guest_of(web, event, name), to="met")
    clock.now = NOW + timedelta(days=6, hours=1)
    review = web.page(event)
    assert "3 conversations; with 0 of them something follows." in words(review)
    assert "not decided yet" in words(web.send(f"{event}/review", 400, learned="much").text)
    one, two, three = buttons(review, r"/met/[^\"]+")
    assert "Follow-ups" in words(web.page("/meet"))
    page = web.send(one, then="event", event=event.rpartition("/")[2], answer="leave").text
    assert "Left it at that with" in words(page)
    web.send(two, then="event", event=event.rpartition("/")[2], answer="next-week")
    web.send(three, then="meet", answer="done", channel="email")
    page = web.send(f"{event}/review", learned="The guards.").text
    assert "Looked back today." in words(page)
    assert "3 conversations; with 2 of them something follows." in words(page)
    assert "Nobody whom you met waits for a word." in words(web.page("/meet"))
    assert "What they led to" in words(web.page("/events"))
    undo = re.search(r'name="batch" value="([^"]+)"', page)
    assert undo is not None
    back = web.send("/undo", batch=undo[1], then="event", skip=event.rpartition("/")[2])
    assert back.url.path == event
    assert "That was it" in words(back.text)


def test_a_calendar_item_becomes_an_event_and_words_do_not(web: Served) -> None:
    item = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talk\nDTSTART:20261201T180000Z\nEND:VEVENT\nEND:VCALENDAR"
    assert "Talk" in words(web.send("/events/bring", ics=item).text)
    assert "no event in this text" in words(web.send("/events/bring", 400, ics="see you on Friday").text)


def test_a_group_has_a_roster(web: Served, library: Library) -> None:
    added(library, "Ana Silva")
    circle = str(web.send("/groups", group_name="Round table").url.path)
    assert "already" in words(web.send("/groups", 400, group_name="round table").text)
    web.send(f"{circle}/members", who="Ana")
    an_event(web, circle=circle.rpartition("/")[2])
    text = words(web.page(circle))
    assert "New here Ana Silva since today" in text
    assert "Next: Museum evening , Fri 27 Nov, in 5 days, 18:30." in text
    assert words(web.send(circle, name="Square table", about="").text).count("Square table") > 0
    (gone,) = buttons(web.page(circle), "/gone")
    assert "Nobody yet." in words(web.send(gone).text)


def test_what_is_not_there_is_a_page_that_says_so(web: Served) -> None:
    gone = public_id(1)
    for path in (f"/event/{gone}", f"/event/{gone}/edit", f"/group/{gone}", "/event/x"):
        assert "not in your book any more" in words(web.page(path, 404))
    assert "not in your book any more" in words(web.send(f"/met/{gone}", 404, answer="leave").text)


def test_the_statements_of_these_pages_do_not_grow_with_the_lists(web: Served, library: Library) -> None:
    event = an_event(web)
    seen = []
    for count in (2, 60):
        for number in range(count):
            added(library, f"Guest {count} {number}", f"g{number}.{count}@x.example")
        text = "\n".join(f"Guest {count} {number} <g{number}.{count}@x.example>" for number in range(count))
        web.send(f"{event}/list/take-in", list=text)
        for path in ("/meet", "/events", event):
            with counted(library.engine) as ran:
                web.page(path)
            seen.append(len(ran))
    assert seen[:3] == seen[3:]


def rows_of(html: str) -> int:
    """How many lines of a page's lists have buttons of somebody on the event's list."""
    return len(set(re.findall(r'action="[^"]*/people/([^"]+)"', html)))


def test_who_is_planned_from_the_book_and_stands_on_a_list_too_is_there_once(
    web: Served, library: Library
) -> None:
    added(library, "Eve Santos", "eve@santos.example")
    added(library, "Bo Lind")
    event = an_event(web)
    for name in ("Eve Santos", "Bo Lind"):
        web.send(f"{event}/people", who=name)
    text = "Eve Santos <eve@santos.example>\nBo Lind <bo@acme.example>"
    shown = web.send(f"{event}/list", list=text).text
    assert "1 person for Museum evening" in words(shown)
    (choice, bo), *_ = re.findall(r'name="(same-\d+)" value="(\w+)"', shown)
    assert rows_of(web.send(f"{event}/list/take-in", **{"list": text, choice: bo}).text) == 2


def test_a_name_of_nobody_is_said_beside_the_field_and_can_be_planned_as_it_is(web: Served) -> None:
    event = an_event(web)
    page = web.send(f"{event}/people", 400, who="Zoë <b>").text
    assert "Nobody in your book is called “Zoë <b>”." in words(page).replace("&lt;", "<")
    assert 'id="who-wrong"' in page
    assert "keepwarm people" not in page
    assert "Plan to meet “Zoë <b>” by name" in words(page)
    page = web.send(f"{event}/people", who="Zoë <b>", to="by-name").text
    assert rows_of(page) == 1
    assert "Plan to meet “" not in words(page)
    assert rows_of(web.send(f"{event}/people", who="zoë <B>", to="by-name").text) == 1


def test_a_name_of_several_is_said_beside_the_field(web: Served, library: Library) -> None:
    added(library, "Ana Silva")
    added(library, "Ana Souza")
    event = an_event(web)
    page = web.send(f"{event}/people", 400, who="Ana").text
    assert "fits 2 people (Ana Silva, Ana Souza)" in words(page)
    assert "by name" not in words(page)


def test_a_guest_with_the_name_of_somebody_in_the_book_is_linked_in_one_tap(
    web: Served, library: Library
) -> None:
    ana = added(library, "Ana Silva", "ana@foz.example")
    event = an_event(web)
    web.send(f"{event}/list/take-in", list="ana silva, Acme\nBo Lind")
    page = web.page(event)
    assert words(page).count("in my book") == 1
    guest = guest_of(web, event, "ana")
    assert public_id(ana) in page
    page = web.send(guest, to="link", who=public_id(ana)).text
    assert f"/person/{public_id(ana)}" in page
    assert "in my book" not in words(page)
    assert rows_of(page) == 2


def test_a_guest_who_is_linked_to_somebody_planned_becomes_one_with_them(
    web: Served, library: Library
) -> None:
    ana = added(library, "Ana Silva")
    event = an_event(web)
    web.send(f"{event}/list/take-in", list="Ana Silva, Acme <ana@acme.example>")
    web.send(f"{event}/people", who="Ana Silva")
    assert rows_of(web.page(event)) == 2
    (listed,) = [
        path for path in buttons(web.page(event), r"/people/[^\"]+") if "link" in _form(web, event, path)
    ]
    page = web.send(listed, to="link", who=public_id(ana)).text
    assert rows_of(page) == 1
    assert "Acme" in words(page)


def _form(web: Served, event: str, path: str) -> str:
    """The forms of a page that lead there."""
    return "".join(part for part in web.page(event).split("<form") if f'action="{path}"' in part)


def test_the_same_event_twice_is_said_and_not_kept(web: Served) -> None:
    event = an_event(web)
    told = {"day": "friday", "begins": "20:00", "kind": "talk"}
    page = web.send("/events/add", 400, name="museum  Evening", **told).text
    assert "“Museum evening” on that day is among your events already" in words(page)
    assert "museum  Evening" in page
    assert event in page
    web.send("/events/add", name="Museum evening", **told | {"day": "monday"})
    web.send(f"{event}/edit", name="Museum evening", day="2026-11-28", begins="19:00", kind="talk")


def test_what_somebody_told_is_labelled_in_a_plan_and_nothing_private_or_of_the_family_is(
    web: Served, library: Library
) -> None:
    ana = added(library, "Ana Silva")
    told = (
        (FactKind.INTERESTS, "keeps bees"),
        (FactKind.FAMILY, "her father keeps sheep"),
        (FactKind.INTERESTS, "her father is unwell; ask gently"),
    )
    with library.open(NOW, writing=True) as book:
        for kind, text in told:
            keep_fact(book, KeepFact(person_id=ana, kind=kind, text=text))
    event = an_event(web)
    text = words(web.send(f"{event}/people", who="Ana Silva").text)
    assert "They told you: keeps bees" in text
    assert "sheep" not in text
    assert "unwell" not in text


def test_a_follow_up_says_the_weekday_and_how_where_no_address_is_known(web: Served, clock: Clock) -> None:
    event = an_event(web, day="today", begins="10:00", ends="12:00")
    web.send(f"{event}/list/take-in", list="Ana Silva")
    web.send(guest_of(web, event, "Ana"), to="met")
    assert "Met today. Best by Tuesday." in words(web.page("/meet"))
    clock.now = NOW + timedelta(days=1)
    assert "Best by tomorrow." in words(web.page("/meet"))
    clock.now = NOW + timedelta(days=2)
    assert "Best today." in words(web.page("/meet"))
    page = web.page("/meet")
    assert 'class="by"' not in page
    assert "No number or address of theirs is known yet" in words(page)
