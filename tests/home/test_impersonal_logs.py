"""What the site logs says where it went wrong, and nothing of whom."""

import json
import logging
import re

import pytest

from config import request_ids
from config.impersonal_logs import Impersonal, ImpersonalJSON, WithoutTraceback
from config.request_ids import RequestIds


def written(message, *args, exc_info=None):
    return Impersonal().format(logging.LogRecord("x", logging.ERROR, "x.py", 1, message, args, exc_info))


def int_of(address):
    raise ValueError(f"{address} is refused")


ADDRESSES = """an.peeters@aalst.be an%40aalst.be o'brien+x@stad.gent An.Peeters@sub.aalst.be an@localhost café@vvsg.be
    cafe\u0301@vvsg.be an%2540vvsg.be an&#64;vvsg.be an\\u0040vvsg.be an@[10.0.0.1] O’Brien@vvsg.be an!x@vvsg.be"""
LINKS = ["/inzending/{}/", "/fr/inzending/{}/", "%2Finzending%2F{}", "/beheer/password_reset/confirm/MQ/{}/"]


@pytest.mark.parametrize("address", ADDRESSES.split())
def test_an_address_is_left_out_and_its_domain_stays(address):
    line = written("Failed to send notification email '%s' to %s", "Titel", f"<{address}>, x")

    assert re.split("@|%40|%2540|&#|[\\\\]u", address)[0] not in line
    assert line.endswith(">, x")
    assert "Failed to send" in line


def test_a_traceback_has_none_either():
    with pytest.raises(ValueError, match="refused") as raised:
        int_of("an.peeters@aalst.be")
    line = written("Oops", exc_info=(raised.type, raised.value, raised.tb))

    assert "Traceback" in line
    assert "…@aalst.be is refused" in line
    assert "an.peeters" not in line


def test_a_quoted_name_and_a_row_that_the_database_refuses_are_left_out():
    assert "jan" not in written('To "jan peeters"@vvsg.be')
    assert "Jan" not in written("DETAIL:  Key (name)=(Jan Peeters) already exists.")
    assert "Jan" not in written("DETAIL:  Failing row contains (1, Jan (Peeters), 2026-01-01).")


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b[31m", "\u2028", "\x85", "\x00"])
def test_nobody_writes_a_line_of_their_own(sign):
    line = written("Title: %s", f"x{sign}ERROR forged")

    assert len(line.splitlines()) == 1
    assert sign[0] not in line
    told = ImpersonalJSON().format(logging.LogRecord("x", logging.ERROR, "x.py", 1, f"x{sign}", (), None))
    assert len(told.splitlines()) == 1


def test_what_is_no_address_stays():
    text = "GET /praktijken/?q=taal 404 in 0.2 s: @cached on 12 pages, 3 @ 4"

    assert "/praktijken/?q=taal 404 in 0.2 s" in written(text)


@pytest.mark.parametrize(
    "path", ["/inzending/{}/", "/fr/inzending/{}/", "%2Finzending%2F{}", "/beheer/password_reset/confirm/MQ/{}/"]
)
def test_a_link_that_lets_somebody_in_is_left_out(path):
    token = "aB3_-" * 8

    assert written("Not Found: %s", path.format(token)) == "Not Found: " + path.format("…")


@pytest.mark.django_db
def test_the_handlers_of_the_site_write_so(settings):
    formatters = {settings.LOGGING["formatters"][each["formatter"]]["()"] for each in settings.LOGGING["handlers"].values()}
    assert formatters <= {"config.impersonal_logs.Impersonal", "config.impersonal_logs.ImpersonalJSON"}


def test_as_json_a_line_is_one_object_without_whom_it_is_about():
    record = logging.LogRecord("practices.mails", logging.ERROR, "x.py", 1, "To %s\nand on", ("an.peeters@aalst.be",), None)
    line = ImpersonalJSON().format(record)

    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["logger"], told["text"]) == ("error", "practices.mails", r"To …@aalst.be\nand on")


def test_a_mail_server_that_is_away_is_one_line(caplog):
    with pytest.raises(ValueError, match="refused") as raised:
        int_of("an.peeters@aalst.be")
    record = logging.LogRecord("post_office", logging.ERROR, "x.py", 1, "Failed to send email #%d", (7,), raised._excinfo)
    WithoutTraceback().filter(record)

    assert Impersonal().format(record) == "Failed to send email #7: …@aalst.be is refused"


@pytest.mark.parametrize(
    ("given", "answered"),
    [("1234-abcd_XYZ", "1234-abcd_XYZ"), ("short", None), ("x" * 65, None), ("a" * 20 + "\r\nX: y", None), ("é" * 12, None)],
)
def test_the_number_of_a_request_stands_in_its_answer_and_its_lines(given, answered):
    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [written("Oops").encode()]

    told = {}
    environ = {"HTTP_X_REQUEST_ID": given}
    line = b"".join(RequestIds(application)(environ, lambda status, headers: told.update(headers))).decode()
    request_ids._id.set("")

    assert line == f"Oops [{told['X-Request-ID']}]"
    assert told["X-Request-ID"] == answered or (answered is None and len(told["X-Request-ID"]) == 32)
