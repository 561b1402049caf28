"""The starting list of the field's vocabulary, for editors to change."""

from pathlib import Path

import yaml
from wagtail.search.backends import get_search_backend

from search.synonyms.models import SynonymGroup

LIST = Path(__file__).parent / "seed" / "synonyms.yaml"


def seed_synonyms() -> int:
    """Enter the starting list where editors have none yet. Returns how many groups were entered."""
    if SynonymGroup.objects.exists():
        return 0
    groups = [_group(entry) for entry in yaml.safe_load(LIST.read_text(encoding="utf-8"))]
    SynonymGroup.objects.bulk_create(groups)
    get_search_backend().add_bulk(SynonymGroup, groups)  # no signal tells the CMS's search box of them
    return len(groups)


def _group(entry: dict) -> SynonymGroup:
    return SynonymGroup(
        words="\n".join(map(str, entry["words"])),
        finds="\n".join(map(str, entry.get("finds", ()))),
        note=entry.get("note", ""),
    )
