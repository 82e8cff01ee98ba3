"""The files that mutations begin with: all samples of each importer, and what lies in folders and zips."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from keepwarm.importers import Importer, importers, recognise
from tests.books import card, mail
from tests.durability.grammars import CALENDAR, CHAT, JSON, LDIF, MAIL, PHONE, TABLE, VCARD
from tests.durability.mutations import Grammar, mutated
from tests.formats.jscontact_samples import FULL
from tests.formats.mail_samples import fields, mbox
from tests.real_data import real_data

DATA = Path(__file__).parents[1] / "data"
FOLDER, ZIP = "folder", "zip"
"""What is no importer of its own: several files in a folder or a zip."""

_LARGEST_REAL_CARD_FILE = 9_000
_START = datetime(2024, 3, 1, 9, tzinfo=UTC)
_NAMES = (
    "Connections.csv", "Invitations.csv", "Notes.csv", "PhoneNumbers.csv", "ImportedContacts.csv",
    "Ad_Targeting.csv", "messages.csv",
    "Takeout/Contacts/My Contacts/My Contacts.vcf", "Takeout/Contacts/Friends/Friends.vcf", "contacts.csv",
    "a.vcf",
    "mail/cur/1:2,S", "mail/new/2", "mail/tmp/3", "x/y/z.json", "All mail.mbox", "né.ldif", "displayname",
    "photo.jpg", "_chat.txt", "WhatsApp Chat with Ann Lee.txt", "result.json", "Ann/data.json",
)  # fmt: skip
_NAMES_IN_ZIPS = (
    *_NAMES,
    "../out.vcf",
    "/etc/x.csv",
    "C:/x.csv",
    "a\\b.vcf",
    "n\nl.vcf",
    "x" * 300 + ".vcf",
    "a/",
    "é\udc80.csv",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is mutated: one source with its samples, the words of its format and the ending of its files.

    `name` is the importer's module, or FOLDER or ZIP; `lay` puts one mutated input at a free path.
    """

    name: str
    importer: Importer | None
    seeds: tuple[bytes, ...]
    grammar: Grammar
    lay: Callable[[Random, Path], Path]


@cache
def kinds() -> dict[str, Kind]:
    """Every importer and the two containers, by name, in a steady order."""
    found = {kind.name: kind for kind in map(_kind_of, importers())}
    found |= {name: _container(name, lay) for name, lay in ((FOLDER, _lay_folder), (ZIP, _lay_zip))}
    return found


def name_of(importer: Importer) -> str:
    """The name of an importer's module within its package."""
    return str(vars(importer)["__name__"]).rpartition(".")[2]


def _kind_of(importer: Importer) -> Kind:
    name = name_of(importer)
    seeds = (*_samples(importer.NAME), *_own_seeds().get(name, ()))
    grammar, ending = _FORMATS.get(name, (TABLE, ".csv"))

    def lay(rng: Random, path: Path) -> Path:
        content = _input(rng, name, seeds, grammar)
        file = path.with_suffix(ending if rng.random() < 0.9 else rng.choice(("", ".txt", ".vcf", ".json")))
        file.write_bytes(content)
        return file

    return Kind(
        name=name,
        importer=importer,
        seeds=seeds,
        grammar=grammar,
        lay=_lay_maildir if name == "maildir" else lay,
    )


def _container(name: str, lay: Callable[[Random, Path], Path]) -> Kind:
    return Kind(name=name, importer=None, seeds=(), grammar=TABLE, lay=lay)


_FORMATS: dict[str, tuple[Grammar, str]] = {
    "vcard": (VCARD, ".vcf"),
    "thunderbird_ldif": (LDIF, ".ldif"),
    "mailbox": (MAIL, ".mbox"),
    "maildir": (MAIL, ""),
    "ics": (CALENDAR, ".ics"),
    "whatsapp": (CHAT, ".txt"),
    **dict.fromkeys(("signal", "telegram"), (JSON, ".json")),
    **dict.fromkeys(("sms_backup", "sms_calls"), (PHONE, ".xml")),
    **dict.fromkeys(
        ("facebook_friends", "facebook_messages", "jcard", "jscontact", "monica", "nametag"), (JSON, ".json")
    ),
}
"""Those that are no tables."""


@cache
def _recognised_samples() -> dict[str, list[bytes]]:
    """The samples by the name of the importer that recognises them; what is read from them stays out."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(path for path in DATA.rglob("*") if path.is_file()):
        if (importer := recognise(path)) is not None:
            found.setdefault(importer.NAME, []).append(path.read_bytes())
    return found


def _samples(name: str) -> list[bytes]:
    return _recognised_samples().get(name, [])


@cache
def _own_seeds() -> dict[str, tuple[bytes, ...]]:
    """What is no file among the samples, by the importer's module."""
    return {
        "vcard": (*_real_cards(), *_CARDS),
        "mailbox": (*_MAILBOXES, *_MESSAGES),
        "maildir": _MESSAGES,
        "interaction_csv": _INTERACTIONS,
        "keepwarm_csv": _OWN_TABLES,
        "jscontact": (json.dumps(FULL).encode(), json.dumps([FULL, FULL]).encode()),
    }


def _real_cards() -> list[bytes]:
    paths = sorted(real_data("vcards").glob("*.vcf"))
    return [path.read_bytes() for path in paths if path.stat().st_size <= _LARGEST_REAL_CARD_FILE]


_CARDS = (
    (card("Ann Lee", "EMAIL:ann@example.org", "BDAY:--0229") + card("Bo Ray",
    "TEL:+44 20 7946 0018")).encode(),
    card(
        "Cem Öz", "N:Öz;Cem;;;", "UID:c1", "ORG:Boats;Sails", "NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=\r\nb",
        "item1.X-ABDATE:2020-02-29", "item1.X-ABLabel:_$!<Anniversary>!$_",
        "AGENT:\r\nBEGIN:VCARD\r\nFN:Di\r\nEND:VCARD",
        "RELATED;TYPE=child:urn:uuid:c2", "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=",
    ).encode(),
)  # fmt: skip
_MESSAGES = (
    (fields() + "\nHello.\n").encode(),
    (
        fields(To="=?utf-8?q?B=C3=B6?= <bo@example.org>, friends: c@example.org, \"D, E\" <d@e.example>;")
        + "\n"
    ).encode(),
    (fields(List_Id="<rowing.example.org>", Precedence="list",
    Cc="(a (nested) comment) x@y.example") + "\n").encode(),
    (
        fields(Subject="=?iso-8859-1?Q?Gr=FC=DFe?=", Received="from x by y;\n Mon, 5 Jan 2004 10:00:00 -0500")
        + "\nx"
    ).encode(),
)  # fmt: skip
_MAILBOXES = (
    "".join(
        mail(f"p{number % 5}@example.org", "me@example.org", _START + timedelta(hours=number),
        f"Thing {number}")
        for number in range(12)
    ).encode(),
    mbox(fields(), fields(Message_ID=None, Date=None), fields(X_Gmail_Labels="Sent,Important")),
)  # fmt: skip
_INTERACTIONS = (
    b"person,at,channel,direction,minutes,summary\nAnn Lee,2024-07-01T14:30,call,out,45,Her move to Lyon\n"
    b"bo@example.org,2024-07-02,lunch,,,\"Boats, and\nsails\"\n"
    b"Cem,2024-07-03T10:00:00+02:00,whatsapp,in,1,=1+1\n",
    b"Summary;Channel;Person;At\r\nhello;zoom;+44 20 7946 0018;2024-07-01\r\n;met;Ann;1 July 2024\r\n",
)  # fmt: skip
_OWN_TABLES = (
    b"\xef\xbb\xbfKeepwarm id,Name,Organization,Title,Birthday,Standing,Tags,Note,E-mail,"
    b"E-mail label,E-mail preferred,E-mail 2,Phone,Phone 2,Address,Address city,Kept: Connected On\r\n"
    b"a1b2,Ann Lee,Boats,Captain,--02-29,active,\"Rowing, Sails\",'=1+1,ann@example.org,home,yes,a@x.example,"
    b"'+44 20 7946 0018,,\"1 Long Street\nTown\",Town,14 Mar 2019\r\n"
    b"c3d4,Bo,,,1980-01-31,,,\"two\nlines\",,,,,,,,,\r\n",
)  # fmt: skip


# --- how an input comes about ---


def _input(rng: Random, name: str, seeds: tuple[bytes, ...], grammar: Grammar) -> bytes:
    """One file: a seed of the source, now and then one of another source, mutated."""
    if rng.random() < 0.02:
        seeds = tuple(one for other in kinds().values() for one in other.seeds[:3])
    return mutated(rng, rng.choice(seeds), rng.choice(seeds), grammar)


def _lay_maildir(rng: Random, path: Path) -> Path:
    """A Maildir of a few messages, whose names are at times mutated too."""
    path.mkdir()
    for room in ("cur", "new", "tmp"):
        if rng.random() < 0.98:
            (path / room).mkdir()
    for number in range(rng.randint(1, 3)):
        room = path / rng.choice(("cur", "cur", "new", "tmp", ".Sent/cur", ".Sent/new"))
        room.mkdir(parents=True, exist_ok=True)
        name = rng.choice(
            (f"{number}.host:2,S", f"{number}:2,D", f"{number}", f"n\n{number}\x1b", f"{number}\udcff:2,T")
        )
        (room / name).write_bytes(_input(rng, "maildir", _MESSAGES, MAIL))
    return path


def _lay_folder(rng: Random, path: Path) -> Path:
    """A folder of one to four files of any source, under names that mean something or nothing."""
    for name, content in _members(rng, _NAMES).items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return path


def _lay_zip(rng: Random, path: Path) -> Path:
    """A zip of such files, half of them damaged themselves."""
    packed = BytesIO()
    with ZipFile(packed, "w", rng.choice((ZIP_STORED, ZIP_DEFLATED))) as target:
        for name, content in _members(rng, _NAMES_IN_ZIPS).items():
            target.writestr(name.encode("utf-8", "replace").decode(), content)
    content = packed.getvalue()
    if rng.random() < 0.5:
        content = mutated(rng, content, content, _ZIP)
    file = path.with_suffix(".zip")
    file.write_bytes(content)
    return file


def _members(rng: Random, names: tuple[str, ...]) -> dict[str, bytes]:
    sources = [kind for kind in kinds().values() if kind.seeds]
    found = {}
    for name in rng.sample(names, rng.randint(1, 4)):
        kind = rng.choice(sources)
        content = rng.choice(kind.seeds)
        found[name] = mutated(rng, content, content, kind.grammar) if rng.random() < 0.6 else content
    return found


_ZIP = Grammar(
    tokens=(
        b"PK\x03\x04",
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"PK\x06\x06",
        b"PK\x07\x08",
        b"\0\0\0\0",
        b"\xff\xff\xff\xff",
    ),
    separators=(b"PK", b"\0\0", b"\x14\0", b"\x08\0"),
    nests=((b"PK\x05\x06", b"\0" * 18),),
)
