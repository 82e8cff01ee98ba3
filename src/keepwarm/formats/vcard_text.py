"""Text of a vCard: escapes, structured values, and the plain forms that a person page shows."""

import re

_ESCAPED = re.compile(r'\\([nN,;:\\"\n])')
_STEP = re.compile(r"\\.|;", re.DOTALL)
_MARKED = re.compile(r"\\.|[;,]", re.DOTALL)
# Whitespace among the controls (\t to \r, \x1c to \x1f, \x85) is no member: `tidy` makes it a space.
_SILENT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SILENT_IN_LINES = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def unescape(value: str) -> str:
    r"""Resolve `\n \N \, \; \\` (RFC 6350, 3.4), the illegal `\:` and `\"`; other backslashes stay."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(_unescaped, value)


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


def escape(value: str) -> str:
    r"""The inverse of `unescape` for text in `plain` or `tidy` form."""
    for char, written in (("\\", "\\\\"), ("\n", "\\n"), (",", "\\,"), (";", "\\;")):
        value = value.replace(char, written)
    return value


def components(value: str) -> list[str]:
    """The parts of a structured value (N, ADR, ORG), split at `;` and unescaped."""
    if "\\" not in value:
        return value.split(";")
    parts = []
    begin = 0
    for step in _STEP.finditer(value):
        if step[0] == ";":
            parts.append(unescape(value[begin : step.start()]))
            begin = step.end()
    parts.append(unescape(value[begin:]))
    return parts


def raw_components(value: str) -> list[str]:
    """The parts of a structured value with their escapes in place."""
    return _cut_at(value, ";")


def list_items(value: str) -> list[str]:
    """The parts of a list (NICKNAME, CATEGORIES, a component of N) with their escapes in place."""
    return _cut_at(value, ",")


def _cut_at(value: str, mark: str) -> list[str]:
    parts = []
    begin = 0
    for step in _MARKED.finditer(value):
        if step[0] == mark:
            parts.append(value[begin : step.start()])
            begin = step.end()
    return [*parts, _closed(value[begin:])]


def _closed(part: str) -> str:
    """The last part; a lone backslash at its end is doubled, as it would take up what comes behind it."""
    lone = (len(part) - len(part.rstrip("\\"))) % 2
    return part + "\\" * lone


def tidy(text: str) -> str:
    """One line: every run of whitespace a single space, control characters and half characters gone."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_SILENT.sub("", text).split())


def plain(text: str) -> str:
    """Lines: each kind of line break a `\\n`, other control characters but tabs gone, no blank ends."""
    if text.isprintable():
        return text.strip()
    return _SILENT_IN_LINES.sub("", _LINE_BREAK.sub("\n", text)).strip()
