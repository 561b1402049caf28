"""What a web process loads before anybody asks it anything."""

import subprocess
import sys

#: Only who plans, compares plans or talks to a cluster waits for these.
LATER = ("ortools", "pandas", "scipy", "elasticsearch")
LOADED = f"""
import sys
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
print(*[name for name in {LATER!r} if name in sys.modules])
"""


def test_dear_libraries_are_loaded_by_those_who_need_them():
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.split() == []
