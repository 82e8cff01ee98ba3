"""Capturing somebody on the page: with one hand, several in a row, nobody twice."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from keepwarm.domain.ids import public_id
from keepwarm.domain.meeting import Follow
from keepwarm.storage.book import Library
from keepwarm.storage.encounters import find_encounters
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.person import person_page
from tests.books import NOW, added, days_ago, talked
from tests.statements import counted
from tests.usecases.test_capture_person import NUMBER, event_in
from tests.web.served import Served, words

PHONE = {"width": 390, "height": 700}


def names(library: Library) -> list[str]:
    with library.open(NOW) as book:
        return [line.name for line in people_page(book).people]


def test_a_name_is_enough_and_the_next_is_asked_for_at_the_same_event(web: Served, library: Library) -> None:
    event_id = public_id(event_in(library))
    assert f'value="{event_id}" checked' in web.page("/capture")
    answer = web.send("/capture", name="Ada", event=event_id)
    said = words(answer.text)
    assert "Kept: Ada . Next?" in said
    assert f'value="{event_id}" checked' in answer.text
    assert names(library) == ["Ada"]
    undone = web.send(
        "/undo", batch=answer.text.partition('name="batch" value="')[2].partition('"')[0], then="capture"
    )
    assert "Taken back" in words(undone.text)
    assert names(library) == []


def test_all_fields_are_kept_and_the_day_is_counted_from_today(web: Served, library: Library) -> None:
    web.send("/channels", asking="How may I ring you?")
    assert "“How may I ring you?”" in words(web.page("/capture"))
    answer = web.send(
        "/capture",
        name="Ada Lovelace", place="the harbour", wanted="yes", wanted_words="Please do!", prefers="text",
        reach=NUMBER, prefers_words="after six", learned="keeps bees", next="next-week",
        next_text="the recipe",
        organization="Engines", title="Engineer", also=["ada@example.org", "https://ada.example.org"],
    )  # fmt: skip
    assert 'value="the harbour"' in answer.text
    with library.open(NOW) as book:
        (encounter,) = find_encounters(book).values()
        page = person_page(book, encounter.person_id)
    assert (encounter.place, encounter.follow) == ("the harbour", Follow.PLACED)
    assert [one.handle.value for one in page.handles] == [
        NUMBER,
        "ada@example.org",
        "https://ada.example.org",
    ]
    assert page.next_step is not None
    assert (page.next_step.text, str(page.next_step.due_on)) == ("the recipe", "2026-11-25")
    assert [fact.text for fact in page.facts] == ["keeps bees"]
    assert page.preferences[0].said_at == "the harbour"


def test_whoever_has_no_next_step_is_proposed_one_in_one_tap(web: Served, library: Library) -> None:
    answer = web.send("/capture", name="Ada", prefers="call", reach=NUMBER)
    assert "When will you be in touch with Ada?" in words(answer.text)
    path = answer.text.partition('action="/capture/')[2].partition('"')[0]
    assert "When will you" not in web.send(f"/capture/{path}", next="tomorrow").text
    with library.open(NOW) as book:
        (encounter,) = find_encounters(book).values()
        step = person_page(book, encounter.person_id).next_step
    assert encounter.follow is Follow.PLACED
    assert step is not None
    assert (str(step.due_on), step.channel) == ("2026-11-23", "call")
    web.send(f"/capture/{path}", next="leave")
    web.send(f"/capture/{public_id(7)}/next", 404, next="leave")


def test_a_no_is_kept_kindly_and_nothing_is_proposed(web: Served, library: Library) -> None:
    answer = web.send("/capture", name="Ada", wanted="no", next="tomorrow")
    assert "When will you" not in answer.text
    with library.open(NOW) as book:
        assert [one.follow for one in find_encounters(book).values()] == [Follow.LEFT]


def test_who_is_in_the_book_already_is_asked_about_in_one_tap(web: Served, library: Library) -> None:
    ada = added(library, "Ada Lovelace", NUMBER)
    asked = web.send("/capture", 409, name="Ada Lovelace", learned="keeps bees")
    assert "Is it one of these?" in words(asked.text)
    assert 'value="keeps bees"' in asked.text
    assert names(library) == ["Ada Lovelace"]
    kept = web.send("/capture", name="Ada Lovelace", learned="keeps bees", person=public_id(ada))
    assert "Kept: Ada Lovelace" in words(kept.text)
    assert names(library) == ["Ada Lovelace"]
    web.send("/capture", name="Ada Lovelace", person="new")
    assert names(library) == ["Ada Lovelace", "Ada Lovelace"]
    assert "has this address" in web.send("/capture", 409, name="Bob", reach=NUMBER).text
    assert "Is it the same as" in words(web.send("/capture", name="Ada").text)


def test_what_is_private_stays_in_the_note_unless_it_is_said_twice(web: Served, library: Library) -> None:
    web.send("/capture", name="Ada", learned="has diabetes")
    web.send("/capture", name="Bob", learned="has diabetes", learned_keep="1")
    with library.open(NOW) as book:
        pages = [person_page(book, one.person_id) for one in find_encounters(book).values()]
    found = {
        page.person.name: ([fact.text for fact in page.facts], page.timeline[0].summary) for page in pages
    }
    assert found == {"Ada": ([], "has diabetes"), "Bob": (["has diabetes"], "")}


def test_private_words_of_a_second_capture_at_the_event_are_put_to_the_note_of_its_talk(
    web: Served, library: Library
) -> None:
    event_id = public_id(event_in(library))
    web.send("/capture", name="Ada", event=event_id)
    with library.open(NOW) as book:
        (encounter,) = find_encounters(book).values()
    ada = public_id(encounter.person_id)
    for said in ("she has diabetes", "she has diabetes", "her child is ill"):
        web.send("/capture", name="Ada", event=event_id, person=ada, learned=said)
    with library.open(NOW) as book:
        page = person_page(book, encounter.person_id)
    assert [one.summary for one in page.timeline] == [
        "Founders' breakfast\nshe has diabetes\nher child is ill"
    ]


def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_is_lost(
    web: Served, library: Library
) -> None:
    answer = web.send("/capture", 400, name="", reach="not a number", learned="keeps bees", next="some day")
    said = words(answer.text)
    assert "Write their name" in said
    assert "no e-mail address" in said
    assert 'value="keeps bees"' in answer.text
    assert names(library) == []
    web.send("/capture", 400, name="Ada", event="nonsense")
    web.send("/capture", 404, name="Ada", event=public_id(7))


def test_a_captured_talk_is_changed_on_the_page_of_the_person(web: Served, library: Library) -> None:
    web.send("/capture", name="Ada")
    with library.open(NOW) as book:
        (encounter,) = find_encounters(book).values()
    assert encounter.interaction_id is not None
    person, talk = public_id(encounter.person_id), public_id(encounter.interaction_id)
    assert "kept with a meeting" in words(web.page(f"/person/{person}/log/{talk}", 409))


def test_the_page_reads_by_the_same_number_of_statements_whatever_the_book_holds(
    web: Served, library: Library
) -> None:
    web.page("/capture")
    with counted(library.engine) as before:
        web.page("/capture")
    for number in range(5):
        event_in(library, f"Event {number}")
        added(library, f"Person {number}")
    with counted(library.engine) as after:
        web.page("/capture")
    assert len(after) == len(before)


@pytest.fixture
def chosen(web: Served, library: Library, chromium: Browser) -> Iterator[Page]:
    """The page on a phone, where somebody was chosen whose name was begun."""
    added(library, "Ada Lovelace", NUMBER)
    with chromium.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]  # a plain dict is one
        page = context.new_page()
        page.goto(f"{web.url}/capture")
        page.locator("#name").press_sequentially("ada lov")
        page.get_by_role("button", name="Ada Lovelace").click()
        yield page


def test_a_name_that_is_typed_shows_who_it_may_be_and_one_tap_takes_them(
    chosen: Page, library: Library
) -> None:
    chosen.get_by_role("button", name="Keep").click()
    chosen.wait_for_url("**/capture?*")
    assert "Kept: Ada Lovelace. Next?" in chosen.inner_text("main")
    too_small = chosen.evaluate(
        "[...document.querySelectorAll('main button, main .chips label')]"
        ".map((one) => one.getBoundingClientRect()).filter((box) => box.height && box.height < 44).length"
    )
    sideways = chosen.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert (too_small, sideways) == (0, False)
    assert names(library) == ["Ada Lovelace"]


def test_a_name_that_is_typed_over_the_chosen_one_is_not_filed_on_them(
    chosen: Page, library: Library
) -> None:
    chosen.locator("#name").fill("Grace Hopper")
    chosen.locator("#name").press("Enter")
    chosen.wait_for_url("**/capture?*")
    assert "Kept: Grace Hopper. Next?" in chosen.inner_text("main")
    assert names(library) == ["Ada Lovelace", "Grace Hopper"]


def test_an_answer_that_comes_late_leaves_whom_one_chose(
    web: Served, library: Library, chromium: Browser
) -> None:
    added(library, "Ada Lovelace", NUMBER)
    late: list[Route] = []
    with chromium.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]  # a plain dict is one
        page = context.new_page()
        page.goto(f"{web.url}/capture")
        page.locator("#name").press_sequentially("Ada Lov")
        page.get_by_role("button", name="Ada Lovelace").wait_for()
        page.route("**/capture/fits?*", lambda route: late.append(route))
        with page.expect_request("**/capture/fits?*"):
            page.locator("#name").press_sequentially("elace")
        page.get_by_role("button", name="Ada Lovelace").click()
        with page.expect_response("**/capture/fits?*"):
            late.pop().continue_()
        page.wait_for_load_state("networkidle")
        page.get_by_role("button", name="Keep").click()
        page.wait_for_url("**/capture?*")
        assert "Kept: Ada Lovelace. Next?" in page.inner_text("main")
    assert names(library) == ["Ada Lovelace"]


def test_three_taps_after_a_first_meeting_stand_beside_what_was_done(web: Served, library: Library) -> None:
    web.send("/capture", name="Ada", place="the harbour")
    with library.open(NOW) as book:
        (encounter,) = find_encounters(book).values()
    path = f"/person/{public_id(encounter.person_id)}"
    assert "Ada" in words(web.page("/first-meetings"))
    assert "How was it?" in web.page(path)
    assert "Say one of the three" in web.send(f"{path}/met", 400).text
    told = web.send(f"{path}/met", got_on="yes", again="yes", cares="her bees")
    assert "You met at the harbour today: you got on, and you would talk to them again." in words(told.text)
    assert "Nobody waits" in words(web.page("/first-meetings"))
    assert 'value="yes" checked' in web.page(f"{path}/met")


def test_namesakes_are_told_apart_and_none_of_the_answers_is_the_main_one(
    web: Served, library: Library
) -> None:
    one, other = added(library, "Ada Lovelace", "ada@example.org"), added(library, "Ada Lovelace")
    added(library, "Ada Lovelace")
    talked(library, other, days_ago(3))
    page = web.send("/capture", 409, name="Ada Lovelace").text
    asked = page.partition('class="who-is-it"')[2].partition("</section>")[0]
    assert words(asked.partition(f'value="{public_id(one)}"')[2]).startswith(">Ada Lovelace ada@example.org")
    assert "last in touch 3 days ago" in words(asked)
    assert "nothing else is known" in words(asked)
    assert 'class="button"' not in page.partition("<main")[2]
    assert page.index('name="person" value="" hidden') < page.index('class="who-is-it"')
    ran = []
    for more in (0, 1):
        for _ in range(more):
            talked(library, added(library, "Ada Lovelace", "ada@example.com"), days_ago(3))
        with counted(library.engine) as statements:
            web.send("/capture", 409, name="Ada Lovelace")
        ran.append(len(statements))
    assert ran[0] == ran[1]
