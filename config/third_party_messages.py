"""Words on the editors' screens that a package has in its code, but not in its catalogue; ours comes first and has them."""

from django.utils.translation import gettext_noop

WORDS = (gettext_noop("Content type"),)  # wagtail-localize, report of translations
