"""How many pieces a picture's file is made of, counted before a decoder walks over them.

A file of a few megabytes can hold millions of empty pieces, or a hundred thousand scans of the whole
picture, and keep a decoder busy for minutes. Pictures that people make have a few dozen.
"""

import re

_MOST_SEGMENTS = 400
"""A JPEG's colour profile alone may take 255."""
_MOST_SCANS = 100
"""A progressive JPEG has about ten; each is a walk over all pixels, however few bytes it takes."""
_MOST_CHUNKS = 20_000
"""A PNG's data usually come in chunks of 8 kB."""
_MOST_BLOCKS = 5_000
"""Of at most 255 bytes, before the first frame of a GIF."""

_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.DOTALL)
_LONGEST_PADDING = 64
_WITHOUT_LENGTH = (0x01, 0xD8)
_SCAN, _END = 0xDA, 0xD9


def is_modest(raw: bytes) -> bool:
    """Whether it has no more pieces than pictures have; of other formats, whose pieces cost nothing, yes."""
    if raw.startswith(b"\xff\xd8"):
        return _is_modest_jpeg(raw)
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return _is_modest_png(raw)
    return not raw.startswith(b"GIF8") or _is_modest_gif(raw)


def _is_modest_jpeg(raw: bytes) -> bool:
    """Walks the markers to the end of the picture (ITU-T T.81, annex B); a film may follow that."""
    at, segments, scans = 2, 0, 0
    while found := _MARKER.search(raw, at):
        kind = raw[found.end() - 1]
        if kind == _END:
            break
        segments += 1
        scans += kind == _SCAN
        is_astray = scans == 0 and found.start() != at
        if is_astray or segments > _MOST_SEGMENTS or scans > _MOST_SCANS or len(found[0]) > _LONGEST_PADDING:
            return False
        at = found.end()
        if kind not in _WITHOUT_LENGTH:
            at += int.from_bytes(raw[at : at + 2], "big")
    return True


def _is_modest_png(raw: bytes) -> bool:
    at, chunks = 8, 0
    while at < len(raw) and chunks <= _MOST_CHUNKS:
        at += 12 + int.from_bytes(raw[at : at + 4], "big")
        chunks += 1
    return chunks <= _MOST_CHUNKS


def _is_modest_gif(raw: bytes) -> bool:
    """Walks the blocks before the first frame; a stray byte counts as one (GIF 89a, section 15 on)."""
    flags = raw[10] if len(raw) > 10 else 0
    at, blocks = 13 + (3 << (flags % 8 + 1) if flags & 0x80 else 0), 0
    while at < len(raw) and raw[at] not in b",;" and blocks <= _MOST_BLOCKS:
        if raw[at] == ord("!"):
            at += 2
            while at < len(raw) and raw[at] and blocks <= _MOST_BLOCKS:
                at += raw[at] + 1
                blocks += 1
        at += 1
        blocks += 1
    return blocks <= _MOST_BLOCKS
