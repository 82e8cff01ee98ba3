"""What is said of the files in a folder or a zip that are not read."""

from collections.abc import Callable, Iterator, Sequence

from keepwarm.domain.errors import Unreadable
from keepwarm.domain.sources import Refused
from keepwarm.formats.containers import Member
from keepwarm.formats.takeout import is_of_a_label
from keepwarm.importers import none_of_these
from keepwarm.usecases.choose_columns import ProposesColumns
from keepwarm.usecases.survey_files import UNKNOWN, Box, Known, Unread

_LINKEDIN, _FACEBOOK = "LinkedIn", "Facebook"
_CHATS = frozenset({"WhatsApp", "Telegram", "Signal"})
"""Whose exports put what was sent beside what was written, or below it."""

_TABLES_AND_PAGES = (".csv", ".html")
_ABOUT_PEOPLE = "messages.csv"
_FACEBOOKS_FOLDERS = (
    "messages", "your_facebook_activity", "your_instagram_activity", "connections", "friends_and_followers",
)  # fmt: skip
"""The folders of Facebook and Instagram in which contacts and messages lie; beside them lies all else."""

_APPLES_OWN = (".abcddb", ".abcdp", ".abcdg", ".abcds")
_MOST_NAMED = 60

_NO_CONTACTS = "hold no contacts and are not read; nothing is to be done"
_APPLE = "can be read by Apple's Contacts alone; open it there, and choose File, Export, Export vCard"


def without_tables_of_the_owner(
    box: Box, known: list[Known], unread: list[Unread]
) -> tuple[list[Known], list[Unread]]:
    """Beside LinkedIn's files or Google's, a table that only looks like one of people is about the owner."""
    expected = _without_contacts(box, known)
    kept: list[Known] = []
    left = [*unread]
    for one in known:
        if isinstance(one.importer, ProposesColumns) and expected(one.member):
            left.append(Unread(member=one.member, why=UNKNOWN))
        else:
            kept.append(one)
    return kept, left


def left_out(box: Box, known: Sequence[Known], unread: Sequence[Unread]) -> Iterator[tuple[str, Refused]]:
    """Each member that is not read as one refusal, with its name; those that nobody expects to be, as one."""
    expected = _without_contacts(box, known)
    chats = {one.member.parts[:-1] for one in known if one.importer and one.importer.NAME in _CHATS}
    groups: dict[str, list[Member]] = {}
    for one in unread:
        sent = any(one.member.parts[: len(above)] == above for above in chats)
        reason = _as_a_group(one, expected=sent or expected(one.member))
        if reason:
            groups.setdefault(reason, []).append(one.member)
        else:
            yield box.named(one.member), Refused(place="the file", reason=one.why)
    for reason, members in groups.items():
        names = ", ".join(sorted(member.name for member in members)[:_MOST_NAMED])
        more = f" and {len(members) - _MOST_NAMED:,} more" if len(members) > _MOST_NAMED else ""
        files = "1 other file" if len(members) == 1 else f"{len(members):,} other files"
        yield box.name, Refused(place=files, reason=f"{reason} ({names}{more})")


def _as_a_group(one: Unread, *, expected: bool) -> str:
    if one.why != UNKNOWN:
        return ""
    if one.member.parts[-1].endswith(_APPLES_OWN):
        return _APPLE
    return _NO_CONTACTS if expected else ""


def _without_contacts(box: Box, known: Sequence[Known]) -> Callable[[Member], bool]:
    """Whether a member lies where LinkedIn, Google or Facebook put all else that they know of the owner."""
    readable = [one for one in known if one.importer is not None]
    of_linkedin = {
        one.member.parts[:-1] for one in readable if one.importer and one.importer.NAME.startswith(_LINKEDIN)
    }
    of_facebook = {
        above
        for one in readable
        if one.importer and one.importer.NAME.startswith(_FACEBOOK)
        if (above := _above(one.member.parts)) is not None
    }
    of_google = {one.member.parts[:-3] for one in readable if is_of_a_label(box.names_to(one.member))}

    def is_expected(member: Member) -> bool:
        name = member.parts[-1].casefold()
        if name == _ABOUT_PEOPLE:
            return False
        beside = member.parts[:-1] in of_linkedin and name.endswith(_TABLES_AND_PAGES)
        around = of_google | of_facebook
        return beside or any(member.parts[: len(above)] == above for above in around)

    return is_expected


def _above(parts: tuple[str, ...]) -> tuple[str, ...] | None:
    """The names above the first of Facebook's own folders; None where a file lies in none of them."""
    places = (place for place, name in enumerate(parts) if name in _FACEBOOKS_FOLDERS)
    return next((parts[:place] for place in places), None)


def nothing_in(box: Box, unread: Sequence[Unread]) -> Unreadable:
    """The problem of a folder or zip of which nothing can be read; the first trouble says most."""
    if any(one.member.parts[-1].endswith(_APPLES_OWN) for one in unread):
        return Unreadable(f"{box.path} {_APPLE}, then import that.")
    trouble = next((one for one in unread if one.why != UNKNOWN), None)
    if trouble is None:
        return none_of_these(box.path)
    return Unreadable(f"{box.path} holds nothing that can be read here: {trouble.member.name} {trouble.why}.")
