"""Files damaged and twisted at random, always the same for the same random numbers.

Some ways know nothing of what a file is: bytes flipped, cut, doubled, lines swapped, encodings mixed. Others
know the words of its format: they repeat them, nest them, leave out what holds them apart. JSON is taken
apart and put together again with something else in one place.
"""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any

LARGEST = 1024 * 1024
"""Bytes of what comes out: what grows is cut there."""

_LONG_CELL = 100_000
_MOST_REPEATED = 150_000
_MOST_MUTATIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The words of a format: what means something in it, what holds things apart, and what nests.

    `is_json` says whether a place of it can be replaced by a value of another kind.
    """

    tokens: tuple[bytes, ...]
    separators: tuple[bytes, ...]
    nests: tuple[tuple[bytes, bytes], ...] = ()
    is_json: bool = False


def mutated(rng: Random, content: bytes, other: bytes, grammar: Grammar) -> bytes:
    """The content after one to four mutations; `other` lends pieces of itself."""
    for _ in range(1 + min(int(rng.expovariate(0.8)), _MOST_MUTATIONS - 1)):
        content = _one_mutation(rng, content, other, grammar)[:LARGEST]
    return content


def _one_mutation(rng: Random, content: bytes, other: bytes, grammar: Grammar) -> bytes:
    chance = rng.random()
    if grammar.is_json and chance < 0.35:
        return another_value(rng, content)
    if chance < 0.03:
        return rng.choice(_LARGE)(rng, content, grammar)
    if chance < 0.5:
        return rng.choice(_KNOWING)(rng, content, grammar)
    if chance < 0.55:
        return _spliced(rng, content, other)
    return rng.choice(_DUMB)(rng, content)


# --- ways that know nothing ---


def _flipped(rng: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _replaced(rng: Random, content: bytes) -> bytes:
    begin, end = _span(rng, content, 16)
    return content[:begin] + rng.randbytes(end - begin) + content[end:]


def _inserted(rng: Random, content: bytes) -> bytes:
    at = rng.randint(0, len(content))
    return content[:at] + rng.choice((rng.randbytes(rng.randint(1, 12)), rng.choice(_EVIL))) + content[at:]


def _cut(rng: Random, content: bytes) -> bytes:
    begin, end = _span(rng, content, rng.choice((1, 4, 40, 400)))
    return content[:begin] + content[end:]


def _doubled(rng: Random, content: bytes) -> bytes:
    begin, end = _span(rng, content, rng.choice((4, 40, 400)))
    return content[:end] + content[begin:]


def _truncated(rng: Random, content: bytes) -> bytes:
    at = rng.randint(0, len(content))
    return content[:at] if rng.random() < 0.8 else content[at:]


def _spliced(rng: Random, content: bytes, other: bytes) -> bytes:
    begin, end = _span(rng, other, 400)
    at, until = _span(rng, content, 40)
    return content[:at] + other[begin:end] + content[until:]


def _lines_swapped(rng: Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)


def _line_dropped(rng: Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    del lines[rng.randrange(len(lines))]
    return b"".join(lines)


def _line_repeated(rng: Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    at = rng.randrange(len(lines))
    lines[at] *= rng.choice((2, 3, 20))
    return b"".join(lines)


def _other_line_ends(rng: Random, content: bytes) -> bytes:
    end = rng.choice(
        (b"\n", b"\r", b"\r\n", b"\r\r\n", b"\n\n", b"\xc2\x85", b"\xe2\x80\xa8", b"\x0b", b"\x00")
    )
    return end.join(content.splitlines())


def _encoded_otherwise(rng: Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(rng.choice(_ENCODINGS), "ignore")


def _partly_encoded_otherwise(rng: Random, content: bytes) -> bytes:
    begin, end = _span(rng, content, 200)
    return content[:begin] + _encoded_otherwise(rng, content[begin:end]) + content[end:]


def _marked(rng: Random, content: bytes) -> bytes:
    return rng.choice(_MARKS) + content


def _span(rng: Random, content: bytes, longest: int) -> tuple[int, int]:
    begin = rng.randint(0, len(content))
    return begin, min(len(content), begin + rng.randint(1, longest))


_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-7", "cp1252", "latin-1",
"cp437",
              "shift_jis", "gb18030", "iso2022_jp", "cp1251", "big5")  # fmt: skip
_MARKS = (
    b"\xef\xbb\xbf",
    b"\xef\xbb\xbf\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xff\xfe\0\0",
    b"\0\0\xfe\xff",
)
_EVIL = (
    b"\0", b"\0\0\0\0", b"\xed\xa0\x80", b"\xed\xb3\xbf", b"\\ud800", b"\\udfff\\ud800", b"\xc0\xaf", b"\xff",
    b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\x1b[2J", b"\x7f", b"\x1a",
    b"\x85",
    b"\xef\xbf\xbf", b"\xcc\x81" * 40, b"\xf0\x9f\x91\xa9\xe2\x80\x8d" * 8, b"%s%n{0}{x.__class__}", b"\\",
    b"'",
    b"\"", b"`", b"$(x)", b"</script>", b"%00", b"&#0;", b"\t", b" ", b"\r", b"\n",
)  # fmt: skip
_NUMBERS = (
    b"0", b"-1", b"1e999", b"-1e999", b"NaN", b"Infinity", b"0x10", b"1_000", b"9" * 20, b"9" * 400,
    b"9" * 5_000,
    b"2147483648", b"9223372036854775808", b"18446744073709551616", b"0.1", b"00", b"+1", "٣".encode(),
    "²".encode(), "Ⅷ".encode(), b"0000-00-00", b"9999-12-31", b"10000-01-01", b"-0001-02-30", b"2023-02-29",
)  # fmt: skip
_FORMULAS = (
    b"=HYPERLINK(\"http://x.example\",\"y\")", b"=cmd|' /C calc'!A0", b"@SUM(1+1)*cmd|' /C calc'!A0", b"+1+1",
    b"-2+3", b"\t=1", b"=1;=2",
)  # fmt: skip

_DUMB: tuple[Callable[[Random, bytes], bytes], ...] = (
    _flipped, _replaced, _inserted, _cut, _doubled, _truncated, _lines_swapped, _line_dropped, _line_repeated,
    _other_line_ends, _encoded_otherwise, _partly_encoded_otherwise, _marked,
)  # fmt: skip


# --- ways that know the format's words ---

_WORD = re.compile(rb"[\w@.+-]+")
_NUMBER = re.compile(rb"\d+")


def _token_inserted(rng: Random, content: bytes, grammar: Grammar) -> bytes:
    at = _place(rng, content, grammar)
    return content[:at] + _said(rng, grammar) + content[at:]


def _word_replaced(rng: Random, content: bytes, grammar: Grammar) -> bytes:
    begin, end = _find(rng, _WORD, content)
    return content[:begin] + rng.choice((_said(rng, grammar), rng.choice(_FORMULAS), b"")) + content[end:]


def _number_replaced(rng: Random, content: bytes, grammar: Grammar) -> bytes:
    begin, end = _find(rng, _NUMBER, content)
    return content[:begin] + rng.choice(_NUMBERS) + content[end:]


def _separator_dropped(rng: Random, content: bytes, grammar: Grammar) -> bytes:
    separator = rng.choice(grammar.separators)
    at = content.find(separator, rng.randint(0, len(content)))
    if at < 0:
        return content.replace(separator, b"") if rng.random() < 0.2 else content[:-1]
    return content[:at] + content[at + len(separator) :]


def _separator_changed(rng: Random, content: bytes, grammar: Grammar) -> bytes:
    old, new = rng.choice(grammar.separators), rng.choice(grammar.separators)
    return content.replace(old, new, rng.choice((1, 3, -1)))


def _token_changed(rng: Random, content: bytes, grammar: Grammar) -> bytes:
    return content.replace(rng.choice(grammar.tokens), _said(rng, grammar), rng.choice((1, -1)))


def _said(rng: Random, grammar: Grammar) -> bytes:
    """One to three words of the format behind one another."""
    return b"".join(rng.choice(grammar.tokens) for _ in range(rng.randint(1, 3)))


def _place(rng: Random, content: bytes, grammar: Grammar) -> int:
    """Anywhere; more often behind something that holds things apart."""
    at = rng.randint(0, len(content))
    separator = rng.choice(grammar.separators)
    found = content.find(separator, at) if rng.random() < 0.7 else -1
    return at if found < 0 else found + len(separator)


def _find(rng: Random, pattern: re.Pattern[bytes], content: bytes) -> tuple[int, int]:
    """Where something of the kind stands, or an empty place at the end."""
    found = pattern.search(content, rng.randint(0, len(content))) or pattern.search(content)
    return found.span() if found else (len(content), len(content))


_KNOWING: tuple[Callable[[Random, bytes, Grammar], bytes], ...] = (
    _token_inserted, _token_inserted, _word_replaced, _number_replaced, _separator_dropped,
    _separator_changed,
    _token_changed,
)  # fmt: skip


# --- ways that make large files ---


def _repeated_many_times(rng: Random, content: bytes, grammar: Grammar) -> bytes:
    said = rng.choice((_said, _said, _piece_of(content)))(rng, grammar) or b"x"
    many = rng.choice((300, 3_000, 30_000, _MOST_REPEATED)) // len(said) + 1
    at = _place(rng, content, grammar)
    return content[:at] + said * many + content[at:]


def _piece_of(content: bytes) -> Callable[[Random, Grammar], bytes]:
    def piece(rng: Random, grammar: Grammar) -> bytes:
        begin, end = _span(rng, content, 60)
        return content[begin:end]

    return piece


def _nested_deeply(rng: Random, content: bytes, grammar: Grammar) -> bytes:
    if not grammar.nests:
        return _repeated_many_times(rng, content, grammar)
    opening, closing = rng.choice(grammar.nests)
    depth = rng.choice((10, 101, 1_000, 20_000))
    at, until = _find(rng, _WORD, content)
    inside = content[at:until]
    return (
        content[:at]
        + opening * depth
        + inside
        + closing * rng.choice((0, depth - 1, depth))
        + content[until:]
    )


def with_a_long_cell(rng: Random, content: bytes, grammar: Grammar) -> bytes:
    """A word of it is replaced by a hundred thousand letters, or signs that mean something."""
    begin, end = _find(rng, _WORD, content)
    letter = rng.choice(
        (b"x", b"9", b" ", b"a@", b"\\", b"=", b"(", "é".encode(), b"\\n", b"a.", b"x,", b"<", b"A b ")
    )
    return content[:begin] + letter * (_LONG_CELL // len(letter)) + content[end:]


_LARGE: tuple[Callable[[Random, bytes, Grammar], bytes], ...] = (
    _repeated_many_times, _nested_deeply, with_a_long_cell,
)  # fmt: skip


# --- JSON ---


def another_value(rng: Random, content: bytes) -> bytes:
    """The same JSON with another value, or none, in one place; lines of JSON keep the other lines.

    What is no JSON any more comes back with a byte flipped.
    """
    lines = content.split(b"\n")
    with suppress(ValueError, RecursionError):
        return _dumped(rng, _changed(rng, json.loads(content)))
    at = rng.randrange(len(lines))
    with suppress(ValueError, RecursionError):
        lines[at] = _dumped(rng, _changed(rng, json.loads(lines[at])))
        return b"\n".join(lines)
    return _flipped(rng, content)


def _dumped(rng: Random, tree: Any) -> bytes:
    indent = rng.choice((None, None, 2, 4))
    text = json.dumps(tree, indent=indent, ensure_ascii=rng.random() < 0.5)
    return text.encode("utf-8", "surrogatepass")


def _changed(rng: Random, tree: Any) -> Any:
    """The tree with one place of it changed; a place is found by going down from the root."""
    if not isinstance(tree, dict | list) or not tree:
        return rng.choice(_VALUES)
    node = tree
    while True:
        key = rng.choice(list(node)) if isinstance(node, dict) else rng.randrange(len(node))
        inner = node[key]
        if not isinstance(inner, dict | list) or not inner or rng.random() < 0.1:
            _change_member(rng, node, key)
            return tree
        node = inner


def _change_member(rng: Random, node: Any, key: Any) -> None:
    chance = rng.random()
    if chance < 0.1:
        del node[key]
    elif chance < 0.2 and isinstance(node, dict):
        node[rng.choice(list(node))] = node[key]
    elif chance < 0.3 and isinstance(node, list):
        node.extend([node[key]] * rng.choice((1, 2, 50)))
    elif chance < 0.4:
        node[key] = rng.choice(([node[key]], {"x": node[key]}, [[node[key]]], str(node[key])))
    elif chance < 0.45 and isinstance(node, dict):
        node[rng.choice(("", "@type", "uid", "\ud800", "x" * 300, "__proto__", "name", "id"))] = node.pop(key)
    else:
        node[key] = rng.choice(_VALUES)


_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**18, 10**40, -(10**400), 1e308, float("nan"), float("inf"), "", " ",
    "x",
    "\ud800", "\udc00x", "\0", "\r\n", "=1+1", "x" * 3_000, "é" * 300, "2023-02-29", "9999-12-31T23:59:59Z",
    "0000-00-00", "0001-01-01T00:00:00+14:00", "--02-29", "null", "[]", [], {}, [[]], [None], [{}],
    {"": None},
    {"a": {"b": {"c": []}}}, [1, "x", None, [], {}], ["x"] * 50, "data:image/png;base64,AAAA", "mailto:",
    "tel:+1", "http://[", "urn:uuid:", "a@b", "@", "+", "1e9", "9" * 400,
)  # fmt: skip
