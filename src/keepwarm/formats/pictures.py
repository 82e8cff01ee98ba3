"""Pictures of people, made anew before anybody sees them: small, upright, and nothing in them but pixels.

What comes out is always a JPEG: every browser, address book and mail program shows it, which not all do
with WebP (Outlook does not), and a photo of 512 pixels a side stays below 100 kB.
"""

import warnings
from io import BytesIO
from threading import Lock

from PIL import Image

from keepwarm.domain.errors import Problem, Unreadable
from keepwarm.formats.picture_pieces import is_modest

MEDIA_TYPE = "image/jpeg"
"""What `safe_picture` returns."""

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP")
"""The only decoders that run; each further one is a way in."""

_MOST_BYTES = 15_000_000
_MOST_PIXELS = 25_000_000
_MOST_PIXELS_OF_WEBP = 12_500_000
"""Its decoder keeps four copies of the picture."""
_MOST_PIXELS_SEE_THROUGH = 20_000_000
"""They are made smaller with what shines through beside them, which takes another copy."""
_QUALITY = 85

_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each orientation (Exif 2.3, 4.6.4 A)."""

# Pillow refuses what has more than twice as many, by the header, and of animations each frame.
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS // 2

_one_at_a_time = Lock()
"""Bounds the memory, and the filter of warnings belongs to the whole process."""


def safe_picture(raw: bytes, *, side: int = 512) -> bytes:
    """The picture as a JPEG of at most `side` pixels a side, whole and on white; of a film the first frame.

    Place, camera, comments and colour profile are gone. Raises Unreadable where it is no JPEG, PNG, GIF,
    WebP or BMP, where it is damaged, and above 25 megapixels (20 see-through, 12.5 as
    WebP) or 15 MB.
    """
    if len(raw) > _MOST_BYTES:
        raise _too_large()
    if not is_modest(raw):
        raise _unreadable()
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of damaged metadata, which is thrown away
        try:
            return _drawn(raw, side)
        except Image.DecompressionBombError as bomb:
            raise _too_large() from bomb
        except Problem:
            raise
        except Exception as damage:
            # Damage reaches a decoder anywhere, and comes out as whatever error stood there.
            raise _unreadable() from damage


def _drawn(raw: bytes, side: int) -> bytes:
    with Image.open(BytesIO(raw), formats=_FORMATS) as picture:
        if picture.width * picture.height > _most_pixels(picture):
            raise _too_large()
        small = _with_all_colours(picture)
        small.thumbnail((side, side))
        turn = _turn(picture)
        upright = small if turn is None else small.transpose(turn)
        out = BytesIO()
        _on_white(upright).save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _most_pixels(picture: Image.Image) -> int:
    if picture.format == "WEBP":
        return _MOST_PIXELS_OF_WEBP
    return _MOST_PIXELS_SEE_THROUGH if picture.has_transparency_data else _MOST_PIXELS


def _with_all_colours(picture: Image.Image) -> Image.Image:
    """The picture in a mode that can be made smaller smoothly, and keeps what shines through."""
    if picture.mode.startswith("I"):
        # Greys of 16 bits; the plain conversion makes all but the darkest of them white.
        return picture.convert("I").point(lambda grey: grey / 256).convert("L")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    return picture if picture.mode in (mode, "L", "CMYK") else picture.convert(mode)


def _on_white(picture: Image.Image) -> Image.Image:
    """A new picture, which holds the pixels alone."""
    canvas = Image.new("RGB", picture.size, "white")
    canvas.paste(picture.convert("RGB"), mask=picture if picture.mode == "RGBA" else None)
    return canvas


def _turn(picture: Image.Image) -> Image.Transpose | None:
    """What sets it upright, by its Exif; nothing where that is damaged, which the pixels need not be."""
    try:
        return _UPRIGHT.get(picture.getexif().get(_ORIENTATION, 1))
    except Exception:
        return None


def _too_large() -> Unreadable:
    return Unreadable(
        "This picture is too large; "
        "bring one of at most 25 megapixels (20 see-through, 12 as WebP) and 15 MB."
    )


def _unreadable() -> Unreadable:
    return Unreadable(
        "This is no picture that can be shown, or it is damaged; bring it as JPEG, PNG, GIF, WebP or BMP."
    )
