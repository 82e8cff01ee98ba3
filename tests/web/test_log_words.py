"""Logging in ten seconds: a sentence, what is understood of it, and how it is corrected."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import FavourState
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import FactKind, Side
from keepwarm.storage.book import Library
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.person import PersonPage, person_page
from keepwarm.usecases.change_log import find_logged
from tests.books import NOW, added, hash_of
from tests.web.served import Served, words

TOLD = "20 min call, she's moving to Lisbon, promised her the mechanic by friday, next: lunch on 3 december"


@pytest.fixture
def ada(library: Library) -> int:
    return added(library, "Ada Lovelace", "ada@example.org")


@pytest.fixture
def here(ada: int) -> str:
    return f"/person/{public_id(ada)}"


def page_of(web: Served, person_id: int) -> PersonPage:
    with web.site.open() as book:
        return person_page(book, person_id)


def fields_of(html: str) -> dict[str, list[str]]:
    """What the form on the page would send as it stands."""
    found: dict[str, list[str]] = {}

    class Reader(HTMLParser):
        name = ""
        inside = False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            said = dict(attrs)
            if tag == "form":
                self.inside = said.get("class") == "check"
            name = said.get("name") or ""
            if not self.inside:
                return
            if tag == "select" or tag == "textarea":
                self.name = name
                found.setdefault(name, [""] if tag == "textarea" else [])
            elif tag == "option" and "selected" in said:
                found[self.name] = [said.get("value") or ""]
            elif tag == "input" and (said.get("type") not in ("radio", "checkbox") or "checked" in said):
                found.setdefault(name, []).append(said.get("value") or "")

        def handle_data(self, data: str) -> None:
            if self.inside and self.name and found.get(self.name) == [""]:
                found[self.name] = [data.strip()]

        def handle_endtag(self, tag: str) -> None:
            if tag in ("select", "textarea"):
                self.name = ""

    Reader().feed(html)
    return found


def test_a_sentence_is_kept_at_once_and_said_back(web: Served, ada: int, here: str) -> None:
    answer = web.send(
        f"{here}/log", words=TOLD, channel="in-person", usual_channel="in-person", my_share="50"
    )
    page = page_of(web, ada)
    assert [(line.channel, line.minutes, line.summary) for line in page.timeline] == [
        (Channel.CALL, 20, TOLD)
    ]
    assert [(fact.kind, fact.text) for fact in page.facts] == [(FactKind.GOALS, "moving to Lisbon")]
    assert [(one.text, str(one.due_on)) for one in page.promises] == [("the mechanic", "2026-11-27")]
    assert page.next_step is not None
    assert (page.next_step.text, str(page.next_step.due_on)) == ("lunch", "2026-12-03")
    said = words(answer.text)
    assert "Logged a talk with Ada Lovelace. A call, 20 minutes, a fact, a promise, the next step." in said


def test_a_channel_that_was_chosen_wins_over_the_words(web: Served, ada: int, here: str) -> None:
    web.send(f"{here}/log", words="called her", channel="video", usual_channel="call")
    web.send(f"{here}/log", words="20 min, she keeps bees", channel="text", usual_channel="text")
    assert {line.channel for line in page_of(web, ada).timeline} == {Channel.TEXT, Channel.VIDEO}


@pytest.mark.parametrize(
    ("fields", "share"),
    [
        ({"my_share": "50"}, None),
        ({"my_share": "50", "my_share_said": "1"}, 50),
        ({"my_share": "75"}, 75),
        ({"my_share": "50", "words": "called, mostly me"}, 75),
        ({"my_share": "0", "words": "called, mostly me"}, 0),
    ],
)
def test_the_slider_says_how_much_was_mine_once_it_is_moved(
    web: Served, library: Library, here: str, fields: dict[str, str], share: int | None
) -> None:
    web.send(f"{here}/log", channel="call", **fields)
    with library.open(NOW) as book:
        logged = find_logged(book, journal_page(book, 1)[0].batch_id)
    assert logged is not None
    assert logged.my_share == share


def test_look_first_keeps_nothing_and_shows_each_piece_to_correct(
    web: Served, library: Library, ada: int, here: str
) -> None:
    before = hash_of(library)
    told = f"{TOLD}, gave her the number of a plumber, don't ring before ten"
    html = web.send(f"{here}/log", words=told, channel="call", usual_channel="call", look="yes").text
    assert hash_of(library) == before
    fields = fields_of(html)
    assert fields["channel"] == ["call"]
    assert fields["fact1"] == ["moving to Lisbon"]
    assert fields["promise1"] == ["the mechanic"]
    assert fields["promise1_by"] == ["2026-11-27"]
    assert fields["next_by"] == ["in-person"]
    assert fields["favour1_what"] == ["mine-done"]
    assert fields["hours_call"] == ["10:00-24:00"]
    assert fields["note"] == [told]
    fields |= {"fact1": ["moving to Porto"], "promise1_side": ["theirs"], "channel": ["video"]}
    web.send(f"{here}/log", **fields)
    page = page_of(web, ada)
    assert [fact.text for fact in page.facts] == ["moving to Porto"]
    assert [(one.side, one.text) for one in page.promises] == [(Side.THEIRS, "the mechanic")]
    assert [(line.channel, line.summary) for line in page.timeline] == [(Channel.VIDEO, told)]
    assert [(one.state, one.text) for one in page.more.favours] == [
        (FavourState.DONE, "the number of a plumber")
    ]
    assert [(one.channel, str(one.hours), one.words) for one in page.preferences] == [
        (Channel.CALL, "10:00-24:00", "don't ring before ten")
    ]


def test_what_is_private_is_asked_about_and_no_fact_unless_that_is_ticked(
    web: Served, library: Library, ada: int, here: str
) -> None:
    before = hash_of(library)
    html = web.send(f"{here}/log", words="called, her son is in hospital", channel="call").text
    assert "It is private, and they may ask to read it." in words(html)
    assert hash_of(library) == before
    fields = fields_of(html)
    web.send(f"{here}/log", **fields)
    assert not page_of(web, ada).facts
    assert page_of(web, ada).timeline[0].summary == "called, her son is in hospital"
    web.send(f"{here}/log", **fields, fact1_keep="1")
    assert [(fact.text, fact.sensitive) for fact in page_of(web, ada).facts] == [
        ("her son is in hospital", True)
    ]


def test_something_private_that_was_written_in_there_is_asked_about_too(
    web: Served, ada: int, here: str
) -> None:
    fields = fields_of(web.send(f"{here}/log", words="called, she keeps bees", look="yes").text)
    html = web.send(f"{here}/log", **fields | {"fact1": ["she has cancer"]}).text
    assert "It is private" in words(html)
    assert not page_of(web, ada).timeline


def test_a_tap_corrects_what_was_logged_and_leaves_one_talk(web: Served, ada: int, here: str) -> None:
    answer = web.send(f"{here}/log", words=TOLD, channel="call")
    change = answer.text.partition(f'href="{here}/log/')[2].partition('"')[0]
    fields = fields_of(web.page(f"{here}/log/{change}"))
    assert (fields["fact1"], fields["minutes"]) == (["moving to Lisbon"], ["20"])
    web.send(f"{here}/log", **fields | {"minutes": ["25"], "fact1": [""]})
    page = page_of(web, ada)
    assert [(line.minutes, line.summary) for line in page.timeline] == [(25, TOLD)]
    assert not page.facts
    assert len(page.promises) == 1
    web.page(f"{here}/log/{public_id(ada)}", 404)


def test_every_talk_that_was_logged_can_be_corrected_from_the_page_later(
    web: Served, ada: int, here: str
) -> None:
    web.send(f"{here}/log", words="called, 5 min", channel="call")
    web.send(f"{here}/log", words="zoom, 50 min", channel="video")
    talk = next(line for line in page_of(web, ada).timeline if line.minutes == 5)
    link = f"{here}/log/{public_id(talk.interaction_id)}"
    assert f'href="{link}"' in web.page(here)
    said = words(web.send(f"{here}/log", **fields_of(web.page(link)) | {"minutes": ["about 25"]}).text)
    assert "Changed the talk with Ada Lovelace." in said
    assert sorted(line.minutes or 0 for line in page_of(web, ada).timeline) == [25, 50]


def test_a_talk_on_which_something_stands_stays_and_that_is_said_where_it_was_corrected(
    web: Served, ada: int, here: str
) -> None:
    web.send(f"{here}/log", words=TOLD, channel="call")
    page = page_of(web, ada)
    fields = fields_of(web.page(f"{here}/log/{public_id(page.timeline[0].interaction_id)}"))
    web.send(f"{here}/promises/{public_id(page.promises[0].promise_id)}/kept")
    html = web.send(f"{here}/log", 409, **fields | {"minutes": ["25"]}).text
    assert "cannot be undone any more, because of what came after it" in words(html)
    assert 'value="25"' in html
    assert [line.minutes for line in page_of(web, ada).timeline] == [20]


@pytest.mark.parametrize(
    ("said", "minutes"), [("about 25", 25), ("~25", 25), ("half an hour", 30), ("25 min", 25), ("25", 25)]
)
def test_minutes_are_understood_as_people_write_them(
    web: Served, ada: int, here: str, said: str, minutes: int
) -> None:
    web.send(f"{here}/log", channel="call", minutes=said)
    assert [line.minutes for line in page_of(web, ada).timeline] == [minutes]


def test_what_is_wrong_in_a_piece_is_said_beside_it(web: Served, library: Library, here: str) -> None:
    before = hash_of(library)
    fields = fields_of(web.send(f"{here}/log", words=TOLD, look="yes").text)
    wrong = {"promise1_by": ["someday"], "minutes": ["many"], "on": ["tomorrow"]}
    html = web.send(f"{here}/log", 400, **fields | wrong).text
    for field, sentence in (
        ("promise1_by", "names no day"),
        ("minutes", "whole number"),
        ("on", "not here yet"),
    ):
        assert sentence in words(html.partition(f'id="{field}-wrong"')[2].partition("</p>")[0]), field
    assert 'value="someday"' in html
    assert hash_of(library) == before


def test_the_words_name_the_person_where_no_page_does(web: Served, ada: int) -> None:
    assert "What happened" in words(web.page("/log"))
    web.send("/log", words=f"called Ada Lovelace, {TOLD}", my_share="50")
    assert [line.minutes for line in page_of(web, ada).timeline] == [20]


def test_everybody_whom_the_words_name_is_logged_and_stays_so_when_it_is_corrected(
    web: Served, library: Library, ada: int
) -> None:
    other = added(library, "Seoyeon Yoon")
    told = "met Ada Lovelace and Seoyeon Yoon, Seoyeon keeps bees"
    answer = web.send("/log", words=told, my_share="50")
    assert "Logged a talk with Ada Lovelace and Seoyeon Yoon." in words(answer.text)
    change = answer.text.partition(f'href="/person/{public_id(ada)}/log/')[2].partition('"')[0]
    fields = fields_of(web.page(f"/person/{public_id(ada)}/log/{change}"))
    web.send(f"/person/{public_id(ada)}/log", **fields | {"minutes": ["25"], "fact1": ["keeps hens"]})
    assert [[line.minutes for line in page_of(web, one).timeline] for one in (ada, other)] == [[25], [25]]
    assert [[fact.text for fact in page_of(web, one).facts] for one in (ada, other)] == [[], ["keeps hens"]]


def test_who_is_not_in_the_book_is_said_to_be_in_the_note(web: Served, ada: int) -> None:
    said = words(web.send("/log", words="met Ada Lovelace and Zelda Fitz", my_share="50").text)
    assert "A meeting. Zelda Fitz stayed in the note alone: not found, or several are called so." in said


def test_what_is_still_to_come_is_planned_and_no_talk(web: Served, ada: int, here: str) -> None:
    answer = web.send("/log", words="lunch with Ada Lovelace on friday", my_share="50")
    assert "Planned the next step with Ada Lovelace." in words(answer.text)
    web.send(f"{here}/log", words="next: zoom on friday", channel="call", usual_channel="call", my_share="50")
    page = page_of(web, ada)
    assert not page.timeline
    assert page.next_step is not None
    assert (page.next_step.text, page.next_step.channel) == ("zoom", Channel.VIDEO)
    web.send(f"{here}/log", words="next: zoom on friday", channel="text", usual_channel="call")
    assert [line.channel for line in page_of(web, ada).timeline] == [Channel.TEXT]


def test_who_is_meant_is_asked_in_one_tap(web: Served, library: Library, ada: int) -> None:
    other = added(library, "Ada Yonath")
    html = web.send("/log", 409, words="called Ada 5 min", my_share="50", next_soon="tomorrow").text
    assert '<input type="hidden" name="next_soon" value="tomorrow">' in html
    assert "Who is meant?" in words(html)
    assert "called Ada 5 min" in words(html)
    web.send("/log", words="called Ada 5 min", my_share="50", person=public_id(other))
    assert [line.minutes for line in page_of(web, other).timeline] == [5]
    assert not page_of(web, ada).timeline


def test_only_those_a_word_of_whose_name_begins_so_are_offered(web: Served, library: Library) -> None:
    for name in ("Fatou Diop", "Fatou Ba", "Aminata Fatiha"):
        added(library, name)
    added(library, "Grey Mason", "fat@example.org")
    html = web.send("/log", 409, words="called Fat 5 min", my_share="50").text
    offered = words(html.partition("Who is meant?")[2].partition("Their name")[0])
    assert all(name in offered for name in ("Fatou Diop", "Fatou Ba", "Aminata Fatiha"))
    assert "Grey Mason" not in offered


def test_others_are_offered_where_nobody_s_name_begins_so(web: Served, library: Library) -> None:
    added(library, "Ann Marsh", "zelda@example.org")
    added(library, "Tom Marsh", "zelda2@example.org")
    assert "Ann Marsh" in words(web.send("/log", 409, words="called Zelda", my_share="50").text)


def test_a_page_that_asks_who_is_meant_names_no_command(web: Served) -> None:
    html = web.send("/log", 404, words="called Ada 5 min", my_share="50").text
    assert "Nobody in your book is called Ada yet." in words(html)
    assert "keepwarm people" not in html
    assert "Put Ada into my book" in words(html)
    assert 'href="/people"' in html.partition("<main")[2].partition("</main>")[0]


def test_somebody_new_is_added_in_one_tap(web: Served, library: Library) -> None:
    html = web.send("/log", 404, words="met Grace Hopper at the fair", my_share="50").text
    assert "They are new" in words(html)
    answer = web.send("/log", words="met Grace Hopper at the fair", person="new", name="Grace Hopper")
    assert "Logged a talk with Grace Hopper." in words(answer.text)


def test_nobody_is_added_where_the_talk_cannot_be_kept(web: Served, library: Library) -> None:
    before = hash_of(library)
    web.send("/log", 400, words="met Grace Hopper", my_share="many", person="new", name="Grace Hopper")
    assert hash_of(library) == before


def test_words_without_a_way_or_a_name_are_asked_about_and_stay(web: Served, library: Library) -> None:
    before = hash_of(library)
    assert "Whom it was with is not said" in words(web.send("/log", 404, words="talked about bees").text)
    assert hash_of(library) == before


def test_a_way_that_no_word_names_is_asked_for_with_all_the_rest_understood(
    web: Served, library: Library, ada: int
) -> None:
    before = hash_of(library)
    html = web.send("/log", words="talked to Ada, she keeps bees", my_share="50").text
    fields = fields_of(html)
    assert (fields["fact1"], "channel" in fields) == (["keeps bees"], False)
    assert hash_of(library) == before
    assert "Choose one of these." in words(web.send(f"/person/{public_id(ada)}/log", 400, **fields).text)
    web.send(f"/person/{public_id(ada)}/log", **fields | {"channel": ["call"]})
    assert [fact.text for fact in page_of(web, ada).facts] == ["keeps bees"]


def test_what_cannot_be_read_on_the_page_for_anybody_is_said_there(web: Served, ada: int) -> None:
    html = web.send("/log", 400, words="called Ada, she keeps bees", my_share="many").text
    assert "called Ada, she keeps bees" in html
    assert "something below needs another look" in words(html)
    assert not page_of(web, ada).timeline


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def context(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A phone."""
    made = chromium.new_context(
        java_script_enabled=request.param, viewport={"width": 390, "height": 844}, has_touch=True
    )
    made.set_default_timeout(20_000)
    yield made
    made.close()


def test_a_fact_a_promise_and_the_next_step_take_three_taps_and_the_words(
    web: Served, ada: int, here: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(web.url + here)
    taps = _log_in_words(page, TOLD)
    expect(page.locator(".notice")).to_contain_text("A call, 20 minutes, a fact, a promise, the next step.")
    assert taps <= 3
    assert len(TOLD) * 60 + taps * 1_000 < 10_000  # at 60 ms a key and a second a tap
    known = page_of(web, ada)
    assert [fact.text for fact in known.facts] == ["moving to Lisbon"]
    assert [one.text for one in known.promises] == ["the mechanic"]
    assert known.next_step is not None


def _log_in_words(page: Page, told: str) -> int:
    """Open the form, write the words and send them; how many taps it took."""
    taps = 1
    page.get_by_text("Log a conversation").tap()
    field = page.get_by_label("What happened")
    expect(field).to_be_visible()
    if not field.evaluate("one => one === document.activeElement") and not _comes_to(page):
        field.tap()
        taps += 1
    page.keyboard.type(told, delay=60)
    page.get_by_role("button", name="Log it", exact=True).tap()
    return taps + 1


def _comes_to(page: Page) -> bool:
    """Whether the field has the focus by itself a moment after it was opened."""
    page.wait_for_timeout(200)
    return bool(page.locator("#words:focus").count())


def test_the_pieces_fit_a_phone_and_the_button_is_large_enough(
    web: Served, here: str, ada: int, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(web.url + here)
    page.get_by_text("Log a conversation").tap()
    page.get_by_label("What happened").fill(f"{TOLD}, her son is ill")
    page.get_by_role("button", name="Look first").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this right?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    controls = page.locator("form.check button, form.check select, form.check a.button")
    shown = [control for control in controls.all() if control.is_visible()]
    assert len(shown) > 4
    for control in shown:
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    page.get_by_text("Keep this as a fact, too").tap()
    page.get_by_role("button", name="Log it").tap()
    expect(page.locator(".notice")).to_contain_text("2 facts")
    assert len(page_of(web, ada).facts) == 2


def test_the_cursor_is_in_the_box_and_control_and_enter_send(
    web: Served, ada: int, chromium: Browser
) -> None:
    made = chromium.new_context()
    page = made.new_page()
    page.goto(f"{web.url}/log")
    page.keyboard.type("called Ada Lovelace 5 min")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice")).to_contain_text("A call, 5 minutes.")
    assert [line.minutes for line in page_of(web, ada).timeline] == [5]
    made.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_button_stays_within_reach_and_covers_no_field_that_is_written_in(
    web: Served, here: str, chromium: Browser, width: int
) -> None:
    made = chromium.new_context(viewport={"width": width, "height": 700})
    page = made.new_page()
    page.goto(web.url + here)
    page.get_by_text("Log a conversation").click()
    page.get_by_label("What happened").fill(TOLD)
    page.get_by_role("button", name="Look first").click()
    button = page.get_by_role("button", name="Log it")
    expect(button).to_be_in_viewport(ratio=1)
    places = page.locator('nav[aria-label="Keepwarm"]').bounding_box()
    for control in page.locator("form.check input:not([type=hidden]), form.check select").all():
        if not control.is_visible():
            continue
        control.focus()
        at, above = control.bounding_box(), page.locator(".stays").bounding_box()
        assert at is not None
        assert above is not None
        assert at["y"] + at["height"] <= above["y"] + 1
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    if width == 390:
        page.wait_for_timeout(800)
        there = button.bounding_box()
        assert there is not None
        assert places is not None
        assert there["y"] + there["height"] <= places["y"]
    made.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_where_talks_are_told_looked_at_and_asked_about(
    web: Served, library: Library, here: str, chromium: Browser, scheme: str, width: int
) -> None:
    added(library, "Ada Yonath")
    made = chromium.new_context(
        viewport={"width": width, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page, axe = made.new_page(), Axe()
    page.goto(f"{web.url}/log")
    assert axe.run(page).violations_count == 0
    page.get_by_label("What happened").fill("called Ada, her son is ill, never by post, call before ten")
    page.get_by_role("button", name="Look first").click()
    expect(page.get_by_role("heading", name="Who is meant?")).to_be_visible()
    assert axe.run(page).violations_count == 0
    page.get_by_role("button", name="Ada Lovelace").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this right?")
    page.get_by_label("Minutes").fill("many")
    page.get_by_role("button", name="Log it").click()
    expect(page.locator("#minutes-wrong")).to_be_visible()
    assert axe.run(page).violations_count == 0
    made.close()
