"""A written name gives the official municipality, or says why there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.labels import display_name
from municipalities.names import Gazetteer, Outcome
from municipalities.text import normal_form


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("Ninove", "Ninove"),
        ("NINOVE", "Ninove"),
        ("  Sint Pieters   Leeuw ", "Sint-Pieters-Leeuw"),
        ("St.-Niklaas", "Sint-Niklaas"),
        ("Diegem", "Machelen"),
        ("Machelen-Diegem", "Machelen"),
        ("Kortessem", "Hasselt"),
        ("Knesselare", "Aalter"),
        ("Zwijndrecht", "Beveren-Kruibeke-Zwijndrecht"),
        ("Alost", "Aalst"),
        ("Léau", "Zoutleeuw"),
        ("Stad Tongeren", "Tongeren-Borgloon"),
        ("gemeente Ternat", "Ternat"),
        ("OCMW Maldegem", "Maldegem"),
        ("Moerzeke (Hamme)", "Hamme"),
        ("Beveren (Waregem)", "Waregem"),
        ("Halle (Zoersel)", "Zoersel"),
        ("Gent (wijk Rabot)", "Gent"),
        ("Tielt (West-Vlaanderen)", "Tielt"),
        ("Sint-Job-in-'t-Goor", "Brecht"),
    ],
)
def test_a_name_that_is_known(gazetteer, written, official):
    assert gazetteer.resolve(written).place.name == official


@pytest.mark.parametrize("written", ["Halle", "Machelen", "Aalst", "Nieuwerkerken"])
def test_an_official_name_beats_the_same_name_of_a_village(gazetteer, written):
    assert gazetteer.resolve(written).place.name == written


def test_a_name_of_several_is_ambiguous_with_all_of_them(gazetteer):
    resolution = gazetteer.resolve("Beveren")

    assert resolution.outcome is Outcome.AMBIGUOUS
    assert {place.name for place in resolution.candidates} == {
        "Beveren-Kruibeke-Zwijndrecht",
        "Roeselare",
        "Waregem",
        "Alveringem",
    }
    with pytest.raises(LookupError):
        _ = resolution.place


@pytest.mark.parametrize("written", ["Brussel (VGC)", "Pin vzw", "Denderregio", "", "!!", "Brussel"])
def test_what_is_no_municipality_is_unknown(gazetteer, written):
    assert gazetteer.resolve(written).outcome is Outcome.UNKNOWN


def test_a_typing_error_is_suggested_and_never_taken(gazetteer):
    resolution = gazetteer.resolve("Gerardsbergen")

    assert resolution.outcome is Outcome.UNKNOWN
    assert resolution.suggestion.name == "Geraardsbergen"


def test_all_285_official_names_stand_for_themselves(gazetteer):
    assert len(gazetteer.official) == 285
    for municipality in gazetteer.official.values():
        assert gazetteer.resolve(municipality.name).place == municipality


@pytest.mark.parametrize(("text", "first"), [("dieg", "Machelen"), ("sint-n", "Sint-Niklaas"), ("korte", "Kortemark")])
def test_searching_finds_by_the_start_of_any_name(gazetteer, text, first):
    assert gazetteer.search(text)[0].name == first


@given(st.text(max_size=40))
def test_the_key_of_a_name_is_its_own_key(text):
    assert normal_form(normal_form(text)) == normal_form(text)


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text):
    assert Gazetteer().resolve(text).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (["Diegem"], "Diegem (Machelen)"),
        (["DIEGEM"], "Diegem (Machelen)"),
        (["Diegem (Machelen)"], "Diegem (Machelen)"),
        (["Diegem", "diegem", "Gent"], "Diegem (Machelen) & Gent"),
        (["Machelen"], ""),
        (["Alost"], ""),  # a translation says no more than the name
        (["Stad Gent"], ""),
        (["Gand", "Ninove"], ""),
    ],
)
def test_the_part_of_a_municipality_that_was_written_is_not_lost(gazetteer, written, shown):
    assert display_name([gazetteer.resolve(name) for name in written]) == shown


def test_a_display_name_that_would_be_too_long_is_none(gazetteer):
    areas = [gazetteer.written[key] for key in sorted(gazetteer.areas)][:40]

    assert display_name([each for each in map(gazetteer.resolve, areas) if each.municipality]) == ""
