"""A sheet as schema.org data, for search engines."""

from django.conf import settings


def structured_data(page) -> dict:
    """The JSON-LD of a PracticePage that was loaded with `for_sheet`; contacts are left out, they are for people."""
    url = settings.BASE_URL + page.address
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": page.title,
        "abstract": page.introduction,
        "inLanguage": page.language,
        "image": f"{url}deelbeeld.png",
        "publisher": {"@type": "Organization", "name": "VVSG", "url": settings.BASE_URL},
        "spatialCoverage": [
            {"@type": "AdministrativeArea", "name": place.name, "identifier": place.nis_code}
            for place in page.municipality_list
        ],
        "audience": [{"@type": "Audience", "audienceType": term.name} for term in page.terms_of("target_groups")],
        "keywords": [term.name for term in [*page.terms_of("policy_domains"), *page.terms_of("tags")]],
    }
    if page.shown_category:
        data["articleSection"] = page.shown_category.name
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.isoformat()
        data["dateModified"] = (page.last_published_at or page.first_published_at).isoformat()
    return data
