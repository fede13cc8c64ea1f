"""The forms by which a line of an article is known: bullets, headings, labels, teasers."""

from __future__ import annotations

import re
from typing import Final

HEADING_CHARACTERS: Final = 100
ITEM_CHARACTERS: Final = 120
LABEL_WORDS: Final = 6
HEADING_WORDS: Final = 16
HEADING_LABEL_WORDS: Final = 3
ITEM_CAPITALS: Final = 0.6
TEASER_CHARACTERS: Final = 600

BULLET = re.compile(
    r"(?:--|[-*+‣▪●◦·•–—∙○■]|\(?\d{1,3}[.)]|\(?[a-hA-H][)])[ \t\u00a0]+(?=\S)|[•‣▪●◦■][ \t]*(?=\S)|[-–—](?=[A-Z“\"])"
)
NUMBER = re.compile(r"\(?(\d{1,3})[.)]")
ATX = re.compile(r"(#{1,6})[ \t]+")
ATX_END = re.compile(r"[ \t]+#+[ \t]*$")
RULE = re.compile(r"[ \t]*(?:[-*_=~#+.•·][ \t]*){3,}$|\|?[ \t:|-]+\|[ \t:|-]*$")
SETEXT = re.compile(r"(=+|-{3,})[ \t]*$")
QUOTE = re.compile(r"(?:>[ \t]?)+")
EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|\*|_)(?=\S)")
CLAUSE_ENDED = re.compile(r";(?: and| or)?\s*$")
SENTENCE_ENDED = re.compile(r"[.!?…][\"'”’)\]*_]*$")
ENDED = re.compile(r"[.!?…;,][\"'”’)\]*_]*$")
COLON = re.compile(r"[:：](?:\*\*|__|\*|_)?$")
WORD = re.compile(r"[^\W_][\w’'.&/-]*")
LIST_WORDS = re.compile(r"\b(?:following|these|here(?:'s|’s| is| are)|below|list(?:ed)?|include[sd]?)\b", re.I)

TEASER = re.compile(
    r"""[\[(*_]*(?:
      (?:see\ also|read|also\ read|read\ also|watch|watch\ also|listen|see|more|related|recommended|explore|video|
         must\ read|don['’]t\ miss|more\ (?:on|from)\ [^.:]{1,40}|read\ (?:more|next|this|the\ full\ [a-z]+)|see\ more|
         related\ (?:stories|story|articles?|content|coverage|links?|topics?|news|posts?)|
         (?:watch|listen|see)\ (?:live|now|more|the\ video)|
         photos?|file\ photo|file\ picture|file\ image|file|image|images|picture|photograph|caption|
         photo\ credit|
         image\ credit|photograph(?:s|ed)?\ by|photos?\ by|photo\ courtesy|credit|source\ photo|illustration)
         [ \t]*[:|»→>]
    | file(?:\ photo)?[ \t]*[-–—][ \t]
    | (?:also\ read|read\ more|read\ next|read\ also|see\ also|related(?:\ (?:stories|articles|news|content|coverage))?|
         more\ stories|recommended(?:\ for\ you)?|most\ read|most\ popular|trending|latest\ news|keep\ reading|
         continue\ reading|advertisement|ad|sponsored|share\ this(?:\ (?:article|story|page|post))?|
         file\ photo|print\ this\ page|back\ to\ top|skip\ to\ (?:main\ )?content|
         leave\ a\ (?:comment|reply)|comments?)[ \t.:!…]*[\])*_]*$
    | (?:read\ more|also\ read|read\ also|file\ photo)\b(?=[ \t]+(?:about|at|on|here|in|our|[A-Z]))
    | (?:subscribe|sign\ up|sign\ in|log\ in|follow\ us|follow\ [A-Z@]\S*(?:\ \S+){0,3}\ on\ [A-Z]|
         join\ our|join\ us\ on|
         like\ us\ on|click\ here|tap\ here|download\ (?:our|the)|get\ (?:our|the\ latest|breaking|more)\b[^.]{0,60}
         \b(?:inbox|newsletters?|app|alerts?|news)|copyright|all\ rights\ reserved|©|\(c\)\ \d{4}|
         reporting\ by\ [A-Z]|additional\ reporting|editing\ by\ [A-Z]|writing\ by\ [A-Z]|compiled\ by\ [A-Z]|
         this\ (?:story|article|report)\ (?:was|has\ been|is)\ (?:first|originally|also|updated|corrected|published|
         republished|syndicated|part\ of)|
         support\ our\ journalism|to\ (?:read|subscribe)\ (?:more|the\ full)|for\ more\ (?:information|stories|news),)
    )""",
    re.X | re.I,
)
CREDIT = re.compile(
    r"""[\[(](?:(?:ap\ |file\ )?photo|image|picture|afp|reuters|xinhua|getty)\b[^\])]{0,80}[\])][ \t.]*$
    | (?:photo|image|picture)s?(?:\ (?:by|credit|courtesy))?[ \t]*[:/|][^.]{1,60}$
    | (?:/|\|\ ?|via\ )(?:AP|AFP|Reuters|Getty\ Images|EPA|Xinhua|AP\ Photo|Handout)[\])]?[ \t.]*$""",
    re.X | re.I,
)
TEASER_INSIDE = re.compile(
    r"[(\[](?:also read|read more|read also|see also|read|related|watch|more|file photo|photo|image)[ \t]*[:/|]"
    r"[^()\[\]\n]{1,200}[)\]]",
    re.I,
)
BYLINE = re.compile(
    r"(?:By|BY|by)[ \t]+(?!(?i:the)\b)[A-Z][\w.’'-]*(?:,?[ \t]+(?:and|[A-Z][\w.’'-]*)){1,8}"
    r"(?:[ \t]*[|,–—-][ \t]*.{0,50})?$"
    r"|[A-Z][\w.’'-]*(?:[ \t]+[\w.’'-]+){1,4}[ \t]*\|[ \t]*\d{1,2}[./]\d{1,2}[./]\d{4}\b.{0,60}$"
)
TEASER_BARE = re.compile(
    r"[\[(*_]*(?:also read|read (?:more|next|also)|see also|related(?: \w+){0,2}|more stories|recommended(?: for you)?|"
    r"most read|most popular|trending|latest news|keep reading)[\])*_ \t.:!…|»→>–—-]*$",
    re.I,
)

# The words of the labels under which newsrooms list who takes part and how ("Not attending:", "IN:", "SCO members:").
LABEL_WORD = re.compile(
    r"attend\w*|absent|absentees?|present|in|out|invited|invitees|uninvited|members?|membership|observers?|guests?|partners?|"
    r"candidates?|applicants?|participants?|participating|excluded|barred|missing|skipping|skipped|staying|going|coming|"
    r"confirmed|signator(?:y|ies)|signed|parties|non-?members?|founders?|delegat(?:es?|ions?)|represented|hosts?|leaders|heads|"
    r"presidents|ministers|monarchs|speakers|suspended|joining|joined|leaving|no-?shows?|who|who[’']s|virtual\w*|remote\w*|"
    r"online|yes|no|maybe|undecided|withdr\w+|ratified|sanctioned|wanted|venue|where|when|date|dates",
    re.I,
)
LABEL_FILLER = re.compile(
    r"also|not|full|new|other|others|those|the|to|of|for|and|by|at|with|still|expected|likely|possible|possibly|definitely|"
    r"dialogue|observer|state|states|country|countries|nations|governments?|key|current|former|founding|permanent|away|home|"
    r"video|link|summit|conference|meeting|forum|bloc|group|person|is|are|isn[’']t|won[’']t|be|there|will|list|this|year|today|week|[A-Z][A-Z0-9+]{1,6}",
)
LABEL = re.compile(r"([^\W\d_][^:：.;!?|\n]{0,48}?)(?:\*\*|__)?[ \t]?[:：](?:\*\*|__)?[ \t]+(?=\S)")
NEXT_LABEL = re.compile(r"[.;|][ \t]+(?=[A-Z][^:：.;!?|\n]{0,40}[:：][ \t])")
PAIR = re.compile(r"[A-Z][^:：.;!?|\n]{0,40}[:：][ \t]+[A-Z“\"(]")
QUOTED = re.compile(r"[“\"‘].*[”\"’]$")
FUNCTION_WORDS: Final = frozenset(
    ["a", "an", "the", "of", "and", "or", "to", "in", "on", "at", "by", "for", "from", "with", "de", "la", "el", "bin"]
)
LINE_BREAKS: Final = str.maketrans(dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"))
"""The other characters that end a line, each replaced by a line feed."""
NO_WIDTH: Final = "\u200b\u2060\ufeff"
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
BREAK = re.compile(r"</?(?:br|p|div|li|ul|ol|t[dhr]|table|h[1-6]|figure|figcaption|blockquote)\b", re.I)
SPEAKER = re.compile(r"[QA][ \t\u00a0.:]{1,4}|[A-Z][A-Z .’'-]{1,40}:[ \t\u00a0]+")


def ended(line: str) -> bool:
    """Say whether the line closes a sentence or a clause."""
    return ENDED.search(line[-12:]) is not None


def sentence_ended(line: str) -> bool:
    """Say whether the line closes a sentence."""
    return SENTENCE_ENDED.search(line[-12:]) is not None


def question(line: str) -> bool:
    """Say whether the line is a short question, as headings of explainers are."""
    return len(line) <= HEADING_CHARACTERS and line.rstrip('*_"”’ ').endswith("?")


def short(line: str) -> bool:
    """Say whether the line is short and not closed: a heading, an item of a list, or a label with its colon."""
    if len(line) > HEADING_CHARACTERS or not WORD.search(line) or QUOTED.match(line):
        return False
    speaker = SPEAKER.match(line)
    if speaker and speaker.end() < len(line) and not item_like(line[speaker.end() :]):
        return False
    return (not ended(line) or question(line)) and len(WORD.findall(line)) <= HEADING_WORDS


def colon(line: str) -> bool:
    """Say whether the line ends in a colon and so leads on to what follows."""
    return COLON.search(line[-5:]) is not None


def capitals(line: str) -> float:
    """The share of the words with a capital, function words left out."""
    words = [word for word in WORD.findall(line) if word[0].isalpha() and word.lower() not in FUNCTION_WORDS]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def item_like(line: str) -> bool:
    """Say whether an unmarked line reads as an item of a list: mostly names, or a name with an apposition."""
    if question(line) or not (line[0].isupper() or line[0].isdigit() or line[0] in '“"‘('):
        return False
    return capitals(line) >= ITEM_CAPITALS or (", " in line and capitals(line.split(", ")[0]) >= ITEM_CAPITALS)


def label(line: str) -> re.Match[str] | None:
    """Match a label of status at the start of the line, up to its items ("Not attending: X; Y")."""
    found = LABEL.match(line)
    return found if found and is_label(found[1]) else None


def is_label(text: str) -> bool:
    """Say whether the words are those of a label of status, and at least one tells the status."""
    words = text.split()
    if not 0 < len(words) <= LABEL_WORDS:
        return False
    told = [LABEL_WORD.fullmatch(word) is not None for word in words]
    return any(told) and all(
        known or LABEL_FILLER.fullmatch(word.lower()) or LABEL_FILLER.fullmatch(word)
        for known, word in zip(told, words, strict=True)
    )


def lists(line: str) -> bool:
    """Say whether a heading announces a list: a question, capitals, or a status label."""
    return question(line) or line.isupper() or is_label(line)


def heads(line: str) -> bool:
    """Say whether a line that ends in a colon is a heading by itself, and no sentence that leads on."""
    bare = line.rstrip(":：*_ ")
    return short(line) and (lists(bare) or len(WORD.findall(bare)) <= HEADING_LABEL_WORDS)


def teaser(line: str) -> bool:
    """Say whether the line leads away from the article, or credits a picture."""
    if len(line) > TEASER_CHARACTERS:
        return False
    inside = TEASER_INSIDE.match(line)
    if inside and inside.end() < len(line):
        return False
    return TEASER.match(line) is not None or CREDIT.search(line) is not None
