"""The keywords of a sheet: typed freely, and always Dutch ones. Their translations stand behind them, as those of terms do."""

from django.urls import reverse
from modelcluster.contrib.taggit import ClusterTaggableManager, _ClusterTaggableManager
from wagtail.admin.widgets import AdminTagWidget
from wagtail.models import Locale

from practices.languages import SOURCE


class _Keywords(_ClusterTaggableManager):
    """taggit looks in all languages for a keyword of this name, and would find a translation."""

    def _to_tag_model_instances(self, tags, tag_kwargs: dict) -> list:
        dutch = Locale.objects.get(language_code=SOURCE)
        return super()._to_tag_model_instances(tags, {**tag_kwargs, "locale": dutch})


class KeywordsField(ClusterTaggableManager):
    """taggit's field, as it works in drafts of Wagtail, for Dutch keywords."""

    def __get__(self, instance, model) -> _Keywords:
        return _Keywords(through=self.through, model=model, instance=instance, prefetch_cache_name=self.name)


class KeywordsWidget(AdminTagWidget):
    """Wagtail's tag input, completed with Dutch keywords only."""

    def get_context(self, name: str, value, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-w-tag-url-value"] = reverse("keyword_names")
        return context
