from django.urls import path

from practices.submissions.views import JOIN, REMARK, form, sent

urlpatterns = [
    path("praktijken/<slug:slug>/doen-wij-ook/", form, {"way": JOIN}, name="join"),
    path("praktijken/<slug:slug>/doen-wij-ook/verzonden/", sent, {"way": JOIN}, name="join_sent"),
    path("praktijken/<slug:slug>/wijziging/", form, {"way": REMARK}, name="remark"),
    path("praktijken/<slug:slug>/wijziging/verzonden/", sent, {"way": REMARK}, name="remark_sent"),
]
