"""axe-core on a page, with no rule switched off."""

from pathlib import Path

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def violations(page):
    """What it finds, as rule and place."""
    page.evaluate(AXE)
    return [(each["id"], each["nodes"][0]["html"]) for each in page.evaluate("axe.run()")["violations"]]
