"""A person as a page shows them: numbers and addresses as the owner reads them, and whence each datum is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from keepwarm import channels
from keepwarm.channels.numbers import as_dialled, home_country, shown
from keepwarm.domain.channels import Channel
from keepwarm.domain.claims import FIELDS
from keepwarm.domain.envelope import address_lines
from keepwarm.domain.people import Handle, HandleKind, Person, Standing
from keepwarm.domain.scripts import is_eastern
from keepwarm.domain.sources import RawFormat
from keepwarm.formats.countries import country_code
from keepwarm.storage.book import Book
from keepwarm.storage.pages.person import HandleLine, PersonPage, person_page
from keepwarm.storage.pages.person_more import ClaimLine, RoleLine

_WITH_PICTURES = frozenset({RawFormat.VCARD, RawFormat.PHOTO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A handle as it is shown, in one line or those of an address, and what opens each channel with it."""

    handle: Handle
    lines: tuple[str, ...]
    links: Mapping[Channel, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One datum and where it came from: `what` is a field, or a kind of datum ("handle", "tag", "fact")."""

    what: str
    value: str
    source: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A source says `claim.value` where the page shows `shown`."""

    claim: ClaimLine
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPerson:
    """The page, and what libraries make of it.

    `work` is the present work in its parts, `beside` what they do besides, `former` what they did before.
    `may_have_photo` says that there are kept bytes in which one could be.
    """

    page: PersonPage
    ways: tuple[Way, ...]
    questions: tuple[Question, ...]
    work: tuple[str, ...]
    beside: tuple[RoleLine, ...]
    former: tuple[RoleLine, ...]
    traces: tuple[Trace, ...]
    initials: str
    may_have_photo: bool
    by_relation: bool


def show_person(book: Book, person_id: int) -> ShownPerson:
    """Read the page of one person, ready to be shown; raises Missing where there is nobody."""
    page = person_page(book, person_id)
    former = tuple(line for line in page.more.roles if _is_former(line, page))
    present = next((line for line in page.more.roles if _is_present(line, page)), None)
    return ShownPerson(
        page=page,
        ways=ways_of(page.handles, home_of(book)),
        questions=tuple(
            Question(claim=one, shown=str(getattr(page.person, one.field) or ""))
            for one in page.more.questions
        ),
        work=_work(page, present),
        beside=tuple(line for line in page.more.roles if line not in former and line is not present),
        former=former,
        traces=tuple(_traces(page)),
        initials=initials(page.person),
        may_have_photo=any(card.raw_format in _WITH_PICTURES for card in page.more.cards),
        by_relation=page.person.standing is Standing.BY_RELATION,
    )


def home_of(book: Book) -> str:
    """The ISO 3166 code of the owner's country: as they said, else of their time zone; may be empty."""
    return book.owner.country or home_country(book.owner.time_zone)


def ways_of(lines: Sequence[HandleLine], home: str) -> tuple[Way, ...]:
    """The handles as an owner in the country `home` reads and dials them."""
    return tuple(
        Way(
            handle=line.handle,
            lines=_lines(line.handle, home),
            links=channels.links(as_dialled(line.handle, home)),
        )
        for line in lines
    )


def _lines(handle: Handle, home: str) -> tuple[str, ...]:
    if handle.kind is HandleKind.PHONE:
        return (shown(handle.value, home),)
    if handle.kind is not HandleKind.ADDRESS:
        return (handle.value,)
    postal = handle.postal
    laid_out = address_lines(postal, country_code(postal.country), home=home) if postal else ()
    return laid_out or tuple(handle.value.splitlines()) or ("",)


def _is_present(line: RoleLine, page: PersonPage) -> bool:
    """Whether a role says no more of the present work than its department."""
    role, person = line.role, page.person
    same = (role.title or person.title, role.organization) == (person.title, person.organization)
    return same and role.began is None and role.ended is None


def _work(page: PersonPage, present: RoleLine | None) -> tuple[str, ...]:
    """The present work: what, in which department, where; what is not known is left out."""
    department = "" if present is None else present.role.department
    return tuple(filter(None, (page.person.title, department, page.person.organization)))


def _is_former(line: RoleLine, page: PersonPage) -> bool:
    """Whether somebody is there no more: it ended, or it was shown once and is no longer."""
    shown_before = {one.value for one in page.more.others if one.field == "organization"}
    return line.role.ended is not None or line.role.organization in shown_before


def initials(person: Person) -> str:
    """One or two letters that stand for somebody without a photo; in Han, kana and Hangul the first."""
    words = [word for word in person.name.split() if word[0].isalpha()] or person.name.split()
    if not words:
        return "?"
    if is_eastern(words[0]):
        return words[0][0]
    family = person.family.split()
    last = family[-1] if family and family[-1] in words[1:] else words[-1]
    return "".join(word[0] for word in (words[0], last)[: len(words)]).upper()


def _traces(page: PersonPage) -> Iterator[Trace]:
    """Each datum with its origin, in the order of the page."""

    def trace(what: str, value: str, source: str, at: datetime) -> Trace:
        return Trace(what=what, value=value, source=source, on=at.date())

    more = page.more
    for field in FIELDS:
        if (origin := more.origins.get(field)) is not None:
            yield trace(field, str(getattr(page.person, field)), origin.source, origin.at)
    for line in page.handles:
        yield trace("handle", line.handle.value, line.source, line.at)
    for role in more.roles:
        work = ", ".join(filter(None, (role.role.title, role.role.organization)))
        yield trace("role", work, role.origin.source, role.origin.at)
    for tag, origin in sorted(more.tagged.items()):
        yield trace("tag", tag, origin.source, origin.at)
    for other in more.relations:
        yield trace("relation", other.name, other.origin.source, other.origin.at)
    for one in more.occasions:
        yield trace("occasion", one.label, one.origin.source, one.origin.at)
    for favour in more.favours:
        yield trace("favour", favour.text, favour.origin.source, favour.origin.at)
    for fact in page.facts:
        value = "" if fact.sensitive else fact.text  # which lies folded away
        yield Trace(what="fact", value=value, source=fact.source, on=fact.learned_on)
    for claim in (*more.questions, *more.others):
        yield trace(f"other {claim.field}", claim.value, claim.origin.source, claim.origin.at)
    for card in more.cards:
        yield trace("card", "", card.origin.source, card.origin.at)
