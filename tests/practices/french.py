"""A sheet in French, for tests of what a French-speaking reader sees."""

from bs4 import BeautifulSoup

from practices.models import PracticePage

SHEET = "/fr/praktijken/onthaalgesprekken/"
FRENCH = {
    "Onthaalgesprekken": "Entretiens d’accueil",
    "Veel gemeenten nodigen nieuwkomers uit voor een onthaalgesprek.": "Beaucoup de communes invitent les nouveaux arrivants.",
    "Nieuwe inwoners welkom heten": "Souhaiter la bienvenue",
    "Nieuwe inwoners krijgen een uitnodiging.": "Les nouveaux habitants reçoivent une invitation.",
}


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def translation():
    return PracticePage.objects.get(locale__language_code="fr")
