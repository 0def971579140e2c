"""wagtail-localize's own button to bring translations after their source publishes past every permission: administrators only.

Nobody needs it for sheets, whose translations follow by themselves (following.py).
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail_localize.views.update_translations import UpdateTranslationsView


class AdministratorsOnly(UpdateTranslationsView):
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
