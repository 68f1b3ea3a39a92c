"""Reads and checks the ontology's TOML: types, classes, triggers, operators, contexts, irregular forms."""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import OntologyError
from ..records import Status
from .inflection import forms_of
from .schema import EventType, ObjectWords, Ontology, Operator, Trigger

__all__ = ["load_ontology"]

_HERE = Path(__file__).parent
_POS = ("verb", "noun", "adjective")
_ACTOR = {"noun": ("possessor", "by", "between", "modifier", "of")}
_RECIPIENT = {"verb": ("object",)}
_TRIGGER_KEYS = {
    *("lemmas", "mode", "actor", "recipient", "reciprocal", "object", "not_object", "preposition", "subject", "not_subject"),
    *("needs", "support", "status", "contexts", "confidence", "swap"),
}
_OPERATOR_KEYS = {
    *(
        "lemmas",
        "pos",
        "effect",
        "mode",
        "status",
        "transparent",
        "report",
        "complement",
        "recipient",
        "inner",
        "not_complement",
        "object",
        "swap",
        "confidence",
    ),
}


@cache
def load_ontology(*directories: Path) -> Ontology:
    """The packaged ontology, then what a scholar's own `directories` add. Raises OntologyError naming file and entry."""
    missing = [folder for folder in directories if not folder.is_dir()]
    if missing:
        raise OntologyError(f"{missing[0]}: there is no such folder; give one with the TOML files of an ontology")
    return _Loader((_HERE, *directories)).load()


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"{path}: cannot be read as TOML: {error}") from error


def _by_form(heads: Iterable[str], irregular: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for head in heads:
        for form in forms_of(head, irregular):
            found[form].add(head)
        # A hyphen makes several tokens of "test-fire": any of them may call for a parse.
        for part in head.split("-")[1:]:
            for form in forms_of(part, irregular):
                found[form] |= set()
    return {form: tuple(sorted(them)) for form, them in found.items()}


def _by_head(verbs: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for verb in verbs:
        head, *fixed = verb.split()
        found[head].add(tuple(fixed))
    return {head: tuple(sorted(rest)) for head, rest in found.items()}


class _Loader:
    def __init__(self, roots: tuple[Path, ...]) -> None:
        self.roots = roots
        self.digest = hashlib.sha256()
        self.types: dict[str, EventType] = {}
        self.classes: dict[str, set[str]] = defaultdict(set)
        self.files: list[tuple[Path, dict[str, Any]]] = []

    def load(self) -> Ontology:
        for root in self.roots:
            paths = sorted([*root.glob("*.toml"), *root.glob("triggers/*.toml")])
            if not paths:
                raise OntologyError(
                    f"{root}: holds no TOML file of types, contexts or triggers; see docs/ontology.md for what it may hold"
                )
            for path in paths:
                data = _read(path)
                self.digest.update(path.name.encode() + b"\0" + path.read_bytes())
                self.files.append((path, data))
                for name, words in data.get("classes", {}).items():
                    self.classes[name] |= set(words)
        for path, data in self._named("types.toml"):
            for name, entry in data.items():
                self.types[name] = self._with_modes(path, name, entry) if name in self.types else self._type(path, name, entry)
        triggers: dict[tuple[str, str], list[Trigger]] = defaultdict(list)
        for path, data in self.files:
            if path.parent.name == "triggers":
                for trigger in self._triggers(path, data):
                    triggers[trigger.pos, trigger.head].append(trigger)
        operators: dict[tuple[str, str], list[Operator]] = defaultdict(list)
        support: list[str] = []
        occur: list[str] = []
        continuing: set[str] = set()
        becomes: dict[str, dict[str, str]] = {}
        modes: dict[str, dict[str, str]] = {}
        for path, data in self._named("operators.toml"):
            support += data.get("support_verbs", ())
            occur += data.get("occur_verbs", ())
            continuing |= set(data.get("continuing_verbs", ()))
            becomes |= data.get("becomes", {})
            modes |= data.get("modes", {})
            for number, entry in enumerate(data.get("operator", ()), 1):
                for operator in self._operators(path, number, entry):
                    operators[operator.pos, operator.head].append(operator)
        irregular = {word: forms for _, data in self._named("irregular.toml") for word, forms in data.items()}
        heads = {head for _, head in triggers} | {head for (_, head), them in operators.items() if any(o.effect for o in them)}
        return Ontology(
            version=self.digest.hexdigest()[:12],
            types=self.types,
            triggers={key: tuple(sorted(them, key=lambda t: t.order)) for key, them in triggers.items()},
            operators={
                key: tuple(sorted(them, key=lambda o: (not o.inner, not o.object, not o.fixed, -o.confidence)))
                for key, them in operators.items()
            },
            support_verbs=_by_head(support),
            occur_verbs=_by_head(occur),
            continuing_verbs=frozenset(continuing),
            becomes=becomes,
            complement_modes=modes,
            contexts=self._contexts(),
            objects=self._objects(),
            forms=_by_form(heads, irregular),
        )

    def _named(self, name: str) -> Iterable[tuple[Path, dict[str, Any]]]:
        return [(path, data) for path, data in self.files if path.name == name]

    def _type(self, path: Path, name: str, entry: Mapping[str, Any]) -> EventType:
        try:
            modes = {mode: float(score) for mode, score in entry.get("modes", {}).items()}
            made = EventType(name, entry["quad"], float(entry["score"]), entry["recipient"], modes, entry["meaning"])
        except (KeyError, TypeError, ValueError) as error:
            raise OntologyError(f"{path}: [{name}]: needs quad, score, recipient and meaning ({error!r})") from error
        if made.quad not in (1, 2, 3, 4):
            raise OntologyError(f"{path}: [{name}]: quad must be 1, 2, 3 or 4, not {made.quad!r}")
        return made

    def _with_modes(self, path: Path, name: str, entry: Mapping[str, Any]) -> EventType:
        """A type that is there, with the modes that a scholar adds to it; all else stands as it is."""
        known = self.types[name]
        if set(entry) != {"modes"}:
            raise OntologyError(f"{path}: [{name}]: is a type already; to a type that is there only modes can be added")
        try:
            modes = {mode: float(score) for mode, score in entry["modes"].items()}
        except (AttributeError, TypeError, ValueError) as error:
            raise OntologyError(f"{path}: [{name}]: modes are names with scores, as {{ ransom = -7 }} ({error})") from error
        return replace(known, modes={**known.modes, **modes})

    def _contexts(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = defaultdict(set)
        for _, data in self._named("contexts.toml"):
            for context, entry in data.items():
                for word in entry["words"]:
                    found[word.lower()].add(context)
        return {word: tuple(sorted(contexts)) for word, contexts in found.items()}

    def _objects(self) -> ObjectWords:
        found: dict[str, set[str]] = defaultdict(set)
        for path, data in self._named("objects.toml"):
            for key, words in data.items():
                if key not in ObjectWords.__dataclass_fields__:
                    raise OntologyError(f"{path}: unknown key {key!r}; known are {', '.join(ObjectWords.__dataclass_fields__)}")
                found[key] |= self._words(f"{path}: {key}", words)
        return ObjectWords(
            # A "fighter" is a soldier unless a noun behind it says otherwise ("fighter jets").
            things=frozenset(found["things"] - found["troops"]),
            abstract=frozenset(found["abstract"]),
            abstract_endings=tuple(sorted(found["abstract_endings"])),
            people=frozenset(found["people"]),
            people_endings=tuple(sorted(found["people_endings"])),
            troops=frozenset(found["troops"]),
            containers=frozenset(found["containers"]),
        )

    def _words(self, where: str, words: Iterable[str]) -> frozenset[str]:
        resolved: set[str] = set()
        for word in words:
            if word.startswith("@"):
                if word[1:] not in self.classes:
                    raise OntologyError(f"{where}: no class {word!r} in classes.toml or in a [classes] table")
                resolved |= self.classes[word[1:]]
            else:
                resolved.add(word)
        return frozenset(resolved)

    def _prepositions(self, where: str, given: Iterable[str]) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for item in given:
            preposition, _, noun = item.partition(" ")
            nouns = self._words(where, [noun]) if noun else frozenset()
            found[preposition] = found.get(preposition, frozenset()) | nouns
        return found

    def _source(self, path: Path) -> str:
        """Whose entry it is: a scholar's own are named by their folder."""
        root = path.parent.parent if path.parent.name == "triggers" else path.parent
        return "" if root == _HERE else f"{root.name}:"

    def _check(self, where: str, entry: Mapping[str, Any], allowed: set[str]) -> None:
        unknown = sorted(set(entry) - allowed)
        if unknown:
            raise OntologyError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(allowed))}")
        if not entry.get("lemmas"):
            raise OntologyError(f"{where}: needs lemmas")
        status = entry.get("status")
        if status is not None and status not in set(Status):
            raise OntologyError(f"{where}: no status {status!r}; known are {', '.join(Status)}")
        if not 0 <= float(entry.get("confidence", 0.8)) <= 1:
            raise OntologyError(f"{where}: confidence must be between 0 and 1")

    def _triggers(self, path: Path, data: Mapping[str, Any]) -> Iterable[Trigger]:
        name = data.get("type", "")
        if name not in self.types:
            raise OntologyError(f"{path}: `type` at the top must be one of {', '.join(self.types)}, not {name!r}")
        for pos in _POS:
            for number, entry in enumerate(data.get(pos, ()), 1):
                where = f"{path}: [[{pos}]] {number} ({', '.join(entry.get('lemmas', ()))[:40]})"
                self._check(where, entry, _TRIGGER_KEYS)
                mode = entry.get("mode")
                if mode is not None and mode not in self.types[name].modes:
                    raise OntologyError(f"{where}: {name} has no mode {mode!r}")
                needs = frozenset(entry.get("needs", ["actor"]))
                if needs - {"actor", "recipient"}:
                    raise OntologyError(f"{where}: needs may hold actor and recipient only")
                for lemma in entry["lemmas"]:
                    words = lemma.lower().split()
                    head, fixed = (words[0], words[1:]) if pos == "verb" else (words[-1], words[:-1])
                    yield Trigger(
                        rule=self._source(path)
                        + ".".join(filter(None, (name, mode, pos, lemma.replace(" ", "_"), str(number)))),
                        pos=pos,
                        head=head,
                        fixed=tuple(fixed),
                        type=name,
                        mode=mode,
                        actor=tuple(entry.get("actor", _ACTOR.get(pos, ("subject",)))),
                        recipient=tuple(entry.get("recipient", _RECIPIENT.get(pos, ("against", "on", "with", "to", "for")))),
                        reciprocal=bool(entry.get("reciprocal", False)),
                        object=self._words(where, entry.get("object", ())),
                        not_object=self._words(where, entry.get("not_object", ())),
                        preposition=self._prepositions(where, entry.get("preposition", ())),
                        subject=self._words(where, entry.get("subject", ())),
                        not_subject=self._words(where, entry.get("not_subject", ())),
                        needs=needs,
                        support=frozenset(entry.get("support", ())),
                        status=entry.get("status"),
                        contexts=tuple(entry.get("contexts", ())),
                        confidence=float(entry.get("confidence", 0.8)),
                        swap=bool(entry.get("swap", False)),
                    )

    def _operators(self, path: Path, number: int, entry: Mapping[str, Any]) -> Iterable[Operator]:
        where = f"{path}: [[operator]] {number} ({', '.join(entry.get('lemmas', ()))[:40]})"
        self._check(where, entry, _OPERATOR_KEYS)
        effect = entry.get("effect")
        if effect is not None and effect not in self.types:
            raise OntologyError(f"{where}: effect must be a type, not {effect!r}")
        if sum(bool(entry.get(key)) for key in ("effect", "status", "transparent", "report")) != 1:
            raise OntologyError(f"{where}: needs exactly one of effect, status, transparent, report")
        if entry.get("pos", "verb") not in _POS:
            raise OntologyError(f"{where}: pos must be verb, noun or adjective")
        for lemma in entry["lemmas"]:
            words = lemma.lower().split()
            pos = entry.get("pos", "verb")
            head, fixed = (words[0], words[1:]) if pos == "verb" else (words[-1], words[:-1])
            label = effect or entry.get("status") or ("transparent" if entry.get("transparent") else "report")
            yield Operator(
                rule=f"{self._source(path)}{label}.operator.{pos}.{lemma.replace(' ', '_')}.{number}",
                pos=pos,
                head=head,
                fixed=tuple(fixed),
                effect=effect,
                mode=entry.get("mode"),
                status=entry.get("status"),
                transparent=bool(entry.get("transparent", False)),
                report=bool(entry.get("report", False)),
                complement=tuple(entry.get("complement", ("infinitive", "that", "gerund"))),
                recipient=tuple(entry.get("recipient", ())),
                inner=frozenset(entry.get("inner", ())),
                not_complement=self._words(where, entry.get("not_complement", ())),
                swap=bool(entry.get("swap", False)),
                object=self._words(where, entry.get("object", ())),
                confidence=float(entry.get("confidence", 0.8)),
            )
