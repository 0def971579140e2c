"""A sheet as people write it, in whatever way, and whether all of it was read."""

from practices.richtext import read_blocks

PARTS = {
    "Categorie": ["Onthaalbeleid"],
    "Doelen": ["- Nieuwe inwoners leren de buurt kennen", "- Buren ontmoeten elkaar"],
    "Doelgroep": ["- Nieuwkomers", "- Vrijwilligers"],
    "Beschrijving": ["Een vrijwilliger wandelt een uur met nieuwe inwoners."],
    "Succesfactoren": ["- Een vaste begeleider", "- Gratis"],
    "Uitdagingen": ["- Weer"],
    "Deze praktijk in": ["Aalst", "- Contact: onthaal@aalst.example.be"],
    "Beleidsdomeinen": ["- Wonen", "- Vrije tijd"],
}
TOP = "Buurtwandeling\n\nNieuwe inwoners verkennen hun buurt.\n\n"


def written(head=lambda place, name: name, line=lambda text: text, top=TOP):
    """The sheet, with its headings and its lines as somebody writes them."""
    parts = ["\n".join([head(place, name), *map(line, lines)]) for place, (name, lines) in enumerate(PARTS.items(), start=1)]
    return top + "\n\n".join(parts) + "\n"


def is_whole(content):
    """Whether everything that `written` says stands where it belongs."""
    said = {
        "category": content.category,
        "goals": [block.text for block in read_blocks(content.goals)],
        "target_groups": content.target_groups,
        "success_factors": [block.text for block in read_blocks(content.success_factors)],
        "challenges": [block.text for block in read_blocks(content.challenges)],
        "places": [(each.label, each.contacts) for each in content.implementations],
        "policy_domains": content.policy_domains,
        "title": content.title,
        "introduction": content.introduction,
    }
    assert said == {
        "category": "Onthaalbeleid",
        "goals": ["Nieuwe inwoners leren de buurt kennen", "Buren ontmoeten elkaar"],
        "target_groups": ["Nieuwkomers", "Vrijwilligers"],
        "success_factors": ["Een vaste begeleider", "Gratis"],
        "challenges": ["Weer"],
        "places": [("Aalst", ["onthaal@aalst.example.be"])],
        "policy_domains": ["Wonen", "Vrije tijd"],
        "title": "Buurtwandeling",
        "introduction": "Nieuwe inwoners verkennen hun buurt.",
    }
    return True
