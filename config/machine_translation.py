"""Machine translation, for who wants it: a button in the editor of a translation. Without either service there is none."""

_DEEPL = "wagtail_localize.machine_translators.deepl.DeepLTranslator"
_LIBRE = "wagtail_localize.machine_translators.libretranslate.LibreTranslator"


def translator(*, deepl_key: str, libre_url: str, libre_key: str) -> dict | None:
    """As wagtail-localize wants it set."""
    if deepl_key:
        return {"CLASS": _DEEPL, "OPTIONS": {"AUTH_KEY": deepl_key}}
    return {"CLASS": _LIBRE, "OPTIONS": {"LIBRETRANSLATE_URL": libre_url, "API_KEY": libre_key}} if libre_url else None
