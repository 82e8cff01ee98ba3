"""Telephone numbers: shown as the owner's country writes them, dialled from anywhere, kept as written.

Only a number that the numbering plan of its country has is ever written anew (Google's libphonenumber,
by its Python port); all else stays as it is. `home` is the ISO 3166 code of the owner's country, or empty.
"""

import re
import unicodedata
from dataclasses import replace

import phonenumbers
from babel.core import get_global
from phonenumbers import CountryCodeSource, NumberParseException, PhoneNumber, PhoneNumberFormat

from keepwarm.domain.people import Handle, HandleKind

_LONGEST = 60
"""Characters; what is longer is no number that can be shown in another way."""

_FEWEST_DIGITS_AMONG_WORDS = 5
_WHOLE_NUMBER = 7
"""Digits from which on a number needs no letters; with fewer, capitals stand for keys."""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_EXTENSION_WORD = r"(?:ext(?:ension|n)?|x|#|poste|anexo|ramal|int|доб|내선|内線)[ .:=]*"
_EXTENSION = rf"(?:;ext=|[,;pw]+|{_EXTENSION_WORD})(?P<extension>\d{{1,15}})"
_WRITTEN = re.compile(
    rf"(?:tel:)?(?P<main>\(?\+?[\d ().\-/]*\d)[ ().\-/]*(?:{_EXTENSION})?", re.IGNORECASE | re.ASCII
)
_KEYS = re.compile(r"\+?[\d ().\-]*[A-Z][A-Z\d ().\-]*", re.ASCII)
_STRETCH = re.compile(r"\+?[\d*#][\d*# ().\-/]*", re.ASCII)
_CODE = re.compile(r"[\d*# ]+", re.ASCII)


def shown(number: str, home: str) -> str:
    """The number as people write it in the owner's country, or with its country code where it is of another.

    As it was written where it is no valid number, has words in it, or digits of another script.
    """
    if len(number) > _LONGEST or any(c.isdecimal() and not c.isascii() for c in number):
        return number
    written = _WRITTEN.fullmatch(_plain(number))
    valid = written and _find_valid(written["main"], home)
    if not written or not valid:
        return number
    valid.extension = written["extension"]
    at_home = valid.country_code == phonenumbers.country_code_for_region(home.upper())
    style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(valid, style)


def as_dialled(handle: Handle, home: str) -> Handle:
    """The handle with the number as it is dialled; any other as it is."""
    is_phone = handle.kind is HandleKind.PHONE
    return replace(handle, value=dialled(handle.value, home)) if is_phone else handle


def dialled(number: str, home: str) -> str:
    """What a `tel:` link dials (RFC 3966, before escaping): E.164, with `;ext=` where there is an extension.

    Where it is no valid number: the digits as they were written, with a leading `+`, and the `*` and `#`
    of a code. Of two numbers the first, of words with a number among them that number; empty where there
    is none.
    """
    plain = _plain(number)
    written = _WRITTEN.fullmatch(plain) if len(plain) <= _LONGEST else None
    main = written["main"] if written else _on_keys(plain) or _among_words(plain)
    valids = (_find_valid(part, home) for part in (main, *main.split("/")))
    valid = next((one for one in valids if one is not None), None)
    digits = phonenumbers.format_number(valid, PhoneNumberFormat.E164) if valid else _digits(main)
    return f"{digits};ext={written['extension']}" if written and written["extension"] else digits


def home_country(time_zone: str) -> str:
    """The ISO 3166 code of the country that an IANA time zone belongs to; empty where it is of none."""
    zone = get_global("zone_aliases").get(time_zone, time_zone)
    code: str = get_global("zone_territories").get(zone, "")
    return code if len(code) == 2 and code != "ZZ" else ""


def _plain(number: str) -> str:
    """One line of ASCII digits and dashes, without the marks of direction that address books leave."""
    text = unicodedata.normalize("NFKC", number).translate(_DASHES)
    kept = (
        str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text if unicodedata.category(c) != "Cf"
    )
    return " ".join("".join(kept).split())


def _find_valid(main: str, home: str) -> PhoneNumber | None:
    """The number of a numbering plan that is meant, or None.

    Without a country code it is one of the owner's country only where it is written as people there do:
    an American "1-800-…" would be a valid German number with another meaning.
    """
    try:
        parsed = phonenumbers.parse(main, home.upper() or None, keep_raw_input=True)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    local = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    is_local = parsed.country_code_source == CountryCodeSource.FROM_DEFAULT_COUNTRY
    return parsed if not is_local or _digits(main).endswith(_digits(local)) else None


def _on_keys(plain: str) -> str:
    """The number that capitals stand for on a telephone's keys ("1-800-FLOWERS"); empty where they do not."""
    if not _KEYS.fullmatch(plain[:_LONGEST]) or len(plain) > _LONGEST or len(_digits(plain)) >= _WHOLE_NUMBER:
        return ""
    keys = _digits(phonenumbers.convert_alpha_characters_in_number(plain))
    return keys if _WHOLE_NUMBER <= len(keys) <= 15 else ""


def _among_words(plain: str) -> str:
    """A code ("*100#"), or the longest run of digits among words."""
    if _CODE.fullmatch(plain):
        return plain
    longest = max(_STRETCH.findall(plain), key=lambda run: len(_digits(run)), default="")
    return longest if len(_digits(longest)) >= _FEWEST_DIGITS_AMONG_WORDS else ""


def _digits(text: str) -> str:
    plus = "+" if text.lstrip(" (").startswith("+") else ""
    return plus + "".join(c for c in text if c in "0123456789*#")
