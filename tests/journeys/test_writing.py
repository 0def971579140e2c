"""A redacteur pastes from Word and Google Docs, forgets a text beside a photo, and sees what is missing while writing."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_review import begin_sheet
from tests.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.xdist_group("journeys")]

BULLET = "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>"
ITEM = f"<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'>{BULLET}"
WORD = (
    '<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><style>p.MsoNormal {margin:0}</style></head><body>'
    "<!--StartFragment--><p class=MsoNormal><o:p>&nbsp;</o:p></p><h2>Zo werkt het</h2>"
    f"{ITEM}Onthaal</p>{ITEM}<b>Koffie</b></p>"
    "<table><tr><td><p>Stap 1</p></td><td><p>De brief</p><p>met een <b>kaart</b></p></td></tr>"
    "<tr><td>Stap 2:</td><td>Het<br>gesprek</td></tr></table><table><tr><td><p>Tot slot.</p></td></tr></table>"
    "<!--EndFragment--></body></html>"
)
GOOGLE = (
    '<meta charset=\'utf-8\'><b style="font-weight:normal;" id="docs-internal-guid-1"><ul>'
    '<li style="font-weight:400"><p><span style="font-weight:400">Vrijwilligers</span></p></li>'
    '<li><p><span style="font-weight:700">Tolken</span></p></li></ul></b>'
)
PASTE = """([field, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "x");
  const editor = document.querySelector(`#${field}`).closest(".w-field").querySelector("[role=textbox]");
  editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def paste(page, field, html):
    page.locator(f".w-field:has(#{field}) [role=textbox]").click()
    page.evaluate(PASTE, [field, html])


def test_what_is_missing_stands_there_after_each_change_and_what_is_pasted_is_clean(log_in):
    writer, _municipality = begin_sheet(log_in, "Plakken", "Wat we uit Word halen.")
    findings = writer.locator("#findings")
    writer.wait_for_timeout(3000)  # Wagtail takes what was typed before its editor was ready for what was there
    writer.fill("[name=introduction]", "Wat we uit Word en Google Docs halen.")
    expect(findings).to_contain_text("Doelen")
    paste(writer, "id_goals", GOOGLE)
    goals = writer.locator(".w-field:has(#id_goals) [role=textbox]")
    expect(goals.locator("li")).to_have_count(2)
    assert goals.locator("li").first.locator("[style*=bold]").count() == 0
    assert goals.locator("li").last.locator("[style*=bold]").inner_text() == "Tolken"
    expect(findings).not_to_contain_text("Doelen")

    paste(writer, "id_description", WORD)
    description = writer.locator(".w-field:has(#id_description) [role=textbox]")
    expect(description.locator("h3")).to_have_text("Zo werkt het")
    assert [line.strip() for line in description.locator("li").all_inner_texts()] == [
        "Onthaal", "Koffie", "Stap 1: De brief met een kaart", "Stap 2: Het gesprek",
    ]  # fmt: skip
    writer.wait_for_timeout(2500)  # it saves by itself
    writer.reload()
    assert description.locator("h3").inner_text() == "Zo werkt het"
    assert description.inner_text().startswith("Zo werkt het")


def test_a_photo_without_a_text_keeps_its_file(log_in, tmp_path):
    photo = tmp_path / "tuin.jpg"
    photo.write_bytes(picture().read())
    writer, _municipality = begin_sheet(log_in, "Met een foto", "Een tuin.")
    writer.get_by_role("button", name="Kies een afbeelding").first.click()
    dialog = writer.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload").click()
    dialog.locator("input[type=file]").set_input_files(photo)
    dialog.locator("[name$=alternative]").first.select_option("described")
    dialog.get_by_role("button", name="Upload").click()
    text = dialog.locator("[name$=description]")
    assert "Beschrijf" in text.evaluate("field => field.validationMessage")
    expect(dialog.get_by_role("button", name="Upload")).to_be_enabled()
    assert dialog.locator("input[type=file]").evaluate("field => field.files.length") == 1
    text.fill("Een tuin met bloembakken")
    dialog.get_by_role("button", name="Upload").click()
    expect(writer.locator(".chooser__title, [data-chooser-title]").first).to_contain_text("tuin")
