"""New versions by copy and by file; every problem of a file is told, and nothing is made of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from platform_site.accounts.roles import Role
from rubric.framework.cms.forms import LARGEST_UPLOAD
from rubric.framework.content import framework_of
from rubric.framework.models import CrosswalkLink, RubricVersion
from rubric.framework.seeding import FILE
from tests.factories import make_user
from tests.integration.rubric.cms import address, draft_of

pytestmark = pytest.mark.django_db
GOOD = FILE.read_bytes()


def upload(data):
    return SimpleUploadedFile("rubric.yaml", data)


def problems(page, field="file"):
    return list(page.context["form"].errors.get(field, []))


def test_copy_is_offered_of_the_version_in_use(as_editor, version):
    draft_of(version)
    page = as_editor.get(address("add"))
    assert page.context["form"]["version"].value() == version.number
    assert page.context["form"]["source"].value() == "copy"


def test_copy_is_a_draft_that_says_the_same(as_editor, version):
    response = as_editor.post(address("add"), {"source": "copy", "version": "1"})
    draft = RubricVersion.objects.get(number=2)
    assert response.url == address("edit", draft.pk)
    assert framework_of(draft) == framework_of(version)
    assert (draft.state, draft.copied_from) == ("draft", version)
    assert CrosswalkLink.objects.filter(new__domain__version=draft).count() == 11


def test_copy_button_of_a_published_version(as_editor, version):
    response = as_editor.post(reverse("rubric_copy", args=[1]))
    assert response.url == address("edit", RubricVersion.objects.get(number=2).pk)


def test_copy_is_not_made_by_looking(as_editor, version):
    assert as_editor.get(reverse("rubric_copy", args=[1])).status_code == 405
    assert RubricVersion.objects.count() == 1


def test_file_becomes_a_draft(as_editor, version):
    as_editor.post(address("add"), {"source": "upload", "version": "1", "file": upload(GOOD)})
    assert framework_of(RubricVersion.objects.get(number=2)) == framework_of(version)


def test_first_version_comes_from_a_file(client):
    client.force_login(make_user(role=Role.ADMINISTRATOR))
    page = client.get(address("add"))
    assert list(page.context["form"].fields) == ["source", "file"]
    assert page.context["form"]["source"].value() == "upload"
    client.post(address("add"), {"source": "upload", "file": upload(GOOD)})
    assert RubricVersion.objects.get().number == 1


def test_every_problem_is_told_with_its_line(as_editor, version):
    lines = GOOD.decode().splitlines()
    first = next(number for number, line in enumerate(lines) if "meaning:" in line)
    second = next(number for number, line in enumerate(lines) if "starter:" in line)
    lines[first] = lines[first].replace("meaning:", "meening:")
    lines[second] = lines[second].replace("starter:", "beginner:")
    page = as_editor.post(address("add"), {"source": "upload", "file": upload("\n".join(lines).encode())})
    assert page.status_code == 422
    found = problems(page)
    for number in (first + 1, second + 1):
        assert any(f"{number}" in sentence.split(",")[0].split("、")[0] for sentence in found)
    assert page.context["form"]["source"].value() == "upload"
    assert RubricVersion.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [b"", "領域".encode("shift_jis"), b"\x89PNG\r\n\x1a\n\x00\x00", b"a: [", b"x" * (LARGEST_UPLOAD + 1), b"- 1"],
    ids=["empty", "not UTF-8", "a picture", "not YAML", "too large", "something else"],
)
def test_wrong_file_makes_nothing(as_editor, version, data):
    page = as_editor.post(address("add"), {"source": "upload", "file": upload(data)})
    assert page.status_code == 422
    assert problems(page)
    assert RubricVersion.objects.count() == 1


def test_many_problems_are_cut_short(as_editor, version):
    page = as_editor.post(address("add"), {"source": "upload", "file": upload(b"x: 1\n" + b"- a\n")})
    assert problems(page)
    strange = "rubric: 1\n" + "".join(f"key{n}: x\n" for n in range(150))
    page = as_editor.post(address("add"), {"source": "upload", "file": upload(strange.encode())})
    assert len(problems(page)) == 101


def test_file_is_not_looked_at_where_a_copy_is_asked_for(as_editor, version):
    as_editor.post(address("add"), {"source": "copy", "version": "1", "file": upload(b"a: [")})
    assert RubricVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "field"), [({"source": "upload"}, "file"), ({"source": "copy"}, "version"), ({"source": ""}, "source")]
)
def test_nothing_chosen_is_told(as_editor, version, sent, field):
    page = as_editor.post(address("add"), sent)
    assert page.status_code == 422
    assert problems(page, field)


def test_download_is_the_file_that_is_read_back(as_editor, version):
    response = as_editor.get(reverse("rubric_download", args=[1]))
    assert response["Content-Disposition"] == 'attachment; filename="rubric-v1.yaml"'
    as_editor.post(address("add"), {"source": "upload", "file": upload(response.content)})
    assert framework_of(RubricVersion.objects.get(number=2)) == framework_of(version)


def test_draft_says_what_the_file_says(as_editor, version):
    draft = draft_of(version)
    changed = GOOD.replace("オーナーシップ".encode(), "当事者意識".encode())
    sent = {"is_sure": "on", "file": upload(changed)}
    response = as_editor.post(reverse("rubric_replace", args=[2]), sent)
    assert response.status_code == 302
    assert framework_of(RubricVersion.objects.get(pk=draft.pk)).element("ownership").name.ja == "当事者意識"


def test_replacement_wants_to_be_confirmed(as_editor, version):
    draft = draft_of(version)
    page = as_editor.post(reverse("rubric_replace", args=[2]), {"file": upload(GOOD)})
    assert page.status_code == 422
    assert problems(page, "is_sure")
    assert "11" in page.text
    assert framework_of(draft) == framework_of(version)


def test_wrong_replacement_changes_nothing(as_editor, version):
    draft = draft_of(version)
    page = as_editor.post(reverse("rubric_replace", args=[2]), {"is_sure": "on", "file": upload(b"a: [")})
    assert problems(page)
    assert framework_of(draft) == framework_of(version)
