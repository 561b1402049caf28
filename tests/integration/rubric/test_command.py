"""`manage.py rubric`: files in and out."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from rubric.framework.actions import copy_version
from rubric.framework.content import framework_of
from rubric.framework.models import RubricVersion, VersionState
from rubric.framework.seeding import seed_rubric

pytestmark = pytest.mark.django_db


def test_export_and_import_again_says_the_same(version, tmp_path):
    file = tmp_path / "rubric.yaml"
    call_command("rubric", "export", str(file), stdout=StringIO())
    call_command("rubric", "import", str(file), stdout=StringIO())
    again = RubricVersion.objects.get(number=2)
    assert again.state == VersionState.DRAFT and framework_of(again) == framework_of(version)


def test_problems_are_told_by_line_and_nothing_is_imported(version, tmp_path):
    file = tmp_path / "rubric.yaml"
    call_command("rubric", "export", str(file), stdout=StringIO())
    lines = file.read_text(encoding="utf-8").splitlines()
    place = next(i for i, line in enumerate(lines) if line.strip() == "starter:")
    lines[place] = lines[place].replace("starter", "beginner")
    file.write_text("\n".join(lines), encoding="utf-8")
    told = StringIO()
    with pytest.raises(CommandError, match="何も取り込みませんでした"):
        call_command("rubric", "import", str(file), stderr=told)
    assert f"{place + 1}行目" in told.getvalue() and "beginner" in told.getvalue()
    assert RubricVersion.objects.count() == 1


def test_check_changes_nothing(version, tmp_path):
    file = tmp_path / "rubric.yaml"
    call_command("rubric", "export", str(file), stdout=StringIO())
    out = StringIO()
    call_command("rubric", "--language", "en", "import", str(file), "--check", stdout=out)
    assert "11 elements" in out.getvalue() and RubricVersion.objects.count() == 1


def test_draft_can_be_replaced_and_what_is_published_cannot(version, tmp_path):
    draft = copy_version(by=None, version=version)
    file = tmp_path / "rubric.yaml"
    call_command("rubric", "export", str(file), stdout=StringIO())
    file.write_text(file.read_text(encoding="utf-8").replace("第1版", "第二版"), encoding="utf-8")
    call_command("rubric", "import", str(file), "--into", "2", stdout=StringIO())
    assert "第二版" in framework_of(RubricVersion.objects.get(pk=draft.pk)).name.ja
    with pytest.raises(CommandError, match="変更できません"):
        call_command("rubric", "import", str(file), "--into", "1")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "missing.yaml"], "ファイルを読めません"),
        (["export", "x.yaml", "--version-number", "9"], "その版はありません"),
        (["import", "FILE", "--into", "9"], "その版はありません"),
        (["import", "SJIS"], "UTF-8"),
    ],
)
def test_wrong_arguments_are_told(version, tmp_path, arguments, words):
    file, other = tmp_path / "rubric.yaml", tmp_path / "sjis.yaml"
    call_command("rubric", "export", str(file), stdout=StringIO())
    other.write_bytes("name: 版".encode("shift_jis"))
    paths = {"FILE": str(file), "SJIS": str(other), "missing.yaml": str(tmp_path / "missing.yaml")}
    with pytest.raises(CommandError, match=words):
        call_command("rubric", *[paths.get(word, word) for word in arguments])


def test_seed_adds_nothing_where_there_is_a_version(version):
    assert "kept" in seed_rubric() and RubricVersion.objects.count() == 1
