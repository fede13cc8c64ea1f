"""What stands around the form of a title: to the left modifiers, portfolio and owner, to the right the complement."""

from __future__ import annotations

from typing import Final

from spacy.tokenizer import Tokenizer

from summitry.components.bodies import Bodies, Body
from summitry.components.complements import CASE, LINKS, LONGEST, Complements
from summitry.components.cue_words import cue_words
from summitry.components.mentions import Mention
from summitry.components.portfolios import Portfolios
from summitry.components.title_text import Left, Right, Text
from summitry.findings import Entity
from summitry.lexicon import Lexicon, Title

_POSSESSIVES: Final = frozenset({"his", "her", "their", "its", "our", "whose", "my"})
_DETERMINERS: Final = frozenset({"the", "a", "an", "this", "another", "one"})
_SENT: Final = frozenset({"ambassador", "envoy"})
_PASSIVE: Final = frozenset({"is", "was", "are", "were", "be", "been", "being"})
_LONGEST_MODIFIER: Final = 3
# Offices that anybody can hold in any body: an unknown name beside them is that of a company or club.
_ANYWHERE: Final = frozenset(
    {"president", "organisation_head", "secretary_general", "vice_president", "leader", "spokesperson", "governor"}
)
_BODIES_OF_STATES: Final = frozenset({"parliament", "court", "presidency", "military", "government"})
_OF_SECURITY_COUNCILS: Final = frozenset({"secretary", "deputy secretary", "chairman", "chair", "head", "chief"})
_SERVED_HEADS: Final = frozenset({"president", "premier", "king", "queen", "emir", "sultan", "pope"})  # have titles


class TitlePhrases:
    """Reads the phrases around the forms of titles with the words of one lexicon."""

    def __init__(self, tokenizer: Tokenizer, lexicon: Lexicon) -> None:
        self._offices = lexicon.offices
        self._bodies = Bodies(lexicon)
        self.portfolios = Portfolios(tokenizer, lexicon)
        self._before: dict[tuple[str, ...], str] = {}
        for kind, forms in (
            ("deputy", self._offices.deputies),
            ("neutral", self._offices.neutral),
            *((row.tenure, row.before) for row in self._offices.tenures),
        ):
            for form in forms:
                self._before[tuple(token.lower_ for token in tokenizer(form))] = kind
        self._after = {
            tuple(token.lower_ for token in tokenizer(form)): row.tenure
            for row in self._offices.tenures
            for form in row.after
        }
        self._sent, self._on = cue_words(lexicon, "titles", "sent"), cue_words(lexicon, "titles", "on")
        self._realms, self._stops = cue_words(lexicon, "titles", "realms"), cue_words(lexicon, "titles", "stops")
        self._openers = cue_words(lexicon, "names", "openers")
        self._inner = cue_words(lexicon, "titles", "inner_bodies")
        self._complements = Complements(lexicon, self._bodies)

    def leftwards(self, text: Text, title: Title, start: int, core: str, takes_portfolio: bool, plural: bool) -> Left:
        """Read to the left from token `start`, where the words `core` of the title start."""
        left = Left(start, start)
        words, i = text.words, start
        if takes_portfolio:
            i = self.portfolios.unknown_before(text, self.portfolios.before(text, i), start)
            left.portfolio = " ".join(words[i:start])
            left.start = left.np_start = i
        elif core.split()[-1] in self._offices.portfolio_heads and core.split()[:-1] in self.portfolios:
            i = self.portfolios.unknown_before(text, start, start)
            if i < start:
                left.portfolio = " ".join((*words[i:start], *core.split()[:-1]))
            left.start = left.np_start = i
        while i > 0:
            word, mention = words[i - 1], text.mentions[i - 1]
            if word in ("-", "‑", "–") and i > 1 and words[i - 2] in ("ex", "vice", "then", "co", "deputy", "sub"):
                i -= 1
                continue
            length, kind = self._modifier_before(words, i)
            if length and words[i - length].endswith("ed") and _after_subject(text, i - length):
                break  # "the president nominated lawmaker X"
            if length and (mention is None or kind != "neutral"):
                left.deputy = left.deputy or kind == "deputy"
                if kind not in ("deputy", "neutral"):
                    left.tenure = kind
                i -= length
                left.np_start = i
                if left.object is None:
                    left.start = i
            elif mention is not None and mention.end == i and mention.kind not in ("treaty", "date"):
                sender = title.office in _SENT and left.kind not in ("", "country")
                if of_the_state(text, mention, core):
                    left.kind = "agency"
                elif left.object is None or (sender and mention.country):
                    left.serve(text, mention)
                i = left.np_start = mention.start
            elif plural and word in ("and", ",") and left.object is not None and i > 1 and _state_to(text, i - 1):
                other = _state_to(text, i - 1)
                if other is not None:
                    left.others.insert(0, Entity("country", other.country))
                    i = left.np_start = other.start
            elif word in CASE and i > 1:
                self._owner(text, left, i)
                break
            elif word in _POSSESSIVES:
                left.possessor, left.np_start = word, i - 1
                break
            elif word in _DETERMINERS:
                left.definite, left.indefinite = word in ("the", "this"), word in ("a", "an", "another", "one")
                left.np_start = i - 1
                break
            else:
                first = self._compound(text, title, left, i, start)
                if first == i:
                    break
                i = left.np_start = first
        return left

    def _owner(self, text: Text, left: Left, i: int) -> None:
        """Whose the title is, before a possessive at token `i - 1`."""
        owner = text.mentions[i - 2]
        if owner is not None and owner.end == i - 1:
            if left.object is None or (
                left.kind not in ("", "country") and owner.country and owner.kind != "institution"
            ):
                left.serve(text, owner)
            left.np_start = owner.start - (owner.start > 0 and text.words[owner.start - 1] == "the")
            return
        j = i - 2
        while (
            j > 0
            and text.cased[j][:1].isupper()
            and text.cased[j - 1][:1].isupper()
            and text.cased[j - 1] not in self._openers
        ):
            j -= 1
        body = self._bodies.of(text.words[j : i - 1])
        if body is not None and left.object is None:
            self._body(left, body, text, j, i - 1)
        left.owner = (j, i - 1)
        before = text.mentions[j - 1] if j > 0 else None
        if before is not None and before.end == j and before.country:
            if left.object is None:
                left.serve(text, before)
            j = before.start
        left.np_start = j - (j > 0 and text.words[j - 1] in ("the", "this", "that", "his", "her", "their"))

    def _compound(self, text: Text, title: Title, left: Left, i: int, start: int) -> int:
        """The first token of the nouns before the title that say whose it is: "Popular Force party leader"."""
        words, cased = text.words, text.cased
        j = i
        while (
            j > 0
            and text.mentions[j - 1] is None
            and (cased[j - 1][:1].isupper() or (j == i and cased[j - 1].isalpha()))
        ):
            if cased[j - 1] in self._openers or text.doc[j - 1].ent_type_ == "PERSON":
                break
            if j < i and cased[j - 1].islower():
                break
            j -= 1
        if j == i:
            return i
        body = self._bodies.of(words[j:i])
        if body is not None:
            if body.kind == "outside":
                left.outside = True
            elif left.object is None:
                self._body(left, body, text, j, i)
                left.owner = (j, i)
            return j
        if text.unnamed[i - 1] and cased[i - 1].isupper():
            return j  # "MEA spokesperson"
        known = title.office in _ANYWHERE and left.object is None and not left.portfolio
        if known and cased[i - 1][:1].isupper() and cased[start].islower() and cased[i - 1].isalpha():
            left.outside = True
            return j
        return i

    @staticmethod
    def _body(left: Left, body: Body, text: Text, start: int, end: int) -> None:
        left.kind = body.kind
        if body.named and text.cased[start][:1].isupper() and end - start > 1:
            while text.cased[end - 1].islower():
                end -= 1
            left.object, left.span = Entity("organisation", text.doc[start:end].text), (start, end)

    def rightwards(
        self, text: Text, title: Title, core: str, end: int, takes_portfolio: bool, left: Left, plural: bool
    ) -> Right:
        """Read to the right from token `end`."""
        right, words = Right(end), text.words
        if core.split()[0] in self._offices.portfolio_heads and core.split()[1:2] in (["of"], ["for"]):
            right.end = end = self.portfolios.going_on(text, end)
        j, size = end, len(words)
        for length in (3, 2, 1):
            stated = self._after.get(tuple(words[j : j + length]))
            if stated:
                right.tenure, right.end = stated, j + length
                j += length
                break
        sent = title.office in _SENT or not self._sent.isdisjoint(core.split())
        links = LINKS | {"on"} if core.split()[-1] in self._on else LINKS
        links = links | {"from"} if plural else links  # "representatives from Egypt and Qatar"
        while j + 1 < size and words[j] in links and j - end < 2 * LONGEST:
            link, k = words[j], j + 1
            at = link == "at" and (takes_portfolio or right.kind == "agency")
            if link in ("in", "at", "to") and not sent and not at:
                break
            indefinite = words[k] in ("a", "an")
            if words[k] in ("the", "its", "his", "her", "our", "a", "an") and k + 1 < size:
                k += 1
            k = self._past_realm(text, k)
            mention = text.mention_from(k) or _begun(text, k, end)
            if takes_portfolio and not right.portfolio:
                ministry = k + 1 < size and words[k] in ("ministry", "department") and words[k + 1] in ("of", "for")
                first = k + 2 + (k + 2 < size and words[k + 2] == "the") if ministry else k
                stop = self.portfolios.after(text, first)
                if stop > first and (mention is None or stop > mention.end):
                    right.portfolio = " ".join(words[first:stop])
                    j = right.end = stop
                    continue
            if mention is not None and mention.kind != "date":
                if sent and link != "of":
                    j = right.end = _past_list(text, mention.end)
                    continue
                if mention.kind == "organisation" and words[mention.end : mention.end + 1] == ["affairs"]:
                    right.kind, right.end = "agency", mention.end + 1  # "director of EU affairs"
                    j = right.end
                    continue
                named = mention.kind in ("organisation", "institution")
                if right.object is not None and link == "of" and mention.country and right.kind in _BODIES_OF_STATES:
                    right.serve(text, mention)  # "of the Majlis of X"
                    j = right.end = mention.end
                    continue
                if right.object is not None or (
                    left.object is not None and left.kind not in ("", "country") and not named
                ):
                    break
                if of_the_state(text, mention, core):
                    right.kind, right.end = "agency", mention.end
                    j = right.end
                    continue
                j = right.end = self._served(text, title, core, right, mention, plural)
                continue
            if link in ("in", "at", "from") or words[k] in _SERVED_HEADS or (link == "for" and indefinite and plural):
                break
            stop = self._complements.end(text, k)
            if stop == k:
                break
            self._classify(text, title, right, left, k, stop, indefinite)
            if link == "for" and core == "secretary of state":
                right.office = "minister"
            j = right.end = stop
            if right.outside:
                break
        return right

    def _served(self, text: Text, title: Title, core: str, right: Right, mention: Mention, plural: bool) -> int:
        """Take the mention behind a link as served, with the body or the further countries behind it; gives the end."""
        words = text.words
        right.serve(text, mention)
        end = mention.end
        if not mention.country or mention.kind == "institution":
            inner = " ".join(words[end : end + 2]) in self._inner
            return end + 2 if inner else end
        k = end + 1 if end < len(words) and words[end] in CASE else end
        if k == end and k < len(words) and words[k] in self._realms and text.cased[k][:1].isupper():
            end = k = k + 1
        stop = self._complements.end(text, k)
        for n in range(min(stop, k + 6), k, -1):
            phrase = " ".join(words[k:n])
            for form in (f"{core} of the {phrase}", f"{core} of {phrase}"):
                whole = self._offices.by_form.get(form)
                if whole is not None:
                    right.office = whole.office
                    return n
            body = self._bodies.of(words[k:n])
            if body is not None:
                if body.kind == "outside":
                    right.outside = True
                right.kind = body.kind
                if body.named and text.cased[k][:1].isupper():
                    last = self._name_end(text, n)
                    while text.cased[last - 1].islower():
                        last -= 1
                    if k == mention.end and body.kind in ("bank", "party"):
                        k = mention.start  # "the Croatian National Bank"
                    right.object, right.span = Entity("organisation", text.doc[k:last].text), (k, last)
                    return max(last, n)
                return n
        if k > end and stop > k and text.cased[k][:1].islower() and title.office in _ANYWHERE:
            right.outside = False
        while plural and end + 1 < len(words) and (words[end] in (",", "and", "&")):
            k = end + 1
            while k < len(words) and words[k] in ("and", "the", "&"):
                k += 1
            other = text.state_from(k)
            if other is None:
                break
            right.others.append(Entity("country", other.country))
            end = other.end
        return end

    def _classify(
        self, text: Text, title: Title, right: Right, left: Left, k: int, stop: int, indefinite: bool
    ) -> None:
        """What kind of body a complement without a known name is, and its name."""
        words, cased = text.words, text.cased
        first = next((i for i in range(k, stop) if cased[i][:1].isupper()), stop)
        body = self._bodies.of(words[k:stop]) or (self._bodies.of(words[k:first]) if first > k else None)
        if body is None and any(text.unnamed[k:stop]):
            return
        if body is None:
            unknown = (
                title.office in _ANYWHERE and left.object is None and left.possessor is None and right.object is None
            )
            right.outside = unknown and (indefinite or first < stop) and title.serves != "country"
            return
        if body.kind == "outside" or (indefinite and body.kind == "agency"):
            right.outside = title.office in _ANYWHERE or title.office in ("official", "judge", "prime_minister")
            return
        right.kind = body.kind
        if body.named and first < stop and right.object is None:
            last = self._name_end(text, stop)
            while cased[last - 1].islower():
                last -= 1
            right.object, right.span = Entity("organisation", text.doc[first:last].text), (first, last)

    @staticmethod
    def _name_end(text: Text, end: int) -> int:
        """The end of the name of a body that goes on with "of X"."""
        if end + 1 < len(text.words) and text.words[end] == "of":
            k = end + 2 if text.words[end + 1] == "the" else end + 1
            mention = text.mention_from(k)
            if mention is not None and mention.country:
                return mention.end
        return end

    def _past_realm(self, text: Text, k: int) -> int:
        """The token after "(Islamic) Republic of" where a country follows."""
        if text.mention_from(k) is not None:
            return k
        if text.cased[k].islower() and text.state_from(k + 1) is not None and text.words[k] not in self._stops:
            return k + 1  # "of the sisterly Republic of X"
        for i in range(k, min(k + 4, len(text.words) - 2)):
            if text.mentions[i] is not None:
                return k
            if text.words[i] in self._realms and text.words[i + 1] == "of":
                return next((first for first in (i + 2, i + 3) if text.state_from(first) is not None), k)
        return k

    def _modifier_before(self, words: list[str], end: int) -> tuple[int, str]:
        for length in range(min(_LONGEST_MODIFIER, end), 0, -1):
            kind = self._before.get(tuple(words[end - length : end]))
            if kind:
                return length, kind
        return 0, ""


def of_the_state(text: Text, mention: Mention, core: str) -> bool:
    """Whether a "Security Council" with a secretary is a state's: that of the United Nations has none."""
    bare = mention.kind == "organisation" and text.words[mention.start : mention.end] == ["security", "council"]
    return bare and core in _OF_SECURITY_COUNCILS


def _begun(text: Text, k: int, end: int) -> Mention | None:
    """The mention that the form of a title runs into: "president of the Republic" of "the Republic of X"."""
    mention = text.mentions[k]
    return mention if mention is not None and mention.start < end else None


def _after_subject(text: Text, i: int) -> bool:
    """Whether a name or "was" stands right before token `i`, which then is a verb."""
    if i < 1 or text.mentions[i - 1] is not None:
        return False
    return text.doc[i - 1].ent_type_ == "PERSON" or text.words[i - 1] in _PASSIVE


def _state_to(text: Text, end: int) -> Mention | None:
    mention = text.mentions[end - 1] if end > 0 else None
    return mention if mention is not None and mention.end == end and mention.country else None


def _past_list(text: Text, end: int) -> int:
    """The token after a list of places that goes on behind token `end` ("to Pakistan and Afghanistan")."""
    while end + 1 < len(text.words) and text.words[end] in ("and", ",", "&"):
        k = end + 1 + (text.words[end + 1] in ("and", "the"))
        mention = text.mention_from(k)
        if mention is None or (mention.end < len(text.words) and text.words[mention.end] in CASE):
            break
        if mention.kind == "demonym":
            break
        end = mention.end
    return end
