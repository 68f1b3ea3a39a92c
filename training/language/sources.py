"""Write SOURCES: every document of the treebank that asks to be named by document.

```
python -m training.language.sources --corpora ../shared/corpora --out MODEL/SOURCES
```
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

HEADER = """What the language model was trained on, and by whom the text was written.

UD English EWT (training part), release UniversalDependencies/UD_English-EWT 15d613d. CC BY-SA 4.0.
  Weblogs, newsgroups, e-mail, reviews and answers of the English Web Treebank; annotation by the Universal
  Dependencies contributors. https://universaldependencies.org/treebanks/en_ewt/

UNER English EWT (training part), Universal NER. CC BY-SA 4.0. https://www.universalner.org/

Groningen Meaning Bank 2.2, nine tenths of an extract of 47,959 sentences of newswire with named entities. Public domain.
  https://gmb.let.rug.nl/

UD English GUM, release UniversalDependencies/UD_English-GUM afb41ee; the documents below, which are under CC BY,
  CC BY-SA or in the public domain. Annotation CC BY 4.0. https://gucorpling.org/gum/

The encoder's first weights: sentence-transformers/all-MiniLM-L6-v2, which was made from
  nreimers/MiniLM-L6-H384-uncased. Apache License 2.0.

Documents of GUM (training part): title; authors; address.

"""


def documents(path: Path) -> list[dict[str, str]]:
    """Name, title, author and address of each document of a GUM file."""
    found: list[dict[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            name, _, value = line.removeprefix("# ").strip().partition(" = ")
            if line.startswith("# newdoc id"):
                found.append({"id": value})
            elif line.startswith(("# meta::title", "# meta::author", "# meta::sourceURL")):
                found[-1][name.removeprefix("meta::")] = value
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rows = documents(options.corpora / "ud-gum-open" / "train.conllu.gz")
    lines = [f"{row['id']}: {row.get('title', '')}; {row.get('author', '')}; {row.get('sourceURL', '')}\n" for row in rows]
    options.out.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(len(lines), "documents")


if __name__ == "__main__":
    main()
