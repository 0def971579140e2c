from django.urls import path

from practices.pages import views

urlpatterns = [
    path("praktijken/<slug:slug>/", views.sheet, name="sheet"),
    path("praktijken/<slug:slug>/pdf/", views.sheet_pdf, name="sheet_pdf"),
    path("praktijken/<slug:slug>/vergelijk/", views.side_by_side, name="side_by_side"),
    path("praktijken/<slug:slug>/contacten.vcf", views.sheet_contacts, name="sheet_contacts"),
    path("praktijken/<slug:slug>/deelbeeld.png", views.sheet_picture, name="sheet_picture"),
    path("mozaiek/<slug:form>/<slug:sign>.svg", views.mosaic_picture, name="mosaic"),
]
