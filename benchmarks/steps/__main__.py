"""Run one step and print its figures as one line of JSON."""

import argparse
import json
import os

STEPS = (
    *("prepare", "fill", "rebuild", "write_index", "engine", "suggest", "similar", "pages", "clients", "publish"),
    *("cluster", "importing", "stock", "cohort", "desk", "ranking", "planning"),
)


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


def step(name: str):
    """The function of a step; imported only now, because it needs Django."""
    from benchmarks.steps import (
        clients,
        cluster,
        cohort,
        desk,
        finding,
        importing,
        indexing,
        library,
        pages,
        planning,
        ranking,
        stock,
    )

    return {
        "prepare": library.prepare,
        "fill": library.fill,
        "rebuild": indexing.rebuild,
        "write_index": indexing.write_index,
        "engine": finding.engine,
        "suggest": finding.suggest,
        "similar": finding.similar,
        "clients": clients.clients,
        "cluster": cluster.cluster,
        "cohort": cohort.cohort,
        "desk": desk.desk,
        "pages": pages.pages,
        "publish": pages.publish,
        "importing": importing.importing,
        "ranking": ranking.ranking,
        "planning": planning.planning,
        "stock": stock.stock,
    }[name]


if __name__ == "__main__":
    main()
