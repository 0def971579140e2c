"""The sheets of a selection as one PDF: a cover with contents, sources and dates, then each sheet."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.languages import reader_language
from practices.output.pdf import sheet_data
from practices.output.qr_codes import qr_code
from practices.output.typesetting import typeset
from practices.selection.chosen import Chosen, Selection


def sheets_pdf(selection: Selection) -> bytes:
    """The bytes of the file (PDF/UA-1)."""
    total = len(selection.chosen)
    day = date_format(localdate())
    data = {
        "language": reader_language(),
        "publisher": settings.WAGTAIL_SITE_NAME,
        "title": ngettext("%(total)d practice to learn from", "%(total)d practices to learn from", total) % {"total": total},
        "lead": _("Chosen from the practice database of the VVSG on %(day)s") % {"day": day},
        "contents": _("In this document"),
        "day": day,
        "qr": qr_code(f"{settings.BASE_URL}{reverse('selection')}{selection.address}"),
        "on_site": _("This selection on the site"),
        "on_site_lead": _("With what was changed since, and with whom to call."),
        "sheets": [{**sheet_data(each.page), "source": _source(each)} for each in selection.chosen],
    }
    return typeset("sheets.typ", data, format="pdf", pdf_standards=["ua-1"])


def _source(chosen: Chosen) -> str:
    data = [settings.BASE_URL + chosen.page.address]
    if chosen.page.last_published_at:
        data.append(_("last changed on %(day)s") % {"day": date_format(localtime(chosen.page.last_published_at))})
    return " · ".join(data)
