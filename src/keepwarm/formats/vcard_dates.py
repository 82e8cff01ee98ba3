"""Birthdays as programs write them, and days of death."""

import re

from keepwarm.domain.dates import PartialDate
from keepwarm.formats.vcard_rows import AnyVersion

NO_YEAR = ("0000", "1604")  # 1604 is Apple's leap year for "no year", with and without its parameter
_UNSET = ("0001-01-01", "00010101")  # the first day that .NET and some databases know
_YEARLESS = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)
_LOOSE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_YEARS_THAT_MEAN_NONE = (1, 1604)
_NOTHING = frozenset({"", "-", "none", "null", "nil", "n/a", "unknown", "false", "no"})


def find_date(value: str, *, as_text: bool = False) -> PartialDate | None:
    """The date in a BDAY, as far as it is known; None for what is no date or stands for none.

    Reads RFC 6350, 4.3.1 with and without hyphens, timestamps (the day as written, whatever the zone),
    `03-12` of Google, `1985/4/2`, and the years 0000 and 1604 as no year; `as_text` (VALUE=text) takes
    even those years at their word.
    """
    written = re.split(r"[T ]", value.strip(), maxsplit=1)[0]
    if not as_text:
        if written in _UNSET or written in NO_YEAR:
            return None
        if written.startswith(NO_YEAR):
            written = "--" + written[4:].lstrip("-/.")
    if yearless := _YEARLESS.fullmatch(written.lstrip("-") if written.startswith("--") else written):
        written = f"--{int(yearless[1]):02d}-{int(yearless[2]):02d}"
    elif loose := _LOOSE.fullmatch(written):
        written = f"{loose[1]}-{int(loose[2]):02d}-{int(loose[3]):02d}"
    try:
        return PartialDate.parse(written)
    except ValueError:
        return None


def date_row(on: PartialDate, version: AnyVersion) -> tuple[tuple[tuple[str, str], ...], str]:
    """The parameters and the value of a date as a version writes it.

    A year that readers take for none is written as text. 3.0 knows whole dates only: Apple's form where
    the year is unknown, else text. 4.0 writes no hyphens but where a part is missing (RFC 6350, 4.3.1).
    """
    if on.year in _YEARS_THAT_MEAN_NONE:
        return (("VALUE", "text"),), str(on)
    if version == "4.0":
        if on.month is None or on.day is None:
            return (), str(on)
        year = "--" if on.year is None else f"{on.year:04d}"
        return (), f"{year}{on.month:02d}{on.day:02d}"
    if version == "2.1":
        return (), str(on)
    if on.month is not None and on.day is not None:
        if on.year is None:
            return (("X-APPLE-OMIT-YEAR", "1604"),), f"1604-{on.month:02d}-{on.day:02d}"
        return (("VALUE", "date"),), str(on)
    return (("VALUE", "text"),), str(on)


def says_died(value: str) -> bool:
    """Whether a DEATHDATE says anything: "circa 1800" does, an empty or a placeholder value does not."""
    written = value.strip().lower()
    return (
        written not in _NOTHING
        and not written.startswith(_UNSET)
        and any(c not in "0-:tz /." for c in written)
    )
