"""What kind of mail a message is: from people to each other, or a list's, a newsletter, a machine's.

The words are the ones an owner reads. What is nobody's word to anybody yet, or was thrown away, is left
out: drafts, the bin, spam.
"""

import re
from collections.abc import Collection, Iterable

from keepwarm.domain.sources import Correspondent
from keepwarm.formats.mail_headers import Header

A_LIST = "a mailing list"
A_NEWSLETTER = "a newsletter"
A_MACHINE = "a machine's mail"

_MACHINE = re.compile(
    r"(?:^|[._+-])(?:(?:no|not|do-?not|dont)[._-]?reply|mailer-daemon|notifications?|bounces?)(?:[._+=-]|$)"
    r"|^(?:postmaster|unsubscribe|auto(?:mated|-?reply|-?responder|-?confirm))(?:[._+=-]|$)|^bounce",
)
_LIST_DOMAIN = re.compile(r"(?:lists?|listserv|mailman|groups)\.|(?:googlegroups|yahoogroups|freelists)\.")
_MAILTO = re.compile(r"mailto:([^\s<>?,]+@[^\s<>?,]+)", re.IGNORECASE)

_LEFT_OUT = {
    "is a draft; send it and import again": (
        "draft", "drafts", "entwurf", "entwürfe", "entw&apw-rfe", "brouillon", "brouillons", "borradores",
        "bozze", "rascunhos", "concepten", "kladder", "utkast",
    ),
    "is in the bin; move it out of there and import again": (
        "trash", "bin", "deleted", "deleted items", "deleted messages", "papierkorb", "corbeille", "papelera",
        "cestino", "lixeira", "lixo", "prullenbak", "papirkurv", "papperskorgen",
    ),
    "is among the spam; move it out of there and import again": ("spam", "junk", "junk e-mail", "junk email"),
}  # fmt: skip
"""Folder names and Gmail's labels, in the languages in which they are written; all else is taken in."""

_BY_FLAG = dict(zip("DT", _LEFT_OUT, strict=False))
_EXPUNGED = 0x8


def bulk(
    header: Header,
    sender: Correspondent,
    recipients: Collection[Correspondent],
    lists: Collection[str] = frozenset(),
) -> str:
    """Why a message is no conversation; empty for a personal one.

    An owner's own message to a list bears no mark of the list yet, so the list is known by its address:
    one of `lists`, which the mailbox has shown to be such, or one at a list server.
    """
    precedence = {text.lower() for text in header.texts("precedence")}
    if header.first("list-id") or header.first("list-post") or "list" in precedence:
        return A_LIST
    if header.first("list-unsubscribe") or precedence & {"bulk", "junk"}:
        return A_NEWSLETTER
    if any(not text.lower().startswith("no") for text in header.texts("auto-submitted")):
        return A_MACHINE
    if is_machine(sender.address) or (recipients and all(is_machine(one.address) for one in recipients)):
        return A_MACHINE
    if any(one.address in lists or _is_at_a_list_server(one.address) for one in recipients):
        return A_LIST
    return ""


def is_machine(address: str) -> bool:
    """Whether nobody reads what is sent to an address: no-reply, mailer-daemon, notifications..."""
    return _MACHINE.search(address.rpartition("@")[0]) is not None


def list_addresses(header: Header) -> set[str]:
    """The addresses to which the list that brought a message is written (RFC 2369, 3.4)."""
    return {found.lower() for text in header.texts("list-post") for found in _MAILTO.findall(text)}


def find_why_left_out(header: Header, *, flags: str = "", folder: str = "") -> str | None:
    """Why a message is not taken in, with the way out: a draft, the bin, spam; None for all others.

    Read from Gmail's labels, Thunderbird's and mutt's marks, a Maildir's flags and its folder's name.
    """
    labels = {label.strip(' "').lower() for label in ",".join(header.texts("x-gmail-labels")).split(",")}
    for reason, names in _LEFT_OUT.items():
        if folder.lower() in names or not labels.isdisjoint(names):
            return reason
    status = header.first("x-status")
    marks = set(flags) | ({"T"} if "D" in status else set()) | ({"D"} if "T" in status else set())
    if _is_expunged(header.texts("x-mozilla-status")):
        marks.add("T")
    return next((_BY_FLAG[mark] for mark in "DT" if mark in marks), None)


def is_left_out(folder: str) -> bool:
    """Whether a folder of this name holds drafts, the bin or spam."""
    return any(folder.lower() in names for names in _LEFT_OUT.values())


def _is_expunged(statuses: Iterable[str]) -> bool:
    """Thunderbird leaves a deleted message in its file until the folder is compacted."""
    return any(re.fullmatch(r"[0-9a-fA-F]{4}", text) and int(text, 16) & _EXPUNGED for text in statuses)


def _is_at_a_list_server(address: str) -> bool:
    return _LIST_DOMAIN.match(address.rpartition("@")[2]) is not None
