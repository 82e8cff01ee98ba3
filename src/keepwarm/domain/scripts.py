"""The script that a text is written in, where the order of its parts depends on it."""

_EASTERN = (
    (0x1100, 0x11FF),  # the letters that Hangul is made of
    (0x3005, 0x3007),  # Han repeated, closed and nought
    (0x3040, 0x30FF),  # hiragana and katakana
    (0x3130, 0x318F),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),  # Hangul
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9D),  # katakana of half the width
    (0x20000, 0x3FFFF),
)
"""The blocks of Unicode that hold Han, kana and Hangul: first and last code point."""


def is_eastern(text: str) -> bool:
    """Whether Han, kana or Hangul stands in it: names and addresses then go from the large to the small."""
    return not text.isascii() and any(
        first <= code <= last for code in map(ord, text) for first, last in _EASTERN
    )
