"""Countries by their names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.countries import country_code


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("DE", "Deutschland|Germany|DE|de|DEU|276|Allemagne|Alemania|D|  germany "),
        ("AT", "Österreich|OSTERREICH|Oesterreich|Austria|Autriche"),
        ("GB", "UK|U.K.|GB|United Kingdom|England|Great Britain|Großbritannien|Royaume-Uni"),
        ("US", "USA|U.S.A.|US|United States|Vereinigte Staaten|États-Unis|EE.UU."),
        ("CI", "Côte d'Ivoire|Cote d’Ivoire|Ivory Coast"),
        ("CZ", "Česko|Czech Republic|Tschechien|Czechia"),
        ("TR", "Türkiye|Turkey|Türkei"),
        ("JP", "日本|Japan|JPN"),
        ("CN", "中国|中华人民共和国|China"),
        ("KR", "대한민국|한국|South Korea"),
        ("EG", "مصر|Egypt"),
        ("RU", "Россия|Russia"),
        ("HK", "Hong Kong|香港"),
        ("", "Narnia|EU|ZZ|YU|SU|London|…|"),
    ],
)
def test_a_country_is_known_by_its_names_and_codes(code: str, names: str) -> None:
    assert {name: country_code(name) for name in names.split("|")} == dict.fromkeys(names.split("|"), code)


def test_a_name_without_end_is_no_country() -> None:
    assert country_code("Germany" + " " * 100) == ""


@settings(max_examples=50)
@given(st.text(max_size=100))
def test_any_text_is_a_code_of_two_letters_or_none(name: str) -> None:
    code = country_code(name)
    assert code == "" or (len(code) == 2 and country_code(code) == code)
