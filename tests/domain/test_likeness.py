"""Are two descriptions one person? The score agrees with what is certain, and with the labelled people."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.likely_pairs import likely_pairs
from keepwarm.domain.likeness import Judgement, Likeness, Verdict, find_likely, judge, traits_of
from keepwarm.domain.name_likeness import NameLevel
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.policy import EVIDENCE, LIKENESS, NAME_WEIGHTS
from keepwarm.domain.recognition import Traits
from tests.domain.labelled_people import labelled_people
from tests.domain.likenesses import book, described, likenesses


def codes(judgement: Judgement) -> list[str]:
    return [reason.code for reason in judgement.reasons]


def judged(one: Likeness, other: Likeness, *others: Likeness) -> Judgement:
    return judge(one, other, book(one, other, *others))


BERG = "+49 30 1234567"


@pytest.mark.parametrize(
    ("one", "other", "verdict", "reasons"),
    [
        (
            described("Ada Lovelace", "ada@x.example"),
            described("A. Lovelace", "ADA@x.example"),
            "same",
            ["same_email", "initial_of_name"],
        ),
        (
            described("Bob Smith", "bob@x.example"),
            described("Robert Smith", "bob+news@x.example"),
            "same",
            ["same_email", "short_form"],
        ),
        (
            described("Jörg Müller", "+49 170 1234567"),
            described("Mueller, Joerg", "0170 1234567"),
            "same",
            ["same_phone", "name_variant"],
        ),
        (
            described("Ada L", "https://de.linkedin.com/in/Ada-L/"),
            described("Ada Lovelace", "linkedin.com/in/ada-l"),
            "same",
            ["same_profile", "initial_of_name"],
        ),
        (
            described("Ada Lovelace", birthday="1815-12-10"),
            described("Ada Lovelace", birthday="1815-12-10"),
            "same",
            ["same_birthday", "same_name"],
        ),
        (described("Ada Lovelace"), described("Ada Lovelace"), "unsure", ["same_name"]),
        (described("Ada Lovelace"), described("Lovelace, Ada"), "unsure", ["same_words_other_order"]),
        (
            described("Ada Lovelace", org="Acme GmbH"),
            described("Ada Lovelace", org="ACME Inc."),
            "unsure",
            ["same_name", "same_organization"],
        ),
        (
            described("Anna Berg", "anna@x.example"),
            described("Anna Schulz", "anna@x.example"),
            "same",
            ["same_email", "other_family_name"],
        ),
        (
            described("Countess", "ada@x.example"),
            described("Ada Lovelace", "ada@x.example"),
            "unsure",
            ["same_email", "other_name"],
        ),
        (
            described("佐藤花子", "hanako@x.example"),
            described("Hanako Sato", "hanako@x.example"),
            "unsure",
            ["same_email"],
        ),
        (
            described("John Smith Jr.", BERG),
            described("John Smith", BERG),
            "unsure",
            ["same_phone", "name_variant"],
        ),
        (
            described("Anna Berg", BERG),
            described("Peter Berg", BERG),
            "apart",
            ["other_given_name", "same_phone"],
        ),
        (
            described("Anna Berg", "info@x.example"),
            described("Peter Hoff", "info@x.example"),
            "apart",
            ["other_name", "role_address"],
        ),
        (
            described("Ada Lovelace", "linkedin.com/in/a"),
            described("Ada Lovelace", "linkedin.com/in/b"),
            "unsure",
            ["same_name", "other_profile"],
        ),
        (
            described("Ada Lovelace", birthday="1815-12-10"),
            described("Ada Lovelace", birthday="1901-02-03"),
            "apart",
            ["same_name", "other_birthday"],
        ),
        (
            described("John Smith Jr.", birthday="1980-01-02"),
            described("John Smith Sr.", birthday="1950-03-04"),
            "apart",
            ["other_birthday", "other_generation"],
        ),
        (described("Ada Lovelace"), described("Charles Babbage"), "apart", ["other_name"]),
        (described(""), described(""), "apart", []),
    ],
    ids=lambda value: value.names[0] if isinstance(value, Likeness) and value.names else None,
)
def test_what_speaks_for_and_against(
    one: Likeness, other: Likeness, verdict: str, reasons: list[str]
) -> None:
    found = judged(one, other)
    assert (found.verdict, sorted(codes(found))) == (verdict, sorted(reasons)), found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (described("Ada Lovelace", "0123"), described("ada lovelace", "01 23")),
        (described("Ada Lovelace", uids="u1"), described("Ada Lovelace", uids="u1")),
        (
            described("Countess", "ada@x.example", uids="u1"),
            described("Ada Lovelace", "ada@x.example", uids="u1"),
        ),
        (described("Info", "info@x.example"), described("Info", "info@x.example")),
        (
            described("bob.p", "bob@x.example", source="history: a mailbox"),
            described("Robert Poe", "bob@x.example"),
        ),
    ],
)
def test_what_an_import_takes_for_certain_is_the_same_here_whatever_speaks_against(
    one: Likeness, other: Likeness
) -> None:
    other = replace(other, birthday=PartialDate(year=1815))
    one = replace(one, birthday=PartialDate(year=1900), organization="Elsewhere")
    assert judged(one, other).verdict is Verdict.SAME


def test_the_same_whole_name_is_asked_about_where_it_is_rare_and_not_where_it_is_common() -> None:
    many = [described("Maria Silva", f"m{n}@x.example") for n in range(40)]
    rare = described("Zebedee Quill", "z@x.example"), described("Zebedee Quill", "q@y.example")
    assert judged(*rare, *many).verdict is Verdict.UNSURE
    assert judge(many[0], many[1], book(*many, *rare)).verdict is Verdict.APART


def test_no_name_however_rare_makes_two_one_without_something_of_their_own() -> None:
    strangers = [described(f"Person{n} Family{n}", org=f"Firm {n}") for n in range(2000)]
    one = described("Zebedee Aurelius Quillfeather", org="Tidewater")
    found = judged(one, one, *strangers)
    assert found.score == LIKENESS.without_own
    assert found.verdict is Verdict.UNSURE


def test_a_switchboard_says_little_and_the_reason_says_how_many_share_it() -> None:
    crowd = [described(f"{chr(65 + n)}nna {chr(90 - n)}inter", BERG) for n in range(24)]
    bob, robert = described("Bob Poe", BERG), described("Robert Poe", BERG)
    assert judged(bob, robert).score > judged(bob, robert, *crowd).score
    assert "shared_by_many" in codes(judged(bob, robert, *crowd))
    assert judge(crowd[0], crowd[1], book(*crowd)).verdict is Verdict.APART


def test_an_address_that_bears_the_whole_name_completes_an_initial() -> None:
    one, other = described("J. Lind", "joerg.lind@firm.example"), described("Jörg Lind")
    assert judged(one, other).score > judged(described("J. Lind", "jl@firm.example"), other).score


def test_an_extension_belongs_to_one_of_those_behind_a_number() -> None:
    number = "+44 20 7946 0000"
    one, other = described("Anna Berg", f"{number} ext 12"), described("Anna Bergh", f"{number} ext. 34")
    assert "same_phone" not in codes(judged(one, other))
    assert "same_phone" in codes(judged(one, described("Anna Bergh", f"{number};ext=12")))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("+49 170 1234567", "0170.1234567", True),
        ("+49 (0)170 1234567", "0049 170 1234567", True),
        ("+1 415 555 0134", "(415) 555-0134", True),
        ("+1 415 555 0134", "+1 215 555 0134", False),
        ("415 555 0134", "215 555 0134", False),
        ("ada.lovelace@gmail.com", "AdaLovelace+x@googlemail.com", True),
        ("ada.lovelace@x.example", "adalovelace@x.example", False),
        ("https://www.linkedin.com/in/J%C3%B6rg/", "http://de.linkedin.com/in/jörg?trk=x", True),
        ("https://twitter.com/ada", "https://x.com/@Ada", True),
        ("https://acme.example/", "http://www.acme.example", True),
    ],
)
def test_handles_are_one_however_they_are_written(one: str, other: str, shared: bool) -> None:
    there = set(codes(judged(described("Ada", one), described("Bert", other))))
    assert bool(there & {"same_phone", "same_email", "same_profile", "same_page"}) is shared


def test_the_first_of_january_is_hardly_a_birthday() -> None:
    told, unknown = (described("Ada Roe", birthday=day) for day in ("1980-05-17", "1980-01-01"))
    assert judged(told, told).verdict is Verdict.SAME
    assert judged(unknown, unknown).verdict is Verdict.UNSURE


def test_every_level_of_names_has_its_weight_and_nothing_shared_speaks_against() -> None:
    assert set(NAME_WEIGHTS) == {level.value for level in NameLevel}
    shared = [name for name in EVIDENCE.__slots__ if not name.startswith(("other_", "no_", "one_"))]
    assert all(max(getattr(EVIDENCE, name)[1:]) <= 1 for name in shared)


@settings(max_examples=80)
@given(likenesses, likenesses, st.lists(likenesses, max_size=3), st.randoms(use_true_random=False))
def test_a_judgement_does_not_depend_on_any_order(
    one: Likeness, other: Likeness, others: list[Likeness], rng: object
) -> None:
    known = book(one, other, *others)
    turned = replace(one, names=one.names[::-1], handles=one.handles[::-1])
    assert judge(one, other, known) == judge(other, one, known) == judge(other, turned, known)


@settings(max_examples=80)
@given(likenesses, likenesses, st.data())
def test_more_in_common_never_lowers_the_score(one: Likeness, other: Likeness, data: st.DataObject) -> None:
    more = data.draw(
        st.sampled_from(
            [
                {"handles": Handle(kind=HandleKind.EMAIL, value="new@x.example")},
                {"handles": Handle(kind=HandleKind.PHONE, value="+49 170 7654321")},
                {"handles": Handle(kind=HandleKind.PROFILE, value="linkedin.com/in/new")},
                {"handles": Handle(kind=HandleKind.ADDRESS, value="1 Lime Street")},
                {"names": "Zebedee Quill"},
                {"uids": "new"},
                {"birthday": PartialDate(year=1980, month=5, day=17)},
                {"organization": "Tidewater"},
            ]
        )
    )
    assert judged(with_more(one, more), with_more(other, more)).score >= judged(one, other).score - 1e-12


def with_more(one: Likeness, more: dict[str, object]) -> Likeness:
    ((name, value),) = more.items()
    held = getattr(one, name)
    if isinstance(held, tuple):
        return replace(one, **{name: (*held, value)})
    return replace(one, **{name: held | {value} if isinstance(held, frozenset) else value})


@settings(max_examples=80)
@given(likenesses, likenesses)
def test_the_quick_look_finds_what_the_long_one_does(one: Likeness, other: Likeness) -> None:
    known = book(one, other)
    long = judge(one, other, known)
    quick = find_likely(traits_of(one), traits_of(other), known)
    assert quick == (None if long.verdict is Verdict.APART else long)
    assert 0.0 <= long.score <= 1.0


@pytest.fixture(scope="module", params=[7, 12])
def counted(request: pytest.FixtureRequest) -> dict[tuple[bool, str], int]:
    """How often pairs of the labelled people were found to be what, by whether they are one."""
    people = labelled_people(request.param)
    shown = {
        (one, other): found
        for one, other, found in likely_pairs(dict(enumerate(like for _, like in people)), ())
    }
    ready = [(number, traits_of(likeness)) for number, likeness in people]
    found: dict[tuple[bool, str], int] = {}
    for pair in combinations(range(len(people)), 2):
        (number, one), (other_number, other) = ready[pair[0]], ready[pair[1]]
        is_one = number == other_number
        if pair in shown or is_one:
            verdict = str(shown[pair].verdict) if pair in shown else "missed"
            if verdict == "missed" and not can_be_told(one, other):
                verdict = "beyond telling"
            found[is_one, verdict] = found.get((is_one, verdict), 0) + 1
    return found


def can_be_told(one: Traits, other: Traits) -> bool:
    """Whether anybody could tell: a handle in common, or two whole names."""
    whole = all(any(len(word) > 1 for word in name.words[:-1]) for name in (one.names[0], other.names[0]))
    return whole or not one.handles.keys().isdisjoint(other.handles)


def test_of_the_labelled_people_nobody_is_joined_with_another(counted: dict[tuple[bool, str], int]) -> None:
    assert (False, "same") not in counted
    assert counted[True, "same"] > 750


def test_of_the_labelled_people_nearly_all_that_are_one_are_found(
    counted: dict[tuple[bool, str], int],
) -> None:
    found = counted[True, "same"] + counted[True, "unsure"]
    assert found / (found + counted[True, "missed"]) >= 0.97


def test_of_the_pairs_shown_to_a_person_most_are_right(counted: dict[tuple[bool, str], int]) -> None:
    assert counted[True, "unsure"] > 2 * counted[False, "unsure"]
