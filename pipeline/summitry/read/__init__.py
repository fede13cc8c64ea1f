"""Readers: from a path or standard input to articles, or to the errors that say why there is none."""

from summitry.read.at_hand import TextsAtHand
from summitry.read.inputs import STANDARD_INPUT, Input, find_inputs, read_input

__all__ = ["STANDARD_INPUT", "Input", "TextsAtHand", "find_inputs", "read_input"]
