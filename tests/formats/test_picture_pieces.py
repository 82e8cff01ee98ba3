"""Pictures that are made of more pieces than any picture needs."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from keepwarm.domain.errors import Unreadable
from keepwarm.formats.picture_pieces import is_modest
from keepwarm.formats.pictures import safe_picture


def saved(form: str, **options: object) -> bytes:
    out = BytesIO()
    Image.radial_gradient("L").resize((64, 64)).save(out, form, **options)
    return out.getvalue()


def grown(raw: bytes, at: int, piece: bytes, times: int) -> bytes:
    return raw[:at] + piece * times + raw[at:]


JPEG = saved("JPEG", progressive=True)
PNG = saved("PNG")
GIF = saved("GIF")
AFTER_HEAD = 33  # of a PNG
NOTHING = b"\x00\x00\x00\x00zzZz" + struct.pack(">I", zlib.crc32(b"zzZz"))
BUSY = {
    "scans": grown(JPEG, len(JPEG) - 2, JPEG[JPEG.rindex(b"\xff\xda") : -2], 200),
    "segments": grown(JPEG, 2, b"\xff\xe9\x00\x02", 3_000_000),
    "padding": grown(JPEG, 2, b"\xff", 10_000_000),
    "nothings": grown(JPEG, 2, b"\xff\x00", 5_000_000),
    "chunks": grown(PNG, AFTER_HEAD, NOTHING, 1_000_000),
    "comments": grown(GIF, GIF.index(b","), b"!\xfe\x01a\x00", 2_000_000),
    "blocks of a comment": grown(GIF, GIF.index(b","), b"!\xfe" + b"\x01a" * 5_000_000 + b"\x00", 1),
    "stray bytes": grown(GIF, GIF.index(b","), b"\x00", 10_000_000),
}


@pytest.mark.parametrize("pieces", BUSY)
def test_what_only_keeps_a_decoder_busy_is_refused_before_it(pieces: str) -> None:
    assert not is_modest(BUSY[pieces])
    with pytest.raises(Unreadable, match="This is no picture that can be shown"):
        safe_picture(BUSY[pieces])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "BMP"])
def test_a_picture_with_a_large_profile_is_modest(form: str) -> None:
    assert is_modest(saved(form, icc_profile=b"p" * 3_000_000))


def test_a_photo_with_a_film_behind_it_is_a_photo() -> None:
    with_film = saved("JPEG") + b"\xff\xda\xff\xe1" * 5_000
    assert is_modest(with_film)
    assert safe_picture(with_film) == safe_picture(saved("JPEG"))


@pytest.mark.parametrize("raw", [JPEG, PNG, GIF])
def test_the_walk_ends_wherever_the_file_does(raw: bytes) -> None:
    assert all(is_modest(raw[:end]) for end in range(len(raw)))
