"""Draw the app's icons from the mark: run it after the mark or its colours changed.

The picture fills its square, so that a phone may cut it to any shape (maskable: all that matters lies
within the inner four fifths).
"""

from pathlib import Path

from PIL import Image, ImageDraw

STATIC = Path(__file__).parent.parent / "src" / "keepwarm" / "web" / "static"
GROUND, EMBER, CORE = "#fcfaf6", "#b4471f", "#fbf1e6"
SIZES = (192, 512)
FINER = 4
"""It is drawn so many times larger and made small, which smooths its edges."""


def icon(size: int) -> Image.Image:
    """The mark on paper: an ember with a bright core."""
    large = size * FINER
    picture = Image.new("RGB", (large, large), GROUND)
    pen = ImageDraw.Draw(picture)
    for share, colour in ((0.60, EMBER), (0.25, CORE)):
        edge = large * (1 - share) / 2
        pen.ellipse((edge, edge, large - edge, large - edge), fill=colour)
    return picture.resize((size, size), Image.Resampling.LANCZOS).quantize(64)


if __name__ == "__main__":
    for one in SIZES:
        icon(one).save(STATIC / f"icon-{one}.png", optimize=True)
