"""The network: its page in words, and the picture that fingers and keys move."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import RelationKind
from keepwarm.domain.errors import Missing
from keepwarm.domain.ids import public_id
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.network_groups import Group, GroupKind
from keepwarm.domain.people import Person, Standing
from keepwarm.storage import network_rows
from keepwarm.storage.book import Library
from keepwarm.storage.circles import add_circle, add_members
from keepwarm.storage.interactions import add_interaction
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.pages.network import NetworkPage, network_page
from keepwarm.storage.pages.network_from import network_from
from keepwarm.storage.relations import add_relation
from keepwarm.usecases.tend_bearing import ChooseBearing, choose_bearing
from keepwarm.usecases.tend_person import AddPerson, add_people, set_standing
from tests.books import NOW, begun, days_ago, talked
from tests.statements import counted
from tests.web.served import Served, on_both_databases, served, words


def at_work(library: Library, place: str, *names: str) -> list[int]:
    """Some who work somewhere."""
    commands = tuple(AddPerson(person=Person(name=name, organization=place)) for name in names)
    with library.open(NOW, writing=True) as book:
        return list(add_people(book, commands))


def filled(library: Library) -> dict[str, int]:
    """Four at Acme; four in a choir, Ada too. Ben is close, and weekly talks with Cleo have stopped."""
    acme = at_work(library, "Acme", "Ada", "Ben", "Cleo", "Dan <b>")
    choir = at_work(library, "", "Eva", "Finn", "Gus")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "group", "Choir")
        add_members(book, add_circle(book, "Choir"), dict.fromkeys([acme[0], *choir], None))
        add_relation(book, choir[0], choir[1], RelationKind.FRIEND, label="", source="you")
        choose_bearing(book, ChooseBearing(person_id=acme[1], closeness=3))
    for weeks in range(6, 20):
        talked(library, acme[2], days_ago(7 * weeks))
    return dict(zip(("Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus"), [*acme, *choir], strict=True))


def read(library: Library) -> NetworkPage:
    with library.open(NOW) as book:
        return network_page(book)


@on_both_databases
def test_it_says_who_is_close_who_drifts_and_who_links_two_groups(web: Served, library: Library) -> None:
    ids = filled(library)
    text = web.page("/network")
    said = words(text)
    assert "7 people, 2 groups, 1 bridge, 1 drifting." in said
    assert "Ada Only Ada links Choir and Acme." in said
    assert "Cleo Last, you spoke by phone, about 6 weeks ago. Your usual rhythm is 5 days." in said
    assert "Acme 3 2 1 Choir 4 0 0" in said
    assert "Close, 1 You want to be close, or you help each other. Ben" in said
    assert "Dan &lt;b&gt;" in text
    assert f'href="{web.visitor.base_url.join("/person/").path}{public_id(ids["Ada"])}"' in text


@on_both_databases
def test_from_anybody_it_shows_whom_they_are_known_to_know_and_why(web: Served, library: Library) -> None:
    ids = filled(library)
    said = words(web.page(f"/network?from={public_id(ids['Eva'])}"))
    assert "Around Eva" in said
    assert "3 people in your book whom they may know." in said
    assert "Sure, 1 Finn Eva is a friend of Finn." in said
    assert "Likely, 2 Ada Eva and Ada both belong to Choir." in said
    assert "Nobody in your book is known to know them." in words(
        web.page(f"/network?from={public_id(ids['Ben'])}")
    )
    assert "Nobody in your book" in words(web.page("/network?from=nobody", 404))
    with library.open(NOW) as book, pytest.raises(Missing):
        network_from(book, 1)


def together(library: Library, those: list[int], *, recipients: int, times: int = 1) -> None:
    """Mails to all of them."""
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "log", "")
        for number in range(times):
            mail = Interaction(
                at=days_ago(number + 1), channel=Channel.EMAIL, direction=Direction.OUT, recipients=recipients
            )
            add_interaction(book, mail, tuple(those))


@on_both_databases
def test_people_in_one_talk_of_few_know_each_other_and_in_a_crowd_they_do_not(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, ben, cleo, dan = at_work(library, "", "Ada", "Ben", "Cleo", "Dan")
    together(library, [ada, ben, cleo], recipients=3, times=2)
    together(library, [ada, dan], recipients=40)
    page = read(library)
    names = [dot.name for dot in page.dots]
    assert {tuple(sorted((names[one], names[other]))) for one, other in page.ties} == {
        ("Ada", "Ben"), ("Ada", "Cleo"), ("Ben", "Cleo"),
    }  # fmt: skip
    assert [(line.group, line.people) for line in page.groups] == [(Group(GroupKind.AROUND, "Ada"), 3)]
    monkeypatch.setattr(network_rows, "_MOST_TALKS", 3)
    monkeypatch.setattr(network_rows, "_EIGHTH", 0)
    assert read(library).ties == ()


def test_the_key_has_only_the_marks_that_are_there_and_a_long_list_is_folded(
    web: Served, library: Library
) -> None:
    at_work(library, "", "Ada", "Ben")
    text = web.page("/network")
    assert "Talk with somebody, and they come nearer." in text
    key = words(text.partition('class="legend')[2].partition("</ul>")[0])
    assert "quiet, or no talk yet" in key
    assert not [mark for mark in ("you talk", "drifting", "links two groups") if mark in key]
    for one in at_work(library, "", *"CDEFGHI"):
        for weeks in range(6, 20):
            talked(library, one, days_ago(7 * weeks))
    text = web.page("/network")
    assert "Talk with somebody, and they come nearer." not in text
    drifting = text.partition('id="drifting"')[2].partition("</section>")[0]
    assert "And 2 more" in words(drifting)
    assert drifting.partition("<details")[0].count("<h3>") == 5


def test_the_page_of_a_person_leads_to_whom_they_know(web: Served, library: Library) -> None:
    here = public_id(filled(library)["Eva"])
    assert f'href="/network?from={here}">Who knows them</a>' in web.page(f"/person/{here}")


def test_an_empty_book_says_how_to_begin(web: Served) -> None:
    said = words(web.page("/network"))
    assert "Nobody yet. Name five people" in said
    assert "By closeness" not in said


def test_who_is_just_an_address_or_to_be_left_be_is_not_drawn(library: Library) -> None:
    ids = filled(library)
    with library.open(NOW, writing=True) as book:
        set_standing(book, ids["Gus"], Standing.LEAVE_BE)
        set_standing(book, ids["Dan"], Standing.JUST_AN_ADDRESS)
    assert {dot.person_id for dot in read(library).dots} == set(ids.values()) - {ids["Gus"], ids["Dan"]}


def test_a_large_book_is_cut_to_the_strongest_and_then_to_the_related(
    web: Served, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(library)
    monkeypatch.setattr(network_rows, "MOST_DRAWN", 3)
    page = read(library)
    assert {dot.name for dot in page.dots} == {"Cleo", "Eva", "Finn"}
    assert page.left_out
    assert "Only 3 people are drawn, the nearest" in words(web.page("/network"))


@on_both_databases
def test_the_page_runs_a_fixed_number_of_statements(web: Served, library: Library) -> None:
    filled(library)
    web.page("/network")
    with counted(library.engine) as few:
        web.page("/network")
    everybody = at_work(library, "Large", *(f"Person {number:03}" for number in range(700)))
    for person_id in everybody[:30]:
        talked(library, person_id, days_ago(3))
    web.page("/network")
    with counted(library.engine) as many:
        web.page("/network")
    assert len(few) == len(many)


def test_what_a_person_stands_on_stays_where_it_is_between_visits(library: Library) -> None:
    filled(library)
    assert read(library) == read(library)


@pytest.fixture
def page(chromium: Browser) -> Page:
    return chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()


CHOSEN = ".network .chosen .name"


def test_a_tap_and_the_keys_choose_somebody_and_lead_to_their_page(page: Page, shown: Served) -> None:
    page.goto(f"{shown.url}/demo/network")
    page.locator(".network canvas").focus()
    page.keyboard.press("ArrowRight")
    first = page.inner_text(CHOSEN)
    page.keyboard.press("ArrowRight")
    second = page.inner_text(CHOSEN)
    assert second != first
    page.keyboard.press("+")
    page.keyboard.press("0")
    page.keyboard.press("Escape")
    assert page.locator(CHOSEN).count() == 0
    spot = page.evaluate(_SPOT_OF, second)
    page.touchscreen.tap(*spot)
    assert page.inner_text(CHOSEN) == second
    page.get_by_role("link", name="See from here").click()
    assert page.inner_text("h1") == f"Around {second}"
    page.go_back()
    page.locator(".network canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/*")
    assert first in page.inner_text("h1")
    page.context.close()


def test_whoever_is_chosen_is_named_in_sight_of_the_picture_wherever_it_stands(
    page: Page, shown: Served
) -> None:
    page.goto(f"{shown.url}/demo/network")
    page.locator(".network canvas").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#network-keys").is_hidden()
    for block in ("start", "end"):
        page.evaluate("(block) => document.querySelector('.network canvas').scrollIntoView({ block })", block)
        assert page.evaluate(_UNCOVERED)
    page.evaluate("scrollBy(0, -300)")
    assert page.evaluate(_UNCOVERED)
    page.context.close()


_UNCOVERED = """() => {
  const room = document.querySelector('.network .chosen .name').getBoundingClientRect();
  return !!document.elementFromPoint(room.left + 5, room.top + room.height / 2)?.closest('.chosen');
}"""


def test_it_comes_nearer_follows_a_drag_and_is_whole_again(page: Page, shown: Served) -> None:
    page.goto(f"{shown.url}/demo/network")
    whole = _seen(page)
    page.get_by_role("button", name="Nearer").click()
    near = _seen(page)
    box = page.locator(".network canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40)
    page.mouse.up()
    dragged = _seen(page)
    page.mouse.wheel(0, -60)
    page.wait_for_timeout(50)
    nearer = _seen(page)
    assert (near != whole, dragged != near, nearer != dragged) == (True, True, True)
    page.wait_for_timeout(100)
    assert _seen(page) == nearer
    page.get_by_role("button", name="All").click()
    assert _seen(page) == whole
    page.context.close()


def _seen(page: Page) -> str:
    """The picture as it stands when the next frame has been drawn."""
    seen: str = page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => "
        "done(document.querySelector('.network canvas').toDataURL()))))"
    )
    return seen


_SPOT_OF = """name => {
  const link = [...document.querySelectorAll('a[data-at]')].find((one) => one.textContent === name);
  const [x, y] = link.dataset.at.split(' ').map(Number), canvas = document.querySelector('.network canvas');
  canvas.scrollIntoView({ block: 'center' });
  const room = canvas.getBoundingClientRect();
  const rings = document.querySelector('.network').dataset.rings.trim().split(' ').map(Number);
  const scale = Math.min(room.width, room.height - 24) / 2 / (rings.at(-1) + 1);
  return [room.left + room.width / 2 + x * scale, room.top + room.height / 2 + y * scale];
}"""
"""Where somebody stands on the screen while all is shown."""


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_picture_stands_on_its_own_ground_and_axe_finds_nothing(
    chromium: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library, served(library) as web:
        ids = filled(library)
        context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]  # one of the two words that it takes
        page = context.new_page()
        for path in ("network", f"network?from={public_id(ids['Eva'])}"):
            page.goto(f"{web.url}/{path}")
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            assert page.evaluate(_COLOURS) > 3
            assert Axe().run(page).response["violations"] == []
        context.close()


_COLOURS = """() => {
  const canvas = document.querySelector('.network canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}"""
"""How many colours the picture shows: of an empty one, one."""
