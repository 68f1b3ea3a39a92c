"""Who is subject, object or prepositional argument of a word, with the surface undone.

Passives, relative clauses, participles, control, raising and coordination all end in the same question: which noun fills the
slot? The answers here are head tokens of noun phrases in the Universal Dependencies parse; `()` where nothing fills the slot.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

__all__ = [
    "cargo_of",
    "clause_subject",
    "conjuncts",
    "indirect_of",
    "is_passive",
    "mark_of",
    "object_of",
    "particles",
    "phrase_tokens",
    "prepositional",
    "prepositions_of",
    "subject_of",
    "universal",
    "verb_head",
]

_RELATIVE = {"who", "which", "that", "whom"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
_DEPTH = 6


def universal(token: Token) -> str:
    """The relation without its subtype: nsubj:pass -> nsubj."""
    return token.dep_.partition(":")[0]


def children(token: Token, *relations: str) -> list[Token]:
    """Children whose universal (or full) relation is one of `relations`, in order of the text."""
    return [c for c in token.children if universal(c) in relations or c.dep_ in relations]


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The token and the nominals coordinated with it: "the US, Japan and South Korea" from "US"."""
    found = [token]
    for child in children(token, "conj"):
        if child.pos_ in _NOMINAL or child.ent_type_:
            found.extend(conjuncts(child))
    # A list that the parser took for several subjects: "the US, Japan and Korea" all hang from the verb, commas between.
    if token.dep_ in {"nsubj", "nsubj:pass", "obj"}:
        for sibling in token.head.children:
            if sibling.dep_ == token.dep_ and sibling.i > token.i and (sibling.i < token.head.i) == (token.i < token.head.i):
                inside = {t.i for t in token.subtree} | {t.i for t in sibling.subtree}
                between = [t for t in token.doc[token.i : sibling.i] if t.i not in inside]
                comma = any(t.text in {",", "and"} for t in token.doc[token.i : sibling.i])
                if comma and all(t.text in {",", "and"} for t in between):
                    found.extend(conjuncts(sibling))
    return tuple(dict.fromkeys(found))


def particles(token: Token) -> set[str]:
    """Particles and fixed adverbs of a verb or adjective: "carry *out*", "call *off*", "crack *down*"."""
    near = [c for c in token.children if c.dep_ in {"compound:prt", "advmod", "case", "obl", "obj", "xcomp"} and c.i > token.i]
    words = {c.lower_ for c in near}
    words |= {c.lower_ for c in children(token, "advmod") if c.lower_.endswith("ly")}  # "*sexually* abused"
    # A weak parse may hang the particle elsewhere; standing right behind the verb is as good.
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is not None:
        words.add(following.lower_)
    return words


def is_passive(verb: Token) -> bool:
    """True for "was attacked", "attacked by", and the reduced "troops sent by"."""
    if any(c.dep_ in {"nsubj:pass", "aux:pass", "obl:agent", "csubj:pass"} for c in verb.children):
        return True
    if universal(verb) == "acl" and verb.dep_ != "acl:relcl" and verb.tag_ == "VBN":
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "advcl" and not children(verb, "obj", "aux")


def mark_of(token: Token) -> str:
    """The subordinator or case word that introduces a clause: "if", "to", "that", "against" (in "against forming")."""
    for child in token.children:
        if child.dep_ in {"mark", "case"} and child.i < token.i:
            return str(child.lower_)
    return ""


def verb_head(token: Token) -> Token:
    """The word that carries a token's clause upwards: first conjunct of a coordinated verb."""
    while universal(token) == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _antecedent(pronoun: Token, clause: Token) -> Token:
    head = clause.head
    return head if pronoun.lower_ in _RELATIVE and universal(clause) == "acl" else pronoun


def _relative_clause(token: Token) -> Token | None:
    """The relative clause that a verb stands in, through coordination."""
    clause = verb_head(token)
    return clause if clause.dep_ == "acl:relcl" else None


def _own(verb: Token, *relations: str) -> Token | None:
    for child in verb.children:
        if child.dep_ in relations:
            clause = _relative_clause(verb)
            return _antecedent(child, clause) if clause is not None else child
    return None


def subject_of(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Who does it: the logical subject, through passives, control and coordination."""
    if is_passive(verb):
        agent = [c for c in verb.children if c.dep_ == "obl:agent" or (universal(c) == "obl" and "by" in prepositions_of(c))]
        people = [a for a in agent if a.ent_type_ != "DATE"]
        return conjuncts(people[0]) if people else ()
    return clause_subject(verb, depth)


def clause_subject(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The grammatical subject of the clause, inherited where the clause has none."""
    own = _own(verb, "nsubj", "nsubj:pass", "nsubj:outer") or _taken_for_modifier(verb)
    if own is not None:
        return conjuncts(own)
    if depth > _DEPTH or verb.head.i == verb.i:
        return ()
    head, relation = verb.head, universal(verb)
    if relation == "conj":
        return clause_subject(head, depth + 1)
    if relation == "acl":
        if verb.tag_ == "VBG" or verb.dep_ == "acl:relcl":
            return conjuncts(head)
        if verb.tag_ == "VBN":
            return ()
        return _holder(head, depth)
    if relation in {"xcomp", "ccomp", "advcl", "csubj"}:
        taken = _taken_for_oblique(verb) if relation == "advcl" and verb.tag_ in {"VBD", "VBZ", "VBP"} else None
        if taken is not None:
            return conjuncts(taken)
        if relation == "ccomp" and mark_of(verb) not in {"to", ""} and verb.tag_ != "VBG":
            return ()
        # Object control: "urged Iran to halt", "accused Chad of arming". A purpose clause keeps the subject.
        controlled = _own(head, "obj", "iobj")
        if controlled is not None and _controls_object(head, verb):
            return conjuncts(controlled)
        if is_passive(head):
            # "Was attacked by militiamen, killing 156": it is they who killed.
            agents = subject_of(head, depth + 1) if relation == "advcl" and verb.tag_ == "VBG" else ()
            return agents or clause_subject(head, depth + 1)
        if head.pos_ in {"NOUN", "ADJ", "PROPN"} and not children(head, "nsubj"):
            return _holder(head, depth)
        return clause_subject(head, depth + 1)
    if relation == "parataxis" and verb.tag_ in {"VBD", "VBZ", "VBP"}:
        taken = _taken_for_oblique(verb)
        return conjuncts(taken) if taken is not None else ()
    return ()


def _taken_for_modifier(verb: Token) -> Token | None:
    """The subject of a verb that the parser doesn't know: "*police* gassed strikers", hung from the strikers across the verb."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    across = [c for thing in children(verb, "obj") for c in children(thing, "compound", "nmod") if c.i < verb.i]
    return across[-1] if across else None


def _taken_for_oblique(verb: Token) -> Token | None:
    """The subject of "after *Chad and Mali* signed", which the parser hangs from the main verb as "after Chad and Mali"."""
    for child in verb.head.children:
        if (
            universal(child) == "obl"
            and child.i < verb.i
            and prepositions_of(child) & {"after", "before", "since", "until", "as"}
        ):
            if child.right_edge.i + 1 >= verb.left_edge.i and not children(verb, "nsubj"):
                return child
    return None


_SUBJECT_CONTROL = {
    "promise",
    "pledge",
    "vow",
    "threaten",
    "use",
    "offer",
    "launch",
    "hold",
    "leave",
    "cross",
    "visit",
    "join",
}


def _controls_object(head: Token, verb: Token) -> bool:
    if head.lemma_ in _SUBJECT_CONTROL:
        return False
    relation = universal(verb)
    if relation in {"xcomp", "ccomp"}:
        return True
    # "accused X of attacking", "warned X against targeting", "prevented X from leaving"; not "attacked X, killing" or "by/after/while".
    return relation == "advcl" and mark_of(verb) in {"of", "against", "from", "for", "into"} and verb.tag_ == "VBG"


def _holder(noun: Token, depth: int) -> tuple[Token, ...]:
    """Whose plan, offer or threat it is: possessor, maker, else the subject of the verb that governs the noun."""
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            return conjuncts(child)
    for child in children(noun, "nmod"):
        if prepositions_of(child) & {"by", "of", "between"} and child.pos_ in {"PROPN", "PRON"}:
            return conjuncts(child)
    head = noun.head
    if universal(noun) in {"obj", "obl", "xcomp"} and head.pos_ in {"VERB", "AUX"}:
        return subject_of(head, depth + 1)
    return ()


def object_of(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """What or whom it is done to: object, subject of a passive, head of a reduced or object relative clause."""
    own = _second_object(verb) or _own(verb, "obj") or _second_subject(verb) or _own(verb, "iobj")
    if own is not None and not (is_passive(verb) and _own(verb, "nsubj:pass") is not None):
        return conjuncts(own)
    if is_passive(verb):
        passive = _own(verb, "nsubj:pass") or (_own(verb, "nsubj") if children(verb, "aux:pass") else None)
        if passive is not None:
            return conjuncts(passive)
        if universal(verb) == "acl":
            return conjuncts(verb.head)
        if universal(verb) == "conj" and depth < _DEPTH and is_passive(verb.head):
            return object_of(verb.head, depth + 1)
        if universal(verb) in {"xcomp", "advcl"} and depth < _DEPTH:
            return clause_subject(verb, depth)
        return ()
    clause = _relative_clause(verb)
    if clause is not None and verb.i == clause.i and _own(verb, "nsubj") not in (None, clause.head):
        return conjuncts(clause.head)
    # "arrested and deported five Malians": the shared object hangs from the last verb.
    later = [c for c in children(verb, "conj") if c.pos_ == "VERB" and 0 < c.i - verb.i <= 3]
    if later and depth < _DEPTH and not children(later[0], "nsubj"):
        return object_of(later[0], depth + 1)
    return ()


_VEHICLES = {
    *("truck", "lorry", "convoy", "ship", "vessel", "boat", "barge", "plane", "aircraft", "train", "helicopter", "flight"),
    *("trailer", "van", "car", "caravan", "freighter", "tanker", "fleet", "column"),
}
_CARRYING = {"carry", "bring", "load", "bear", "haul", "transport", "ferry", "contain", "hold", "fill", "pack"}


def cargo_of(noun: Token) -> tuple[Token, ...]:
    """What a vehicle carries: "trucks *of food*", "a ship loaded *with tents*", "the lorries that Chad sent carried *rice*"."""
    if noun.lemma_ not in _VEHICLES:
        return ()
    verbs = [c for c in children(noun, "acl") if c.lemma_ in _CARRYING]
    if universal(noun) == "nsubj" and noun.head.lemma_ in _CARRYING:
        verbs.append(noun.head)
    for verb in verbs:
        own = [c for c in verb.children if universal(c) == "obj" and c.pos_ in {"NOUN", "PROPN"} and c.tag_ != "WDT"]
        carried = conjuncts(own[0]) if own else prepositional(verb, "with")
        if carried:
            return carried
    return prepositional(noun, "of") or prepositional(noun, "with")


_GIVING = {
    "give",
    "lend",
    "send",
    "pay",
    "grant",
    "offer",
    "loan",
    "hand",
    "award",
    "promise",
    "owe",
    "allocate",
    "sell",
    "supply",
}


def _second_object(verb: Token) -> Token | None:
    """What is given in "lent Chad *900 million euros*", where the parser took it for a measure of time or way."""
    given = [c for c in verb.children if c.dep_ == "obl:unmarked" and c.i > verb.i and children(c, "nummod")]
    if verb.lemma_ not in _GIVING or not given or given[0].ent_type_ in {"DATE", "TIM", "TIME"}:
        return None
    return given[0] if any(c.i < given[0].i for c in children(verb, "obj")) else None


def indirect_of(verb: Token) -> tuple[Token, ...]:
    """To whom something is given, where no preposition says so."""
    found = children(verb, "iobj") or (children(verb, "obj") if _second_object(verb) is not None else [])
    return conjuncts(found[0]) if found else ()


def _second_subject(verb: Token) -> Token | None:
    """An object that the parser took for a subject: it stands behind the verb, and the verb has a subject before it."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if len(subjects) > 1 and subjects[0].i < verb.i < subjects[-1].i:
        return subjects[-1]
    return None


def prepositions_of(token: Token) -> set[str]:
    """The prepositions that introduce a noun phrase; "out of" and "because of" give both words and the pair."""
    case = [c for c in token.children if c.dep_ == "case" or (c.dep_ == "mark" and c.i < token.i)]
    words = {c.lower_ for c in case}
    if "according" in words:
        return {"according"}
    for c in case:
        fixed = [f.lower_ for f in c.children if f.dep_ == "fixed"]
        if fixed:
            words.add(" ".join([c.lower_, *fixed]))
            words |= set(fixed)
    if universal(token) == "conj":
        words |= prepositions_of(token.head)
    return words


def prepositional(word: Token, preposition: str, also: tuple[Token, ...] = ()) -> tuple[Token, ...]:
    """Noun phrases that `preposition` ties to the word, to its object (`also`) or to the auxiliary structure around it."""
    for holder in (word, *also):
        for child in holder.children:
            if universal(child) in {"obl", "nmod", "obj", "xcomp", "advmod"} and preposition in prepositions_of(child):
                return conjuncts(child)
            # "with" and "between" arguments of coordinated verbs hang from the first or the last of them.
    return ()


_PHRASE = {
    "amod",
    "compound",
    "det",
    "nummod",
    "nmod:poss",
    "flat",
    "fixed",
    "advmod",
    "nmod:unmarked",
    "nmod:desc",
    "goeswith",
}


def phrase_tokens(head: Token) -> Iterator[Token]:
    """The tokens of the noun phrase without its relative clauses, appositions, coordinated parts and prepositions."""
    left, right = head.i, head.i
    for child in head.children:
        if child.i < head.i:
            if child.dep_ in _PHRASE or (child.dep_ == "nmod" and not prepositions_of(child)) or child.dep_ == "appos":
                # A parse that ties a word across a verb is wrong: a noun phrase holds no clause.
                if not any(t.pos_ in {"VERB", "AUX"} and not head.is_ancestor(t) for t in head.doc[child.i : head.i]):
                    left = min(left, child.left_edge.i)
        elif child.dep_ in _PHRASE and child.pos_ not in {"VERB", "AUX"} and child.i - right <= 4:
            between = head.doc[right + 1 : child.i]
            if not any(t.is_punct and t.text != "-" for t in between) and not any(t.pos_ in {"VERB", "AUX"} for t in between):
                right = max(right, child.i, *(c.i for c in child.children if c.dep_ in _PHRASE and c.pos_ != "VERB"))
    # "Minister | Sergey Lavrov": title and name, taken for two subjects, are one phrase where nothing stands between them.
    if right + 1 < len(head.doc):
        following = head.doc[right + 1]
        if following.pos_ == "PROPN" and following.dep_ == head.dep_ and following.head.i == head.head.i != following.i:
            right = max(following.i, *(c.i for c in following.children if c.dep_ in _PHRASE), following.i)
    yield from head.doc[left : right + 1]
