"""Text made readable for a language model without moving a character."""

from __future__ import annotations

import re
from typing import Final

_LINK = re.compile(r"(!?)\[([^\[\]]*)\](\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\))")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"\*\*\*|\*\*|__|(?<![\w*])[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?![\w*])")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!'\"~>|$-])")
_BREAKS: Final = str.maketrans("\n\t\x0b\x0c\x85\u2028\u2029", "       ")


def readable(text: str) -> str:
    """Blank out Markdown marks, link targets, pictures and HTML tags, and make line breaks spaces; same length.

    Underscores and asterisks within words stay. Tables and code are left as they are.
    """
    if "](" in text:
        text = _LINK.sub(_link, text)
    if "<" in text:
        text = _TAG.sub(_blank, text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(_blank, text)
    if "\\" in text:
        text = _ESCAPE.sub(" ", text)
    return text.translate(_BREAKS)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _link(found: re.Match[str]) -> str:
    if found[1]:
        return _blank(found)
    return f" {found[2]} " + " " * len(found[3])
