"""Mail as a stream: lines of bounded length, and leaps over bodies without looking at their lines.

A body may have hundreds of megabytes, with or without a line end, and so may a single header field;
what is held is one block and the line at hand.
"""

import re
from typing import BinaryIO

from keepwarm.formats.mail_dates import is_from_line

LONGEST_LINE = 65_536
"""Bytes of a line that are kept; the rest of a longer one is read and dropped."""

_BLOCK = 262_144
_KEPT_BEFORE = 16
"""Bytes kept before the place of reading, to see whether the line above a From_ line is blank."""

_MARK = b"\nFrom "
_BLANK_LINE = re.compile(rb"\n\r?\n")
_BOM = b"\xef\xbb\xbf"


class MailStream:
    """A place in a file of mail that only moves forward."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        # As if a blank line stood before the file: its first line may then begin a message.
        self._block = b"\n\n" + file.read(_BLOCK).removeprefix(_BOM)
        self._at = 2

    def line(self) -> bytes:
        """The next line with its end, cut to LONGEST_LINE; empty at the end of the file.

        Only the last line of a file can come without a line end.
        """
        start = b""
        while (end := self._block.find(b"\n", self._at)) < 0:
            if not start and len(self._block) - self._at >= LONGEST_LINE:
                start = self._block[self._at : self._at + LONGEST_LINE - 1]
            if start:
                self._at = len(self._block)
            if not self._more():
                line, self._at = start or self._block[self._at :], len(self._block)
                return line
        line = start or self._block[self._at : min(end, self._at + LONGEST_LINE - 1)]
        self._at = end + 1
        return line + b"\n"

    def find_from_line(self) -> bytes | None:
        """Go behind the next From_ line that follows a blank line, and return it; None at the end."""
        self._at -= 1
        while True:
            mark = self._block.find(_MARK, self._at)
            if mark < 0:
                self._at = max(self._at, len(self._block) - len(_MARK))
                if not self._more():
                    return None
                continue
            blank = self._block[mark - 1 : mark] == b"\n" or self._block[mark - 2 : mark] == b"\n\r"
            self._at = mark + 1
            if blank:
                if is_from_line(line := self.line()):
                    return line
                self._at -= 1  # back on the line end, which may be the blank line above the next one

    def find_blank_line(self) -> bool:
        """Go behind the next blank line; False where there is none to the end."""
        self._at -= 1
        while not (blank := _BLANK_LINE.search(self._block, self._at)):
            self._at = max(self._at, len(self._block) - 2)
            if not self._more():
                return False
        self._at = blank.end()
        return True

    def _more(self) -> bool:
        """Read another block behind what is left of this one; False at the end of the file."""
        block = self._file.read(_BLOCK)
        kept = max(self._at - _KEPT_BEFORE, 0)
        self._block = self._block[kept:] + block
        self._at -= kept
        return bool(block)
