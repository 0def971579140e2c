"""A password that somebody who knows the site would try first is none."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password", ["Samenleven2026!", "vvsg-praktijken-1", "Welkom Beheer 99", "azertyqwerty12", "WACHTWOORD!!!!"]
)
def test_a_password_of_the_sites_own_words_is_refused(password):
    with pytest.raises(ValidationError, match="Woorden van deze site"):
        validate_password(password, User(username="mia"))


@pytest.mark.parametrize("password", ["kort genoeg", "123456789012", "miamoderator1", "qwertyuiop123"])
def test_a_password_that_is_short_a_number_or_ones_own_name_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(
            password, User(username="mia", first_name="Mia", last_name="Moderator", email="mia.moderator@x.example")
        )


@pytest.mark.parametrize(
    "password", ["paard batterij nietje", "samenleven met honderd paarden", "x" * 40 + "y" * 40, "ÉÉN wachtwoord met ß én 😀"]
)
def test_any_other_is_taken_whatever_its_signs(password):
    validate_password(password, User(username="mia"))
