"""Between a password and the editors' screens."""

from django.urls import include, path

from home.accounts.second_step import new_codes, second_step, second_step_choice

urlpatterns = [
    path("", second_step, name="second_step"),
    path("kiezen/", second_step_choice, name="second_step_choice"),
    path("herstelcodes/", new_codes, name="recovery_codes"),
    path("passkeys/", include("home.accounts.passkeys")),
]
