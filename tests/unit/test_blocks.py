"""What the lines of an article are, by their form: each text stands beside the blocks expected of it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from summitry.article import Article, Block, find_blocks

KINDS = {"heading": "H", "paragraph": "P", "list_item": "L", "teaser": "T"}


def told(text: str) -> list[str]:
    """Each block as "KIND<GOVERNOR TEXT"; the governor is the number of its block."""
    return [
        f"{KINDS[block.kind]}<{'' if block.heading is None else block.heading} {text[block.start : block.end]}"
        for block in find_blocks(text)
    ]


def blocks(text: str) -> list[str]:
    return told(dedent(text).strip("\n"))


def test_bullets_under_a_lead_in_below_a_question():
    assert blocks("""
        The pact met on Monday in Norville.
        Who’s attending?
        Besides Kovac and Ruiz, other attendees include:
        - President Jan Novak (Norland)
        - Acting President Ana Li (Sudland, becoming a full member)
        - U.N. Secretary-General Olu Ade
        Who’s not attending?
        Prime Minister Per Berg is sending his foreign minister.
        Goals of the meeting
        Kovac aims to show that Norland is not isolated.
        Also Read: Norland’s PM Makes Visit
        For Ruiz, the meeting is about trade.
        """) == [
        "P< The pact met on Monday in Norville.",
        "H< Who’s attending?",
        "P<1 Besides Kovac and Ruiz, other attendees include:",
        "L<2 President Jan Novak (Norland)",
        "L<2 Acting President Ana Li (Sudland, becoming a full member)",
        "L<2 U.N. Secretary-General Olu Ade",
        "H< Who’s not attending?",
        "P<6 Prime Minister Per Berg is sending his foreign minister.",
        "H< Goals of the meeting",
        "P<8 Kovac aims to show that Norland is not isolated.",
        "T< Also Read: Norland’s PM Makes Visit",
        "P<8 For Ruiz, the meeting is about trade.",
    ]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "•", "– ", "— ", "-", "—", "1. ", "1) ", "(1) ", "+ ", "▪ ", "-- "])
def test_every_kind_of_bullet(mark):
    assert blocks(f"Who is coming?\n\n{mark}King Olaf of Norland\n") == [
        "H< Who is coming?",
        "L<0 King Olaf of Norland",
    ]


def test_numbers_count_on():
    assert blocks("1. King Olaf\n2. Pope Pius\n3. Ana Li") == ["L< King Olaf", "L< Pope Pius", "L< Ana Li"]


def test_a_number_or_a_dash_that_opens_a_wrapped_line_is_no_bullet():
    assert "L" not in {
        told[0]
        for told in blocks("""
        The leaders of the pact had agreed on Monday to meet by the end of May
        12. The other date was dropped, and the talks that followed on the
        - so far unnamed - island went on for days.
        """)
    }


def test_runs_of_short_lines_under_labels():
    assert blocks("""
        Attending:
        Anela Kovac, president of Norland
        King Olaf of Sudland
        OUT:
        Marko Ruiz, president of Westland
        What to expect
        The summit opens on Monday with a dinner at the palace.
        """) == [
        "H< Attending:",
        "L<0 Anela Kovac, president of Norland",
        "L<0 King Olaf of Sudland",
        "H< OUT:",
        "L<3 Marko Ruiz, president of Westland",
        "H< What to expect",
        "P<5 The summit opens on Monday with a dinner at the palace.",
    ]


def test_runs_of_lines_set_apart_by_blank_lines():
    assert blocks("""
        IN

        Anela Kovac

        Jan Novak

        OUT

        Marko Ruiz

        The summit lasts two days, and nobody knows who will come.
        """) == [
        "H< IN",
        "L<0 Anela Kovac",
        "L<0 Jan Novak",
        "H< OUT",
        "L<3 Marko Ruiz",
        "P< The summit lasts two days, and nobody knows who will come.",
    ]


def test_a_title_and_its_second_line_are_no_list():
    assert [
        told[0]
        for told in blocks("""
        Leaders Gather for Norland Summit
        Kovac to Stay Away

        The leaders of the pact meet on Monday.
        """)
    ] == ["H", "H", "P"]


def test_pairs_of_country_and_name_are_items():
    assert blocks("Who's coming?\nNorland: Anela Kovac\nSudland: King Olaf\n") == [
        "H< Who's coming?",
        "L<0 Norland: Anela Kovac",
        "L<0 Sudland: King Olaf",
    ]


def test_labels_before_their_items():
    assert blocks("""
        Full members: Norland, Sudland and Westland
        Observers: Iran; Mongolia
        WHO'S IN: Kovac, Ruiz. WHO'S OUT: Novak.
        """) == [
        "H< Full members",
        "L<0 Norland, Sudland and Westland",
        "H< Observers",
        "L<2 Iran",
        "L<2 Mongolia",
        "H< WHO'S IN",
        "L<5 Kovac, Ruiz",
        "H< WHO'S OUT",
        "L<7 Novak",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "PRESIDENT KOVAC: Thank you all for coming here today.",
        "NORVILLE: Leaders of the pact met on Monday.",
        "Kovac: Norland will prevail, whatever it takes.",
        "The president said: we will come.",
    ],
)
def test_a_colon_of_prose_is_no_label(line):
    assert blocks(line + "\n\nThe meeting went on.") == [f"P< {line}", "P< The meeting went on."]


def test_markdown():
    assert blocks("""
        # Norland summit

        **Who is attending:**

        *   Anela Kovac, who arrived
            on Monday
            -   her foreign minister
        *   Observers:
            -   King Olaf
        * * *

        ### Absent
        - Jan Novak

        Setext
        ------

        | Country | Leader |
        |---|---|
        | Norland | Ana Li |
        """) == [
        "H< Norland summit",
        "H<0 Who is attending:",
        "L<1 Anela Kovac, who arrived\n    on Monday",
        "L<1 her foreign minister",
        "L<1 Observers:",
        "L<4 King Olaf",
        "H<0 Absent",
        "L<6 Jan Novak",
        "H<0 Setext",
        "L<8 Country | Leader",
        "L<8 Norland | Ana Li",
    ]


def test_wrapped_paragraphs_are_joined_until_the_blank_line():
    text = """
        Goals of the meeting
        The leaders of the Norland Pact met on Monday in the old capital,
        where they are to sign a declaration on trade, President
        Anela Kovac said.

        She will not stay for the dinner that King Olaf of Sudland gives for
        the leaders.
        """
    assert [line.replace("\n", "/") for line in blocks(text)] == [
        "H< Goals of the meeting",
        "P<0 The leaders of the Norland Pact met on Monday in the old capital,/where they are to sign a declaration on "
        "trade, President/Anela Kovac said.",
        "P<0 She will not stay for the dinner that King Olaf of Sudland gives for/the leaders.",
    ]


def test_a_paragraph_a_line_stays_apart():
    text = "Kovac met Olaf on Monday.\nThey signed a declaration.\nNovak stayed away.\n"
    assert [told[0] for told in told(text)] == ["P", "P", "P"]


@pytest.mark.parametrize(
    "line",
    [
        "Also Read: Norland’s PM Makes Visit",
        "READ MORE: Kovac wins again",
        "Read more: Kovac wins again",
        "Related: Kovac wins again",
        "(Also Read: Kovac wins again)",
        "[Read more](https://example.org/a)",
        "Subscribe to our newsletter",
        "Follow us on every channel",
        "FILE PHOTO: Anela Kovac in Norville. REUTERS/Some One",
        "FILE - Anela Kovac, president of Norland, in Norville, July 3, 2023.",
        "Photo: Some One",
        "Anela Kovac and King Olaf in Norville on July 3. [Photo/AP]",
        "Anela Kovac and King Olaf in Norville on July 3 (AP Photo/Some One)",
        "![A picture](https://example.org/a.png)",
        "By Some One and Other Name",
        "Advertisement",
    ],
)
def test_teasers_credits_and_bylines(line):
    text = f"{line}\nAnela Kovac met King Olaf in Norville.\n"
    assert [block.kind for block in find_blocks(text)] == ["teaser", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Related parties signed the accord in Norville.",
        "Read the treaty, Kovac told the leaders.",
        "File the papers by Monday, Kovac said.",
        "By Monday, Anela Kovac had met King Olaf.",
        "Photographs of Kovac were shown to the leaders.",
        "More than 20 leaders met in Norville.",
    ],
)
def test_prose_that_begins_like_a_teaser(line):
    assert [block.kind for block in find_blocks(line)] == ["paragraph"]


def test_a_bare_teaser_takes_its_list_along():
    assert (
        blocks("Related:\n- Kovac wins\n- Olaf loses\nNovak met Ruiz in Norville.")[-1]
        == "P< Novak met Ruiz in Norville."
    )
    assert [line[0] for line in blocks("Read more:\nKovac Wins Again\nNovak met Ruiz.")] == ["T", "T", "P"]


def test_a_teaser_within_a_paragraph_is_cut_out():
    assert blocks("Kovac met Olaf. (Also read: Olaf loses) They dined.") == [
        "P< Kovac met Olaf.",
        "T< (Also read: Olaf loses)",
        "P< They dined.",
    ]


def test_html_tags_do_not_count():
    assert blocks(
        "<h2>Who is coming?</h2>\n<ul><li>King Olaf</li><li>Ana Li</li></ul>\n<figure><img\nsrc='a'></figure>\n"
    ) == [
        "H< Who is coming?",
        "L<0 King Olaf",
        "L<0 Ana Li",
    ]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0c", "\x85"])
def test_other_line_ends_end_a_line(mark):
    assert blocks(f"Kovac met Olaf.{mark}They dined.") == ["P< Kovac met Olaf.", "P< They dined."]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n", "---\n***\n", "\u200b"])
def test_nothing_gives_no_blocks(text):
    assert find_blocks(text) == ()


def test_blocks_of_an_article_are_found_once():
    article = Article("One line.")
    assert article.blocks is article.blocks
    assert article.blocks == (Block("paragraph", 0, 9),)
