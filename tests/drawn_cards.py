"""Paper cards drawn for tests: invented people, in a few layouts, as a phone would photograph them."""

import random
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageFont

_SIZE = (1000, 600)
_TABLE = (1300, 900)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What stands on a card."""

    name: str
    title: str
    organization: str
    phone: str
    mail: str
    page: str
    layout: int = 0
    dark: bool = False


CARDS = (
    Drawn(
        name="Ada Lovelace",
        title="Engineer",
        organization="Analytical Engines Ltd",
        phone="+44 20 7946 0018",
        mail="ada@analytical.example.org",
        page="www.analytical.example.org",
    ),
    Drawn(
        name="Tomas Quiroga",
        title="Head of Design",
        organization="Lumen Studio",
        phone="+34 915 550 142",
        mail="tomas.quiroga@lumen.example.com",
        page="lumen.example.com",
        layout=1,
    ),
    Drawn(
        name="Miriam Okafor",
        title="Founder",
        organization="Riverside Bakery",
        phone="(020) 7946 0991",
        mail="hello@riverside.example.org",
        page="www.riverside.example.org",
        layout=2,
    ),
    Drawn(
        name="Juergen Weiss",
        title="Leiter Vertrieb",
        organization="Weiss Metallbau GmbH",
        phone="+49 30 5550 1234",
        mail="weiss@weiss-soehne.example.de",
        page="www.weiss-soehne.example.de",
    ),
    Drawn(
        name="Priya Raman",
        title="Senior Consultant",
        organization="Northgate Partners",
        phone="+1 (212) 555-0147",
        mail="p.raman@northgate.example.com",
        page="www.northgate.example.com",
        layout=1,
        dark=True,
    ),
    Drawn(
        name="Lars Nystrom",
        title="Beekeeper",
        organization="Honey Works",
        phone="+46 8 555 010 22",
        mail="lars@honey.example.net",
        page="honey.example.net",
        layout=2,
    ),
    Drawn(
        name="Chiara Bellini",
        title="Translator",
        organization="Bellini Language Institute",
        phone="+39 06 5555 0123",
        mail="chiara.bellini@bellini.example.eu",
        page="www.bellini.example.eu",
    ),
    Drawn(
        name="Dr. Hannah Stein",
        title="Physician",
        organization="Parkside Clinic",
        phone="+44 161 496 0550",
        mail="h.stein@parkside.example.org",
        page="www.parkside.example.org",
        layout=1,
    ),
    Drawn(
        name="Mei-Ling Tan",
        title="Curator",
        organization="Harbour Museum",
        phone="+65 6555 0198",
        mail="meiling.tan@harbour.example.org",
        page="harbour.example.org",
        dark=True,
    ),
    Drawn(
        name="Samuel O'Brien",
        title="Carpenter",
        organization="Oak and Ash Company",
        phone="+353 1 555 0177",
        mail="sam@oakandash.example.com",
        page="www.oakandash.example.com",
        layout=2,
    ),
)


def drawn(card: Drawn) -> Image.Image:
    """The card, printed."""
    ink, paper = ((245, 240, 230), (30, 40, 60)) if card.dark else ((30, 30, 40), (250, 248, 243))
    picture = Image.new("RGB", _SIZE, paper)
    pen = ImageDraw.Draw(picture)
    left = (70, 330, 70)[card.layout]
    for text, top, size in _placed(card):
        pen.text((left, top), text, fill=ink, font=ImageFont.load_default(size))
    return picture


def _placed(card: Drawn) -> list[tuple[str, int, int]]:
    small = [f"Tel {card.phone}", card.mail, card.page]
    if card.layout == 2:  # the organisation leads, larger than the name
        head = [(card.organization, 60, 64), (card.name, 180, 48), (card.title, 245, 32)]
    else:
        head = [(card.name, 60, 64), (card.title, 145, 34), (card.organization, 230, 40)]
    return head + [(text, 380 + 55 * row, 34) for row, text in enumerate(small)]


def photographed(
    card: Drawn, *, degrees: float = 0.0, noise: int = 0, blur: float = 0.0, seed: int = 0
) -> bytes:
    """The card on a table, as a JPEG: turned a little, grainy, not quite sharp."""
    table = Image.new("RGB", _TABLE, (120, 95, 70))
    table.paste(drawn(card), ((_TABLE[0] - _SIZE[0]) // 2, (_TABLE[1] - _SIZE[1]) // 2))
    turned = table.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=(120, 95, 70))
    soft = turned.filter(ImageFilter.GaussianBlur(blur)) if blur else turned
    if noise:
        grain = Image.frombytes("L", _TABLE, random.Random(seed).randbytes(_TABLE[0] * _TABLE[1]))
        soft = Image.blend(soft, grain.convert("RGB"), noise / 100)
    out = BytesIO()
    soft.save(out, "JPEG", quality=85)
    return out.getvalue()
