"""What the site logs says where it went wrong, and nothing of whom."""

import logging

import pytest

from config.impersonal_logs import Impersonal


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
    assert all(handler["formatter"] == "impersonal" for handler in settings.LOGGING["handlers"].values())
