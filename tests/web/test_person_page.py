"""What the page of a person says beside the ties: who, where it comes from, whom they know, a photo."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from keepwarm.domain.bringing import Form
from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from keepwarm.storage.pages.person import person_page
from keepwarm.usecases.begin_book import BeginBook, begin_book
from keepwarm.usecases.find_person import find_person
from tests.books import NOW, added, address_book, card, taken_in
from tests.introducing import began, people
from tests.web.served import Served, served, words


def brought(library: Library, folder: Path, *lines: str, name: str = "Ada Lovelace") -> str:
    """The path of somebody who came as a card of these lines."""
    taken_in(library, address_book(folder, card(name, *lines)))
    with library.open(NOW) as book:
        return f"/person/{public_id(find_person(book, name).person_id)}"


def photo_line(raw: bytes) -> str:
    return f"PHOTO;ENCODING=b;TYPE=PNG:{b64encode(raw).decode()}"


def picture(size: tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, "PNG")
    return out.getvalue()


def test_who_somebody_is_stands_above_in_quiet_words(web: Served, library: Library, tmp_path: Path) -> None:
    here = brought(
        library,
        tmp_path,
        "NICKNAME:Countess",
        "X-PHONETIC-FIRST-NAME:Ayda",
        "TITLE:Head",
        "ORG:Acme",
        "BDAY:--12-10",
        "CATEGORIES:Book club",
        "ANNIVERSARY:1835-07-08",
        "RELATED;TYPE=spouse:William King",
    )
    page = web.page(here)
    said = words(page)
    assert "Ada Lovelace “Countess” Ayda" in said
    assert "Head, Acme" in said
    assert "Born 10 December." in said
    assert "Anniversary 8 July 1835" in said
    assert "Spouse: William King" in said
    assert '<a href="/people?q=tag%3Abook-club"><bdi>Book club</bdi></a>' in page
    assert web.page("/people?q=tag:book-club").count('class="row"') == 1
    for empty in ("Before", "Two sources differ", "What was", "Look at both"):
        assert empty not in said


def test_where_it_comes_from_is_said_in_one_place(web: Served, library: Library, tmp_path: Path) -> None:
    here = brought(library, tmp_path, "ORG:Acme", "EMAIL:ada@example.org")
    web.send(f"{here}/edit", organization="Beta")
    page = web.page(here)
    before, _, origins = page.partition('id="origins"')
    assert "contacts.vcf" not in before
    said = words(origins)
    assert "Organization Beta you wrote it, 22 Nov 2026" in said
    assert "Address ada@example.org from the file contacts.vcf, 22 Nov 2026" in said
    assert "Organization, kept beside Acme from the file contacts.vcf, 22 Nov 2026" in said


def test_numbers_and_addresses_are_shown_as_at_home(tmp_path: Path) -> None:
    library = Library(str(tmp_path / "book.keepwarm"))
    begin_book(library, BeginBook(name="Me", time_zone="Europe/Berlin"), NOW)
    here = brought(library, tmp_path, "TEL:+49 30 1234567", "ADR:;;Linden 1;Berlin;;10117;Germany")
    with served(library) as web:
        page = web.page(here)
    library.close()
    assert '<bdi class="value">030 1234567</bdi>' in page
    assert 'href="tel:+49301234567"' in page
    assert '<bdi class="value">Linden 1\n10117 Berlin</bdi>' in page


def test_a_photo_is_served_anew_and_small(web: Served, library: Library, tmp_path: Path) -> None:
    here = brought(library, tmp_path, photo_line(picture((900, 600))))
    assert f'<img src="{here}/photo" alt=""' in web.page(here)
    answer = web.visitor.get(f"{here}/photo")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.headers["cache-control"] == "no-store"
    with Image.open(BytesIO(answer.content)) as made:
        assert made.size == (256, 171)


@pytest.mark.parametrize("raw", [b"<svg onload='alert(1)'/>", picture((5_001, 5_000)), b"\x89PNG\r\n"])
def test_a_photo_that_cannot_be_shown_leaves_the_initials(
    web: Served, library: Library, tmp_path: Path, raw: bytes
) -> None:
    here = brought(library, tmp_path, photo_line(raw))
    assert '<span class="face" aria-hidden="true">AL<img' in web.page(here)
    answer = web.visitor.get(f"{here}/photo")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/gif")
    assert raw not in answer.content


def test_who_came_without_a_card_has_initials_alone(web: Served, library: Library) -> None:
    here = f"/person/{public_id(added(library, 'Ada Lovelace'))}"
    page = web.page(here)
    assert '<span class="face" aria-hidden="true">AL</span>' in page
    assert "<img" not in page
    assert web.visitor.get(f"{here}/photo").headers["content-type"] == "image/gif"
    assert web.visitor.get("/person/0000000000000/photo").status_code == 404


def test_who_may_be_the_same_is_named_and_leads_to_their_page(
    web: Served, library: Library, tmp_path: Path
) -> None:
    here = brought(library, tmp_path, "TEL:+44 20 7946 0018")
    other = brought(library, tmp_path, "ORG:Acme", "TEL:+44 20 7946 0018", name="A. Lovelace")
    with library.open(NOW) as book:
        alike = person_page(book, find_person(book, "A. Lovelace").person_id).more.alike
    said = words(web.page(other))
    assert ("Is this somebody else too?" in said) == bool(alike)
    assert here != other


def test_introductions_and_referrals_with_somebody_stand_on_their_page(web: Served, library: Library) -> None:
    one, other = people(library)
    began(library, Form.MADE, one, other)
    here = f"/person/{public_id(one)}"
    noted = {"person": public_id(one), "side": "theirs", "text": "the dentist", "state": "sent"}
    referral = web.send("/referrals/new", **noted).url.path
    page = web.page(here)
    assert f'href="{referral}"' in page
    said = words(page)
    assert "A referral from them: the dentist" in said
    assert "Zenobia Quillfeather and Thaddeus Brambleworth" in said
