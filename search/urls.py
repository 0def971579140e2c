from django.urls import path

from search import place_pages, views
from search.api import api

urlpatterns = [
    path("praktijken/", views.index, name="practices"),
    path("praktijken/nieuw.rss", views.newest_feed, name="practice_feed"),
    path("gezocht/", views.asked, name="asked"),
    path("gemeenten/", place_pages.municipality_list, name="municipalities"),
    path("gemeenten/<slug:slug>/", place_pages.municipality, name="municipality"),
    path("gemeenten/<slug:slug>/contacten.vcf", place_pages.municipality_contacts, name="municipality_contacts"),
    path("api/v1/", api.urls),
]
