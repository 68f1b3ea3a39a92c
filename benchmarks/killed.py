"""A build that is killed again and again and started each time: does it export what an undisturbed one does, byte for byte?

    python benchmarks/killed.py [--articles 2000] [--kills 10] [--workers 2] [--coder both|rules|network] [--seed 1]

Articles are generated (benchmarks/press). One build is left alone; another, into a store of its own, is killed (SIGKILL) at random moments,
and started again. Then every table is exported from both in JSON lines, and compared.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dragoman.exporting import KINDS
from press import generate


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "dragoman", *words]


def built(words: Sequence[str], seconds: float | None) -> bool:
    """Build, or be killed after so many seconds; whether it came to its end."""
    with subprocess.Popen(command("build", *words), stderr=subprocess.PIPE, text=True) as child:
        try:
            _, told = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            return False
        if child.returncode:
            sys.exit(f"the build failed: {told}")
        return True


def killed_builds(words: Sequence[str], kills: int, whole: float, chance: random.Random) -> None:
    """Builds that are killed. The first moments fall anywhere in a whole build, later ones where the work that is left is done."""
    done = 0
    while done < kills:
        moment = chance.uniform(0.5, whole / 2 if done < kills // 2 else whole)
        if built(words, moment):
            print(f"  it was done before it could be killed after {moment:.1f} s")
            return
        done += 1
        print(f"  killed after {moment:.1f} s", flush=True)


def exported(store: Path, folder: Path) -> dict[str, bytes]:
    """Every table, as bytes."""
    tables = {}
    for kind in KINDS:
        target = folder / f"{kind}.jsonl"
        subprocess.run(command("export", kind, "--store", str(store), "-o", str(target)), check=True)
        tables[kind] = target.read_bytes()
    return tables


def measure(given: argparse.Namespace, folder: Path) -> bool:
    made, _ = generate(given.articles, given.seed)
    articles, settings = folder / "press.jsonl", folder / "settings.toml"
    articles.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in made), encoding="utf-8")
    settings.write_text(f'[coding]\nworkers = {given.workers}\ncoder = "{given.coder}"\n')
    undisturbed, disturbed = folder / "undisturbed.duckdb", folder / "disturbed.duckdb"
    words = [str(articles), "--settings", str(settings), "--store"]
    started = time.perf_counter()
    built([*words, str(undisturbed)], None)
    whole = time.perf_counter() - started
    print(f"{given.articles:,} articles undisturbed: {whole:.1f} s", flush=True)
    killed_builds([*words, str(disturbed)], given.kills, whole, random.Random(given.seed))
    built([*words, str(disturbed)], None)
    one, other = exported(undisturbed, folder), exported(disturbed, folder)
    for kind in KINDS:
        lines = one[kind].count(b"\n")
        print(
            f"  {kind}: {'the same' if one[kind] == other[kind] else 'NOT THE SAME'}, {lines:,} lines, {len(one[kind]):,} bytes"
        )
    return one == other


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--coder", default="both")
    parser.add_argument("--seed", type=int, default=1)
    with tempfile.TemporaryDirectory() as folder, suppress(KeyboardInterrupt):
        sys.exit(0 if measure(parser.parse_args(), Path(folder)) else 1)


if __name__ == "__main__":
    main()
