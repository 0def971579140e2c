from pathlib import Path
from statistics import mean

from django.core.management.base import BaseCommand, CommandError, CommandParser

from practices.languages import SOURCE
from search.evaluation import DEPTH, evaluate, read_judged
from search.finding import Finder, Question

GOOD = 0.95


class Command(BaseCommand):
    help = "Measure the search on judged queries: nDCG@10, recall@10, and each query that falls short."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.tsv", help="tab separated: query, slugs, kind, reason")
        parser.add_argument("--engine", choices=["tantivy", "elasticsearch"], default="", help="the one in use when left out")

    def handle(self, *, file: Path, engine: str, **options: object) -> None:
        try:
            judged = read_judged(file)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        finder = Finder(SOURCE, engine)
        scores = evaluate(judged, lambda query: _slugs(finder, query))
        for score in scores:
            if score.ndcg < GOOD:
                expected = ", ".join(score.judged.relevant) or "-"
                got = ", ".join(score.found[:DEPTH]) or "-"
                self.stdout.write(f"{score.ndcg:.3f}  {score.judged.kind}: {score.judged.query}")
                self.stdout.write(f"       expected {expected}\n       found    {got}")
        self.stdout.write(f"{len(scores)} queries on {engine or 'the engine in use'}")
        self.stdout.write(f"nDCG@10 {mean(score.ndcg for score in scores):.3f}")
        self.stdout.write(f"recall@10 {mean(score.recall for score in scores):.3f}")


def _slugs(finder: Finder, query: str) -> list[str]:
    answer = finder.find(Question(text=query, limit=DEPTH), facets=())
    return [card["url"].rstrip("/").rsplit("/", 1)[-1] for card in answer.found.cards]
