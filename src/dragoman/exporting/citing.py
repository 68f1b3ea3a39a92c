"""Articles as sources to cite: BibTeX and RIS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.records import Article, stable_id

__all__ = ["as_bibtex", "as_ris", "citation_key"]

# BibTeX reads these for itself. It counts braces after a backslash too, so that one alone would end or begin a field.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "@": r"{@}",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def citation_key(article: Article) -> str:
    """A key of letters and digits that is the same wherever the article is cited."""
    return stable_id("d", article.id).replace("-", "")


def as_bibtex(articles: Iterable[Article]) -> Iterator[bytes]:
    """One entry each, in order. Nothing that stands in an article can end its field."""
    for article in articles:
        day = (article.published or "")[:10].split("-")
        fields = {
            "title": _braced(article.title or ""),
            "author": " and ".join(f"{{{_escaped(one)}}}" for one in _authors(article)),
            "journal": _escaped(article.outlet or ""),
            "year": day[0] if day[0].isdigit() else "",
            "month": _MONTHS[int(day[1]) - 1] if len(day) > 1 and day[1].isdigit() and 1 <= int(day[1]) <= 12 else "",
            "date": _escaped((article.published or "")[:10]),
            "url": _address(article.url or ""),
            "urldate": _escaped((article.fetched or "")[:10]),
            "note": _escaped(f"text SHA-256 {article.text_sha256}"),
        }
        # A month is a word that BibTeX knows, and is not quoted.
        told = (f"  {name} = {value if name == 'month' else '{' + value + '}'}" for name, value in fields.items() if value)
        yield (f"@article{{{citation_key(article)},\n" + ",\n".join(told) + "\n}\n\n").encode("utf-8", "replace")


def as_ris(articles: Iterable[Article]) -> Iterator[bytes]:
    """One record of type NEWS each, in order; lines end as RIS wants them."""
    for article in articles:
        day = (article.published or "")[:10].replace("-", "/")
        fields = [
            ("TY", "NEWS"),
            ("ID", citation_key(article)),
            ("TI", article.title or ""),
            *(("AU", one) for one in _authors(article)),
            ("T2", article.outlet or ""),
            ("PY", day[:4]),
            ("DA", day),
            ("UR", article.url or ""),
            ("Y2", (article.fetched or "")[:10].replace("-", "/")),
            ("LA", article.language or ""),
            ("N1", f"text SHA-256 {article.text_sha256}"),
        ]
        lines = [f"{tag}  - {_line(value)}" for tag, value in fields if _line(value)]
        yield "\r\n".join([*lines, "ER  - ", "", ""]).encode("utf-8", "replace")


def _authors(article: Article) -> list[str]:
    return [one.strip() for one in (article.byline or "").split(",") if one.strip()]


def _line(value: str) -> str:
    """On one line, without what is no letter."""
    return " ".join("".join(one if one.isprintable() else " " for one in value).split())


def _escaped(value: str) -> str:
    return "".join(_SPECIAL.get(one, one) for one in _line(value))


def _braced(value: str) -> str:
    """With its capitals kept."""
    return f"{{{_escaped(value)}}}" if value else ""


def _address(value: str) -> str:
    """An address as it stands, with what would end the field written as addresses write it."""
    return _line(value).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")
