"""A proof of work: the browser of a visitor reckons for part of a second, which costs who sends thousands a lot.

It is ALTCHA's (https://altcha.org): the challenge comes with the form, a worker of ours solves it, and nobody sees any of it.
Without JavaScript there is none, and then other signs weigh more (suspicion.py).
"""

import json

from altcha import Payload, create_challenge, verify_solution
from django.conf import settings

from practices.submissions.form_tokens import FormToken

_ALGORITHM = "PBKDF2/SHA-256"
_COST = 8_000  # rounds for each number that is tried; of 256 numbers one is right


def challenge(key: FormToken) -> str:
    """What is to be solved for one form, as JSON. Nobody can make one up, nor use it for another form."""
    made = create_challenge(
        _ALGORITHM,
        _COST,
        data={"form": key.value.hex},
        expires_at=int(key.shown_at + settings.PERIODS.form.total_seconds()),
        hmac_secret=settings.SECRET_KEY,
    )
    return json.dumps(made.to_dict())


def proves(solution: str, key: FormToken) -> bool:
    """Whether this is the solution of a challenge for this form."""
    if not verify_solution(solution, settings.SECRET_KEY).verified:
        return False
    return Payload.from_base64(solution).challenge.parameters.data == {"form": key.value.hex}
