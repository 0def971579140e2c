"""The practice sheet and its implementations.

The heart: a practice is one sheet, and each municipality (or group of municipalities) that does it is an implementation
inside that sheet. Implementations are part of the sheet's revision, so a change to one goes through the same review.
"""

from functools import cached_property

from django.conf import settings
from django.db import models, transaction
from django.forms import CheckboxSelectMultiple, Select
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.models.pages import PagePermissionTester
from wagtail_localize.fields import SynchronizedField

from practices.attachments.models import MOST_FILES, AttachedFile, Attachment, WithAttachments
from practices.binned_sheets import BinnedSheet
from practices.door import OneDoor
from practices.editor.forms import SheetForm
from practices.editor.panels import (
    AttachmentsPanel,
    BlocksPanel,
    ChangedPanel,
    FindingsPanel,
    ImplementationsPanel,
    LeftoversPanel,
    ReturnedPanel,
)
from practices.editor.previews import WithPreviews
from practices.editors_search import SEARCH_FIELDS, SEARCHED_RELATIONS
from practices.editors_side import TO_PLACE_HELP, EditorsSide
from practices.gallery import MOST_PHOTOS, GalleryPhoto, WithPhotos
from practices.implementations import LIST_FEATURES, Implementation, WithImplementations
from practices.keywords import KeywordsField, KeywordsWidget
from practices.languages import reader_language, without_prefix
from practices.mosaics.of_sheets import WithSign
from practices.output.structured_data import structured_data
from practices.parts import SHEET, Kind
from practices.permissions import SheetPermissionTester
from practices.photos.models import LONGEST_CAPTION, Photo, PhotoRendition
from practices.querysets import PracticeQuerySet
from practices.segments.translated_sheet import TranslatedSheet
from practices.short_facts import SheetFacts
from practices.sources import SheetSource
from practices.taxonomy import Category, PolicyDomain, PracticeTag, RetiredSlug, TaggedPractice, TargetGroup, Term
from practices.term_changes import TermChange
from practices.workflow import ReviewTask

__all__ = [
    "AttachedFile",
    "Attachment",
    "BinnedSheet",
    "Category",
    "GalleryPhoto",
    "Implementation",
    "Photo",
    "PhotoRendition",
    "PolicyDomain",
    "PracticePage",
    "PracticeTag",
    "RetiredSlug",
    "ReviewTask",
    "SheetSource",
    "TaggedPractice",
    "TargetGroup",
    "Term",
    "TermChange",
]

TEXT_FEATURES = ["h3", "ul", "ol", "bold", "italic", "link"]


class PracticePage(
    EditorsSide,
    OneDoor,
    TranslatedSheet,
    WithPhotos,
    WithAttachments,
    WithImplementations,
    WithSign,
    WithPreviews,
    SheetFacts,
    Page,
):
    """A practice sheet (*praktijkfiche*)."""

    parent_page_types = ["search.PracticeIndexPage"]
    subpage_types: list[str] = []
    template = "pages/practice_page.jinja"
    base_form_class = SheetForm

    introduction = models.TextField(
        _("introduction"),
        help_text=_("What the practice is, in one or two sentences. It also appears on the card in lists and results."),
    )
    image = models.ForeignKey(
        Photo,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sheets",
        verbose_name=_("photo"),
        help_text=_("Without a photo the sheet gets a mosaic in the colour of its category."),
    )
    image_caption = models.CharField(
        _("caption"), max_length=LONGEST_CAPTION, blank=True, help_text=_("What everybody reads under the photo.")
    )
    image_credit = models.CharField(
        _("photo credit"),
        max_length=200,
        blank=True,
        help_text=_("The credit, or the file name of the photo that still has to be added. Only shown with a photo."),
    )
    to_place = models.TextField(_("still to be placed"), blank=True, help_text=TO_PLACE_HELP)
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        related_name="sheets",
        verbose_name=_("category"),
        help_text=_("One category; it decides where readers find the sheet and what colour it has."),
    )
    goals = RichTextField(
        _("goals"),
        blank=True,
        features=LIST_FEATURES,
        help_text=_("One goal per item of a list. What should improve?"),
    )
    target_groups = ParentalManyToManyField(
        TargetGroup,
        blank=True,
        related_name="sheets",
        verbose_name=_("target groups"),
        help_text=_("Who is it for? Tick all that apply."),
    )
    description = RichTextField(
        _("description"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("How it works, step by step, for somebody who wants to do it too."),
    )
    success_factors = RichTextField(
        _("success factors"),
        blank=True,
        features=LIST_FEATURES,
        help_text=_("What helps? One per item of a list."),
    )
    challenges = RichTextField(
        _("challenges"),
        blank=True,
        features=LIST_FEATURES,
        help_text=_("What is hard? One per item of a list."),
    )
    partners = models.TextField(
        _("partners"), blank=True, help_text=_("Partners of the practice as a whole, separated by commas.")
    )
    policy_domains = ParentalManyToManyField(
        PolicyDomain,
        blank=True,
        related_name="sheets",
        verbose_name=_("policy domains"),
        help_text=_("Which departments of the municipality work on this? Tick all that apply."),
    )
    tags = KeywordsField(
        through=TaggedPractice,
        blank=True,
        verbose_name=_("keywords"),
        help_text=_("Words that readers may search for and that are not in the text."),
    )

    # Of a translation: since when a line of it waits, as the Dutch sheet changed (translations/propagation.py).
    outdated_since = models.DateTimeField(null=True, editable=False)
    by_machine = models.BooleanField(
        default=False, editable=False
    )  # a line of it was translated by one, and nobody went over it

    objects = PageManager.from_queryset(PracticeQuerySet)()

    content_panels = [
        ReturnedPanel(heading=_("Sent back")),
        ChangedPanel(heading=_("In review")),
        FindingsPanel(heading=_("To check before publishing")),
        TitleFieldPanel("title", help_text=_("The name of the practice in a few words, without the municipality.")),
        "image",
        "image_caption",
        "image_credit",
        BlocksPanel("gallery", max_num=MOST_PHOTOS, heading=_("More photos"), label=_("photo")),
        "introduction",
        FieldPanel("category", widget=Select),
        "goals",
        FieldPanel("target_groups", widget=CheckboxSelectMultiple),
        "description",
        MultiFieldPanel(
            [
                *("cost", "cost_note", "hours", "carried_by", "lead_time", "funding", "evidence", "evidence_note"),
                *("first_steps", "arrangements"),
            ],
            heading=_("Short facts"),
            classname="collapsed",
        ),
        MultiFieldPanel(["success_factors", "challenges"], heading=_("Success factors and challenges")),
        ImplementationsPanel(
            "implementations",
            heading=_("This practice in"),
            label=_("municipality"),
            help_text=_("Every municipality that does this, with its own text, contact, website and partners."),
        ),
        AttachmentsPanel(
            "attachments",
            max_num=MOST_FILES,
            heading=_("Files to take over"),
            label=_("file"),
            help_text=_("Letters, scripts, agreements, flyers that another municipality can start from."),
        ),
        "partners",
        FieldPanel("policy_domains", widget=CheckboxSelectMultiple),
        FieldPanel("tags", widget=KeywordsWidget),
        LeftoversPanel("to_place"),
    ]

    search_fields = [*Page.search_fields, *SEARCH_FIELDS]

    # The Dutch sheet decides these, in every language. (The rows of keywords are copied without being asked.)
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            "slug",
            "to_place",
            *(part.name for part in SHEET if not part.translated and part.kind is not Kind.KEYWORDS),
        )
    ]

    class Meta:
        verbose_name = _("practice sheet")
        verbose_name_plural = _("practice sheets")

    @classmethod
    def get_indexed_objects(cls) -> "PracticeQuerySet":
        return super().get_indexed_objects().prefetch_related(*SEARCHED_RELATIONS)

    def clean(self) -> None:
        self.slug: str = slugify(self.slug)  # plain letters: *oekraïne* would be an address that nobody can type
        super().clean()

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        """The sheet with its implementations, or nothing."""
        super().save(*args, **kwargs)

    def get_indexed_instance(self) -> "PracticePage | None":
        """The sheet for Wagtail's index, with all that it reads there: else it asks for each implementation five times."""
        return type(self).objects.for_index().filter(pk=self.pk).first()

    def serve(self, request: HttpRequest, *args, **kwargs) -> TemplateResponse:
        """The sheet; it needs nothing that `PracticeQuerySet.for_sheet` has not loaded."""
        return TemplateResponse(request, self.template, self.get_context(request))

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        dutch = without_prefix(self.address)
        own = {"json_ld": structured_data(self), "dutch": dutch, "translated_into": self.translated_into}
        if self.language != reader_language():  # search engines shall know one address of a text
            own["address_of_text"] = settings.BASE_URL + dutch
        return {**super().get_context(request, *args, **kwargs), **own}

    @property
    def address(self) -> str:
        """The path of the sheet on the site in the reader's language, without asking the database for the tree."""
        return reverse("sheet", args=[self.original.slug or "concept"])

    @property
    def own_address(self) -> str:
        """The path of the sheet in its own language, whatever language is spoken now."""
        with translation.override(self.language):
            return self.address

    def permissions_for_user(self, user) -> PagePermissionTester:
        return SheetPermissionTester(user, self)

    @cached_property
    def tag_list(self) -> list[PracticeTag]:
        return [item.tag for item in self.tagged_items.all()]
