"""Readers: from a path or standard input to articles, or to the errors that say why there is none."""

from summitry.read.articles import read_articles, read_input, read_stream
from summitry.read.at_hand import TextsAtHand
from summitry.read.inputs import STANDARD_INPUT, Input, find_inputs
from summitry.read.options import Fields, ReadOptions

__all__ = [
    "STANDARD_INPUT",
    "Fields",
    "Input",
    "ReadOptions",
    "TextsAtHand",
    "find_inputs",
    "read_articles",
    "read_input",
    "read_stream",
]
