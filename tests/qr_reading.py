"""Reads the QR codes of our pictures independently: the strokes are painted, and OpenCV looks at them."""

import re

import cv2
import numpy as np

_STROKE = re.compile(r"([Mmh])(-?[\d.]+)(?:[ ]?(-?[\d.]+))?")
_SCALES = (6, 4, 3)
"""Dots for a module. Of one size alone OpenCV fails at one code in a hundred, where a camera sees many."""


def said_by_code(svg: bytes) -> str:
    """What a code says to who scans it; empty where it cannot be read."""
    read = (cv2.QRCodeDetector().detectAndDecode(painted(svg.decode(), scale))[0] for scale in _SCALES)
    return str(next(filter(None, read), ""))


def painted(svg: str, scale: int = _SCALES[0]) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """The picture in dots: white, with a square for each dark module."""
    found = re.search(r'class="qrline"[^>]* d="([^"]+)"', svg)
    side = re.search(r'd="M0 0h(\d+)v', svg)
    assert found
    assert side
    dots = np.full((int(side[1]), int(side[1])), 255, np.uint8)
    x, y = 0.0, 0.0
    for what, first, second in _STROKE.findall(found[1]):
        if what == "M":
            x, y = float(first), float(second)
        elif what == "m":
            x, y = x + float(first), y + float(second)
        else:
            dots[int(y), int(x) : int(x + float(first))] = 0
            x += float(first)
    return np.kron(dots, np.ones((scale, scale), np.uint8))
