"""Birthdays as programs write them, and days of death."""

import re

from keepwarm.domain.dates import PartialDate

_NO_YEAR = ("0000", "1604")  # 1604 is Apple's leap year for "no year", with and without its parameter
_UNSET = ("0001-01-01", "00010101")  # the first day that .NET and some databases know
_YEARLESS = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)
_LOOSE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_NOTHING = frozenset({"", "-", "none", "null", "nil", "n/a", "unknown", "false", "no"})


def find_date(value: str, *, as_text: bool = False) -> PartialDate | None:
    """The date in a BDAY, as far as it is known; None for what is no date or stands for none.

    Reads RFC 6350, 4.3.1 with and without hyphens, timestamps (the day as written, whatever the zone),
    `03-12` of Google, `1985/4/2`, and the years 0000 and 1604 as no year; `as_text` (VALUE=text) takes
    even those years at their word.
    """
    written = re.split(r"[T ]", value.strip(), maxsplit=1)[0]
    if not as_text:
        if written in _UNSET or written in _NO_YEAR:
            return None
        if written.startswith(_NO_YEAR):
            written = "--" + written[4:].lstrip("-/.")
    if yearless := _YEARLESS.fullmatch(written.lstrip("-") if written.startswith("--") else written):
        written = f"--{int(yearless[1]):02d}-{int(yearless[2]):02d}"
    elif loose := _LOOSE.fullmatch(written):
        written = f"{loose[1]}-{int(loose[2]):02d}-{int(loose[3]):02d}"
    try:
        return PartialDate.parse(written)
    except ValueError:
        return None


def says_died(value: str) -> bool:
    """Whether a DEATHDATE says anything: "circa 1800" does, an empty or a placeholder value does not."""
    written = value.strip().lower()
    return (
        written not in _NOTHING
        and not written.startswith(_UNSET)
        and any(c not in "0-:tz /." for c in written)
    )
