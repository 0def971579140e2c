"""The one form of the second step."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """A code, which `accept` takes for what it is of, or for nothing."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        ),
    )

    def __init__(self, *args: Any, accept: Callable[[str], Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._accept = accept
        self.device: Any = None

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        self.device = self._accept(code)
        if self.device is None:
            raise forms.ValidationError(_("This code is not right, or was used already. Type the one that the app shows now."))
        return code
