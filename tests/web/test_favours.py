"""Gives and asks, needs and offers, on the pages."""

import re
from datetime import timedelta
from html import unescape
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.ids import public_id
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Preference, Side, Standing
from keepwarm.storage.book import Library
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.people import set_preference
from keepwarm.usecases.tend_favours import NoteFavour, note_favour
from keepwarm.usecases.tend_needs import NoteNeed, note_need
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, days_ago, hash_of, talked
from tests.web.served import SEND, Served, words
from tests.web.test_axe import found

WORD = "As far as your book knows, you have not helped them yet."


@pytest.fixture
def ada(library: Library) -> int:
    return added(library, "Ada Lovelace", "ada@example.org", "+44 20 7946 0018")


@pytest.fixture
def here(ada: int) -> str:
    return f"/person/{public_id(ada)}"


def move(web: Served, here: str, text: str, to: str, **more: str) -> str:
    """Press the button of a line; what the page says then."""
    forms = re.findall(r'<form method="post" action="([^"]+/favours/[^"]+)".*?</form>', web.page(here), re.S)
    whole = web.page(here)
    found = [one for one in forms if text in whole.partition(one)[2].partition("</form>")[0]]
    return words(web.send(found[0], to=to, **more).text)


def test_a_give_is_noted_asked_about_done_and_taken_back(web: Served, library: Library, here: str) -> None:
    before = hash_of(library)
    said = words(
        web.send(f"{here}/favours", side="mine", give_text="the mechanic's number", give_state="idea").text
    )
    assert "You for them: the mechanic's number an idea, today" in said
    assert "“I thought of something for you: the mechanic's number. Would that be of value to you?”" in said
    assert "They want it" in (said := move(web, here, "mechanic", "offered"))
    assert "you asked whether they want it, today" in said
    assert "Ask whether it is of value to them" not in said
    said = move(web, here, "mechanic", "done")
    assert "You last helped today: the mechanic's number." in said
    assert web.page(here).count("They thanked me") == 1
    assert "Noted how giving and asking stands with Ada Lovelace" in words(web.page("/journal"))
    for _ in range(3):
        with library.open(NOW, writing=True) as book:
            undo(book)
    assert hash_of(library) == before


def test_the_question_opens_a_message_on_each_channel_but_a_never(
    web: Served, library: Library, ada: int, here: str
) -> None:
    with library.open(NOW, writing=True) as book:
        note_favour(book, NoteFavour(person_id=ada, side=Side.MINE, text="a book & <more>"))
        begin_batch(book, "prefer", "Ada")
        set_preference(book, ada, Preference(channel=Channel.TEXT, never=True))
    page = web.page(here)
    part = page.partition("Ask whether it is of value to them")[2].partition("</details>")[0]
    links = [unescape(one) for one in re.findall(r'href="([^"]+)"', part)]
    assert len(links) == 1
    assert links[0].startswith("mailto:ada@example.org?")
    assert "a%20book%20%26%20%3Cmore%3E" in links[0]
    assert "a book &amp; &lt;more&gt;" in part


def test_an_ask_before_any_give_comes_with_a_word_and_can_be_made_anyway(
    web: Served, library: Library, here: str
) -> None:
    before = hash_of(library)
    refused = web.send(f"{here}/favours", 400, side="theirs", ask_text="advice", ask_state="wanted").text
    assert WORD in words(refused)
    assert "Ask anyway" in words(refused)
    assert hash_of(library) == before
    form = refused.partition('id="ask-them"')[2].partition("</form>")[0]
    assert 'value="advice"' in form
    assert '<input type="hidden" name="anyway" value="yes">' in form
    said = words(
        web.send(f"{here}/favours", side="theirs", ask_text="advice", ask_state="wanted", anyway="yes").text
    )
    assert "They for you: advice asked, today" in said


def test_after_a_give_an_ask_has_no_word_before_it(web: Served, here: str) -> None:
    web.send(f"{here}/favours", side="mine", give_text="a book", give_state="done", give_on="2026-10-01")
    page = web.page(here)
    assert WORD not in words(page)
    assert "Ask anyway" not in words(page)
    assert "They for you: advice asked" in words(
        web.send(f"{here}/favours", side="theirs", ask_text="advice", ask_state="wanted").text
    )


def test_thanks_that_are_due_come_with_words_to_send(web: Served, library: Library, here: str) -> None:
    web.send(f"{here}/favours", side="theirs", ask_text="drove me home", ask_state="done", ask_on="yesterday")
    said = words(web.page(here))
    assert "“Thank you for your help: drove me home.”" in said
    assert "To thank for Ada Lovelace drove me home" in words(web.page("/give-and-ask"))
    assert "To thank for" not in move(web, here, "drove me home", "thanked", then="ledger")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"side": "mine", "give_text": " ", "give_state": "idea"}, "Say in a few words what it is."),
        (
            {"side": "mine", "give_text": "a book", "give_state": "done", "give_on": "soon"},
            "&#39;soon&#39; names no day",
        ),
        (
            {"side": "mine", "give_text": "a book", "give_state": "done", "give_on": "2026-11-30"},
            "is not here yet",
        ),
        ({"side": "mine", "give_text": "a book", "give_state": "sold"}, "another look"),
        ({"side": "nobody", "ask_text": "a book", "ask_state": "idea"}, "another look"),
    ],
)
def test_a_form_that_needs_another_look_says_what_and_keeps_what_was_typed(
    web: Served, library: Library, here: str, fields: dict[str, str], sentence: str
) -> None:
    before = hash_of(library)
    page = web.send(f"{here}/favours", 400, **fields).text
    assert sentence in page
    assert hash_of(library) == before


def test_a_move_that_cannot_be_is_said_and_one_that_is_gone_is_missing(web: Served, here: str) -> None:
    web.send(f"{here}/favours", side="mine", give_text="a book", give_state="idea")
    path = re.search(r'action="([^"]+/favours/[^"]+)"', web.page(here))
    assert path is not None
    page = web.send(path[1], 400, to="thanked").text
    assert "“a book” is idea, and cannot become thanked from there." in unescape(page)
    web.send(path[1], to="forget")
    assert "not in your book any more" in web.send(path[1], 404, to="done").text


def test_a_need_is_noted_met_and_taken_out(web: Served, library: Library, here: str) -> None:
    before = hash_of(library)
    said = words(web.send(f"{here}/needs", need_kind="need", need_text="a piano teacher").text)
    assert "They look for: a piano teacher today" in said
    assert "Ada Lovelace : a piano teacher today" in words(web.page("/give-and-ask"))
    again = web.send(f"{here}/needs", 400, need_kind="need", need_text="A piano teacher").text
    assert "It is noted already of Ada Lovelace" in words(again)
    assert "Say in a few words" in words(web.send(f"{here}/needs", 400, need_kind="need", need_text="").text)
    path = re.search(r'action="([^"]+/needs/[^"]+)"', web.page(here))
    assert path is not None
    assert "They look for: a piano teacher today; found today" in words(web.send(path[1], to="met").text)
    assert "piano" not in words(web.page("/give-and-ask"))
    assert "They look for:" not in words(web.send(path[1], to="forget").text)
    assert hash_of(library) == before


def test_the_ledger_says_how_many_asks_were_made_before_anything_else(
    web: Served, library: Library, ada: int
) -> None:
    assert "You have asked nobody for help this quarter." in words(web.page("/give-and-ask"))
    for text, state in (("advice", "done"), ("a name", "declined"), ("a lift", "wanted")):
        command = NoteFavour(
            person_id=ada, side=Side.THEIRS, text=text, state=FavourState(state), anyway=True
        )
        with library.open(NOW, writing=True) as book:
            note_favour(book, command)
    said = words(web.page("/give-and-ask"))
    assert "You asked for help 3 times this quarter; 1 said yes, 1 has not answered yet." in said
    assert "owe" not in said


def test_of_those_who_may_have_it_three_stand_open_and_the_rest_is_folded(
    web: Served, library: Library, ada: int
) -> None:
    lines = [(ada, NeedKind.OFFER)] + [(added(library, name), NeedKind.NEED) for name in "BCDEF"]
    for person_id, kind in lines:
        with library.open(NOW, writing=True) as book:
            note_need(book, NoteNeed(person_id=person_id, kind=kind, text="piano lessons"))
    part = web.page("/give-and-ask").partition('id="may-have-it"')[2].partition("</section>")[0]
    shown, _, folded = part.partition("<details")
    assert (shown.count("may have it:"), folded.count("may have it:")) == (3, 2)
    assert "And 2 more" in words(folded)


def test_i_need_help_now_lists_warm_ties_with_honest_words(web: Served, library: Library, ada: int) -> None:
    for days, direction in ((60, Direction.OUT), (59, Direction.MUTUAL), (40, Direction.IN)):
        talked(library, ada, days_ago(days), direction=direction)
    talked(library, ada, days_ago(39))
    with library.open(NOW, writing=True) as book:
        note_need(book, NoteNeed(person_id=ada, kind=NeedKind.OFFER, text="knows who lets a flat"))
    on = words(web.send("/help-now", until="in 6 weeks").text)
    until = (NOW + timedelta(weeks=6)).date()
    assert f"You need help until {until.day} {until:%b %Y}." in on
    said = words(web.page("/help-now?for=a+flat+in+May."))
    assert (
        "“I am looking for a flat in May, and thought of you because you said that you can help with this: "
        "knows who lets a flat. Could you help, or do you know whom I should ask? A no is fine.”"
    ) in said
    assert WORD not in words(web.page(f"/person/{public_id(ada)}"))
    assert "I need it no more" in on
    assert "Say what you need." in words(web.send("/help-now", off="yes").text)
    assert "choose one of the next 180 days" in words(web.send("/help-now", 400, until="2029-01-01").text)


def test_what_is_looked_for_is_asked_in_one_form_and_stays_in_its_field(web: Served) -> None:
    page = web.send("/help-now", **{"for": "a flat in May", "until": "in 6 weeks"})
    assert page.text.count('value="a flat in May"') == 1
    assert page.url.params["for"] == "a flat in May"
    again = web.send("/help-now", **{"for": "two flats", "until": ""}).text
    assert f"until {(NOW + timedelta(weeks=6)).date():%-d %b %Y}." in words(again)
    wrong = web.send("/help-now", 400, **{"for": "three flats", "until": "soon"}).text
    assert 'value="three flats"' in wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_these_pages(
    chromium: Browser, web: Served, library: Library, ada: int, here: str, scheme: Literal["light", "dark"]
) -> None:
    for days, direction in ((60, Direction.OUT), (59, Direction.MUTUAL), (40, Direction.IN)):
        talked(library, ada, days_ago(days), direction=direction)
    talked(library, ada, days_ago(39))
    for side, text, state in (
        ("mine", "a book", "idea"),
        ("theirs", "advice", "idea"),
        ("mine", "a lift", "declined"),
    ):
        command = NoteFavour(person_id=ada, side=Side(side), text=text, state=FavourState(state))
        with library.open(NOW, writing=True) as book:
            note_favour(book, command)
    for kind in NeedKind:
        with library.open(NOW, writing=True) as book:
            note_need(book, NoteNeed(person_id=ada, kind=kind, text="a flat"))
    context = chromium.new_context(viewport={"width": 390, "height": 900}, color_scheme=scheme)
    page, axe = context.new_page(), Axe()
    for path in (here, "/give-and-ask", "/help-now?for=a+flat"):
        page.goto(web.url + path)
        assert found(axe, page) == [], path
    page.goto(web.url + here)
    with page.expect_navigation():
        page.evaluate(SEND, ["#give form", {"give_text": " ", "give_on": "someday"}])
    assert page.locator(".wrong").count() == 3
    assert found(axe, page) == []
    context.close()


def test_what_people_wrote_steers_no_page(web: Served, library: Library, ada: int, here: str) -> None:
    bad = "<script>alert(1)</script>"
    with library.open(NOW, writing=True) as book:
        note_favour(book, NoteFavour(person_id=ada, side=Side.MINE, text=bad))
        note_need(book, NoteNeed(person_id=ada, kind=NeedKind.NEED, text=bad))
    for path in (here, "/give-and-ask", "/help-now?for=" + "%3Cscript%3Ealert(1)%3C/script%3E"):
        assert bad not in web.page(path)


@pytest.mark.parametrize("left", ["said no", *(one.value for one in (Standing.LEAVE_BE, Standing.DIED))])
def test_nothing_new_is_asked_of_somebody_who_is_left_alone(
    web: Served, library: Library, ada: int, here: str, left: str
) -> None:
    with library.open(NOW, writing=True) as book:
        note_favour(book, NoteFavour(person_id=ada, side=Side.THEIRS, text="a lift"))
    assert "Ask for something" in words(web.page(here))
    with library.open(NOW, writing=True) as book:
        if left == "said no":
            note_wish(book, NoteWish(person_id=ada, answer=Wish.NO))
        else:
            set_standing(book, ada, Standing(left))
    said = words(web.page(here))
    assert "Ask for something" not in said
    assert "Ask anyway" not in said
    assert "I asked : a lift" not in said
    assert "Take it out: a lift" in said


def test_after_a_step_the_page_goes_on_at_the_ledger(web: Served, here: str) -> None:
    after = web.send(f"{here}/favours", side="mine", give_text="a book", give_state="idea")
    assert after.url.fragment == "give-and-ask"
    assert '<section id="give-and-ask">' in after.text
