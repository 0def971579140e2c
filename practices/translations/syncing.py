"""wagtail-localize's own button to bring translations after their source publishes past every permission.

Nobody needs it, for translations follow by themselves (propagation.py); so it says that, but to administrators.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.views.update_translations import UpdateTranslationsView

from practices.permissions import is_administrator


class AdministratorsOnly(UpdateTranslationsView):
    """For who is no administrator an answer, and the way to what waits."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_administrator(request.user):
            return super().dispatch(request, *args, **kwargs)
        messages.info(
            request, _("Translations follow the Dutch text automatically. What there is to translate is in this list.")
        )
        return redirect(reverse("outdated_translations"))
