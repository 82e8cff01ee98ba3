"""One-to-ones on the pages: from somebody met to what came of it, and back."""

import base64
import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import httpx
import icalendar
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from keepwarm.domain.channels import Channel
from keepwarm.domain.encounters import Encounter
from keepwarm.domain.ids import public_id
from keepwarm.domain.meeting import Format
from keepwarm.domain.own_cards import LANGUAGES
from keepwarm.storage.book import Library
from keepwarm.storage.encounters import add_encounter
from keepwarm.storage.journal import begin_batch
from keepwarm.translations.agenda_languages import AGENDA_WORDS
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, days_ago, hash_of
from tests.web.served import Served, words
from tests.web.test_axe import found


@pytest.fixture
def ada(library: Library) -> int:
    return added(library, "Ada Lovelace", "ada@example.org", "+44 20 7946 0018")


def met(library: Library, person_id: int, at: datetime, place: str = "") -> None:
    """That somebody was met."""
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "capture", "somebody")
        add_encounter(book, Encounter(person_id=person_id, at=at, place=place))


def planned(web: Served, person_id: int) -> str:
    """The path of a one-to-one that was just thought of."""
    return web.send("/one-to-ones", person=public_id(person_id)).url.path


def agreed(web: Served, person_id: int, day: str = "2026-11-24", time: str = "10:00") -> str:
    """The path of one that is agreed."""
    here = planned(web, person_id)
    web.send(f"{here}/step", step="agree", day=day, time=time)
    return here


def test_who_was_met_and_never_spoken_with_at_length_is_proposed_with_the_reason(
    web: Served, library: Library, ada: int
) -> None:
    long_talk, never = added(library, "Bo Long"), added(library, "Cy Never")
    met(library, ada, days_ago(5), "the fair")
    met(library, long_talk, days_ago(4))
    command = LogInteraction(person_id=long_talk, channel=Channel.CALL, at=days_ago(2), minutes=20)
    with library.open(NOW, writing=True) as book:
        log_interaction(book, command)
    said = words(web.page("/one-to-ones"))
    assert "Ada Lovelace You met 5 days ago (the fair), and have never spoken at length." in said
    assert "Bo Long" not in said
    web.send(f"/person/{public_id(never)}/wish", answer="no")
    met(library, never, days_ago(1))
    assert "Cy Never" not in words(web.page("/one-to-ones"))


def test_a_one_to_one_goes_from_the_idea_to_what_came_of_it_and_every_step_is_undone(
    web: Served, library: Library, ada: int
) -> None:
    hashes = [hash_of(library)]
    here = planned(web, ada)
    hashes.append(hash_of(library))
    assert "An idea. A coffee, 45 minutes." in words(web.page(here))
    web.send(f"{here}/step", step="invite")
    hashes.append(hash_of(library))
    web.send(f"{here}/step", step="agree", day="tomorrow", time="10:00")
    hashes.append(hash_of(library))
    assert "Agreed: Mon 23 Nov, 10:00." in words(web.page(here))
    web.send(f"{here}/step", step="move", day="2026-11-25", time="9:30", by="theirs")
    hashes.append(hash_of(library))
    assert "Moved once, by them." in words(web.page(here))
    for fields in ({"step": "look-again", "by": "mine"}, {"step": "not-now"}, {"step": "call-off"}):
        web.send(f"{here}/step", **fields)
        hashes.append(hash_of(library))
    web.send(f"{here}/step", step="think-again")
    assert "Moved twice: 1 by them, 1 by you." in words(web.page(here))
    for before in reversed(hashes):
        with library.open(NOW, writing=True) as book:
            undo(book)
        assert hash_of(library) == before


def test_one_form_afterwards_keeps_everything_in_one_save_and_one_undo_takes_it_back(
    web: Served, library: Library, ada: int
) -> None:
    here = agreed(web, ada, "2026-11-22", "10:00")
    before = hash_of(library)
    web.site.clock = lambda: NOW + timedelta(hours=3)
    form = web.page(f"{here}/held")
    assert 'value="2026-11-22"' in form
    fields = {"fact1": "a shop", "fact1_kind": "goals", "fact2": "", "fact2_kind": "does"}
    fields |= {"fact3": "", "fact4": "schools", "fact4_kind": "send-them"}
    fields |= {"fact5": "frames pictures", "fact5_kind": "says-i-do"}
    fields |= {"favour1": "my ladder", "favour1_what": "mine-offered"}
    fields |= {
        "promise_mine": "the list",
        "promise_mine_by": "friday",
        "next": "a walk",
        "next_on": "in 3 weeks",
    }
    fields |= {
        "my_share": "25",
        "checked": "1",
        "channel": "in-person",
        "minutes": "50",
        "note": "by the lake",
    }
    web.send(f"{here}/held", **fields)
    assert "Held: Sun 22 Nov. A coffee, 50 minutes." in words(web.page(here))
    person = words(web.page(f"/person/{public_id(ada)}"))
    for kept in ("a shop", "schools", "frames pictures", "my ladder", "the list", "a walk", "by the lake"):
        assert kept in person
    assert "one-to-one at 10:00" not in person
    assert "Ada Lovelace “frames pictures” today" in words(web.page("/profile"))
    assert "cannot be done now: it was held" in words(web.send(f"{here}/held", 400, **fields).text)
    with library.open(NOW + timedelta(hours=3), writing=True) as book:
        undo(book)
    assert hash_of(library) == before


def test_on_its_day_the_page_is_for_getting_ready_until_the_hour(
    web: Served, library: Library, ada: int
) -> None:
    here = agreed(web, ada, "2026-11-22", "15:30")
    ready, written = "Get ready</a>", "Write down what came of it</a>"
    before = web.page(here)
    assert before.index(ready) < before.index(written)
    web.site.clock = lambda: NOW + timedelta(hours=9)
    after = web.page(here)
    assert after.index(written) < after.index(ready)


def test_what_was_done_is_named_and_taking_it_back_leads_back_to_it(
    web: Served, library: Library, ada: int
) -> None:
    def undone(page: httpx.Response) -> httpx.Response:
        batch, then, where = (
            (re.search(rf'name="{name}" value="([^"]*)"', page.text) or [""] * 2)[1]
            for name in ("batch", "then", "skip")
        )
        return web.send("/undo", batch=batch, then=then, **({"skip": where} if where else {}))

    first = web.send("/one-to-ones", person=public_id(ada))
    assert "Thought of a one-to-one with Ada Lovelace." in words(first.text)
    here = first.url.path
    steps = {
        "Asked for a one-to-one with": {"step": "invite"},
        "Agreed on the one-to-one with": {"step": "agree", "day": "2026-11-24", "time": "10:00"},
        "Moved the one-to-one with": {"step": "move", "day": "2026-11-25", "time": "9:30", "by": "theirs"},
        "Called off the one-to-one with": {"step": "call-off"},
    }
    for verb, fields in steps.items():
        page = web.send(f"{here}/step", **fields)
        assert f"{verb} Ada Lovelace." in words(page.text)
    back = undone(page)
    assert back.url.path == here
    assert "Taken back: called off the one-to-one with Ada Lovelace." in words(back.text)
    assert undone(back).url.path == here
    assert "Took back a change to Ada Lovelace" in words(web.page("/journal"))
    other = web.send("/one-to-ones", person=public_id(added(library, "Bo Li")))
    assert undone(other).url.path == "/one-to-ones"


def test_what_sounds_private_is_asked_about_before_anything_is_kept(
    web: Served, library: Library, ada: int
) -> None:
    here = agreed(web, ada, "2026-11-22", "10:00")
    web.site.clock = lambda: NOW + timedelta(hours=3)
    before = hash_of(library)
    fields = {"fact1": "her operation in May", "fact1_kind": "goals", "checked": "1", "channel": "call"}
    page = web.send(f"{here}/held", 400, **fields).text
    assert "This sounds private." in words(page)
    assert 'value="her operation in May"' in page
    assert hash_of(library) == before
    web.send(f"{here}/held", **fields, fact1_asked="1", fact1_keep="1", direction="mutual", minutes="30")
    assert "her operation in May" not in words(web.page(f"/person/{public_id(ada)}/brief"))


def test_an_agreed_one_is_the_next_step_in_the_brief_and_on_today(
    web: Served, library: Library, ada: int
) -> None:
    here = agreed(web, ada, "2026-11-22", "15:30")
    web.send(f"{here}/how", format="walk", place="the lake", minutes="60")
    said = "one-to-one at 15:30, a walk, the lake"
    assert said in words(web.page(f"/person/{public_id(ada)}/brief"))
    assert said in words(web.page("/"))
    web.send(f"{here}/step", step="look-again", by="theirs")
    assert said not in words(web.page(f"/person/{public_id(ada)}/brief"))


def test_a_full_week_says_so_and_keeps_nothing_until_it_was_read(
    web: Served, library: Library, ada: int
) -> None:
    web.send("/profile", one_to_ones_a_week="1")
    agreed(web, ada)
    there = planned(web, added(library, "Bo Li"))
    before = hash_of(library)
    page = words(web.send(f"{there}/step", 400, step="agree", day="2026-11-27", time="10:00").text)
    assert "1 one-to-one is in that week already, and it has room for 1." in page
    assert "In that week all the same" in page
    assert hash_of(library) == before
    web.send(f"{there}/step", step="agree", day="2026-11-27", time="10:00", anyway="yes")
    assert "Agreed: Fri 27 Nov, 10:00." in words(web.page(there))


def test_the_page_for_them_shows_what_was_ticked_and_brings_their_half_into_quarantine(
    web: Served, library: Library, ada: int
) -> None:
    here = agreed(web, ada)
    web.send(f"{here}/agenda", line1="Her bees", line1_sent="yes", line2="My secret", more="A shop")
    web.send(f"{here}/page", open="yes")
    found = re.search(r"/a/[\w-]{20,}", web.page(here))
    assert found is not None
    address = found[0]
    answer = web.visitor.get(address)
    said = words(answer.text)
    assert "Her bees" in said
    assert "My secret" not in said
    assert "A shop" not in said
    assert "Ada" not in said
    assert len(answer.content) < 20_000
    assert "set-cookie" not in answer.headers
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    policy = answer.headers["content-security-policy"]
    style = re.search(r"<style>(.*?)</style>", answer.text, re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "script" not in policy
    assert "<script" not in answer.text
    before = hash_of(library)
    assert "Nothing is written yet" in words(web.send(address, 400, talk=" ").text)
    sent = web.send(address, talk="Bees\n<script>alert(1)</script>", goals="a flat", send="schools")
    assert "Thank you, it is sent" in words(sent.text)
    assert hash_of(library) == before
    page = web.page(here)
    assert "Wants: a flat" in words(page)
    assert "What they wrote stands above" in words(page)
    assert "<script>alert" not in page
    take = re.search(r'action="([^"]+/sent/[^"]+)"', page)
    assert take is not None
    assert "Ada Lovelace has written what to talk about" in words(web.page("/one-to-ones"))
    web.send(take[1], to="take")
    theirs = words(web.page(here)).partition("Their half")[2]
    assert "Bees <script>alert(1)</script> Wants: a flat Send them: schools" in theirs
    web.send(take[1], 404, to="take")


def test_they_are_spoken_to_in_their_language_and_told_by_which_clock(
    web: Served, library: Library, ada: int
) -> None:
    assert set(AGENDA_WORDS) == set(LANGUAGES)
    here = agreed(web, ada)
    web.send(f"{here}/page", open="yes")
    address = re.findall(r"/a/[\w-]{20,}", web.page(here))[0]
    for language, said in AGENDA_WORDS.items():
        headers = {"Accept-Language": f"{language}-XX, tlh;q=0.5"}
        page = web.visitor.get(address, headers=headers)
        assert f'<html lang="{language}">' in page.text
        assert page.headers["content-language"] == language
        shown = words(page.text.partition("<main>")[2]).replace("&#39;", "'")
        assert said.kept.replace("{name}", "Me") in shown
        assert "{" not in shown
        assert said.time_in_words(datetime(2026, 11, 24, 10, tzinfo=UTC)) in shown
        empty = web.visitor.post(address, data={"talk": " "}, headers=headers)
        assert empty.status_code == 400
        assert said.empty in words(empty.text)
        wrong = web.visitor.get("/a/" + "x" * 32, headers=headers)
        assert said.over in words(wrong.text).replace("&#39;", "'")
        for at in (datetime(2026, month, day, tzinfo=UTC) for month in range(1, 13) for day in range(1, 8)):
            assert said.time_in_words(at).endswith("00:00 (UTC)")
        assert {said.format_in_words(one) for one in Format} == {
            one[:1].upper() + one[1:] for one in said.formats.split("; ")
        }
    german = AGENDA_WORDS["de"]
    there = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("America/New_York"))
    assert german.time_in_words(there) == "Di, 24. November, 10:00 (New York)"
    assert german.time_in_words(there.replace(tzinfo=ZoneInfo("Etc/UTC"))).endswith("10:00 (UTC)")


def test_a_stranger_learns_nothing_of_an_address_that_is_wrong_over_or_taken_back(
    web: Served, library: Library, ada: int
) -> None:
    here = agreed(web, ada)
    addresses = []
    for _ in range(2):
        web.send(f"{here}/page", open="yes")
        addresses += re.findall(r"/a/[\w-]{20,}", web.page(here))[:1]
    old, new = addresses
    wrong = web.page("/a/" + "x" * 32, 404)
    assert web.page(old, 404) == wrong
    assert "Me would like to talk" in words(web.page(new))
    web.send(f"{here}/page", open="no")
    assert web.page(new, 404) == wrong
    web.send(f"{here}/page", open="yes")
    last = re.findall(r"/a/[\w-]{20,}", web.page(here))[0]
    web.site.clock = lambda: NOW + timedelta(days=5)
    assert web.page(last, 404) == wrong
    assert web.send(last, 404, talk="hello").text == wrong
    assert web.page("/a/" + "y" * 500, 404) == wrong


def test_they_take_back_what_waits_and_nobody_fills_the_book(web: Served, library: Library, ada: int) -> None:
    here = agreed(web, ada)
    web.send(f"{here}/page", open="yes")
    address = re.findall(r"/a/[\w-]{20,}", web.page(here))[0]
    receipt = re.search(r'name="receipt" value="([^"]+)"', web.send(address, talk="Oh dear").text)
    assert receipt is not None
    assert "nothing to take back" in words(web.send(f"{address}/back", receipt="wrong").text)
    assert "It is taken back" in words(web.send(f"{address}/back", receipt=receipt[1]).text)
    assert "nothing to take back" in words(web.send(f"{address}/back", receipt=receipt[1]).text)
    assert "Oh dear" not in web.page(here)
    for number in range(5):
        web.send(address, talk=str(number))
    assert "please try again" in words(web.send(address, 429, talk="6").text)
    assert "1,500 characters" in words(web.send(address, 400, talk="x" * 1_600).text)
    for _ in range(22):
        web.send(address, 400, talk=" ")
    assert "came from where you are" in words(web.send(address, 429, talk="7").text)


def test_the_invitation_is_a_file_whose_change_and_end_are_the_same_meeting(
    web: Served, library: Library, ada: int
) -> None:
    here = planned(web, ada)
    assert "no time to invite to yet" in words(web.page(f"{here}/invitation.ics", 400))
    web.send(f"{here}/step", step="agree", day="2026-11-24", time="10:00")
    web.send(f"{here}/agenda", line1="Her bees; and, well", line1_sent="yes", more="")
    seen = []
    for fields in (
        {},
        {"step": "move", "day": "2026-11-25", "time": "11:00", "by": "mine"},
        {"step": "call-off"},
    ):
        if fields:
            web.send(f"{here}/step", **fields)
        answer = web.visitor.get(f"{here}/invitation.ics")
        calendar = icalendar.Calendar.from_ical(answer.content)
        (event,) = calendar.walk("VEVENT")
        method = str(calendar["METHOD"])
        assert answer.headers["content-type"] == f"text/calendar; charset=utf-8; method={method}"
        seen.append((method, int(event["SEQUENCE"]), str(event["UID"]), str(event["SUMMARY"])))
        assert str(event["DESCRIPTION"]) == "Her bees; and, well"
    assert [(method, sequence) for method, sequence, *_ in seen] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("CANCEL", 2),
    ]
    assert len({uid for _, _, uid, _ in seen}) == 1
    assert {title for *_, title in seen} == {"Me and Ada Lovelace"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"step": "agree", "day": "", "time": "10:00"}, "Say on which day"),
        ({"step": "agree", "day": "tomorrow", "time": "soon"}, "Say at what time"),
        ({"step": "agree", "day": "2026-11-20", "time": "10:00"}, "is no time that comes"),
        ({"step": "move", "day": "tomorrow", "time": "10:00", "by": "mine"}, "nobody was asked yet"),
        ({"step": "hold"}, "Say what came of it"),
        ({"step": "fly"}, "Choose one of the steps"),
    ],
)
def test_a_step_that_cannot_be_says_why_and_changes_nothing(
    web: Served, library: Library, ada: int, fields: dict[str, str], sentence: str
) -> None:
    here = planned(web, ada)
    before = hash_of(library)
    assert sentence in words(web.send(f"{here}/step", 400, **fields).text)
    assert hash_of(library) == before


def test_nothing_is_planned_or_agreed_with_who_said_no_but_it_can_be_called_off(
    web: Served, library: Library, ada: int
) -> None:
    here = planned(web, ada)
    web.send(f"/person/{public_id(ada)}/wish", answer="no")
    said = words(web.send(f"{here}/step", 400, step="agree", day="tomorrow", time="10").text)
    assert "said that they do not want to stay in touch" in said
    web.send(f"{here}/step", step="call-off")
    assert "do not want to stay in touch" in web.send("/one-to-ones", 400, person=public_id(ada)).text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_these_pages(
    chromium: Browser, web: Served, library: Library, ada: int, scheme: Literal["light", "dark"]
) -> None:
    met(library, added(library, "Bo Li"), days_ago(3))
    here = agreed(web, ada, "2026-11-22", "15:00")
    web.send(f"{here}/agenda", line1="Her bees", line1_sent="yes", more="")
    web.send(f"{here}/page", open="yes")
    address = re.findall(r"/a/[\w-]{20,}", web.page(here))[0]
    web.send(address, talk="Bees")
    web.send("/profile", does="I frame pictures", goals="a shop")
    context = chromium.new_context(viewport={"width": 390, "height": 900}, color_scheme=scheme)
    page, axe = context.new_page(), Axe()
    paths = ("/one-to-ones", here, f"{here}/held", "/one-to-ones/guide", "/profile", address)
    for path in (*paths, f"/person/{public_id(ada)}/one-to-one"):
        page.goto(web.url + path)
        assert found(axe, page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
