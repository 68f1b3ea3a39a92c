"""What a build of 10,000 articles costs, and how good its stories and events are.

    python benchmarks/scale.py [--articles 10000] [--keep FOLDER] [--seed 1] [--errors N]

Articles are generated (benchmarks/press) with known stories, happenings and reprints. A tenth of them, all of them, and 100 more on top of
all are built, each in a process of its own. Seconds are those on the clock; those of coding are as they were when it was done: with
--keep the coded articles are remembered in FOLDER for each version of the coder, so that another run takes minutes. Measures of quality:

    BCubed        of stories (Bagga and Baldwin, COLING 1998)
    over-count    events that tell of a true happening, for each true happening told of: 1.0 is one row a happening. An event tells of a
                  happening that its articles report, of its type, status and countries
    as origins    reprints, later pages and accounts that credit an agency whose origin is not that of what they copy
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.records import Event, Mention, Story
from dragoman.store import Store, open_store
from press import Happening, Truth, generate
from press.building import measured_build
from press.comparing import coding_of, match_events
from stories import bcubed

MORE = 100
BEFORE = ("read", "code")
"""stages that are not after coding"""
LIMITS_ARE_FOR = 10_000
LIMITS = {"after": 240.0, "peak": 2048.0, "adding": 0.02, "f1": 0.95, "overcount": 1.1}


def written(articles: Sequence[dict[str, Any]], file: Path) -> Path:
    """The articles as JSON lines."""
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in articles)
    return file


def build_apart(articles: Path, store: Path, memory: Path) -> dict[str, Any]:
    """`measured_build` in a process of its own."""
    command = [sys.executable, __file__, "--build", str(articles), str(store), str(memory)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def after_coding(stages: Mapping[str, float]) -> float:
    return sum(seconds for stage, seconds in stages.items() if stage not in BEFORE)


def report_build(name: str, result: Mapping[str, Any]) -> None:
    stages = result["stages"]
    total = sum(stages.values())
    after = after_coding(stages)
    print(f"{name}: {result['added']:,} articles, {result['stories']:,} stories made, peak memory {result['peak']:,.0f} MB")
    print(f"  coding {stages['code']:,.1f} s, after coding {after:,.1f} s, in all {total:,.1f} s")
    print(
        "  of what comes after: "
        + ", ".join(share(stage, seconds, after) for stage, seconds in stages.items() if stage not in BEFORE)
    )


def share(stage: str, seconds: float, after: float) -> str:
    return f"{stage} {seconds:,.2f} s ({seconds / after:.0%})"


def report_growth(few: Mapping[str, Any], many: Mapping[str, Any]) -> None:
    """How many times longer so many times the articles took; a stage of less than a tenth of a second tells nothing."""
    times = many["added"] / few["added"]
    stages = {stage: (few["stages"].get(stage, 0.0), seconds) for stage, seconds in many["stages"].items()}
    stages["after coding"] = (after_coding(few["stages"]), after_coding(many["stages"]))
    ratios = ", ".join(f"{stage} {more / less:.1f}" for stage, (less, more) in stages.items() if less > 0.1)
    print(f"growth: {times:.0f} times the articles, seconds times: {ratios}")


def report_quality(store: Store, truth: Truth, errors: int) -> dict[str, float]:
    """Print how stories, origins and events compare with the truth."""
    stories = [one for one in store.records("stories") if isinstance(one, Story)]
    found = {article: story.id for story in stories for article in story.article_ids}
    precision, recall, f1 = bcubed(found, dict(truth.story_of))
    counts = f"{len(stories):,} found, {len(set(truth.story_of.values())):,} true"
    print(f"stories: BCubed precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}   ({counts})")
    report_origins(stories, truth)
    article_of, mentions = {}, []
    for mention in store.records("mentions"):
        assert isinstance(mention, Mention)
        article_of[mention.id] = mention.article_id
        mentions.append(mention)
    matches = match_events((one for one in store.records("events") if isinstance(one, Event)), article_of, truth)
    print(
        f"events: {matches.matched:,} tell of {matches.found:,} of {matches.happenings:,} true happenings, "
        f"over-count {matches.overcount:.3f}; {len(matches.duplicates):,} happenings have several; "
        f"{matches.events:,} events in all, {matches.events / matches.happenings:.2f} a true happening"
    )
    for happening in [one for one in truth.happenings if one.id in matches.duplicates][:errors]:
        print_duplicates(store, happening, matches.duplicates[happening.id])
    coding = coding_of(mentions, truth, truth.story_of)
    print(
        f"coding: {coding.found / coding.planted:.3f} of planted happenings found with type and countries; "
        f"{len(coding.spurious) / coding.articles:.2f} mentions an article reported as done that match none"
    )
    return {"f1": f1, "overcount": matches.overcount, "as origins": float(as_origins(stories, truth).total())}


def print_duplicates(store: Store, happening: Happening, events: Sequence[str]) -> None:
    """The events that tell of one happening, each with what its mentions say."""
    sides = f"{' '.join(happening.actors)} -> {' '.join(happening.recipients)}"
    print(f"  {happening.id} {happening.kind} {happening.type} {sides} {happening.day} {happening.place}")
    for event in store.records("events", ids=events):
        assert isinstance(event, Event)
        codes = [" ".join(str(entity.country) for entity in side) for side in (event.actors, event.recipients)]
        place = event.place.name if event.place else None
        print(f"    {event.id} {event.status} {' -> '.join(codes)} {event.date.value} ({event.date.source}) {place}")
        for mention in store.records("mentions", ids=event.mention_ids):
            assert isinstance(mention, Mention)
            print(f"      {mention.article_id} [{mention.trigger.text}] {mention.date.value} {mention.evidence[0].text[:200]}")


def as_origins(stories: Sequence[Story], truth: Truth) -> Counter[str]:
    """How many copies of each sort have another origin than what they copy."""
    origin_of = {article: (story.id, one.origin) for story in stories for one in story.origins for article in one.article_ids}
    return Counter(copy.how for copy in truth.copies if origin_of[copy.article] != origin_of[copy.of])


def report_origins(stories: Sequence[Story], truth: Truth) -> None:
    wrong = as_origins(stories, truth)
    counts = Counter(copy.how for copy in truth.copies)
    print("counted as origins: " + ", ".join(f"{wrong[how]} of {count:,} {how}" for how, count in sorted(counts.items())))
    origin_of = {article: one.origin for story in stories for one in story.origins for article in one.article_ids}
    right = sum(origin_of[article] == origin for article, origin in truth.origin_of.items())
    print(f"origins named rightly: {right:,} of {len(truth.origin_of):,} articles")


def report_limits(values: Mapping[str, float]) -> None:
    """What must hold of 10,000 articles on two cores."""
    held = {
        "after coding under 4 minutes": values["after"] < LIMITS["after"],
        "peak memory under 2 GB": values["peak"] < LIMITS["peak"],
        "adding 100 under 2 % of the full build": values["adding"] < LIMITS["adding"],
        "BCubed F1 at least 0.95": values["f1"] >= LIMITS["f1"],
        "over-count at most 1.1": values["overcount"] <= LIMITS["overcount"],
        "no reprint counted as an origin": values["as origins"] == 0,
    }
    for what, holds in held.items():
        print(f"  {'holds ' if holds else 'FAILS '} {what}")


def measure(count: int, folder: Path, seed: int, errors: int) -> None:
    articles, truth = generate(count + MORE, seed)
    few, _ = generate(count // 10, seed + 1)
    memory = folder / "coded.sqlite"
    for store in folder.glob("*.duckdb*"):
        store.unlink()
    small = build_apart(written(few, folder / "few.jsonl"), folder / "few.duckdb", memory)
    report_build("a tenth", small)
    full = build_apart(written(articles[:count], folder / "all.jsonl"), folder / "all.duckdb", memory)
    report_build("all", full)
    report_growth(small, full)
    with open_store(folder / "all.duckdb", read_only=True) as store:
        quality = report_quality(store, truth.of([one["id"] for one in articles[:count]]), errors)
    more = build_apart(written(articles[count:], folder / "more.jsonl"), folder / "all.duckdb", memory)
    report_build("more", more)
    total, adding = sum(full["stages"].values()), sum(more["stages"].values())
    alone = after_coding(more["stages"]) / after_coding(full["stages"])
    print(
        f"adding {MORE} to {count:,}: {adding:.1f} s, {adding / total:.2%} of the full build ({alone:.2%} of what comes after coding)"
    )
    peak = max(one["peak"] for one in (small, full, more))
    if count < LIMITS_ARE_FOR:
        print(f"no limits are set for fewer than {LIMITS_ARE_FOR:,} articles")
        return
    report_limits({"after": after_coding(full["stages"]), "peak": peak, "adding": adding / total, **quality})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep stores and coded articles there")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=int, default=0, help="print so many happenings that several events tell of")
    parser.add_argument("--build", nargs=3, type=Path, metavar=("ARTICLES", "STORE", "MEMORY"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.build:
        print(json.dumps(measured_build(*given.build)))
    elif given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        measure(given.articles, given.keep, given.seed, given.errors)
    else:
        with tempfile.TemporaryDirectory() as folder:
            measure(given.articles, Path(folder), given.seed, given.errors)


if __name__ == "__main__":
    main()
