"""Postal addresses as their country writes them: which line comes first, and what shares a line.

A layout says it in a row of letters: E what goes beside the street (a flat, a floor, a house), S the
street, P the post box, C the code, T the town, R the region; `|` begins a line, and what stands between
two letters parts them. The facts are those of the Universal Postal Union's addressing systems and of the
address data that Google publishes with libaddressinput.
"""

import re

from keepwarm.domain.postal import Postal
from keepwarm.domain.scripts import is_eastern

INTERNATIONAL = "E|S|P|C T|R"
"""Code before town, as most of Europe, North and West Africa and Central Asia write; and countries that
are not known."""

_COUNTRIES = {
    # The code after the town, on its line.
    "S|E|P|T, R C": "US PR AS GU MP UM VI",
    "S|E|P|T R C": "CA FM MH PW",
    "E|S|P|T R C": "AU CC CX HM NF",
    "E|S|P|T C|R": "BH BM BN CK IL IN JO KH LB LS MT MV NG NP NZ PE SA SG",
    "E|S|P|T, C|R": "LV",
    "E|S|P|T-C|R": "PK",
    "E|S|P|T - C|R": "BD",
    "S|E|P|T - R|C": "BR",
    "S|E|P|T, R, C": "CO",
    "S|E|P|T C, R": "VE",
    "E|S|P|T|R C": "ID TH VN KR HK MO",
    "E|S|P|T, R C": "SO JP TW",
    "E|S|P|T|R, C": "CN",
    "E|S|P|T C R": "PG",
    # The code before the town, and the region with them.
    "S|E|P|C T|R": "AR CL ES PT DO CR GT PY",
    "S|E|P|C T, R": "MX",
    "S|E|P|C T R": "UY",
    "E|S|P|C T R": "IT SM VA PF",
    "E|S|P|C T/R": "TR",
    "S|E|P|C-T|R": "SV",
    "E|S|P|T|C R": "PH",
    # The code on a line of its own.
    "E|S|P|T|R|C": "GB IE GG JE IM GI FK GS IO PN SH TC KE KY LK SZ ZA EG RU UA KZ",
    "E|S|P|T, R|C": "HN IQ",
    "E|S|P|C|T|R": "AM EC MU OM",
    "S|E|P|C|T, R": "NI",
    "T|S|E|P|C|R": "HU",
    "R|T|S|E|P|C": "IR",
}
_LAYOUTS = {country: layout for layout, countries in _COUNTRIES.items() for country in countries.split()}

_EASTERN = {
    "JP": "〒C|RT|S|E|P",
    "CN": "C|RT|S|E|P",
    "TW": "C|RT|S|E|P",
    "HK": "R|T|S|E|P|C",
    "MO": "R|T|S|E|P|C",
    "KR": "R T|S|E|P|C",
}
"""From the large to the small, where the address is written in Han, kana or Hangul."""

_LETTER = re.compile(r"([^A-Z]*)([A-Z])")


def address_lines(postal: Postal, country_code: str, *, home: str = "") -> tuple[str, ...]:
    """The lines of an address, in the order of its country; the country comes last.

    `country_code` is the ISO 3166 code of `postal.country`, empty where that is none that is known, and
    `home` the code of the owner's own country, which is left out; an address without a country is laid
    out as one of it. Every other part that says something stands in the lines once, as it was written.
    """
    code = country_code or ("" if postal.country.strip() else home)
    written = {
        "E": _lines(postal.extended),
        "S": _lines(postal.street),
        "P": _lines(postal.post_box),
        "C": _lines(postal.code),
        "T": _lines(postal.locality),
        "R": _lines(postal.region),
    }
    lines = [line for row in layout_of(postal, code).split("|") for line in _row(row, written)]
    if not country_code or country_code.upper() != home.upper():
        lines += _lines(postal.country)
    return tuple(lines)


def layout_of(postal: Postal, code: str) -> str:
    """The layout of an address of this country, in the script that it is written in."""
    country = code.upper()
    if country in _EASTERN and is_eastern(postal.street + postal.locality + postal.region):
        return _EASTERN[country]
    return _LAYOUTS.get(country, INTERNATIONAL)


def _row(row: str, written: dict[str, list[str]]) -> list[str]:
    """The lines of one row of a layout: several only where a part has a row to itself."""
    letters = _LETTER.findall(row)
    if len(letters) == 1:
        mark, letter = letters[0]
        lines = written[letter]
        return lines if not lines or lines[0].startswith(mark) else [mark + lines[0], *lines[1:]]
    line = ""
    for mark, letter in letters:
        part = " ".join(written[letter])
        line += (mark if line and part else "") + part
    return [line] if line else []


def _lines(part: str) -> list[str]:
    return [line for text in part.splitlines() if (line := " ".join(text.split()))]
