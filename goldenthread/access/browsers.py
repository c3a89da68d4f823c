"""What a browser calls itself, in words that people know. Pure.

Browsers pretend to be each other; the order of the tables says who is meant. Good enough to recognise one's own devices
by, and used for nothing else.
"""

from __future__ import annotations

import re

BROWSERS = (
    (re.compile(r"\bEdg(?:e|A|iOS)?/"), "Edge"),
    (re.compile(r"\bOPR/|\bOpera"), "Opera"),
    (re.compile(r"\bSamsungBrowser/"), "Samsung Internet"),
    (re.compile(r"\bFirefox/|\bFxiOS/"), "Firefox"),
    (re.compile(r"\bCriOS/|\b(?:Headless)?Chrom(?:e|ium)/"), "Chrome"),
    (re.compile(r"\bSafari/"), "Safari"),
)
SYSTEMS = (
    (re.compile(r"\biPhone\b"), "iPhone"),
    (re.compile(r"\biPad\b"), "iPad"),
    (re.compile(r"\bAndroid\b"), "Android"),
    (re.compile(r"\bWindows\b"), "Windows"),
    (re.compile(r"\bCrOS\b"), "ChromeOS"),
    (re.compile(r"\bMac OS X\b|\bMacintosh\b"), "Mac"),
    (re.compile(r"\bLinux\b"), "Linux"),
)


def _first(table: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    return next((name for pattern, name in table if pattern.search(text)), "")


def browser_and_system(user_agent: str) -> tuple[str, str]:
    """Return the browser and the system that a User-Agent header names, each empty when it is not known."""
    return _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
