import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.sources import Correspondent
from keepwarm.formats.mail_addresses import addresses, without_repeats


@pytest.mark.parametrize(
    ("written", "address", "name"),
    [
        ("ann@example.org", "ann@example.org", ""),
        ("Ann Lee <Ann@Example.ORG>", "ann@example.org", "Ann Lee"),
        ('"Lee, Ann" <ann@example.org>', "ann@example.org", "Lee, Ann"),
        (r'"Ann \"Bo\" Lee" <ann@example.org>', "ann@example.org", 'Ann "Bo" Lee'),
        ("ann@example.org (Ann (the one) Lee)", "ann@example.org", "Ann (the one) Lee"),
        ("Ann (at work) <ann@example.org>", "ann@example.org", "Ann"),
        ("'Ann Lee' <ann@example.org>", "ann@example.org", "Ann Lee"),
        ('"ann@example.org" <ann@example.org>', "ann@example.org", ""),
        ("=?utf-8?Q?Lee,_Zo=C3=AB?= <zoe@example.org>", "zoe@example.org", "Lee, Zoë"),
        ('"=?utf-8?Q?Zo=C3=AB?=" <zoe@example.org>', "zoe@example.org", "Zoë"),
        ("Ann ann@example.org", "ann@example.org", "Ann"),
        ("mailto:ann@example.org", "ann@example.org", ""),
        ("<mailto:ann@example.org>", "ann@example.org", ""),
        ("<@a.example,@b.example:ann@example.org>", "ann@example.org", ""),
        ('"ann lee"@example.org', '"ann lee"@example.org', ""),
        ("ann @ example.org", "ann@example.org", ""),
        ("ann@[IPv6:2001:db8::1]", "ann@[ipv6:2001:db8::1]", ""),
        ("Ann :( <ann@example.org>", "ann@example.org", "("),
    ],
)
def test_an_address_is_read_in_every_form_mailers_write(written: str, address: str, name: str) -> None:
    assert addresses(written) == [Correspondent(address=address, name=name)]


@pytest.mark.parametrize(
    "written",
    ["", "undisclosed-recipients:;", "Ann Lee", "<>", "<ann>", "@", "ann@", "/O=ACME/CN=ANN", ",;,"],
)
def test_what_holds_no_address_gives_nobody(written: str) -> None:
    assert addresses(written) == []


def test_the_members_of_groups_and_lists_come_in_order() -> None:
    # given
    written = 'Friends: Ann <a@x.org>, b@x.org;, "C, D" <c@x.org>; d@x.org, broken <nobody, e@x.org'

    # when
    found = [one.address for one in addresses(written)]

    # then
    assert found == ["a@x.org", "b@x.org", "c@x.org", "d@x.org", "e@x.org"]


def test_an_address_that_comes_twice_is_one_with_its_first_name() -> None:
    # given
    found = addresses("a@x.org, B <b@x.org>, Ann <A@x.org>, Anna <a@x.org>")

    # when
    once = without_repeats(found)

    # then
    assert once == (Correspondent(address="a@x.org", name="Ann"), Correspondent(address="b@x.org", name="B"))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='ab@.<>(),;:"\\[]=? \x00é', max_size=60) | st.text(max_size=40))
def test_any_text_gives_addresses_in_lower_case_without_spaces_or_nothing(written: str) -> None:
    for one in addresses(written):
        local, at, domain = one.address.rpartition("@")
        assert local
        assert at
        assert domain
        assert one.address == one.address.lower()
        assert not set(domain) & set(' <>,;"')


@pytest.mark.parametrize("hostile", ["(", "[", '"', "<", "=?", "<@", '\\"', "=?a?q?", "((a)"])
def test_a_long_hostile_list_is_read_in_one_pass(hostile: str) -> None:
    # When reading took quadratic time, this would run for minutes.
    assert addresses(hostile * 60_000 + "@") == []
