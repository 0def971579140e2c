from django.urls import path

from practices.submissions import status
from practices.submissions.on_sheet.views import JOIN, REMARK, form, sheet_form_sent
from practices.submissions.sharing import same_practice
from practices.submissions.sharing import views as sharing

urlpatterns = [
    path("praktijken/<slug:slug>/doen-wij-ook/", form, {"form_kind": JOIN}, name="join"),
    path("praktijken/<slug:slug>/doen-wij-ook/verzonden/", sheet_form_sent, {"form_kind": JOIN}, name="join_sent"),
    path("praktijken/<slug:slug>/wijziging/", form, {"form_kind": REMARK}, name="remark"),
    path("praktijken/<slug:slug>/wijziging/verzonden/", sheet_form_sent, {"form_kind": REMARK}, name="remark_sent"),
    path("deel-jouw-praktijk/", sharing.step, name="share"),
    path("deel-jouw-praktijk/lijkt-op/", same_practice.similar, name="share_similar"),
    path("deel-jouw-praktijk/bestaat-al/", same_practice.same_practice, name="share_same"),
    path("deel-jouw-praktijk/tekst/", sharing.text_at_hand, name="share_text"),
    path("deel-jouw-praktijk/nakijken/", sharing.check_and_send, name="share_check"),
    path("deel-jouw-praktijk/later/", sharing.later, name="share_later"),
    path("deel-jouw-praktijk/gemaild/", sharing.mailed, name="share_mailed"),
    path("deel-jouw-praktijk/verzonden/", sharing.practice_sent, name="share_sent"),
    path("deel-jouw-praktijk/<slug:slug>/", sharing.step, name="share_step"),
    path("inzending/", status.status, name="status"),
    path("inzending/wijzigen/", status.change_own, name="change_own"),
    path("inzending/foto/<int:pk>/", status.sent_photo, name="sent_photo"),
    path("inzending/<str:token>/", status.follow_link, name="status_link"),
]
