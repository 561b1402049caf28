"""Asking every question of every engine, and the table of how well each answered."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.quality import asked
from benchmarks.quality.judged import Question, read_set
from benchmarks.quality.library import build_library, judge
from benchmarks.quality.measures import Score, ndcg, reciprocal_rank, score
from scripts.elasticsearch import Unavailable

#: What the sample library reaches, less a little: a change that falls below has to say why.
FLOORS = {"queries": (0.93, 0.78), "profiles": (0.93, 0.74)}
Answered = list[tuple[Question, Sequence[str]]]


def judge_library(
    spreadsheet: Path,
    folder: Path,
    *,
    floors: Mapping[str, tuple[float, float]] | None = None,
    misses: int = 0,
    with_cluster: bool = False,
) -> int:
    """Print the figures of a library; 1 where one of `floors` (default: the sample library's) is missed."""
    judged = read_set(folder)
    ids, person = build_library(spreadsheet), judge()
    least = FLOORS if floors is None else floors
    low = _judge_engine("embedded", *judged, ids, person, least, misses)
    if with_cluster:
        low += _judge_cluster(*judged, ids, person, least)
    questions, _profiles = judged
    if questions:
        answer = asked.stock(ids)
        _print("queries, stock", [(question, answer(question)) for question in questions], by_tag=False)
    for line in low:
        print(f"below its floor: {line}")
    return 1 if low else 0


def _judge_cluster(questions, profiles, ids, person, least) -> list[str]:
    """The same of Elasticsearch, started for the occasion; a line where it can't be had."""
    try:
        with asked.answering_cluster():
            return _judge_engine("elasticsearch", questions, profiles, ids, person, least, 0)
    except Unavailable as reason:
        print(f"\nno Elasticsearch here: {reason}")
        return []


def _judge_engine(name, questions, profiles, ids, person, least, misses) -> list[str]:
    low = []
    if profiles:
        low += _ask(profiles, asked.alike(ids, person), "profiles", name, least.get("profiles"), misses)
    if questions:
        low += _ask(questions, asked.ours(ids, person), "queries", name, least.get("queries"), misses)
    return low


def _ask(
    questions: list[Question],
    answer: asked.Answer,
    kind: str,
    engine: str,
    floor: tuple[float, float] | None,
    misses: int,
) -> list[str]:
    """Ask one of our engines, print how well it answers, and return what is below its floor."""
    answered = [(question, answer(question)) for question in questions]
    _print(f"{kind}, {engine}", answered, by_tag=True)
    _print_misses(answered, misses)
    return _below(score(_judged(answered)), floor)


def _judged(answered: Answered) -> list[tuple[Sequence[str], Mapping[str, int]]]:
    return [(found, question.relevant) for question, found in answered]


def _print(title: str, answered: Answered, *, by_tag: bool) -> None:
    print(f"\n{title:<24}{'questions':>10}{'MRR@10':>9}{'nDCG@5':>9}{'no hit':>8}")
    _row("all", answered)
    if by_tag:
        for tag in sorted({tag for question, _found in answered for tag in question.tags if question.relevant}):
            _row(tag, [(question, found) for question, found in answered if tag in question.tags])


def _row(name: str, answered: Answered) -> None:
    s = score(_judged(answered))
    print(f"  {name:<22}{s.questions:>10}{s.mrr:>9.3f}{s.ndcg:>9.3f}{s.zero_hits:>8.1%}")


def _print_misses(answered: Answered, most: int) -> None:
    judged = [(question, found) for question, found in answered if question.relevant]
    worst = sorted(
        judged, key=lambda one: (reciprocal_rank(one[1], one[0].relevant), ndcg(one[1], one[0].relevant), one[0].id)
    )
    for question, found in worst[:most]:
        best = sorted(question.relevant, key=lambda case: -question.relevant[case])
        figure = ndcg(found, question.relevant)
        said = question.text or question.why
        print(f"  {question.id} {figure:.2f} {said}  → {', '.join(found[:3])}  meant {', '.join(best[:3])}")


def _below(reached: Score, floor: tuple[float, float] | None) -> list[str]:
    if floor is None:
        return []
    pairs = (("MRR@10", reached.mrr, floor[0]), ("nDCG@5", reached.ndcg, floor[1]))
    return [f"{name} {figure:.3f} < {least}" for name, figure, least in pairs if figure < least]
