from django.urls import path

from search import views
from search.api import api

urlpatterns = [
    path("praktijken/", views.index, name="practices"),
    path("gezocht/", views.asked, name="asked"),
    path("api/v1/", api.urls),
]
