"""A question and an answer for each operation, for the OpenAPI document and the page that explains the API."""

from typing import Any

#: What stands in the query string, by operation.
QUERIES: dict[str, dict[str, str]] = {
    "findCases": {"q": "後継者", "prefecture": "saitama"},
    "listFacets": {"lang": "en"},
}
PROFILE: dict[str, Any] = {
    "prefecture": "saitama",
    "industry": "E",
    "employees": 12,
    "situation": ["no-successor"],
    "text": "社長がひとりで決めていて、社員がついてこない。",
}
CASE: dict[str, Any] = {
    "id": "saitama-press",
    "slug": "saitama-press",
    "url": "https://banso.example.org/cases/saitama-press/",
    "title": "社長がひとりで決めない会社になるまで",
    "region": ["kanto"],
    "prefecture": ["saitama"],
    "size": ["small"],
    "industry": ["E"],
    "barrier": ["nobody-follows"],
    "approach": ["gap-listening"],
    "support": ["issue-setting"],
    "model": [],
    "org": ["chamber"],
    "result": ["success"],
    "year": ["2022"],
    "tag": ["事業承継"],
    "language": "ja",
    "turning_point": "「あと何年続けますか」と聞かれた。",
    "summary": "社長が任せることを覚え、社員が動き出した。",
}
ANSWERS: dict[str, dict[str, Any]] = {
    "findCases": {
        "count": 1,
        "results": [{**CASE, "score": 7.2051}],
        "facets": {"prefecture": [{"value": "saitama", "label": "埼玉県", "count": 1}]},
        "notes": [],
    },
    "listFacets": {
        "count": 1,
        "labels": {"result": "Result"},
        "facets": {"result": [{"value": "success", "label": "Success", "count": 1}]},
    },
    "findSimilarCases": {
        "results": [
            {
                **CASE,
                "score": 62.5,
                "reasons": [
                    {"field": "industry", "kind": "same", "sentence": "同じ業種：製造業", "points": 20.0},
                    {"field": "size", "kind": "same", "sentence": "同じ規模", "points": 5.0},
                ],
            }
        ]
    },
}
