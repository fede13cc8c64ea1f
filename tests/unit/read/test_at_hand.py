from __future__ import annotations

from summitry.read import TextsAtHand


def test_texts_are_found_by_source_below_the_working_folder_or_beside_the_records(working_folder, small_extractor):
    text = "President Anela Kovac met King Olaf."
    record = small_extractor.extract(text, source="news/a.txt")[0]
    at_hand = TextsAtHand(working_folder / "x/y/out.jsonl")
    assert at_hand(record) is None
    beside = working_folder / "x/news/a.txt"
    beside.parent.mkdir(parents=True)
    beside.write_text("Another text.")
    assert at_hand(record) == "Another text."
    below = working_folder / "news/a.txt"
    below.parent.mkdir()
    below.write_text(text)
    assert at_hand(record) == text


def test_a_kept_text_comes_first(tmp_path, small_extractor):
    article = small_extractor.process(__import__("summitry").Article("Kovac met Olaf."), keep_text=True)[0]
    assert TextsAtHand(tmp_path / "out.jsonl")(article) == "Kovac met Olaf."
