"""Introductions in the browser: begun from a name, worded, asked, answered, taken back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from keepwarm.domain.ids import parse_public_id, public_id
from keepwarm.domain.people import Standing
from keepwarm.storage.book import Library
from keepwarm.usecases.tend_person import set_standing
from tests.books import NOW, added, begun
from tests.statements import counted
from tests.web.served import Served, served, words

FIRST, SECOND = "Zenobia Quillfeather", "Thaddeus Brambleworth"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with begun(str(tmp_path / "book")) as opened:
        yield opened


@pytest.fixture
def web(library: Library) -> Iterator[Served]:
    with served(library) as opened:
        yield opened


@pytest.fixture
def ids(library: Library) -> tuple[str, str]:
    first = added(library, FIRST, "zenobia@quill.example")
    return public_id(first), public_id(added(library, SECOND, "thad@bramble.example", "+351 21 555 0101"))


def begin(web: Served, form: str = "made", **said: str) -> str:
    """The path of an introduction that was begun."""
    fields = {"form": form, "one": FIRST, "other": SECOND, "about": "old maps", **said}
    return web.send("/introductions/new", 200, **fields).url.path


def move(web: Served, path: str, *codes: str, **said: str) -> str:
    """The page after moves."""
    return [web.send(path, 200, move=code, **said).text for code in codes][-1]


def text_on(page: str) -> str:
    """The words to send that a page shows first."""
    return words(page).partition("“")[2].partition("”")[0]


def test_an_introduction_is_begun_from_a_page_of_somebody_and_stands_on_the_list(
    web: Served, ids: tuple[str, str]
) -> None:
    assert "Nothing" not in words(web.page("/introductions"))
    choices = web.page(f"/introductions/new?one={ids[0]}")
    link = re.search(r'href="([^"]*form=made[^"]*)"', choices)
    assert link is not None
    form = web.page(link[1].replace("&amp;", "&"))
    assert f'value="{FIRST}"' in form
    path = begin(web, one_id=ids[0])
    assert text_on(web.page(path)).startswith(f"{FIRST}, I know somebody whom you might like to meet.")
    listed = words(web.page("/introductions"))
    assert f"{FIRST} and {SECOND}" in listed
    assert "An idea, and nobody was asked yet." in listed


def test_until_both_said_yes_no_page_has_words_that_tell_who_is_meant(
    web: Served, ids: tuple[str, str]
) -> None:
    path = begin(web)
    told = []
    for code in ("ask-one", "yes-one", "ask-other"):
        told.append(text_on(web.page(path)))
        move(web, path, code)
    assert not [name for name in SECOND.split() if name in told[0]]
    assert not [name for name in FIRST.split() if name in told[2]]
    assert ["They do not know that I ask." in told[place] for place in (0, 2)] == [True, False]
    both = move(web, path, "yes-other")
    assert "Both said yes" in words(both)
    assert text_on(both).startswith(f"{FIRST}, {SECOND}, I would like the two of you to meet. Both of you")
    assert text_on(both).count(FIRST) == 1
    assert "I would like you to meet Thaddeus Brambleworth, who said yes as well." in words(both)
    assert re.search(r'href="mailto:zenobia@quill\.example\?subject=[^"]*Thaddeus', both)
    assert re.search(r'href="mailto:zenobia@quill\.example,thad@bramble\.example\?subject', both)


def test_words_that_tell_too_much_are_refused_beside_their_field_and_kept_there(
    web: Served, ids: tuple[str, str]
) -> None:
    fields = {"form": "made", "one": FIRST, "other": SECOND, "about": "the maps of Brambleworth"}
    page = web.send("/introductions/new", 400, **fields).text
    assert "“Brambleworth” would tell who is meant" in words(page)
    assert 'aria-describedby="about-wrong"' in page
    assert "the maps of Brambleworth</textarea>" in page
    assert "Nobody in your book is called" in words(
        web.send("/introductions/new", 400, **fields | {"one": "Nemo Nobody"}).text
    )


def test_a_text_is_changed_before_it_is_sent_and_looked_through_again(
    web: Served, ids: tuple[str, str]
) -> None:
    path = begin(web)
    said = {"key": "ask_one", "step": "ask-one"}
    page = web.send(f"{path}/text", 200, text="Dear Zenobia, <b>maps</b>?", **said).text
    assert text_on(page) == "Dear Zenobia, <b>maps</b>?"
    assert "<b>" not in page
    assert "body=Dear%20Zenobia%2C%20%3Cb%3Emaps" in page
    refused = web.send(f"{path}/text", 400, text="It is thad@bramble.example", **said).text
    assert "“thad@bramble.example” would tell" in words(refused)
    assert "It%20is%20thad" not in refused
    gone = web.send(f"{path}/text", 404, text="x", key="nothing_one", step="ask-one").text
    assert "This text is not on the page any more" in words(gone)


def test_a_no_is_passed_on_without_a_name_and_an_end_is_an_end(web: Served, ids: tuple[str, str]) -> None:
    path = begin(web)
    page = move(web, path, "ask-one", "yes-one", "ask-other", "no-other")
    assert "Tell Zenobia Quillfeather" in words(page)
    assert text_on(page) == (
        f"{FIRST}, what I asked you about (old maps) does not come about. "
        "It has nothing to do with you. Thank you for thinking about it."
    )
    assert "It is over since" in words(move(web, path, "tell-one"))
    assert "This cannot be done now" in words(web.send(path, 400, move="made").text)


def test_not_now_says_until_when_and_a_wrong_day_is_said_beside_it(web: Served, ids: tuple[str, str]) -> None:
    path = begin(web)
    move(web, path, "ask-one")
    assert "Until when" in words(web.page(f"{path}?step=later-one"))
    assert 'id="back_on-wrong"' in web.send(path, 400, move="later-one", back_on="someday").text
    assert "Not now, until when?" in words(web.page(path))
    page = move(web, path, "later-one", back_on="2026-12-20")
    assert "Rests until 20 Dec 2026." in words(page)
    assert "until 20 Dec 2026" in words(web.page("/introductions"))


def test_being_introduced_is_asked_for_with_a_plain_word_before_and_words_to_pass_on(
    web: Served, ids: tuple[str, str]
) -> None:
    page = words(web.page(begin(web, "asked", why_one="I draw maps", why_other="you know us both.")))
    assert "As far as your book knows, you have not helped them yet." in page
    assert f"I would like to get to know {FIRST}." in page
    assert "I ask you because you know us both." in page
    assert "To pass on: Me would like to get to know you." in page
    assert "Why you may like it: I draw maps." in page


def test_what_was_done_is_taken_back_from_the_page_that_says_so(web: Served, ids: tuple[str, str]) -> None:
    path = begin(web)
    page = move(web, path, "ask-one")
    batch = re.search(r'name="batch" value="(\w+)"', page)
    assert batch is not None
    back = web.send("/undo", batch=batch[1], then="introduction", skip=path.rpartition("/")[2])
    assert back.url.path == path
    assert "An idea, and nobody was asked yet." in words(back.text)


def test_the_outcome_is_chosen_and_one_that_was_given_leads_to_thanks(
    web: Served, ids: tuple[str, str]
) -> None:
    path = begin(web, "received", on="yesterday")
    assert "thank you for introducing me to Zenobia Quillfeather" in text_on(web.page(path))
    move(web, path, "thank-introducer", "met")
    assert "Choose one of these." in words(web.send(path, 400, move="outcome").text)
    page = move(web, path, "outcome", outcome="goes on", learned="We draw a map together")
    assert "and it goes on. We draw a map together. Thank you again." in text_on(page)
    assert "Done, and you said thank you" in words(move(web, path, "tell-introducer"))


def test_where_one_wants_no_contact_the_first_step_is_to_tell_the_other(
    web: Served, library: Library, ids: tuple[str, str]
) -> None:
    path = begin(web)
    move(web, path, "ask-one", "yes-one", "ask-other", "yes-other")
    with library.open(NOW, writing=True) as book:
        set_standing(book, parse_public_id(ids[0]) or 0, Standing.LEAVE_BE)
    page = web.page(path)
    assert f"Let it go, and tell {SECOND}" in words(page)
    assert "does not come about" in text_on(page)
    refused = web.page(f"{path}?step=made")
    assert f"No text is made: {FIRST} is to be left in peace." in words(refused)
    assert "thad@" not in refused
    assert "mailto:" not in refused


def test_who_was_introduced_today_is_given_time_and_who_met_is_asked_otherwise(
    web: Served, ids: tuple[str, str]
) -> None:
    path = begin(web)
    page = move(web, path, "ask-one", "yes-one", "ask-other", "yes-other", "made")
    assert "Give them a week or two." in words(page)
    assert not text_on(page)


def test_whom_both_agreed_to_is_brought_by_the_introducer_and_what_was_let_go_does_not_rest(
    web: Served, ids: tuple[str, str]
) -> None:
    path = begin(web, "asked")
    page = move(web, path, "ask-introducer", "yes-introducer", "ask-one", "yes-one")
    assert f"Now {SECOND} brings you together." in words(page)
    assert not text_on(page)
    page = words(move(web, begin(web), "let-go"))
    assert "It is over; you can take it up again" in page
    assert "It rests" not in page


def test_the_pages_run_as_many_statements_for_many_as_for_one(
    web: Served, library: Library, ids: tuple[str, str]
) -> None:
    path, found = begin(web), []
    for number in range(8):
        with counted(library.engine) as listed:
            web.page("/introductions")
        with counted(library.engine) as shown:
            web.page(path)
        found.append((len(listed), len(shown)))
        added(library, f"Orlando Fernsby{number}")
        begin(web, other=f"Orlando Fernsby{number}")
    assert found[1:] == [found[1]] * 7


@pytest.mark.usefixtures("ids")
def test_a_name_that_nobody_has_is_said_without_a_command(web: Served) -> None:
    fields = {"form": "made", "one": FIRST, "other": "Nobody Known", "about": "old maps"}
    told = web.send("/introductions/new", 400, **fields).text
    assert "choose from People, or add them first." in told
    assert "look with" not in told
