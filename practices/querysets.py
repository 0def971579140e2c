"""The vocabulary of sheets: which ones, and with what loaded beside them."""

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, prefetch_related_objects
from wagtail.models import Locale
from wagtail.query import PageQuerySet

from municipalities.models import Municipality
from practices.languages import CODES, SOURCE
from practices.photos.models import Photo
from practices.restrictions import behind_a_restriction
from practices.sheet_terms import keep_terms


class PracticeQuerySet(PageQuerySet):
    """Sheets."""

    _loads_whole = False  # whether each comes with its terms and the sizes of its photos

    def _clone(self) -> "PracticeQuerySet":
        clone = super()._clone()
        clone._loads_whole = self._loads_whole  # noqa: SLF001 - one of its own
        return clone

    def _fetch_all(self) -> None:
        """Django's, which prefetches here; what several relations have is asked for once."""
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self._loads_whole and self._fields is None:  # else rows of values
            keep_terms(self._result_cache)
            photos = [photo.image for page in self._result_cache for photo in page.photos]
            prefetch_related_objects(photos, "renditions")

    def published(self) -> "PracticeQuerySet":
        """What a reader may see: live Dutch sheets, not behind a password or a login (translations/localised.py does the rest).

        Wagtail's `public()` says the same in a query of its own; this is part of the query that is made anyway.
        """
        return self.sources().live().exclude(behind_a_restriction())

    def sources(self) -> "PracticeQuerySet":
        """The Dutch sheets; what else there is of them are translations.

        Not by a join, which SQLite would begin with: then it reads all Dutch sheets to find one by its address.
        """
        return self.filter(locale__in=Locale.objects.filter(language_code=SOURCE))

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
        """With all that a sheet shows, in six more queries whatever its number of implementations, terms, photos and files."""
        sheets = self.select_related("category", "image", "locale").with_languages()
        rows = self._implementations(Municipality.objects.defer("postcodes"))  # with shapes, for the small map
        whole = sheets.prefetch_related(rows, self._gallery(), self._attachments())
        whole._loads_whole = True  # noqa: SLF001 - one of its own
        return whole

    def with_languages(self) -> "PracticeQuerySet":
        """Each with whether it is on the site in a language, as `in_fr`."""
        others = {f"in_{code}": self._in(code) for code in CODES if code != SOURCE}
        return self.annotate(**{f"in_{SOURCE}": Value(True)}, **others)  # noqa: FBT003 - the value; a translation needs its source

    def _in(self, language: str) -> Exists:
        there = self.model.objects.live().filter(locale__language_code=language, alias_of=None)
        return Exists(there.filter(translation_key=OuterRef("translation_key")))

    def for_index(self) -> "PracticeQuerySet":
        """With all that the index of the search keeps of a sheet: what it shows, and provinces and sizes of its places."""
        places = "implementations__municipalities"
        return self.for_sheet().prefetch_related(f"{places}__province", f"{places}__figures")

    def _gallery(self) -> Prefetch:
        photo = self.model.gallery.rel.related_model
        return Prefetch("gallery", photo.objects.select_related("image").order_by("sort_order", "pk"))

    def _attachments(self) -> Prefetch:
        files = self.model.attachments.rel.related_model
        return Prefetch("attachments", files.objects.select_related("document", "municipality").order_by("sort_order", "pk"))

    def _implementations(self, places: QuerySet) -> Prefetch:
        implementation = self.model.implementations.rel.related_model
        return Prefetch(
            "implementations",
            implementation.objects.order_by("sort_order", "pk").prefetch_related(Prefetch("municipalities", places)),
        )
