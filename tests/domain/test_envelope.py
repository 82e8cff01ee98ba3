"""Addresses, laid out as their country writes them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.envelope import INTERNATIONAL, address_lines, layout_of
from keepwarm.domain.postal import Postal

COUNTRIES = (
    "AM", "AR", "AT", "AU", "BD", "BR", "CA", "CH", "CL", "CN", "CO", "DE", "DK", "EG", "ES", "FI", "FR",
    "GB", "HK", "HN", "HU", "ID", "IE", "IL", "IN", "IR", "IT", "JP", "KE", "KR", "LV", "MO", "MX", "NI",
    "NL", "NO", "NZ", "PG", "PH", "PK", "PL", "PT", "RU", "SA", "SE", "SG", "SO", "SV", "TH", "TR", "TW",
    "UA", "US", "UY", "VE", "VN", "ZA",
)  # fmt: skip


@pytest.mark.parametrize(
    ("country", "postal", "lines"),
    [
        (
            "DE",
            Postal(street="Lindenweg 5", locality="Köln", code="50667", country="Deutschland"),
            ("Lindenweg 5", "50667 Köln", "Deutschland"),
        ),
        (
            "FR",
            Postal(extended="Étage 2", street="8 rue Victor Hugo", locality="Lyon", code="69002"),
            ("Étage 2", "8 rue Victor Hugo", "69002 Lyon"),
        ),
        (
            "ES",
            Postal(street="Calle Mayor 3", locality="Aranjuez", region="Madrid", code="28300"),
            ("Calle Mayor 3", "28300 Aranjuez", "Madrid"),
        ),
        (
            "IT",
            Postal(street="Via Po 1", locality="Rivoli", region="TO", code="10098"),
            ("Via Po 1", "10098 Rivoli TO"),
        ),
        (
            "US",
            Postal(street="548 Market St", extended="Apt 5", locality="Salem", region="OR", code="97301"),
            ("548 Market St", "Apt 5", "Salem, OR 97301"),
        ),
        ("US", Postal(locality="Salem", code="97301"), ("Salem 97301",)),
        ("US", Postal(region="OR", code="97301"), ("OR 97301",)),
        (
            "CA",
            Postal(street="1 Rue Sud", locality="Laval", region="QC", code="H7A 0A1"),
            ("1 Rue Sud", "Laval QC H7A 0A1"),
        ),
        (
            "AU",
            Postal(street="2 Kent St", locality="Perth", region="WA", code="6000"),
            ("2 Kent St", "Perth WA 6000"),
        ),
        (
            "GB",
            Postal(extended="Flat 2", street="1 High Street", locality="Oxford", code="OX1 4AA"),
            ("Flat 2", "1 High Street", "Oxford", "OX1 4AA"),
        ),
        (
            "IE",
            Postal(street="Main Street", locality="Naas", region="Co. Kildare", code="W91 X2Y3"),
            ("Main Street", "Naas", "Co. Kildare", "W91 X2Y3"),
        ),
        (
            "BR",
            Postal(street="Rua A 1", locality="Santos", region="SP", code="11010-000"),
            ("Rua A 1", "Santos - SP", "11010-000"),
        ),
        (
            "HU",
            Postal(street="Fő utca 12.", locality="Budapest", code="1011"),
            ("Budapest", "Fő utca 12.", "1011"),
        ),
        (
            "RU",
            Postal(street="ул. Мира, д. 4", locality="г. Клин", region="Московская обл.", code="141600"),
            ("ул. Мира, д. 4", "г. Клин", "Московская обл.", "141600"),
        ),
        (
            "TR",
            Postal(street="Bahar Sok. 4", locality="Çankaya", region="Ankara", code="06690"),
            ("Bahar Sok. 4", "06690 Çankaya/Ankara"),
        ),
        (
            "JP",
            Postal(street="神南1-2-3", locality="渋谷区", region="東京都", code="150-0041", country="日本"),
            ("〒150-0041", "東京都渋谷区", "神南1-2-3", "日本"),
        ),
        (
            "JP",
            Postal(street="神南1-2-3", locality="渋谷区", code="〒150-0041"),
            ("〒150-0041", "渋谷区", "神南1-2-3"),
        ),
        (
            "JP",
            Postal(
                street="1-2-3 Jinnan", locality="Shibuya-ku", region="Tokyo", code="150-0041", country="Japan"
            ),
            ("1-2-3 Jinnan", "Shibuya-ku, Tokyo 150-0041", "Japan"),
        ),
        (
            "KR",
            Postal(street="세종대로 110", locality="중구", region="서울특별시", code="04524"),
            ("서울특별시 중구", "세종대로 110", "04524"),
        ),
        (
            "CN",
            Postal(street="长安街1号", locality="北京市", code="100006"),
            ("100006", "北京市", "长安街1号"),
        ),
        (
            "QQ",
            Postal(street="1 Way", locality="Town", code="9", country="Elsewhere"),
            ("1 Way", "9 Town", "Elsewhere"),
        ),
    ],
)
def test_each_country_has_its_own_order(country: str, postal: Postal, lines: tuple[str, ...]) -> None:
    assert address_lines(postal, country) == lines


def test_the_owners_own_country_is_not_said() -> None:
    postal = Postal(street="Lindenweg 5", locality="Köln", code="50667", country="Germany")
    assert address_lines(postal, "DE", home="DE") == ("Lindenweg 5", "50667 Köln")
    assert address_lines(postal, "de", home="DE") == ("Lindenweg 5", "50667 Köln")
    assert address_lines(postal, "DE", home="AT")[-1] == "Germany"


def test_an_address_without_a_country_is_one_of_the_owners_country() -> None:
    postal = Postal(street="1 High Street", locality="Oxford", code="OX1 4AA")
    assert address_lines(postal, "", home="GB") == ("1 High Street", "Oxford", "OX1 4AA")


def test_a_country_that_nobody_knows_is_said_and_laid_out_internationally() -> None:
    postal = Postal(street="1 Way", locality="Cair", code="7", country="Narnia")
    assert address_lines(postal, "", home="GB") == ("1 Way", "7 Cair", "Narnia")


def test_several_lines_of_a_street_stay_lines_and_blank_parts_are_no_line() -> None:
    postal = Postal(post_box=" ", street="Hof 3\r\n\r\n  c/o  Meier ", locality="Bern\n", code="3011")
    assert address_lines(postal, "CH") == ("Hof 3", "c/o Meier", "3011 Bern")
    assert address_lines(Postal(), "CH", home="CH") == ()


@pytest.mark.parametrize("country", ["", "QQ", *COUNTRIES])
@pytest.mark.parametrize("street", ["Way 1", "東1"])
def test_every_layout_has_each_part_once(country: str, street: str) -> None:
    layout = layout_of(Postal(street=street), country)
    assert sorted(re.sub(r"[^A-Z]", "", layout)) == list("CEPRST")


def test_the_countries_that_write_otherwise_are_not_laid_out_internationally() -> None:
    usual = {country for country in COUNTRIES if layout_of(Postal(street="Way 1"), country) == INTERNATIONAL}
    assert usual == {"AT", "CH", "DE", "DK", "FI", "FR", "NL", "NO", "PL", "SE"}


part = st.one_of(st.just(""), st.text(max_size=12), st.sampled_from(["東京", "a\nb", " ", "〒1", "〒"]))


@given(
    st.builds(
        Postal, post_box=part, extended=part, street=part, locality=part, region=part, code=part, country=part
    ),
    st.sampled_from(["", "QQ", *COUNTRIES]),
    st.sampled_from(["", "DE", "JP", "US"]),
)
def test_every_part_that_says_something_stands_in_the_lines_exactly_once(
    postal: Postal, country: str, home: str
) -> None:
    lines = address_lines(postal, country, home=home)
    said = list(postal.parts if not country or country != home else postal.parts[:-1])
    # The postal mark of Japan is the layout's own, and parts may hold the marks between parts themselves.
    marks = str.maketrans("", "", "〒,-/ \n")
    assert sorted("".join(lines).translate(marks)) == sorted("".join("".join(said).split()).translate(marks))
    assert all(line == " ".join(line.split()) != "" for line in lines)


def test_parts_that_differ_are_each_found_once() -> None:
    postal = Postal(
        post_box="Box1",
        extended="Flat2",
        street="Street3",
        locality="Town4",
        region="Region5",
        code="Code6",
        country="Land7",
    )
    for country in ("", "QQ", *COUNTRIES):
        text = "\n".join(address_lines(postal, country))
        assert {part: text.count(part) for part in postal.parts} == dict.fromkeys(postal.parts, 1)
