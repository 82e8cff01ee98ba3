"""A paper card, from the lines read off its picture: a guess at every field, for the owner to confirm.

Addresses are told by their form, titles and organisations by their words, and the name is what is left:
the largest line that looks like one, or the line that the mail address repeats.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from keepwarm.domain.text import folded

_MAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"(?:https?://|www\.)[^\s,;]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|de|eu|io|uk|fr|info)(?:/\S*)?\b"
)
_PHONE = re.compile(r"\+?\(?\d[\d ()./-]{6,}\d")
_FAX = re.compile(r"\bfax\b|\bF\s*[:.]", re.IGNORECASE)
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_STREETS = r"street st\. road rd\. avenue ave lane square floor suite straße strasse platz rue via calle"
_TITLE_WORDS = r"""
engineer designer developer manager director founder co-?founder owner partner ceo cto cfo coo head chief
president chair consultant analyst architect lawyer attorney solicitor accountant teacher professor doctor
physician nurse therapist editor journalist author artist photographer producer curator librarian scientist
researcher student lecturer assistant associate coordinator officer secretary sales marketing advis[eo]r coach
trainer specialist lead chef baker gardener beekeeper carpenter translator gesch[äa]ftsf[üu]hrer\w* leiter\w*
berater\w* ingenieur\w* directrice directeur g[ée]rant\w*
"""
_ORGANIZATION_WORDS = r"""
inc ltd llc llp plc gmbh ag kg ug e\.?v s\.?a\.?r\.?l s\.?r\.?l s\.?p\.?a b\.?v corp company co group
university universit\w+ institute school college museum gallery foundation association society studios?
partners solutions systems labs? works bakery press books engines clinic hospital bank agency council
"""


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words.split())})(?!\w)", re.IGNORECASE)


_POSTAL, _POSTCODE = _any_of(_STREETS), re.compile(r"\b\d{4,5}\b")
_TITLES, _ORGANIZATIONS = _any_of(_TITLE_WORDS), _any_of(_ORGANIZATION_WORDS)
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’][^\W\d_]+)*\.?")
_LABEL = re.compile(
    r"^(?:e-?mail|mail|mobile?|mob|tel(?:ephone|efon)?|phone|cell|web|www|[tmpew])\s*[:.]\s*", re.IGNORECASE
)
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A line of a card, and how high its letters are, in pixels."""

    text: str
    height: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCard:
    """What a card may say; empty where nothing looked like it."""

    name: str = ""
    title: str = ""
    organization: str = ""
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """All ways to reach them, the most personal first."""
        return (*self.phones, *self.mails, *self.pages)


def read_paper(lines: Sequence[PaperLine]) -> PaperCard:
    """The fields of a card whose lines are given from the top."""
    mails = tuple(dict.fromkeys(_mails(lines)))
    pages = tuple(dict.fromkeys(_pages(lines)))
    phones = tuple(dict.fromkeys(_phones(lines)))
    words = [one for one in lines if _is_words(one.text)]
    title = next((one for one in words if _TITLES.search(one.text)), None)
    left = [one for one in words if one is not title]
    name = _name(left, mails)
    left = [one for one in left if one is not name]
    organization = _organization(left, mails, pages)
    return PaperCard(
        name=_said(name),
        title=_said(title),
        organization=_said(organization),
        phones=phones,
        mails=mails,
        pages=pages,
    )


def _said(line: PaperLine | None) -> str:
    return "" if line is None else " ".join(line.text.split()).strip(" |,;:-–—_")


def _mails(lines: Sequence[PaperLine]) -> list[str]:
    return [re.sub(r"\s", "", found).strip(".").lower() for one in lines for found in _MAIL.findall(one.text)]


def _pages(lines: Sequence[PaperLine]) -> list[str]:
    found = []
    for one in lines:
        for page in _WEB.findall(_MAIL.sub(" ", one.text)):
            plain = page.rstrip(".").lower() if "/" not in page.removeprefix("https://") else page.rstrip(".")
            found.append(plain if plain.startswith("http") else f"https://{plain}")
    return found


def _phones(lines: Sequence[PaperLine]) -> list[str]:
    found = []
    for one in lines:
        if _FAX.search(one.text) or "@" in one.text:
            continue
        for number in _PHONE.findall(one.text):
            digits = sum(letter.isdigit() for letter in number)
            if _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
                found.append(" ".join(number.split()))
    return found


def _is_words(text: str) -> bool:
    """Whether a line may be a name, a title or an organisation: no address, no number, letters enough."""
    if _MAIL.search(text) or _WEB.search(text) or _PHONE.search(text) or _LABEL.match(text):
        return False
    if _POSTAL.search(text) or _POSTCODE.search(text):
        return False
    return sum(letter.isalpha() for letter in text) > 2


def _name(lines: Sequence[PaperLine], mails: Sequence[str]) -> PaperLine | None:
    """The line whose words the mail address has; else the highest that looks like a name, or the first."""
    like = [one for one in lines if _looks_like_name(one.text)]
    locals_ = [folded(mail.partition("@")[0].replace(".", " ").replace("_", " ")) for mail in mails]
    for one in like:
        parts = folded(one.text).split()
        if any(parts[-1] in local and parts[0][0] in local for local in locals_ if len(parts) > 1):
            return one
    return max(like, key=lambda one: one.height, default=None)


def _looks_like_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS or _ORGANIZATIONS.search(text):
        return False
    return (
        all(_WORD.fullmatch(word.strip(",")) for word in words)
        and sum(word[0].isupper() for word in words) >= 2
    )


def _organization(lines: Sequence[PaperLine], mails: Sequence[str], pages: Sequence[str]) -> PaperLine | None:
    """The line with a word of an organisation; else the one that the domain repeats."""
    named = next((one for one in lines if _ORGANIZATIONS.search(one.text)), None)
    if named is not None:
        return named
    domains = [mail.partition("@")[2].partition(".")[0] for mail in mails]
    domains += [page.removeprefix("https://").removeprefix("www.").partition(".")[0] for page in pages]
    for one in lines:
        plain = folded(one.text).replace(" ", "")
        if any(domain and (folded(domain) in plain or plain in folded(domain)) for domain in domains):
            return one
    return None
