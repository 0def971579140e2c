"""The home page and the pages about the site."""

from django.db import models
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home import front
from home.audit.chain import AuditEntry, AuditHead
from home.periods import NAMES, with_periods
from home.runs import Run
from practices.door import FixturePage
from practices.languages import SOURCE, without_prefix
from practices.segments.marking import lines_in_texts
from practices.segments.state import is_outdated

__all__ = ["AuditEntry", "AuditHead", "ContentPage", "HomePage", "Run"]  # what Django finds here

CARDS = 6


class HomePage(FixturePage):
    """The front of the site."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.ContentPage", "search.PracticeIndexPage"]
    max_count = 1
    template = "pages/home_page.jinja"

    headline = models.CharField(_("headline"), max_length=100, help_text=_("A question that a visitor might have."))
    lead = models.TextField(_("lead"), help_text=_("One or two sentences under the headline."))
    popular_searches = models.TextField(
        _("tried searches"),
        blank=True,
        help_text=_("Up to three, one per line. They appear under the search field."),
    )
    share_title = models.CharField(_("invitation: title"), max_length=100, help_text=_("The invitation to share a practice."))
    share_text = models.TextField(_("invitation: text"))

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(["headline", "lead", "popular_searches"], heading=_("Top of the page")),
        MultiFieldPanel(["share_title", "share_text"], heading=_("The invitation to share")),
    ]

    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {
            **super().get_context(request, *args, **kwargs),
            "searches": [line.strip() for line in self.popular_searches.splitlines() if line.strip()][:3],
            **front.page_context(cards=CARDS),
        }


class ContentPage(FixturePage):
    """A page about the site itself: about, privacy, accessibility."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "pages/content_page.jinja"

    body = RichTextField(_("text"), features=["h2", "h3", "ul", "ol", "bold", "italic", "link"])

    content_panels = [
        *Page.content_panels,
        FieldPanel(
            "body",
            help_text=format_lazy(
                _("A name in double brackets is replaced by the period that the site keeps to: {names}."),
                names=", ".join(f"[[{name}]]" for name in NAMES),
            ),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {**super().get_context(request, *args, **kwargs), "dutch": without_prefix(request.path)}

    @cached_property
    def outdated(self) -> bool:
        """Whether the Dutch page says more, or something else."""
        return is_outdated(self)

    @cached_property
    def text(self) -> str:
        """The body with the periods that it names, in the language of the page."""
        with translation.override((self.alias_of or self).locale.language_code):
            return with_periods(self.body)

    @cached_property
    def dutch_lines(self) -> set[str]:
        """The lines of the Dutch page that stand in this translation until they have one."""
        same_page = ContentPage.objects.filter(translation_key=self.translation_key)
        dutch = same_page.filter(locale__language_code=SOURCE).first() if self.outdated else None
        return {self.title, *lines_in_texts([self.text])} & {dutch.title, *lines_in_texts([dutch.text])} if dutch else set()
