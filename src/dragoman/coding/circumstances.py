"""Where a happening was, and which contexts its sentence shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Span, Token

from ..records import Place
from .happenings import Happening
from .slots import Slots
from .syntax import children, object_of, prepositions_of, universal
from .where import Toponym

__all__ = ["contexts_of", "place_of", "seen_place"]

_LOCATIVE = {
    "in",
    "at",
    "near",
    "on",
    "off",
    "outside",
    "around",
    "inside",
    "across",
    "over",
    "along",
    "to",
    "into",
    "from",
    "through",
    "within",
    "out",
}
_TOWARDS = {"to", "into", "from", "through"}
"""Of a state these tell where something goes; only a journey is in the state that it goes to."""
_ABOUT = {"over"}
_DISPUTES = {"fight", "war", "battle", "quarrel", "dispute", "conflict", "clash", "row", "negotiate", "talk", "struggle"}
"""What is fought or talked "over" is what it is about, not where."""
_STANDING = {"in", "at", "near", "outside", "around", "inside"}
_JOURNEYS = {"MOBILIZE", "RETREAT"}
_KINDS = {
    "village",
    "town",
    "city",
    "port",
    "island",
    "district",
    "province",
    "region",
    "area",
    "suburb",
    "camp",
    "base",
    "state",
}
"""What is "of" a place and is that place: "shelled the village *of* Arli"."""
_OCCASIONS = {
    *(
        "attack",
        "bombing",
        "explosion",
        "blast",
        "raid",
        "strike",
        "airstrike",
        "clash",
        "shelling",
        "shooting",
        "ambush",
        "bomb",
    ),
    *("riot", "fighting", "gunfight", "shootout", "assault", "mine", "minefield", "battle", "firefight"),
}
"""What stands for the deed as the subject of its verb: "a *bombing* near Samarra killed"."""
_PARTIES = {"with", "of", "by", "between", "among"}
"""What joins those who take part to a deed, over which its place may hang: "talks *with* strikers in Accra"."""
_OTHERWISE = {"after", "before", "since", "until", "despite", "following", "against", "about", "without", "over"}
"""What a deed is tied to with these is another happening: "freed them five days *after* their arrest off Boffa"."""

_BACK = 2
"""sentences before its own that "there" may point into"""


def place_of(happening: Happening, toponyms: Sequence[Toponym], sentence: Span, slots: Slots) -> Place | None:
    """The place that the text ties to the happening: `event` where it happened, `host` where somebody was received."""
    visit = happening.type in {"CONSULT", "AGREE"} and happening.mode == "visit"
    # "accused Yerevan": a capital that stands for its state is no place.
    states = [e for e in (*happening.actors, *happening.recipients) if e.kind == "state" and not visit]
    here = [
        t
        for t in toponyms
        if sentence.start <= t.token_start < sentence.end
        and (_stood_in(t, sentence) or not any(e.start <= t.start_char and t.end_char <= e.end for e in states))
        and not _named_for(t, sentence)
        and not _passed(t, happening, sentence)
        and not (happening.type == "ACCUSE" and _alleged(t, happening.token, sentence))
    ]
    chain = _chain(happening.token)
    there = _meant_by_there(sentence, chain, toponyms)
    if there is not None:
        return _place(there, "event")
    if not here:
        return None
    trip = slots.trip(happening.token) if happening.type in {"CONSULT", "AGREE"} else None
    if trip is not None:
        # The meeting is where the journey goes: "visited *Aden* for talks", "on a visit to *Aden* to meet".
        chain[trip.i] = 0
    best: tuple[int, int, Toponym] | None = None
    order = {"site": 0, "city": 0, "district": 1, "province": 2, "region": 3, "country": 4}
    for toponym in here:
        head = _head_of(toponym, sentence)
        distance = _attached(head, chain)
        if distance is None:
            continue
        # "Shelled the village of Arli in Chad": a state says least.
        key = (distance + 2 * (toponym.precision == "country"), order.get(toponym.precision, 5), toponym)
        if best is None or key[:2] < best[:2]:
            best = key
    if best is None:
        where = _meant_by_where(happening.token, toponyms)
        return _place(where, "event") if where is not None else None
    toponym = best[2]
    parties = {(e.start, e.end) for e in (*happening.actors, *happening.recipients)}
    inside = any(start <= toponym.start_char and toponym.end_char <= end for start, end in parties)
    if inside and not (happening.type in {"CONSULT", "AGREE"} and happening.mode == "visit"):
        if toponym.precision == "country" and not _stood_in(toponym, sentence):
            return None
    return _place(toponym, "host" if happening.type == "CONSULT" and (happening.mode == "visit" or inside) else "event")


def seen_place(heads: Sequence[Token], toponyms: Sequence[Toponym], happening: Happening) -> Place | None:
    """The place that the network sees: a toponym at one of `heads` or in its phrase, the narrowest first.

    A place of the sentences before is taken only where the sentence names none itself.
    """
    sentence = happening.token.sent
    if any(sentence.start <= toponym.token_start < sentence.end for toponym in toponyms):
        heads = [head for head in heads if sentence.start <= head.i < sentence.end]
    order = ("site", "city", "district", "province", "region", "country")
    found: list[tuple[int, int, Toponym]] = []
    for head in heads:
        phrase = {token.i for token in head.subtree}
        for toponym in toponyms:
            inside = range(toponym.token_start, toponym.token_end)
            if head.i in inside or phrase & set(inside):
                rank = order.index(toponym.precision) if toponym.precision in order else len(order)
                found.append((head.i not in inside, rank, toponym))
    if not found:
        return None
    visit = happening.type == "CONSULT" and happening.mode == "visit"
    return _place(min(found, key=lambda one: (one[0], one[1], one[2].start_char))[2], "host" if visit else "event")


def _stood_in(toponym: Toponym, sentence: Span) -> bool:
    """Whether a place stands with a preposition that says where: "met *in Tripoli*", where "warned Tripoli" speaks of a state."""
    head = _head_of(toponym, sentence)
    if toponym.precision == "country":
        # "Was arrested *in Lebanon*", not "talks with officials in Lebanon".
        return universal(head) == "obl" and "in" in prepositions_of(head) and head.head.pos_ == "VERB"
    return bool(prepositions_of(head) & _STANDING)


def _named_for(toponym: Toponym, sentence: Span) -> bool:
    """Whether a state only says whose a thing is: "barriers to *U.S.* exports", "outside *Chad's* embassy"."""
    head = _head_of(toponym, sentence)
    modifies = head.dep_ in {"compound", "amod", "nmod:poss"} and head.head.i >= toponym.token_end
    return toponym.precision == "country" and modifies


def _passed(toponym: Toponym, happening: Happening, sentence: Span) -> bool:
    """Whether the place is only what the deed is about or where something comes from or goes to: "wars *over* X", "a loan *to* X"."""
    head = _head_of(toponym, sentence)
    prepositions = prepositions_of(head)
    if prepositions & _ABOUT and happening.type != "MOBILIZE":
        return head.head.lemma_ in _DISPUTES or happening.token.lemma_ in _DISPUTES or happening.type != "ASSAULT"
    if not prepositions & _TOWARDS or prepositions & _STANDING:
        return False
    journey = happening.mode == "visit" or happening.type in _JOURNEYS
    if "from" in prepositions and universal(head) == "nmod" and happening.type in {"COERCE", "ASSAULT", "PROTEST"}:
        return True  # "A missionary from Calgary was arrested".
    return not journey and (toponym.precision == "country" or (happening.type == "ASSAULT" and "from" in prepositions))


def _alleged(toponym: Toponym, trigger: Token, sentence: Span) -> bool:
    """Whether a place is that of what somebody is accused of: "accused Niger of bombing a camp *near Agadez*"."""
    node = _head_of(toponym, sentence)
    clause = False
    while node.head.i != node.i and node.i != trigger.i:
        clause = clause or universal(node) in {"advcl", "xcomp", "ccomp"} or bool(prepositions_of(node) & {"for", "of", "over"})
        node = node.head
    return clause and node.i == trigger.i and _head_of(toponym, sentence).i > trigger.i


def _meant_by_where(trigger: Token, toponyms: Sequence[Toponym]) -> Toponym | None:
    """The place that a clause with "where" hangs from: "was in *Tripoli*, where he met the king"."""
    for word in trigger.children:
        if word.lower_ == "where" and word.i < trigger.i:
            before = [t for t in toponyms if t.token_end <= word.i <= t.token_end + 1]
            return before[-1] if before else None
    return None


def _meant_by_there(sentence: Span, chain: Mapping[int, int], toponyms: Sequence[Toponym]) -> Toponym | None:
    """The town that "there" or "here" beside the deed points back to: the last named, here or up to two sentences before."""
    words = [t for t in sentence if t.lower_ in {"there", "here"} and t.dep_ == "advmod" and t.head.i in chain]
    if not words:
        return None
    start, before = sentence.start, 0
    while start > 0 and before < _BACK:
        start, before = sentence.doc[start - 1].sent.start, before + 1
    named = [t for t in toponyms if start <= t.token_start < words[0].i and t.precision in {"city", "site", "district"}]
    return named[-1] if named else None


def _place(toponym: Toponym, role: str) -> Place:
    return Place(
        toponym.text,
        toponym.name,
        toponym.country,
        toponym.latitude,
        toponym.longitude,
        toponym.geonames_id,
        toponym.precision,
        role,
        toponym.start_char,
        toponym.end_char,
    )


def _head_of(toponym: Toponym, sentence: Span) -> Token:
    inside = range(toponym.token_start, toponym.token_end)
    for i in inside:
        if sentence.doc[i].head.i not in inside or sentence.doc[i].head.i == i:
            return sentence.doc[i]
    return sentence.doc[toponym.token_end - 1]


def _chain(trigger: Token) -> dict[int, int]:
    """The trigger, its light verb or clause, and its objects: what a place may hang from, with the distance."""
    chain = {trigger.i: 0}
    for child in object_of(trigger) if trigger.pos_ == "VERB" else ():
        chain[child.i] = 1
    for child in children(trigger, "xcomp", "obj", "obl", "nmod"):
        if prepositions_of(child) & _OTHERWISE:
            continue
        chain.setdefault(child.i, 1 if universal(child) in {"xcomp", "obj"} else 2)
    for child in children(trigger, "nsubj"):
        if child.lemma_.lower() in _OCCASIONS:
            chain.setdefault(child.i, 1)
    for child in children(trigger, "advcl"):
        # "Closed the border *crossing* at X": a noun that the parser took for a clause.
        if child.tag_ == "VBG" and child.i in {c.i + 1 for c in children(trigger, "obj")}:
            chain.setdefault(child.i, 1)
    node = trigger
    for distance in (2, 3, 4):
        if universal(node) in {"ccomp", "parataxis", "acl", "root"} or node.head.i == node.i:
            break
        node = node.head
        chain.setdefault(node.i, distance)
    return chain


def _attached(head: Token, chain: Mapping[int, int]) -> int | None:
    node, located = head, False
    for _ in range(4):
        if prepositions_of(node) & _LOCATIVE and node.head.i in chain:
            return chain[node.head.i]
        whole = node.i == head.i or located or node.lemma_ in _KINDS
        if universal(node) == "obj" and node.head.i in chain and chain[node.head.i] == 0 and whole:
            return 1
        if prepositions_of(node) & _LOCATIVE and node.head.ent_type_ == "PER" and universal(node) == "nmod":
            # "met Ana Ruiz in Oslo": nobody is called "Ruiz in Oslo", so the place is the deed's.
            above = node.head
            while universal(above) in {"appos", "flat", "nmod", "compound"} and above.head.i not in chain:
                above = above.head
            return chain.get(above.head.i)
        if universal(node) not in {"nmod", "compound", "appos", "flat", "conj"} or node.head.i == node.i:
            return None
        # "In the war against X" is not in X, nor is "a call with the head of X" or "support for the war in X".
        passed = prepositions_of(node) - _LOCATIVE
        if passed & _OTHERWISE or passed - (_PARTIES if located else {"of"}):
            return None
        located = located or bool(prepositions_of(node) & _LOCATIVE)
        node = node.head
    return None


def contexts_of(sentence: Span, own: Sequence[str], words: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The PLOVER contexts that the words of the sentence show, with those that the trigger implies."""
    found = set(own)
    lowered = [t.lower_ for t in sentence]
    lemmas = [t.lemma_.lower() for t in sentence]
    for i in range(len(lowered)):
        for size in (1, 2, 3):
            for tokens in (lowered, lemmas):
                found |= set(words.get(" ".join(tokens[i : i + size]), ()))
    return tuple(sorted(found))
