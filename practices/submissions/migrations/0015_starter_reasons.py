"""Reasons for declining to begin with; moderators change them as they like. A site that has some keeps those."""

from django.db import migrations

REASONS = {
    "Eerder een aankondiging": "Bedankt om dit te delen. De databank bundelt werkingen die een gemeente herhaalt of die anderen kunnen overnemen; "
    "dit is eerder een eenmalig evenement of een aankondiging.",
    "Niet over samenleven in diversiteit": "Bedankt om dit te delen. Het gaat niet over samenleven in diversiteit, en past dus niet in "
    "deze databank.",
    "Staat er al": "Bedankt. Deze praktijk staat al in de databank. Doet jouw gemeente dit ook? Laat het dan weten met de knop "
    "“Dit doen wij ook” op die fiche.",
    "Te weinig om op te zoeken": "Bedankt om dit te delen. Er staat nog te weinig in om er een collega mee te helpen. Beschrijf hoe jullie het "
    "aanpakken en wie er meer over kan vertellen, en stuur het gerust opnieuw in.",
    "Niet van een gemeente of haar partner": "Bedankt om dit te delen. De databank bevat praktijken van lokale besturen en hun partners. Vraag "
    "je gemeente of OCMW om de praktijk mee in te sturen.",
}


def add(apps, schema_editor):
    reasons = apps.get_model("submissions", "ReasonTemplate").objects
    if not reasons.exists():
        for name, text in REASONS.items():
            reasons.create(name=name, text=text)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0014_daily_summary")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
