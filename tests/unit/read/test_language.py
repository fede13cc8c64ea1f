from __future__ import annotations

import pytest

from summitry.read.language import detect_language

ENGLISH = "The president met the king in the capital, and both said that they would be back for the summit in May."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Anela Kovac met King Olaf.", "en"),
        ("Attending:\n- President Anela Kovac (Norland)\n- King Olaf (Sudland)\n" * 20, "en"),
        ("", "en"),
        ("Le président a rencontré le roi dans la capitale, où ils ont parlé des relations entre les deux pays.", "fr"),
        ("Der Präsident hat den König in der Hauptstadt getroffen, und die beiden sprachen über das Abkommen.", "de"),
        ("El presidente se reunió con el rey en la capital para hablar de las relaciones entre los dos países.", "es"),
        (
            "O presidente encontrou o rei na capital, e os dois falaram sobre as relações entre os países da região.",
            "pt",
        ),
        (
            "Prezydent spotkał się z królem w stolicy, a obaj powiedzieli, że wrócą na szczyt, który będzie w maju.",
            "pl",
        ),
        ("Президент встретился с королем в столице.", "und"),
        ("大統領は首都で国王と会談した。", "und"),
        (
            "Presidentti tapasi kuninkaan pääkaupungissa ja molemmat sanoivat palaavansa huippukokoukseen toukokuussa. "
            * 5,
            "und",
        ),
    ],
)
def test_english_is_told_from_other_languages(text, language):
    assert detect_language(text) == language


def test_what_is_stated_decides_where_the_text_does_not():
    assert detect_language("Kovac, Olaf.", "fr-FR") == "fr"
    assert detect_language("Kovac, Olaf.", "English") == "en"
    assert detect_language(ENGLISH, "fr") == "en"


def test_addresses_do_not_count():
    assert detect_language("[Norland](https://example.org/der/die/das/und/ist/nicht) " * 40) == "en"
