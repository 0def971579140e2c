from django.urls import path

from search import views

urlpatterns = [
    path("praktijken/", views.index, name="practices"),
]
