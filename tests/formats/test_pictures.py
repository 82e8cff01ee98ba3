"""Pictures are made anew, and nothing but their pixels remains."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from keepwarm.domain.errors import Unreadable
from keepwarm.formats.pictures import safe_picture

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP")
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def opened(raw: bytes) -> Image.Image:
    picture = Image.open(BytesIO(raw), formats=("JPEG",))
    picture.load()
    return picture


def two_colours(size: tuple[int, int] = (40, 20)) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    return picture


def is_like(seen: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(seen, tuple)
    return max(abs(one - other) for one, other in zip(seen, colour, strict=True)) < 24


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_comes_out_whole_as_a_small_jpeg(form: str) -> None:
    picture = opened(safe_picture(saved(two_colours((1200, 600)), form), side=300))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (300, 150))
    assert is_like(picture.getpixel((10, 75)), RED)
    assert is_like(picture.getpixel((290, 75)), BLUE)


def test_a_small_picture_is_not_blown_up_and_a_thin_one_keeps_a_pixel() -> None:
    assert opened(safe_picture(saved(two_colours(), "PNG"))).size == (40, 20)
    assert opened(safe_picture(saved(Image.new("L", (3000, 2)), "PNG"))).size == (512, 1)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_place_camera_profile_and_comments_are_gone(form: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretMaker"
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)}
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SecretComment")
    options = {"exif": exif.tobytes(), "icc_profile": b"SecretProfile" * 20, "xmp": b"<x>SecretPacket</x>"}
    more = {"JPEG": {"comment": b"SecretComment"}, "PNG": {"pnginfo": text}, "WEBP": {}}[form]
    raw = saved(two_colours(), form, **options, **more)
    assert {0x010F, 0x8825} <= set(Image.open(BytesIO(raw)).getexif())

    out = safe_picture(raw)

    picture = opened(out)
    assert dict(picture.getexif()) == {}
    assert {key for key in picture.info if not key.startswith("jfif")} == set()
    assert not any(word in out for word in (b"Secret", b"Exif", b"ICC_PROFILE", b"http://ns.adobe.com"))


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (40, 20), (2, 10)),
        (2, (40, 20), (37, 10)),
        (3, (40, 20), (37, 10)),
        (4, (40, 20), (2, 10)),
        (5, (20, 40), (10, 2)),
        (6, (20, 40), (10, 2)),
        (7, (20, 40), (10, 37)),
        (8, (20, 40), (10, 37)),
        (99, (40, 20), (2, 10)),
    ],
)
def test_it_stands_upright(orientation: int, size: tuple[int, int], red_at: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = opened(
        safe_picture(saved(two_colours(), "JPEG", exif=exif.tobytes(), quality=95, subsampling=0))
    )
    assert picture.size == size
    assert is_like(picture.getpixel(red_at), RED)


def test_pixels_with_damaged_metadata_are_still_shown() -> None:
    raw = saved(two_colours(), "JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff rubbish")
    assert opened(safe_picture(raw)).size == (40, 20)


@pytest.mark.parametrize(("mode", "form"), [("RGBA", "PNG"), ("RGBA", "WEBP"), ("LA", "PNG"), ("P", "GIF")])
def test_what_is_transparent_is_white(mode: str, form: str) -> None:
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0)).convert(mode)
    raw = saved(clear, form, transparency=0) if mode == "P" else saved(clear, form)
    assert is_like(opened(safe_picture(raw)).getpixel((20, 20)), WHITE)


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16"])
def test_greys_stay_as_they_are(mode: str) -> None:
    half = Image.new("L", (40, 40), 128)
    picture = Image.new("I;16", (40, 40), 128 * 257) if mode == "I;16" else half.convert(mode)
    seen = opened(safe_picture(saved(picture, "PNG"), side=4)).getpixel((2, 2))
    assert is_like(seen, (128, 128, 128))


def test_a_picture_for_print_keeps_its_colours() -> None:
    picture = opened(safe_picture(saved(two_colours().convert("CMYK"), "JPEG")))
    assert picture.mode == "RGB"
    assert is_like(picture.getpixel((2, 10)), (254, 0, 0))


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_frame_is_kept(form: str) -> None:
    frames = [Image.new("RGB", (30, 30), colour) for colour in (RED, BLUE, WHITE)]
    raw = saved(frames[0], form, save_all=True, append_images=frames[1:], duration=50)
    assert is_like(opened(safe_picture(raw)).getpixel((15, 15)), RED)


def png(width: int, height: int, colours: int = 0) -> bytes:
    """The head of a PNG that says how large it is, and next to nothing behind it."""
    size = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + size + struct.pack(">I", zlib.crc32(size))
    return head + struct.pack(">I", 1_000) + b"IDAT" + zlib.compress(b"\x00" * 900)


JPEG = saved(Image.radial_gradient("L").resize((64, 64)), "JPEG", progressive=True)
BMP = saved(Image.new("L", (2, 2)), "BMP")
GIF = saved(Image.new("P", (9, 9)), "GIF")
HUGE = {
    "more pixels than are allowed": png(5001, 5000),
    "more pixels than memory": png(2**31 - 1, 2**31 - 1),
    "a GIF of many pixels": GIF[:6] + struct.pack("<HH", 65535, 65535) + GIF[10:],
    "a BMP of many pixels": BMP[:18] + struct.pack("<ii", 60_000, 60_000) + BMP[26:],
    "more pixels that are see-through": png(5000, 4001, colours=6),
    "a WebP of many pixels": saved(Image.new("RGB", (4000, 3200)), "WEBP"),
    "many bytes": JPEG + b"\x00" * 15_000_000,
}


@pytest.mark.parametrize("bomb", HUGE)
def test_what_is_too_large_is_refused_by_its_head(bomb: str) -> None:
    with pytest.raises(Unreadable, match="too large; bring one of at most 25 megapixels"):
        safe_picture(HUGE[bomb])


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
        b"%PDF-1.4",
        b"\xff\xd8",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        saved(two_colours(), "TIFF"),
        saved(two_colours(), "ICO"),
        saved(two_colours(), "PPM"),
        saved(two_colours(), "TGA"),
    ],
)
def test_what_is_no_picture_of_the_five_kinds_is_refused_with_the_way_out(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="bring it as JPEG, PNG, GIF, WebP or BMP"):
        safe_picture(raw)


SEEDS = {
    form: saved(Image.radial_gradient("L").resize((24, 16)).convert("P" if form == "GIF" else "RGB"), form)
    for form in FORMATS
}
SEEDS["alpha"] = saved(Image.new("RGBA", (24, 16), (9, 9, 9, 99)), "PNG")
SEEDS["film"] = saved(
    two_colours(), "GIF", save_all=True, append_images=[Image.new("RGB", (40, 20), WHITE)], comment=b"hello"
)
SEEDS["scans"] = JPEG


def kept_or_refused(raw: bytes) -> None:
    try:
        made = safe_picture(raw)
    except Unreadable:
        return
    assert opened(made).mode == "RGB"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_picture_that_is_cut_off_anywhere_is_shown_or_refused(seed: str) -> None:
    raw = SEEDS[seed]
    for end in range(0, len(raw), max(1, len(raw) // 150)):
        kept_or_refused(raw[:end])


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4), st.booleans()),
        min_size=1,
        max_size=6,
    ),
)
def test_a_damaged_picture_is_shown_or_refused(seed: str, damage: list[tuple[float, bytes, bool]]) -> None:
    raw = bytearray(SEEDS[seed])
    for place, piece, inserted in damage:
        # Half of the damage goes to the head, where the structure is.
        at = int(place * 2 * len(raw)) if place < 0.5 else int((place - 0.5) * 2 * min(len(raw), 64))
        raw[at : at + (0 if inserted else len(piece))] = piece
    kept_or_refused(bytes(raw))
