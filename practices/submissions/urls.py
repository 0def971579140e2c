from django.urls import path

from practices.submissions import views

urlpatterns = [
    path("praktijken/<slug:slug>/doen-wij-ook/", views.join, name="join"),
    path("praktijken/<slug:slug>/doen-wij-ook/verzonden/", views.join_sent, name="join_sent"),
]
