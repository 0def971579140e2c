"""What the system check says of a language that search does not know yet."""

import pytest

from search import checks


@pytest.fixture
def with_german(monkeypatch):
    monkeypatch.setattr(checks, "CODES", ["nl", "fr", "en", "de"])


def test_every_language_of_the_site_is_known():
    assert checks.languages_are_known() == []


def test_a_new_language_is_told_what_it_needs_and_where(with_german):
    said = [f"{error.msg}. {error.hint}" for error in checks.languages_are_known()]

    assert said == [
        "The language de has no region, for dates and shared links. Add it to REGIONS in practices/languages.py.",
        "The language de has no stemmer. Add it to STEMMERS in search/language/neighbours.py.",
        "The language de has no list of stop words. Add it to search/language/data/, a file stopwords_….txt.",
    ]
