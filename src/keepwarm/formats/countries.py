"""Countries by the names that people write, in any of the usual languages.

The names come from the Unicode Common Locale Data Repository, which babel carries. A language is read
when a name was not found in those before it, and then kept.
"""

from functools import lru_cache

from babel.core import Locale, get_global

from keepwarm.domain.text import folded

_LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "sk", "hu", "ro",
    "bg", "hr", "sl", "sr", "el", "tr", "ru", "uk", "et", "lv", "lt", "is", "ca", "ja", "zh", "zh_Hant",
    "ko", "ar", "he", "fa", "hi", "bn", "th", "vi", "id", "ms", "ka", "hy", "sw",
)  # fmt: skip
"""In the order in which they are asked; each takes about a megabyte."""

_LONGEST_NAME = 80
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})

_ALSO = {
    "DE": "D, BRD",
    "AT": "A, Oesterreich",
    "BE": "B",
    "CH": "Swiss",
    "CI": "Ivory Coast",
    "CN": "PRC, PR China, 中华人民共和国",
    "CV": "Cape Verde",
    "CZ": "Czech Republic, Tschechische Republik, République tchèque, Česká republika",
    "ES": "E",
    "FR": "F",
    "GB": "U.K., Great Britain, Britain, England, Scotland, Wales, Northern Ireland, Großbritannien, "
    "Grande-Bretagne, Gran Bretaña, Gran Bretagna, Groot-Brittannië, Schottland",
    "HK": "Hong Kong, Hongkong, 香港",
    "HU": "H",
    "IE": "Republic of Ireland, Eire",
    "IT": "I",
    "KR": "Korea, Republic of Korea, 한국",
    "LU": "L",
    "MK": "Macedonia",
    "MM": "Burma, Myanmar",
    "MO": "Macau, Macao, 澳門, 澳门",
    "NL": "The Netherlands, Holland",
    "PS": "Palestine",
    "RU": "Russian Federation",
    "SE": "S",
    "SZ": "Swaziland",
    "TR": "Turkey",
    "TW": "Taiwan R.O.C.",
    "US": "U.S., U.S.A., United States of America, Vereinigte Staaten von Amerika, "
    "Estados Unidos de América, États-Unis d’Amérique, America, EUA, EE.UU.",
    "VA": "Vatican",
    "VN": "Viet Nam",
}
"""What people write beside: older and shorter names, parts of a kingdom, and the signs on cars."""


@lru_cache(maxsize=1024)
def country_code(name: str) -> str:
    """The ISO 3166 code of two letters for a name or a code; empty where it is none that is known."""
    if len(name) > _LONGEST_NAME or not (words := folded(name)):
        return ""
    tables = (_named_in(language) for language in _LANGUAGES)
    return _by_code(words.upper()) or next((table[words] for table in tables if words in table), "")


def _by_code(code: str) -> str:
    """A code of two letters, or that of three letters or digits which stands for the same country."""
    if code in _codes():
        return code
    now: list[str] = get_global("territory_aliases").get(code, [])
    return now[0] if len(now) == 1 and now[0] in _codes() else ""


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    known = map(str, Locale.parse("en").territories)
    return frozenset(code for code in known if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES


@lru_cache(maxsize=len(_LANGUAGES))
def _named_in(language: str) -> dict[str, str]:
    """The countries by their folded names in one language; with English go the names of `_ALSO`."""
    territories = Locale.parse(language).territories
    named = {folded(str(territories[code])): code for code in sorted(_codes() & set(territories))}
    if language == "en":
        named |= {folded(name): code for code, names in _ALSO.items() for name in names.split(", ")}
    return named
