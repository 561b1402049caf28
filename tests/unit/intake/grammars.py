"""A grammar to test with: the closed lists, and some terms such as editors keep."""

from casebook.intake.domain.grammar import Grammar, judgeable, pure_grammar
from casebook.intake.domain.words import BOTH, vocabulary
from platform_site.reference.recognise import Term


def make_grammar() -> Grammar:
    """Two barriers, an approach, both types of support, a delivery model, one organisation."""
    return pure_grammar(
        barriers=vocabulary(
            Term("cannot-see", "見えない", "Cannot see", ("見えていない",)),
            Term("nobody-follows", "付いてこない", "Nobody follows"),
        ),
        approaches=vocabulary(Term("gap-listening", "傾聴型；ギャップ", "Gap approach by listening")),
        support_types=vocabulary(
            Term("issue-setting", "課題設定型", "Issue-setting"),
            Term("problem-solving", "課題解決型", "Problem-solving"),
            BOTH,
        ),
        delivery_model=vocabulary(Term("project-closed", "プロジェクト型＋クローズ型", "Project, closed")),
        judged=judgeable(["lessons", "barriers"]),
        organisation=vocabulary(Term("試験商工会議所", "試験商工会議所", "Test Chamber")),
    )
