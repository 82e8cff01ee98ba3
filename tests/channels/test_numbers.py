"""Telephone numbers: how they are shown, and what is dialled."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.channels import links
from keepwarm.channels.numbers import dialled, home_country, shown
from keepwarm.domain.channels import Channel
from keepwarm.domain.people import Handle, HandleKind


@pytest.mark.parametrize(
    ("number", "home", "seen", "called"),
    [
        ("+49 30 1234567", "DE", "030 1234567", "+49301234567"),
        ("0049-30-1234567", "DE", "030 1234567", "+49301234567"),
        ("+49 (0)30 1234567", "de", "030 1234567", "+49301234567"),
        ("0301234567", "DE", "030 1234567", "+49301234567"),
        ("+493012345678", "US", "+49 30 12345678", "+493012345678"),
        ("+1 212 555 1234", "DE", "+1 212-555-1234", "+12125551234"),
        ("tel:+1-201-555-0123;ext=5", "US", "(201) 555-0123 ext. 5", "+12015550123;ext=5"),
        ("+1 201 555 0123 x 005", "US", "(201) 555-0123 ext. 005", "+12015550123;ext=005"),
        ("+12125551234,,5", "US", "(212) 555-1234 ext. 5", "+12125551234;ext=5"),
        ("+12125551234p5", "US", "(212) 555-1234 ext. 5", "+12125551234;ext=5"),
        ("+800 12345678", "DE", "+800 1234 5678", "+80012345678"),
        ("\u202a+49 30 1234567\u202c", "DE", "030 1234567", "+49301234567"),
        ("030\xa0–\xa01234567", "DE", "030 1234567", "+49301234567"),
    ],
)
def test_a_number_is_shown_as_at_home_and_dialled_from_anywhere(
    number: str, home: str, seen: str, called: str
) -> None:
    assert (shown(number, home), dialled(number, home)) == (seen, called)


@pytest.mark.parametrize(
    ("number", "home", "called"),
    [
        ("030 1234567", "", "0301234567"),
        ("030 1234567", "QQ", "0301234567"),
        ("112", "DE", "112"),
        ("*100#", "DE", "*100#"),
        ("1-800-356-9377", "DE", "18003569377"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("1-800-FLOWERS", "", "18003569377"),
        ("0800 REIMANN", "DE", "+498007346266"),
        ("(555) 123-4567 x89", "US", "5551234567;ext=89"),
        ("030 1234567 Mutti", "DE", "+49301234567"),
        ("+49 30 1234567 ANNA", "DE", "+49301234567"),
        ("call +49 30 1234567 after 6", "DE", "+49301234567"),
        ("030 1234567 / 0171 2345678", "DE", "+49301234567"),
        ("+49 30 1234567,,123456#", "DE", "+49301234567"),
        ("٠٥٠١٢٣٤٥٦٧", "SA", "+966501234567"),
        ("+९१ ९८७६५ ४३२१०", "IN", "+919876543210"),
        ("ask reception", "DE", ""),
        ("room 112", "DE", ""),
        ("", "DE", ""),
        ("+", "DE", ""),
        ("1" * 200, "DE", "1" * 200),
        ("x" * 200, "DE", ""),
    ],
)
def test_what_is_no_plain_valid_number_is_shown_as_it_was_written(
    number: str, home: str, called: str
) -> None:
    assert (shown(number, home), dialled(number, home)) == (number, called)


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_of_every_country_what_is_shown_dials_the_same_number(region: str) -> None:
    kinds = (
        phonenumbers.PhoneNumberType.FIXED_LINE,
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.TOLL_FREE,
    )
    examples = [one for kind in kinds if (one := phonenumbers.example_number_for_type(region, kind))]
    assert examples
    for example in examples:
        number = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
        at_home, abroad = shown(number, region), shown(number, "")
        assert dialled(number, "") == dialled(at_home, region) == dialled(abroad, "") == number
        assert shown(at_home, region) == at_home
        assert abroad.startswith("+")


numbers = st.one_of(
    st.text(max_size=80),
    st.text("0123456789+-() ./,;#*xpwe", max_size=80),
    st.text("٠١٢०१+ABC 12", max_size=30),
)


@given(numbers, st.sampled_from(["", "DE", "US", "SA", "QQ"]))
def test_no_rubbish_is_an_error_and_what_is_dialled_can_be_dialled_again(number: str, home: str) -> None:
    called = dialled(number, home)
    assert set(called) <= set("+0123456789*#;ext=")
    assert dialled(called, "") == called
    assert shown(number, home) == number or dialled(shown(number, home), home) == called


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Berlin", "DE"),
        ("Asia/Kolkata", "IN"),
        ("Asia/Calcutta", "IN"),
        ("Europe/Kyiv", "UA"),
        ("US/Eastern", "US"),
        ("UTC", ""),
        ("Etc/GMT+5", ""),
        ("Factory", ""),
        ("nowhere", ""),
        ("", ""),
    ],
)
def test_a_time_zone_says_the_country(zone: str, country: str) -> None:
    assert home_country(zone) == country


@pytest.mark.parametrize(
    ("number", "call", "text"),
    [
        ("+1 418 656 9254 ext. 102", "tel:+14186569254;ext=102", "sms:+14186569254"),
        ("*100#", "tel:*100%23", "sms:*100%23"),
        ("1-800-FLOWERS", "tel:18003569377", "sms:18003569377"),
        ("030 1234567", "tel:0301234567", "sms:0301234567"),
    ],
)
def test_a_link_dials_the_number_and_no_more(number: str, call: str, text: str) -> None:
    opened = links(Handle(kind=HandleKind.PHONE, value=number))
    assert opened == {Channel.CALL: call, Channel.TEXT: text}
