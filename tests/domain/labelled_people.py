"""Invented people of many cultures, each with several descriptions, and hard cases of people who are two.

Everything is drawn with a seed. A description is what one source would hold: an address book, a mailbox, a
business network, a paper card; written in its own way, and not always rightly.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.likeness import Likeness
from keepwarm.domain.people import Handle, HandleKind

CULTURES = (
    (
        "Inês Tiago Mafalda Duarte João Francisco Beatriz Vasco",
        "Carv Ant Figu Salg Teix Mour Band",
        "alho unes eira ado eiro",
        "351",
    ),
    (
        "Freya Robert Elizabeth William Margaret Thomas Rhys",
        "Thack Pem Callo Wins Har Kirk Ash",
        "eray broke way low greave ford",
        "44",
    ),
    (
        "Amara Chidi Ngozi Emeka Ifeoma Obinna Adaeze",
        "Okon Nwo Eze Adi Obi Iwe Umeh",
        "jo su ani chukwu ora ala",
        "234",
    ),
    (
        "Yuki Haruto Sakura Ren Aoi Kenta Hanako",
        "Mori Haya Tachi Fuji Suga Naka Yama",
        "kawa saka bana moto wara mura",
        "81",
    ),
    (
        "Leïla Karim Samira Youssef Nadia Mohammed Rachid",
        "Ben Man El-Kha Taz Cher Bou Zah",
        "hadj souri tib zi kaoui raoui",
        "212",
    ),
    (
        "Priya Arjun Kavya Rohan Venkatesh Vikram Meera",
        "Raghu Desh Bhatta Mukho Krishna Subra Chandra",
        "nathan pande charya padhyay murthy mani",
        "91",
    ),
    (
        "Lucía Mateo José Enrique Guadalupe Francisco Joaquín",
        "Restr Villan Quir Aranc Ledes Zald Mond",
        "epo ueva oga ibia ma ívar ragón",
        "57",
    ),
    (
        "Søren Astrid Jørgen Ingrid Bjørn Solveig Mikkel",
        "Lind Halvor Ny Aase Søren Dahl Grøn",
        "qvist sen borg gaard by lund",
        "45",
    ),
    (
        "Zuzanna Stanisław Katarzyna Jakub Tomasz Małgorzata Piotr",
        "Zielon Wrześ Dąbr Olsz Żur Kamiń Malin",
        "ka niak owski ewicz awski czyk",
        "48",
    ),
    (
        "Élodie Mathis Capucine Bastien Solène François Tristan",
        "Dela Fonte March Beau Riv Mont Chev",
        "court nay etier lieu ière aigne allier",
        "33",
    ),
    (
        "Aylin Emre Defne Kerem Elif Mustafa Baran",
        "Yıl Kara Ak Demir Öz Gün Tosun",
        "dırım ca soy taş kan doğan",
        "90",
    ),
    (
        "Alexander Ekaterina Dmitri Svetlana Mikhail Tatiana Yuri",
        "Petr Sokol Volk Moroz Lebed Zhukov Tikh",
        "enko evich insky ovsky yan onov",
        "7",
    ),
    (
        "Giulia Lorenzo Chiara Giuseppe Federica Matteo Davide",
        "Bell Marches Font Rizz Castell Moret Guid",
        "andi oni ana oli ani etti",
        "39",
    ),
    (
        "Shira Noam Tamar Eitan Yael Amit Roni",
        "Gold Rosen Shap Hal Per Grün Wein",
        "farb blatt iro evi etz baum",
        "972",
    ),
    (
        "Jürgen Johannes Käthe Sebastian Jörg Matthias Annika",
        "Mühl Schröd Vogel Köhl Linde Brück Stein",
        "hauser er sang mann bach ner",
        "49",
    ),
    (
        "István László Erzsébet József Zsófia Ferenc Réka",
        "Szent Bárd Cserg Dömöt Kelem Halm Gyö",
        "mihályi os ődi öri endi ágyi",
        "36",
    ),
    (
        "Jiwoo Minho Seoyeon Hyun Dain Taeyang Eunji",
        "Hwang Nam Baek Seo Yoo Moo Cheon",
        "bo gung ri mun jin sa",
        "82",
    ),
)
SHORT = {
    "Robert": "Bob", "Elizabeth": "Liz", "William": "Bill", "Margaret": "Peggy", "Thomas": "Tom",
    "José": "Pepe", "Enrique": "Quique", "Guadalupe": "Lupita",
    "Francisco": "Paco", "Katarzyna": "Kasia", "Jakub": "Kuba",
    "Stanisław": "Staszek", "Małgorzata": "Gosia", "Alexander": "Sasha", "Ekaterina": "Katya",
    "Mikhail": "Misha", "Svetlana": "Sveta", "Giuseppe": "Peppe",
    "Johannes": "Hans", "Sebastian": "Basti", "Matthias": "Matze",
    "Käthe": "Kate", "István": "Pista", "László": "Laci", "Erzsébet": "Bözsi", "Venkatesh": "Venky",
}  # fmt: skip
WITHOUT_MARKS = str.maketrans({
    "ü": "ue", "ö": "oe", "ä": "ae", "ø": "oe", "ł": "l", "ı": "i", "ş": "s", "é": "e", "è": "e", "í": "i",
    "ą": "a", "ń": "n", "Ż": "Z", "ã": "a", "ê": "e", "ï": "i", "á": "a", "ó": "o", "É": "E",
    "Ö": "Oe", "ő": "o",
})  # fmt: skip
FIRMS = (
    "Northlight Systems",
    "Harbour School",
    "Oak and Ash",
    "Lantern Books",
    "Tidewater",
    "Studio Meridian",
)
FIRM_FORMS = ("{}", "{} GmbH", "{}, Inc.", "{} Ltd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """The truth about a person. `shared` are the handles of a household or an office."""

    given: str
    family: str
    mail: str
    old_mail: str
    mobile: tuple[str, str]
    slug: str
    birthday: PartialDate
    firm: str
    old_firm: str
    shared: tuple[Handle, ...] = ()
    suffix: str = ""


Described = tuple[int, Likeness]
"""The number of the person in truth, and one description."""


def labelled_people(seed: int = 7, people: int = 300) -> list[Described]:
    """Descriptions of some people in a shuffled order, each with the number of the one described."""
    rng = Random(seed)
    truth = [_somebody(rng, number) for number in range(people)]
    truth += list(_hard_cases(rng, truth))
    found = [(number, one) for number, somebody in enumerate(truth) for one in _descriptions(rng, somebody)]
    rng.shuffle(found)
    return found


def _somebody(rng: Random, number: int) -> Somebody:
    names, stems, endings, code = rng.choice(CULTURES)
    given, family = rng.choice(names.split()), rng.choice(stems.split()) + rng.choice(endings.split())
    plain = f"{given}.{family}".lower().translate(WITHOUT_MARKS)
    at = rng.choice(("example.org", "example.com", "example.net"))
    return Somebody(
        given=given,
        family=family,
        mail=rng.choice((f"{plain}{number}@{at}", f"{plain[0]}{number}@{at}", f"sunny{number}@{at}")),
        old_mail=f"{plain}@firm{number}.example",
        mobile=(code, f"{rng.randrange(10**8, 10**9)}"),
        slug=f"{plain.replace('.', '-')}-{number}",
        birthday=PartialDate(
            year=rng.randrange(1945, 2003), month=rng.randrange(1, 13), day=rng.randrange(2, 29)
        ),
        firm=rng.choice(FIRMS),
        old_firm=rng.choice(FIRMS),
    )


def _hard_cases(rng: Random, truth: list[Somebody]) -> Iterator[Somebody]:
    """Namesakes, couples, siblings, father and son, colleagues behind one number and one address."""
    for number in range(24):
        given, family = (("Maria", "Silva"), ("John", "Smith"), ("Wei", "Wang"))[number % 3]
        yield replace(_somebody(rng, 1000 + number), given=given, family=family)
    for number, one in enumerate(rng.sample(truth, 30)):
        landline = Handle(kind=HandleKind.PHONE, value=f"+49 30 {7_000_000 + number}", label="home")
        place = Handle(kind=HandleKind.ADDRESS, value=f"{number} Lime Street, Sometown")
        mail = Handle(kind=HandleKind.EMAIL, value=f"home{number}@household.example")
        household = (landline, place, mail)
        kin = _somebody(rng, 2000 + number)
        if kin.given == one.given:
            kin = replace(kin, given="Ottilie")
        yield replace(one, given=kin.given, **_own(kin), shared=household)
        other = _somebody(rng, 2100 + number)
        yield replace(other, given=("Julia", "Daniel")[number % 2], family=one.family, shared=household)
        sibling = _somebody(rng, 2200 + number)
        yield replace(sibling, given=("Julian", "Daniela")[number % 2], family=one.family, shared=household)
    for number in range(12):
        landline = Handle(kind=HandleKind.PHONE, value=f"+1 212 55{number:02d} 100")
        father, son = _somebody(rng, 3000 + number), _somebody(rng, 3100 + number)
        yield replace(father, shared=(landline,), suffix=" Sr.")
        yield replace(son, given=father.given, family=father.family, shared=(landline,), suffix=" Jr.")
    for number in range(40):
        firm = number % 2
        office = (
            Handle(kind=HandleKind.PHONE, value=f"+44 20 7946 000{firm}"),
            Handle(kind=HandleKind.EMAIL, value=f"info@office{firm}.example"),
        )
        yield replace(_somebody(rng, 4000 + number), firm=FIRMS[firm], shared=office)


def _own(one: Somebody) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("mail", "old_mail", "mobile", "slug", "birthday", "firm")}


def _descriptions(rng: Random, one: Somebody) -> list[Likeness]:
    sources = (_address_book, _mailbox, _network, _paper_card)
    return [source(rng, one) for source in rng.sample(sources, rng.randrange(2, 5))]


def _address_book(rng: Random, one: Somebody) -> Likeness:
    """The phone's own: short names, a mobile number, what the household shares."""
    handles = [_phone(rng, one), *rng.sample(one.shared, min(len(one.shared), 2))]
    if rng.random() < 0.8:
        handles.append(_mail(rng, one.mail))
    ways = (_as_is, _as_is, _short, _last_name_first, _given_alone, _typo, _short if one.shared else _initial)
    name = rng.choice(ways)(rng, one)
    birthday = one.birthday if rng.random() < 0.4 else None
    if birthday and rng.random() < 0.3:
        birthday = replace(birthday, year=None)
    return Likeness(names=(name,), handles=tuple(handles), birthday=birthday)


def _mailbox(rng: Random, one: Somebody) -> Likeness:
    """The name of a header, and an address."""
    name = rng.choice((_as_is, _as_is, _last_name_first, _without_marks, _initial))(rng, one)
    return Likeness(names=(name,), handles=(_mail(rng, one.mail), _mail(rng, one.old_mail)))


def _network(rng: Random, one: Somebody) -> Likeness:
    """A profile, the present firm, the name in full with what its bearer is proud of."""
    name = rng.choice((_as_is, _as_is, _with_degree, _without_marks))(rng, one)
    slug = rng.choice(
        ("https://www.linkedin.com/in/{}", "https://de.linkedin.com/in/{}/", "linkedin.com/in/{}")
    )
    handles = [Handle(kind=HandleKind.PROFILE, value=slug.format(one.slug))]
    if rng.random() < 0.6:
        handles.append(_mail(rng, one.mail))
    return Likeness(names=(name,), handles=tuple(handles), organization=_firm(rng, one.firm))


def _paper_card(rng: Random, one: Somebody) -> Likeness:
    """A card from the present firm or the last one, typed in by hand."""
    name = rng.choice((_as_is, _with_degree, _typo, _with_middle, _as_is if one.shared else _initial))(
        rng, one
    )
    old = rng.random() < 0.4
    handles = [_phone(rng, one), _mail(rng, one.old_mail), *one.shared[:1]]
    return Likeness(
        names=(name,), handles=tuple(handles), organization=_firm(rng, one.old_firm if old else one.firm)
    )


def _phone(rng: Random, one: Somebody) -> Handle:
    code, rest = one.mobile
    forms = (
        f"+{code} {rest}",
        f"00{code}{rest}",
        f"0{rest[:3]} {rest[3:]}",
        f"+{code} (0) {rest[:3]}-{rest[3:]}",
    )
    return Handle(kind=HandleKind.PHONE, value=rng.choice(forms), label=rng.choice(("cell", "")))


def _mail(rng: Random, mail: str) -> Handle:
    return Handle(kind=HandleKind.EMAIL, value=rng.choice((mail, mail.upper(), mail)))


def _firm(rng: Random, firm: str) -> str:
    return rng.choice(FIRM_FORMS).format(firm)


def _as_is(_: Random, one: Somebody) -> str:
    return f"{one.given} {one.family}{one.suffix}"


def _last_name_first(_: Random, one: Somebody) -> str:
    return f"{one.family}, {one.given}{',' if one.suffix else ''}{one.suffix}"


def _initial(_: Random, one: Somebody) -> str:
    return f"{one.given[0]}. {one.family}{one.suffix}"


def _short(_: Random, one: Somebody) -> str:
    return f"{SHORT.get(one.given, one.given)} {one.family}{one.suffix}"


def _given_alone(_: Random, one: Somebody) -> str:
    return f"{one.given}{one.suffix}"


def _without_marks(rng: Random, one: Somebody) -> str:
    return _as_is(rng, one).translate(WITHOUT_MARKS)


def _with_degree(rng: Random, one: Somebody) -> str:
    return rng.choice(("Dr. {}", "{}, MBA", "{} (she/her)", "Prof. {}", "{} 🚀")).format(_as_is(rng, one))


def _with_middle(_: Random, one: Somebody) -> str:
    return f"{one.given} K. {one.family}{one.suffix}"


def _typo(rng: Random, one: Somebody) -> str:
    """Two letters of the family name swapped, or one dropped."""
    at = rng.randrange(1, len(one.family) - 1)
    word = one.family
    wrong = rng.choice((word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at + 1 :]))
    return f"{one.given} {wrong}{one.suffix}"
