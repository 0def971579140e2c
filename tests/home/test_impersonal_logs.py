"""What the site logs says where it went wrong, and nothing of whom."""

import json
import logging

import pytest

from config import request_ids
from config.impersonal_logs import Impersonal, ImpersonalJSON, WithoutTraceback
from config.request_ids import RequestIds


def written(message, *args, exc_info=None):
    return Impersonal().format(logging.LogRecord("x", logging.ERROR, "x.py", 1, message, args, exc_info))


def int_of(address):
    raise ValueError(f"{address} is refused")


@pytest.mark.parametrize("address", ["an.peeters@aalst.be", "an%40aalst.be", "o'brien+x@stad.gent", "An.Peeters@sub.aalst.be"])
def test_an_address_is_left_out_and_its_domain_stays(address):
    line = written("Failed to send notification email '%s' to %s", "Titel", f"<{address}>, x")

    assert address.partition("@")[0].partition("%40")[0] not in line
    assert line.endswith(">, x")
    assert "Failed to send" in line


def test_a_traceback_has_none_either():
    with pytest.raises(ValueError, match="refused") as raised:
        int_of("an.peeters@aalst.be")
    line = written("Oops", exc_info=(raised.type, raised.value, raised.tb))

    assert "Traceback" in line
    assert "…@aalst.be is refused" in line
    assert "an.peeters" not in line


@pytest.mark.parametrize("path", ["/inzending/{}/", "/fr/inzending/{}/", "/beheer/password_reset/confirm/MQ/{}/"])
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
    assert (told["level"], told["logger"], told["text"]) == ("error", "practices.mails", "To …@aalst.be\nand on")


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
