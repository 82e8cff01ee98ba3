"""Passkeys (WebAuthn level 3): what a browser is asked, and whether what it answers is right.

The device has to verify who holds it, by finger, face or code, so that a passkey is two factors in one.
"""

import json
from dataclasses import dataclass
from typing import Any

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from keepwarm.domain.errors import Invalid

_UNREADABLE = "What the device answered cannot be read; try again."
_WRONG = "The device's answer does not fit; try again, or use another way."
_LONGEST = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a passkey holds: the site's host name, and its origin."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A new passkey as it is kept."""

    credential: bytes
    public_key: bytes
    sign_count: int


def ask_for_new(place: Place, challenge: bytes, user: bytes, name: str, there: list[bytes]) -> str:
    """What a browser is given (JSON) to make a passkey; `there` are those that the account has."""
    return options_to_json(
        generate_registration_options(
            rp_id=place.host,
            rp_name="Keepwarm",
            user_id=user,
            user_name=name,
            challenge=challenge,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in there],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
        )
    )


def ask_for_one(place: Place, challenge: bytes) -> str:
    """What a browser is given (JSON) to log in with whichever passkey it has for the site."""
    return options_to_json(
        generate_authentication_options(
            rp_id=place.host, challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
        )
    )


def challenge_in(answer: str) -> bytes:
    """The challenge that a browser says it answers. Raises Invalid where it cannot be read."""
    try:
        client_data = base64url_to_bytes(_object(answer)["response"]["clientDataJSON"])
        return base64url_to_bytes(json.loads(client_data)["challenge"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Invalid(_UNREADABLE) from error


def credential_in(answer: str) -> bytes:
    """The name of the passkey with which a browser answers. Raises Invalid."""
    try:
        return base64url_to_bytes(_object(answer)["id"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Invalid(_UNREADABLE) from error


def read_new(place: Place, challenge: bytes, answer: str) -> Registered:
    """The passkey that was made. Raises Invalid where the answer does not fit."""
    try:
        found = verify_registration_response(
            credential=_object(answer),
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise Invalid(_WRONG) from error
    return Registered(
        credential=found.credential_id, public_key=found.credential_public_key, sign_count=found.sign_count
    )


def check_answer(place: Place, challenge: bytes, answer: str, public_key: bytes, sign_count: int) -> int:
    """How often the passkey has signed by now. Raises Invalid where the answer does not fit."""
    try:
        found = verify_authentication_response(
            credential=_object(answer),
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise Invalid(_WRONG) from error
    return found.new_sign_count


def _object(answer: str) -> dict[str, Any]:
    found = json.loads(answer) if len(answer) <= _LONGEST else None
    if not isinstance(found, dict):
        raise ValueError(_UNREADABLE)
    return found
