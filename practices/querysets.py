"""The vocabulary of sheets: which ones, and with what loaded beside them."""

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from municipalities.models import Municipality
from practices.languages import CODES, SOURCE
from practices.parts import SHEET, Kind
from practices.photos.models import Photo


class PracticeQuerySet(PageQuerySet):
    """Sheets."""

    def published(self) -> "PracticeQuerySet":
        """What a reader may see: live Dutch sheets, not behind a password or a login (translations/localised.py does the rest).

        Wagtail's `public()` says the same in a query of its own; this is part of the query that is made anyway.
        """
        return self.sources().live().exclude(behind_a_restriction())

    def sources(self) -> "PracticeQuerySet":
        """The Dutch sheets; what else there is of them are translations."""
        return self.filter(locale__language_code=SOURCE)

    def outside_bin(self) -> "PracticeQuerySet":
        """Those that nobody deleted."""
        return self.filter(binned=None)

    def translations(self, *languages: str) -> "PracticeQuerySet":
        """What is said in other languages, or in these; without the pages that only stand in for a Dutch one."""
        return (
            self.filter(locale__language_code__in=languages or CODES)
            .exclude(locale__language_code=SOURCE)
            .filter(alias_of=None)
        )

    def in_municipality(self, municipality: Municipality) -> "PracticeQuerySet":
        """Sheets with an implementation there, each once."""
        return self.filter(
            pk__in=self.model.implementations.rel.related_model.objects.filter(municipalities=municipality).values("page")
        )

    def with_photo(self, photo: Photo | int) -> "PracticeQuerySet":
        """Sheets that show it (or the one with this key), at their head or in their gallery, each once."""
        return self.filter(Q(image=photo) | Q(gallery__image=photo)).distinct()

    def newest_first(self) -> "PracticeQuerySet":
        return self.order_by(F("first_published_at").desc(nulls_last=True), "title")

    def for_cards(self) -> "PracticeQuerySet":
        """With what a card shows, in four more queries for any number of cards, and one for their photos."""
        rows = self._implementations(Municipality.objects.defer("shape", "postcodes"))
        return self.select_related("category", "image", "locale").prefetch_related(rows, "policy_domains", "image__renditions")

    def for_sheet(self) -> "PracticeQuerySet":
        """With all that a sheet shows, in seven more queries whatever its number of implementations and photos."""
        sheets = self.select_related("category", "image", "locale").with_languages()
        rows = self._implementations(Municipality.objects.defer("postcodes"))  # with shapes, for the small map
        return sheets.prefetch_related(rows, "image__renditions", *self._many_terms(), self._tagged(), *self._gallery())

    def with_languages(self) -> "PracticeQuerySet":
        """Each with whether it is on the site in a language, as `in_fr`."""
        return self.annotate(**{f"in_{code}": self._in(code) for code in CODES})

    def _in(self, language: str) -> Exists:
        there = self.model.objects.live().filter(locale__language_code=language, alias_of=None)
        return Exists(there.filter(translation_key=OuterRef("translation_key")))

    def for_index(self) -> "PracticeQuerySet":
        """With all that the index of the search keeps of a sheet: what it shows, and provinces and sizes of its places."""
        places = "implementations__municipalities"
        return self.for_sheet().prefetch_related(f"{places}__province", f"{places}__figures")

    def _many_terms(self) -> list[str]:
        """The parts that hold any number of terms of a vocabulary."""
        terms = [part.name for part in SHEET if part.kind is Kind.TERMS]
        return [name for name in terms if self.model._meta.get_field(name).many_to_many]

    def _tagged(self) -> Prefetch:
        return Prefetch("tagged_items", self.model.tagged_items.rel.related_model.objects.select_related("tag"))

    def _gallery(self) -> list[str | Prefetch]:
        photo = self.model.gallery.rel.related_model
        rows = photo.objects.select_related("image").order_by("sort_order", "pk")
        return [Prefetch("gallery", rows), "gallery__image__renditions"]

    def _implementations(self, places: QuerySet) -> Prefetch:
        implementation = self.model.implementations.rel.related_model
        return Prefetch(
            "implementations",
            implementation.objects.order_by("sort_order", "pk").prefetch_related(Prefetch("municipalities", places)),
        )


def behind_a_restriction() -> Exists:
    """Whether a page, or one above it, asks for a password or a login; a condition for any query of pages."""
    above = Substr(OuterRef("path"), 1, Length("page__path"))
    return Exists(PageViewRestriction.objects.filter(page__path=above))


def published_counts(sheets: PracticeQuerySet) -> dict[int, int]:
    """How many of these sheets each municipality has, by its primary key; one query."""
    implementation = sheets.model.implementations.rel.related_model
    return dict(
        implementation.municipalities.through.objects.filter(implementation__page__in=sheets.values("pk"))
        .values_list("municipality")
        .annotate(sheets=Count("implementation__page", distinct=True))
    )
