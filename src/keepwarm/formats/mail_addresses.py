"""Addresses in a mail header (RFC 5322, 3.4): names, comments, quotes, groups, and what mailers make of them.

The standard library's reader changed its mind about broken lists between the Pythons that Keepwarm runs
on, so the same mailbox would give different people; this one gives the same everywhere, and never raises.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from keepwarm.domain.sources import Correspondent
from keepwarm.formats.mail_words import clean, decode_words

_TOKEN = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*"?)
      | (?P<angle><(?:@[^<>:]*:)?[^<>,;]*>?)
      | (?P<mark>[,;:(])
      | (?P<text>(?:[^"<,;:(=\[]+
                   | =\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]{0,500}\?=  # may hold a comma that does not separate
                   | \[[^\[\]]{0,80}\]                         # nor does the colon in [IPv6:...]
                   | [=\[])+)""",
    re.VERBOSE | re.DOTALL,
)
_COMMENT_MARK = re.compile(r"\\.|[()]", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;\"()]+|\"[^\"@]+\"@[^\s@<>,;\"()]+")
_AROUND_AT = re.compile(r" ?@ ?")
_LONGEST_ADDRESS = 320


@dataclass(slots=True)
class _Mailbox:
    """What has been read of one mailbox since the last comma."""

    words: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    angle: str | None = None


def addresses(value: str) -> list[Correspondent]:
    """The mailboxes of an address list in their order; what holds no address is left out.

    `value` still has its encoded words: an encoded comma does not separate. Group names vanish and
    their members stay, so "undisclosed-recipients:;" gives nobody.
    """
    if "@" not in value:
        return []
    return [found for mailbox in _mailboxes(value) if (found := _correspondent(mailbox))]


def without_repeats(found: Iterable[Correspondent]) -> tuple[Correspondent, ...]:
    """Each address once, in order, with the first name that was given for it."""
    names: dict[str, str] = {}
    for one in found:
        names[one.address] = names.get(one.address) or one.name
    return tuple(Correspondent(address=address, name=name) for address, name in names.items())


def _mailboxes(value: str) -> Iterator[_Mailbox]:
    mailbox, at, comments_close = _Mailbox(), 0, True
    while token := _TOKEN.match(value, at):
        kind, text, at = token.lastgroup, token[0], token.end()
        if kind == "angle":
            mailbox.angle = mailbox.angle or text.strip("<>")
        elif kind != "mark":
            mailbox.words.append(text)
        elif text in ",;":
            yield mailbox
            mailbox = _Mailbox()
        elif text == ":":
            mailbox = _Mailbox()  # what stood before it was a group's name, or "mailto"
        elif comments_close and (end := _comment_end(value, at)):
            mailbox.comments.append(value[at : end - 1])
            at = end
        else:
            comments_close = False  # not looked for again: a line of "(((" would take for ever
            mailbox.words.append(text)
    yield mailbox


def _comment_end(value: str, at: int) -> int | None:
    """Where the comment that was opened just before `at` ends; comments nest."""
    depth = 1
    for mark in _COMMENT_MARK.finditer(value, at):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if not depth:
            return mark.end()
    return None


def _correspondent(mailbox: _Mailbox) -> Correspondent | None:
    if mailbox.angle is not None:
        route = mailbox.angle.rpartition(":")[2] if mailbox.angle.startswith("@") else mailbox.angle
        address, words = route.removeprefix("mailto:"), mailbox.words
    else:
        # "Ann ann@example.org" is seen too: the last word with an @ is the address.
        bare = _AROUND_AT.sub("@", clean("".join(mailbox.words)))
        address = bare if _ADDRESS.fullmatch(bare) else next((w for w in bare.split()[::-1] if "@" in w), "")
        words = [bare.replace(address, "")] if address else []
    if "@" not in address:
        return None
    address = _AROUND_AT.sub("@", clean(address)).lower()
    if len(address) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        return None
    name = _name(words) or _name(mailbox.comments)
    return Correspondent(address=address, name="" if name.casefold() == address else name)


def _name(words: list[str]) -> str:
    """A display name: quotes and escapes taken off, encoded words in letters."""
    plain = (_ESCAPED.sub(r"\1", w[1:].removesuffix('"')) if w.startswith('"') else w for w in words)
    return clean(decode_words("".join(plain))).strip("'\" ")
