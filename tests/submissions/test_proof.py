"""The work of a browser counts for the form that it was done for, and for no other."""

import base64
import json
from datetime import timedelta
from functools import cache

import altcha
import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from practices.submissions.form_tokens import FormToken
from practices.submissions.models import Submission
from practices.submissions.retention.expiry import keep_periods
from practices.submissions.spam.network import network_of
from practices.submissions.spam.proof import challenge, proves
from tests.submissions.conftest import begun_a_minute_ago

OFFICE = {"REMOTE_ADDR": "81.82.83.1"}
NOWHERE = [
    (0, {"REMOTE_ADDR": ""}),
    (0, {"REMOTE_ADDR": "127.0.0.1"}),  # a proxy that nobody told of
    (0, {"REMOTE_ADDR": "10.0.0.7"}),
    (1, OFFICE),
    (2, {"HTTP_X_FORWARDED_FOR": "81.82.83.1"}),
    (1, {"HTTP_X_FORWARDED_FOR": "geen adres"}),
    (1, {"HTTP_X_FORWARDED_FOR": "9.9.9.9, unknown"}),
]
LINKS = "https://a.be https://b.be www.c.be www.d.be"


def solve(asked):
    """What proof.js does."""
    asked = altcha.Challenge.from_dict(json.loads(asked))
    return altcha.Payload(asked, altcha.solve_challenge(asked)).to_base64()


@cache
def solved():
    key = FormToken.new()
    return key, solve(challenge(key))


def altered(solution, **parameters):
    payload = json.loads(base64.b64decode(solution))
    payload["challenge"]["parameters"] |= parameters
    return base64.b64encode(json.dumps(payload).encode()).decode()


def test_what_was_solved_is_a_proof_for_its_own_form():
    key, solution = solved()

    assert proves(solution, key)
    assert not proves(solution, FormToken.new())
    assert not proves(solution[:-8], key)


@pytest.mark.parametrize("parameters", [{"cost": 1}, {"keyPrefix": ""}, {"expiresAt": 99_999_999_999}, {"data": {}}])
def test_an_easier_challenge_of_ones_own_is_no_proof(parameters):
    key, solution = solved()

    assert not proves(altered(solution, **parameters), key)


def test_a_form_that_stood_open_for_too_long_has_no_proof(settings):
    key = FormToken.new(ago=settings.PERIODS.form.total_seconds() + 1)

    assert not proves(solve(challenge(key)), key)


@given(st.text() | st.binary().map(lambda sent: base64.b64encode(sent).decode()))
def test_anything_else_that_is_sent_is_no_proof(sent):
    assert not proves(sent, solved()[0])


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_any_json_that_is_sent_is_no_proof(part):
    for payload in (part, {"challenge": part, "solution": part}, {"challenge": {"parameters": part}, "solution": {}}):
        assert not proves(base64.b64encode(json.dumps(payload).encode()).decode(), solved()[0])


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize(("works", "state"), [(True, "waiting"), (False, "quarantine")])
def test_with_the_work_done_many_links_are_no_reason_to_doubt(client, sheet, send, works, state):
    page = client.get(f"{sheet.address}doen-wij-ook/").content.decode()
    assert "submissions/proof.js" in page
    key = FormToken.new(ago=60)
    send(description=LINKS, key=str(key), proof=solve(challenge(key)) if works else "")

    assert Submission.objects.get().state == state


@pytest.mark.any_database
@pytest.mark.django_db
def test_a_key_that_no_form_can_have_is_an_error_and_no_crash(send):
    response, page = send(key="a\x00b")

    assert response.status_code == 200
    assert page.find("input", {"name": "proof"})


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_network_is_kept_for_some_hours_only(client, sheet, answers):
    client.post(f"{sheet.address}doen-wij-ook/", answers, **OFFICE)
    assert Submission.objects.get().network
    keep_periods()
    assert Submission.objects.get().network
    Submission.objects.update(sent_at=timezone.now() - timedelta(hours=3))
    keep_periods()

    assert Submission.objects.get().network == ""


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_work_for_one_new_practice_does_not_count_for_another(client, index):
    def share(title, **work):
        client.post("/deel-jouw-praktijk/", {"title": title, "introduction": "Eén keer.", "category": ""})
        client.post("/deel-jouw-praktijk/waar/", {"municipalities": "Zwalm", "contacts": LINKS, "may_publish_contact": "on"})
        begun_a_minute_ago()
        page = BeautifulSoup(client.get("/deel-jouw-praktijk/nakijken/").content, "html.parser")
        field = page.find("input", {"name": "proof"})
        key = page.find("input", {"name": "key"})["value"]
        work = work or {"key": key, "proof": solve(field["data-challenge"])}
        who = {"sender_name": "An", "sender_email": f"{title}@zwalm.example", "may_process": "on"}
        client.post("/deel-jouw-praktijk/nakijken/", {**who, **work}, **OFFICE)
        return work

    work = share("Eerste")
    share("Tweede")
    share("Derde", **work)

    assert [(each.state, bool(each.network)) for each in Submission.objects.order_by("pk")] == [
        ("waiting", True),
        ("waiting", True),
        ("quarantine", True),
    ]


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("key", ["as it was shown", "verlopen"])
def test_a_form_with_an_error_comes_back_with_a_challenge(send, patient, key):
    _response, page = send(municipalities="", key=patient if key == "as it was shown" else key)
    field = page.find("input", {"name": "proof"})

    assert proves(solve(field["data-challenge"]), FormToken.read(page.find("input", {"name": "key"})["value"]))


@pytest.mark.parametrize(
    ("proxies", "one", "other", "same"),
    [
        (0, {"REMOTE_ADDR": "81.82.83.1"}, {"REMOTE_ADDR": "81.82.83.9"}, True),
        (0, {"REMOTE_ADDR": "81.82.83.1"}, {"REMOTE_ADDR": "81.82.84.1"}, False),
        (0, {"REMOTE_ADDR": "2a02:1810:1::1"}, {"REMOTE_ADDR": "2a02:1810:1:ffff::9"}, True),
        (0, {"REMOTE_ADDR": "::ffff:81.82.83.1"}, {"REMOTE_ADDR": "81.82.83.9"}, True),
        (1, {"HTTP_X_FORWARDED_FOR": "81.82.83.1:4711"}, {"HTTP_X_FORWARDED_FOR": "81.82.83.9"}, True),
        (1, {"HTTP_X_FORWARDED_FOR": "[2a02:1810:1::1]:4711"}, {"HTTP_X_FORWARDED_FOR": "2a02:1810:1::9"}, True),
        # A visitor may write a header, but not what the proxy adds to it.
        (0, {"HTTP_X_FORWARDED_FOR": "1.2.3.4", **OFFICE}, {"HTTP_X_FORWARDED_FOR": "5.6.7.8", **OFFICE}, True),
        (1, {"HTTP_X_FORWARDED_FOR": '1.2.3.4, ", 81.82.83.1'}, {"HTTP_X_FORWARDED_FOR": '", 81.82.83.1'}, True),
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


@pytest.mark.parametrize(("proxies", "headers"), NOWHERE)
def test_who_can_not_be_told_has_no_network(rf, settings, proxies, headers):
    settings.PROXY_COUNT = proxies

    assert network_of(rf.get("/", **headers)) == ""
