"""What stands around a report on a page."""

from __future__ import annotations

from html import escape
from random import Random

from webpages.reports import words

__all__ = ["comments", "cookies", "footer", "menu", "newsletter", "script", "share", "teasers"]


def menu(random: Random) -> str:
    """A menu of sections."""
    sections = random.sample(
        ["World", "Politics", "Business", "Opinion", "Culture", "Sport", "Science", "Travel", "Weather", "Video"], 7
    )
    return "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in sections)


def teasers(random: Random, count: int, form: str = '<li><a href="{url}">{title}</a><p>{text}</p></li>') -> str:
    """Other articles, each with its headline and a sentence."""
    stock = words()
    return "".join(
        form.format(
            url=f"/x/{random.randrange(10**6)}",
            title=escape(random.choice(stock["teaser_heads"])),
            text=random.choice(stock["teasers"]),
        )
        for _ in range(count)
    )


def comments(
    random: Random, count: int, form: str = '<div class="comment-body"><b>{name}</b><p>{text}</p><a href="#">Reply</a></div>'
) -> str:
    """What readers have to say."""
    return "".join(
        form.format(name=f"reader{random.randrange(999)}", text=random.choice(words()["comments"])) for _ in range(count)
    )


def newsletter() -> str:
    """An invitation."""
    return "<p>Sign up for our morning newsletter and get the stories that matter in your inbox before breakfast.</p><input type=email><button>Sign up</button>"


def share() -> str:
    """Buttons."""
    return "<ul><li><a href='#'>Facebook</a></li><li><a href='#'>Twitter</a></li><li><a href='#'>WhatsApp</a></li><li><a href='#'>Email</a></li></ul>"


def cookies() -> str:
    """A banner."""
    return "<p>We use cookies and similar technologies to improve your experience and to show you advertising that fits your interests.</p><button>Accept all</button>"


def footer(owner: str) -> str:
    """The foot of a page."""
    links = "".join(f'<a href="/{name.lower()}">{name}</a> ' for name in ("About", "Contact", "Privacy", "Terms", "Careers"))
    return f"<p>{links}</p><p>© 2031 {escape(owner)}. All rights reserved. No part of this site may be reproduced without our written permission.</p>"


def script(random: Random) -> str:
    """Code that a reader must not take for text."""
    return f"<script>var q = q || []; q.push(function(){{ if (1 < 2) render('<p>Loading {random.randrange(99)}</p>'); }});</script>"
