"""The addresses of the site; those that others rely on are listed in the README."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import index, sitemap

from home.accounts.second_step import EditorsLogin
from home.condition.metrics import metrics
from home.page_sitemap import PageSitemap
from home.views import favicon, health, robots, security_contact
from practices.pages.attachment_file import attachment
from practices.pages.views import keyword_names, municipality_names
from practices.translations.serving import serve_page
from search.sitemaps import MunicipalitySitemap, SheetSitemap, TermSitemap, TranslationSitemap

SITEMAPS = {
    "pages": PageSitemap,
    "sheets": SheetSitemap,
    "translations": TranslationSitemap,
    "places": MunicipalitySitemap,
    "terms": TermSitemap,
}

handler400 = "home.refusals.bad_request"
handler403 = "home.refusals.forbidden"
handler404 = "home.views.page_not_found"
handler500 = "home.refusals.server_error"

urlpatterns = [
    path("gezond/", health, name="health"),
    path("gezond/cijfers/", metrics, name="metrics"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_contact, name="security_contact"),
    path("favicon.ico", favicon),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemap_index"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("beheer/gemeenten/namen/", municipality_names, name="municipality_names"),
    path("beheer/trefwoorden/namen/", keyword_names, name="keyword_names"),
    path("beheer/login/", EditorsLogin.as_view(), name="editors_login"),
    path("beheer/tweede-stap/", include("home.accounts.urls")),
    path("beheer/", include(wagtailadmin_urls)),
    path("bestanden/<int:pk>/<str:name>", require_safe(attachment), name="attachment"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("", include("search.urls")),
        path("", include("practices.submissions.urls")),
        path("", include("practices.pages.urls")),
        path("", include("practices.selection.urls")),
        re_path(r"^(?P<path>(?:[\w\-]+/)*)$", serve_page, name="wagtail_serve"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
