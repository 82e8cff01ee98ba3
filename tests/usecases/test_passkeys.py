"""What no device has answered opens nothing."""

import base64
import json
from datetime import timedelta

import pytest

from keepwarm.storage.accounts import Passkey, find_account, insert_passkey
from keepwarm.storage.book import Library
from keepwarm.storage.schema_site import accounts
from keepwarm.storage.sessions import digest_of, find_session
from keepwarm.usecases.keep_sessions import begin_session
from keepwarm.usecases.limit_guesses import Asker, TryAgain, Wrong
from keepwarm.usecases.log_in import set_password
from keepwarm.usecases.passkeys import (
    NewPasskey,
    PasskeyPlace,
    add_passkey,
    enter_by_passkey,
    passkey_to_enter,
    passkeys_there,
)
from tests.books import NOW, guesses_in

PLACE = PasskeyPlace(host="warm.example.org", origin="https://warm.example.org", key=b"k" * 32)
OTHER = PasskeyPlace(host="warm.example.org", origin="https://warm.example.org", key=b"o" * 32)
SOMEBODY = Asker(network="f" * 64)


def told(text: bytes) -> str:
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def answer(challenge: str, **differently: object) -> str:
    """An answer in the right form whose signature is made up."""
    client = {"type": "webauthn.get", "challenge": challenge, "origin": PLACE.origin, "crossOrigin": False}
    response = {
        "clientDataJSON": told(json.dumps(client).encode()),
        "authenticatorData": told(b"\x00" * 32 + b"\x05" + b"\x00" * 4),
        "signature": told(b"x" * 64),
    }
    named = {"id": told(b"one"), "rawId": told(b"one"), "type": "public-key", "response": response}
    return json.dumps(named | differently)


def challenge_of(place: PasskeyPlace) -> str:
    return str(json.loads(passkey_to_enter(place, NOW))["challenge"])


@pytest.fixture
def library_with_one(library: Library) -> Library:
    set_password(library, "four words in row", NOW)
    with library.transaction(writing=True) as connection:
        account = find_account(connection)
        assert account is not None
        made = Passkey(
            credential=b"one",
            account_id=account.account_id,
            public_key=b"\xa5" * 40,
            sign_count=0,
            name="a phone",
            added_at=NOW,
        )
        insert_passkey(connection, made)
    return library


def test_what_is_no_answer_of_a_device_opens_nothing_and_counts(library_with_one: Library) -> None:
    right = challenge_of(PLACE)
    tried = (
        "", "{}", "[]", "null", "[" * 50_000, json.dumps({"id": 7}), "x" * 70_000,
        answer(right), answer(right, id=told(b"two")), answer(challenge_of(OTHER)), answer(told(b"short")),
        answer(right, response=[]),
    )  # fmt: skip
    for one in tried:
        assert enter_by_passkey(library_with_one, PLACE, one, SOMEBODY, NOW) == Wrong(), one[:60]
    late = NOW + timedelta(minutes=10)
    assert enter_by_passkey(library_with_one, PLACE, answer(right), SOMEBODY, late) == Wrong()
    assert guesses_in(library_with_one) == len(tried) + 1


def test_where_there_is_no_password_a_made_up_proof_adds_no_passkey(library_with_one: Library) -> None:
    with library_with_one.transaction(writing=True) as connection:
        connection.execute(accounts.update().values(password=None))
        account = find_account(connection)
        assert account is not None
        entered = begin_session(connection, account.account_id, SOMEBODY, NOW)
    with library_with_one.transaction(writing=False) as connection:
        session = find_session(connection, digest_of(entered.token), NOW)
    assert session is not None
    for proof in ("", "{}", answer(challenge_of(PLACE)), answer(challenge_of(OTHER))):
        new = NewPasskey(answer="{}", name="another", proof=proof)
        assert add_passkey(library_with_one, PLACE, session, new, SOMEBODY, NOW) == Wrong(), proof
    assert [one.name for one in passkeys_there(library_with_one)] == ["a phone"]


def test_thirty_answers_from_one_network_are_all_that_is_looked_at(library_with_one: Library) -> None:
    results = [enter_by_passkey(library_with_one, PLACE, "{}", SOMEBODY, NOW) for _ in range(31)]
    assert results == [Wrong()] * 30 + [TryAgain(at=NOW + timedelta(minutes=15))]
