"""The one form of the second step."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """A code. `accept` says what it is of, or None; what it said is kept as `accepted`."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, accept: Callable[[str], Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._accept = accept
        self.accepted: Any = None
        if self.is_bound:  # which comes back only with an error
            self.fields["code"].widget.attrs |= {"autofocus": True, "aria-describedby": "code-error"}

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        self.accepted = self._accept(code)
        if self.accepted is None:
            raise forms.ValidationError(_("This code is not right, or was used already."))
        return code
