"""Who stands between commas before a verb: "its chairman, X, presided", "some states, including Y, refused"."""

from __future__ import annotations

from summitry.extract.language.items import Group
from summitry.extract.language.syntax import FAR, Syntax


def named_holder(syntax: Syntax, i: int) -> Group:
    """Who is named between commas, the last of them at item `i`, behind an office that is theirs."""
    items = syntax.items
    one = syntax.one_phrase(i - 1)
    if one or i < 3 or items[i - 2].word != ",":
        return one
    holder, office = items[i - 1].actor, items[i - 3].actor
    if holder is None or office is None or office.entity is not None:
        return ()
    return (holder,) if holder.kind == "person" and office.kind == "office" else ()


def behind_example(syntax: Syntax, i: int) -> bool:
    """Whether the comma at item `i` closes examples of unnamed people ("some states, including Chad, refused")."""
    items = syntax.items
    opening = next((k for k in range(i - 1, max(-1, i - FAR), -1) if items[k].word == ","), None)
    if opening is None or opening < 1 or items[opening - 1].actor is not None:
        return False
    words = [item.word for item in items[opening + 1 : opening + 3]]
    return words[:1] == ["including"] or words == ["such", "as"]
