"""The person page: what is known, by kind; private things; days; wish, closeness and rhythm."""

import re

import pytest
from playwright.sync_api import Browser, expect

from keepwarm.domain.bearings import NO_BEARING, Bearing, Wish
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import FactKind
from keepwarm.storage.bearings import bearing_of, wishes_of
from keepwarm.storage.book import Library
from keepwarm.storage.pages.person import FactLine, person_page
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from tests.books import NOW, added, days_ago, hash_of, talked
from tests.web.served import Served, words


@pytest.fixture
def ada(library: Library) -> int:
    return added(library, "Ada Lovelace", "ada@example.org")


@pytest.fixture
def here(ada: int) -> str:
    return f"/person/{public_id(ada)}"


def noted(library: Library, person_id: int, kind: FactKind, text: str, *, private: bool = False) -> str:
    command = KeepFact(person_id=person_id, kind=kind, text=text, sensitive=private, confirmed=private)
    with library.open(NOW, writing=True) as book:
        return public_id(keep_fact(book, command))


def facts(library: Library, person_id: int) -> list[FactLine]:
    with library.open(NOW) as book:
        return list(person_page(book, person_id).facts)


def undo_of(page: str) -> str:
    """The batch that a page offers to undo."""
    found = re.search(r'name="batch" value="(\w+)"', page)
    assert found is not None
    return found[1]


def test_what_is_known_stands_by_kind_in_the_order_of_form_and_gains(
    web: Served, library: Library, ada: int, here: str
) -> None:
    for kind in (FactKind.SKILLS, FactKind.FAMILY, FactKind.GOALS, FactKind.FAMILY):
        noted(library, ada, kind, f"of {kind} {len(facts(library, ada))}")
    said = words(web.page(here))
    shown = [said.index(word) for word in ("Family of family", "of family 3", "Goals of", "Skills of")]
    assert shown == sorted(shown)
    assert "Recreation of" not in said
    assert len(re.findall("<dt>Family</dt>", web.page(here))) == 1


def test_a_fact_is_noted_changed_and_taken_out_each_with_its_undo(
    web: Served, library: Library, ada: int, here: str
) -> None:
    page = web.send(f"{here}/note", kind="recreation", text=" keeps bees ").text
    assert "keeps bees" in page
    fact = f"{here}/facts/{public_id(facts(library, ada)[0].fact_id)}"
    assert ">\nkeeps bees</textarea>" in web.page(fact)
    web.send(fact, kind="skills", text="keeps many bees")
    line = facts(library, ada)[0]
    assert (line.kind, line.text, line.source) == (FactKind.SKILLS, "keeps many bees", "you")
    before = hash_of(library)
    page = web.send(f"{fact}/gone").text
    assert "Took out something known of Ada Lovelace" in words(page)
    assert facts(library, ada) == []
    web.send("/undo", batch=undo_of(page), then="person")
    assert hash_of(library) == before


def test_what_is_private_is_asked_about_once_more_before_it_is_kept(
    web: Served, library: Library, ada: int, here: str
) -> None:
    form = {"kind": "family", "text": "is in treatment", "private": "yes"}
    asked = web.send(f"{here}/note", 400, **form).text
    assert "Keep this? They may ask to read it." in words(asked)
    assert facts(library, ada) == []
    assert "is in treatment</textarea>" in asked
    assert 'name="confirmed" value="yes">Keep it, private to their page' in asked
    page = web.send(f"{here}/note", **form, confirmed="yes").text
    assert "1 more, kept private to this page" in words(page)
    assert [line.sensitive for line in facts(library, ada)] == [True]


@pytest.mark.parametrize(("answer", "is_private"), [("private", True), ("open", False)])
def test_what_sounds_private_is_asked_about_though_it_was_not_ticked(
    web: Served, library: Library, ada: int, here: str, answer: str, is_private: bool
) -> None:
    form = {"kind": "family", "text": "has breast cancer"}
    page = web.send(f"{here}/note", 400, **form).text
    assert "This sounds private. Keep it on their page only?" in words(page)
    assert f'name="sounds" value="{answer}"' in page
    assert facts(library, ada) == []
    web.send(f"{here}/note", **form, sounds=answer)
    assert [line.sensitive for line in facts(library, ada)] == [is_private]
    assert "cancer" not in web.page(f"{here}/brief").partition("Worth asking")[2].partition("</ul>")[0]


def test_a_fact_that_is_reworded_to_something_private_is_asked_about(
    web: Served, library: Library, ada: int, here: str
) -> None:
    fact = f"{here}/facts/{noted(library, ada, FactKind.FAMILY, 'a sister')}"
    form = {"kind": "family", "text": "a sister, in hospital"}
    assert "This sounds private." in words(web.send(fact, 400, **form).text)
    web.send(fact, **form, sounds="private")
    assert [(line.text, line.sensitive) for line in facts(library, ada)] == [(form["text"], True)]


def test_what_is_private_lies_in_the_fold_alone(web: Served, library: Library, ada: int, here: str) -> None:
    noted(library, ada, FactKind.FAMILY, "is in treatment", private=True)
    page = web.page(here)
    fold = page.partition('id="private-facts"')[2].partition("</details>")[0]
    assert page.count("is in treatment") == fold.count("is in treatment") > 0
    assert "is in treatment" not in web.page(f"{here}/brief")
    found = web.page("/people?q=treatment")
    assert "Ada Lovelace" in found
    assert "is in treatment" not in found
    assert "in what is private" in found


def test_a_fact_becomes_private_by_a_second_word_too(
    web: Served, library: Library, ada: int, here: str
) -> None:
    fact = f"{here}/facts/{noted(library, ada, FactKind.FAMILY, 'a sister')}"
    form = {"kind": "family", "text": "a sister", "private": "yes"}
    assert "Keep this?" in words(web.send(fact, 400, **form).text)
    web.send(fact, **form, confirmed="yes")
    assert facts(library, ada)[0].sensitive
    web.send(fact, kind="family", text="a sister")
    assert not facts(library, ada)[0].sensitive


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"kind": "family", "text": " "}, "There is nothing written down yet"),
        ({"kind": "hats", "text": "many"}, "Choose one of these."),
        ({"kind": "family", "text": "a sister"}, "This is noted already, in these very words."),
    ],
)
def test_what_cannot_be_noted_is_said_and_what_was_typed_stays(
    web: Served, library: Library, ada: int, here: str, form: dict[str, str], sentence: str
) -> None:
    noted(library, ada, FactKind.FAMILY, "a sister")
    before = hash_of(library)
    page = web.send(f"{here}/note", 400, **form).text
    assert sentence in words(page)
    assert '<details class="more" id="note-fact" open>' in page
    assert hash_of(library) == before


def test_the_facts_of_others_and_of_nobody_are_not_there(
    web: Served, library: Library, ada: int, here: str
) -> None:
    fact = noted(library, added(library, "Bob"), FactKind.FAMILY, "a sister")
    before = hash_of(library)
    for path in (f"{here}/facts/{fact}", f"{here}/facts/0000000000000", f"{here}/facts/x"):
        web.page(path, 404)
        web.send(path, 404, kind="family", text="a brother")
        web.send(f"{path}/gone", 404)
    web.send(f"{here}/days/{fact}/gone", 404)
    assert hash_of(library) == before


def test_each_reason_stands_with_the_move_that_confirms_it(
    web: Served, library: Library, ada: int, here: str
) -> None:
    moves = {
        FactKind.CAN_HELP: "Ask them: would that help you?",
        FactKind.IN_COMMON: "Suggest the thing itself, together.",
        FactKind.GOOD_TALK: "Say that you enjoyed it, and wait.",
        FactKind.IN_MY_LIFE: "Say directly that you would like to stay in touch.",
        FactKind.REASON: "Say it, and ask whether they see it so too.",
    }
    for kind in moves:
        noted(library, ada, kind, f"reason {kind}")
    said = words(web.page(here))
    for kind, move in moves.items():
        assert f": reason {kind} {move} Change: reason {kind}" in said


def test_a_day_of_their_life_is_added_and_taken_away(web: Served, library: Library, here: str) -> None:
    before = hash_of(library)
    page = web.send(f"{here}/days", day_label="wedding day", day_on="20 june 2015").text
    assert "Wedding day 20 June 2015" in words(page)
    found = re.search(r'action="([^"]+/days/\w+/gone)"', page)
    assert found is not None
    web.send(found[1])
    assert hash_of(library) == before


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"day_label": "exam", "day_on": "soon"}, "'soon' is no such day"),
        ({"day_label": "exam", "day_on": "30 february"}, "'30 february' is no such day"),
        ({"day_label": "", "day_on": "14 may"}, "Write what day it is"),
        ({"day_label": "", "day_on": ""}, "is no such day"),
    ],
)
def test_a_day_that_is_none_is_said(
    web: Served, library: Library, here: str, form: dict[str, str], sentence: str
) -> None:
    before = hash_of(library)
    assert sentence in words(web.send(f"{here}/days", 400, **form).text)
    assert hash_of(library) == before


def test_their_wish_is_kept_in_their_words_and_a_no_is_final(
    web: Served, library: Library, ada: int, here: str
) -> None:
    page = web.send(f"{here}/wish", answer="yes", wish_words="Ring me any time.", wish_on="yesterday").text
    assert "They want to stay in touch too (yesterday): “Ring me any time.”" in words(page)
    page = web.send(f"{here}/wish", answer="no", wish_words="", wish_on="").text
    assert "They would rather not stay in touch. Nothing proposes them any more" in words(page)
    with library.open(NOW) as book:
        assert wishes_of(book, (ada,))[ada].answer is Wish.NO
    web.send("/undo", batch=undo_of(page), then="person")
    web.send(f"{here}/wish", answer="unsaid", wish_words="", wish_on="")
    with library.open(NOW) as book:
        assert wishes_of(book, (ada,)) == {}


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"answer": "perhaps"}, "Choose one of these."),
        ({"answer": "yes", "wish_on": "2026-11-23"}, "is not here yet"),
        ({"answer": "yes", "wish_on": "blue"}, "names no day"),
    ],
)
def test_a_wish_that_is_none_is_said(
    web: Served, library: Library, here: str, form: dict[str, str], sentence: str
) -> None:
    before = hash_of(library)
    assert sentence in words(web.send(f"{here}/wish", 400, **form).text)
    assert hash_of(library) == before


def test_how_close_and_how_often_is_chosen_and_let_go_of(
    web: Served, library: Library, ada: int, here: str
) -> None:
    page = web.send(f"{here}/bearing", closeness="3", every="5 weeks").text
    assert "How close, how often: close, every 5 weeks" in words(page)
    with library.open(NOW) as book:
        assert bearing_of(book, ada) == Bearing(closeness=3, cadence_days=35)
    web.send(f"{here}/bearing", closeness="2", every="")
    with library.open(NOW) as book:
        assert bearing_of(book, ada) == NO_BEARING
    for form in ({"closeness": "4"}, {"closeness": "x"}, {"closeness": "2", "every": "soon"}):
        before = hash_of(library)
        web.send(f"{here}/bearing", 400, **form)
        assert hash_of(library) == before


def test_somebody_is_not_on_the_list_and_back_again(web: Served, ada: int, here: str) -> None:
    page = web.send(f"{here}/answer", answer="never", then="person").text
    assert "Not on your list: nothing proposes them." in words(page)
    page = web.send(f"{here}/answer", answer="again", then="person").text
    assert "Not on your list:" not in words(page)


def test_somebody_long_on_the_list_without_a_word_is_shown_so(
    web: Served, library: Library, here: str
) -> None:
    assert "On your list since" not in words(web.page(here))
    old = added(library, "Grace", now=NOW.replace(month=3))
    there = f"/person/{public_id(old)}"
    said = "On your list since March 2026, about 8 months, and not a word yet."
    assert said in words(web.page(there))
    assert said in words(web.page(f"{there}/brief"))


def test_a_rhythm_that_was_chosen_is_said_as_such(web: Served, library: Library, ada: int, here: str) -> None:
    for days in (90, 76, 62, 48):
        talked(library, ada, days_ago(days))
    assert "Your usual rhythm is" in words(web.page(here))
    page = words(web.send(f"{here}/bearing", every="every five weeks").text)
    assert "You chose every 5 weeks." in page
    assert "Your usual rhythm is" not in page


def test_what_is_large_within_a_kind_stays_so(web: Served, library: Library, ada: int, here: str) -> None:
    noted(library, ada, FactKind.IN_MY_LIFE, "she laughs")
    for page in (web.page(here), web.page(f"{here}/brief")):
        assert "Somebody I want in my life" in words(page)


# Refused forms


REFUSED = (
    ("prefer", {"their_words": "as you like"}),
    ("note", {"kind": "family", "text": ""}),
    ("note", {"kind": "family", "text": "is ill", "private": "yes"}),
    ("note", {"kind": "family", "text": "is ill"}),
    ("days", {"day_label": "", "day_on": "soon"}),
    ("wish", {"answer": "maybe"}),
    ("bearing", {"every": "now and again"}),
    ("log", {"words": "", "on": "someday"}),
    ("relations", {"kind": "spouse", "other": ""}),
)


@pytest.mark.parametrize(("form", "fields"), REFUSED)
def test_no_id_stands_twice_on_the_page_and_a_refused_form_has_the_focus(
    web: Served, here: str, form: str, fields: dict[str, str]
) -> None:
    page = web.send(f"{here}/{form}", 400, **fields).text
    found = re.findall(r'\sid="([^"]+)"', page)
    assert [one for one in found if found.count(one) > 1] == []
    assert page.count(" autofocus>") == 1
    label_for = re.findall(r'<label for="([^"]+)"', page)
    assert set(label_for) <= set(found)


@pytest.mark.parametrize("has_javascript", [True, False])
def test_a_refused_form_is_brought_before_the_eyes(
    chromium: Browser, web: Served, here: str, has_javascript: bool
) -> None:
    context = chromium.new_context(java_script_enabled=has_javascript, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(web.url + here)
    page.get_by_text("How close, how often").click()
    page.locator("#every").fill("now and again")
    page.locator("#set-bearing form button").first.click()
    expect(page.locator("#set-bearing p[autofocus]")).to_be_focused()
    expect(page.locator("#set-bearing p[autofocus]")).to_be_in_viewport()
    context.close()
