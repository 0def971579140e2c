from django.urls import path, re_path

from practices.selection import views

urlpatterns = [
    path("selectie/", views.my_selection, name="selection"),
    path("selectie/vergelijk/", views.selection_side_by_side, name="selection_side_by_side"),
    re_path(r"^selectie/nota\.(?P<kind>docx|odt|pdf)$", views.selection_note, name="selection_note"),
    path("selectie/fiches.pdf", views.selection_sheets, name="selection_sheets"),
    path("selectie/contacten.vcf", views.selection_contacts, name="selection_contacts"),
]
