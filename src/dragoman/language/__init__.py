"""Sentences, words, parse and entities: the shipped model, and the only door to the language libraries."""

from __future__ import annotations

from dragoman.language.events import EventNetwork, EventReading, HintedWords
from dragoman.language.loading import load_event_network, load_model
from dragoman.language.model import LanguageModel

__all__ = ["EventNetwork", "EventReading", "HintedWords", "LanguageModel", "load_event_network", "load_model"]
