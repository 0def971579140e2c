"""The work of a browser counts for the form that it was done for, and for no other."""

import base64
import json
from functools import cache

import altcha
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.submissions.keys import OPEN_FOR, FormKey
from practices.submissions.models import Submission
from practices.submissions.spam.network import network_of
from practices.submissions.spam.proof import challenge, proves

LINKS = "https://a.example https://b.example www.c.example www.d.example"


def solve(asked):
    """What proof.js does."""
    asked = altcha.Challenge.from_dict(json.loads(asked))
    return altcha.Payload(asked, altcha.solve_challenge(asked)).to_base64()


@cache
def solved():
    key = FormKey.new()
    return key, solve(challenge(key))


def altered(solution, **parameters):
    payload = json.loads(base64.b64decode(solution))
    payload["challenge"]["parameters"] |= parameters
    return base64.b64encode(json.dumps(payload).encode()).decode()


def test_what_was_solved_is_a_proof_for_its_own_form():
    key, solution = solved()

    assert proves(solution, key)
    assert not proves(solution, FormKey.new())
    assert not proves(solution[:-8], key)


@pytest.mark.parametrize("parameters", [{"cost": 1}, {"keyPrefix": ""}, {"expiresAt": 99_999_999_999}, {"data": {}}])
def test_an_easier_challenge_of_ones_own_is_no_proof(parameters):
    key, solution = solved()

    assert not proves(altered(solution, **parameters), key)


def test_a_form_that_stood_open_for_too_long_has_no_proof():
    key = FormKey.new(ago=OPEN_FOR + 1)

    assert not proves(solve(challenge(key)), key)


@given(st.text() | st.binary().map(lambda sent: base64.b64encode(sent).decode()))
def test_anything_else_that_is_sent_is_no_proof(sent):
    assert not proves(sent, solved()[0])


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_any_json_that_is_sent_is_no_proof(part):
    for payload in (part, {"challenge": part, "solution": part}, {"challenge": {"parameters": part}, "solution": {}}):
        assert not proves(base64.b64encode(json.dumps(payload).encode()).decode(), solved()[0])


@pytest.mark.django_db
@pytest.mark.parametrize(("works", "state"), [(True, "waiting"), (False, "quarantine")])
def test_with_the_work_done_many_links_are_no_reason_to_doubt(client, sheet, send, works, state):
    page = client.get(f"{sheet.address}doen-wij-ook/").content.decode()
    assert "submissions/proof.js" in page
    key = FormKey.new(ago=60)
    send(description=LINKS, key=str(key), proof=solve(challenge(key)) if works else "")

    assert Submission.objects.get().state == state


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["as it was shown", "verlopen"])
def test_a_form_with_an_error_comes_back_with_a_challenge(send, patient, key):
    _response, page = send(municipalities="", key=patient if key == "as it was shown" else key)
    field = page.find("input", {"name": "proof"})

    assert proves(solve(field["data-challenge"]), FormKey.read(page.find("input", {"name": "key"})["value"]))


@pytest.mark.parametrize(
    ("proxies", "one", "other", "same"),
    [
        (0, {"REMOTE_ADDR": "81.82.83.1"}, {"REMOTE_ADDR": "81.82.83.9"}, True),
        (0, {"REMOTE_ADDR": "81.82.83.1"}, {"REMOTE_ADDR": "81.82.84.1"}, False),
        (0, {"REMOTE_ADDR": "2a02:1810:1::1"}, {"REMOTE_ADDR": "2a02:1810:1:ffff::9"}, True),
        # A visitor may write a header, but not what the proxy adds to it.
        (0, {"HTTP_X_FORWARDED_FOR": "1.2.3.4"}, {"HTTP_X_FORWARDED_FOR": "5.6.7.8"}, True),
        (1, {"HTTP_X_FORWARDED_FOR": "1.2.3.4, 81.82.83.1"}, {"HTTP_X_FORWARDED_FOR": "5.6.7.8, 81.82.83.1"}, True),
        (1, {"HTTP_X_FORWARDED_FOR": "81.82.83.1"}, {"HTTP_X_FORWARDED_FOR": "81.82.84.1"}, False),
        (2, {"HTTP_X_FORWARDED_FOR": "9.9.9.9, 81.82.83.1, 10.0.0.1"}, {"HTTP_X_FORWARDED_FOR": "81.82.83.1, 10.0.0.2"}, True),
    ],
)
def test_a_network_is_told_by_what_our_own_proxies_say(rf, settings, proxies, one, other, same):
    settings.PROXY_COUNT = proxies
    fingerprints = [network_of(rf.get("/", **headers)) for headers in (one, other)]

    assert all(fingerprints)
    assert (fingerprints[0] == fingerprints[1]) is same


@pytest.mark.parametrize(
    ("proxies", "headers"), [(0, {"REMOTE_ADDR": ""}), (1, {}), (1, {"HTTP_X_FORWARDED_FOR": "geen adres"})]
)
def test_who_can_not_be_told_has_no_network(rf, settings, proxies, headers):
    settings.PROXY_COUNT = proxies

    assert network_of(rf.get("/", **headers)) == ""
