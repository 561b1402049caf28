"""Run one step and print its figures as one line of JSON."""

import argparse
import json
import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

#: The module of each step.
STEPS = {
    **dict.fromkeys(("prepare", "fill"), "library"),
    **dict.fromkeys(("rebuild", "write_index"), "indexing"),
    **dict.fromkeys(("engine", "suggest", "similar"), "finding"),
    **dict.fromkeys(("pages", "publish"), "pages"),
    **{name: name for name in ("clients", "cluster", "importing", "stock", "cohort", "desk", "ranking", "planning")},
}


def main() -> None:
    """Parse, set Django up, run, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.steps")
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("--cases", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=600, help="stop by oneself after this time, where possible")
    options = parser.parse_args()
    if not os.environ.get("DATA_DIR"):
        parser.error("DATA_DIR is not set: a step fills the library it finds, so it has to be given one of its own")
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    print("\n" + json.dumps(step(options.step)(options.cases, options.seconds)))


def step(name: str) -> Callable[[int, float], dict[str, Any]]:
    """The function of a step; imported only now, because it needs Django, and alone, because its memory is measured."""
    found: Callable[[int, float], dict[str, Any]] = getattr(import_module(f"benchmarks.steps.{STEPS[name]}"), name)
    return found


if __name__ == "__main__":
    main()
