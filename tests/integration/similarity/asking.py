"""Asking for cases like mine, as many tests do."""

SIMILAR, COMPARE = "/cases/similar/", "/cases/similar/compare/"
MEMO = (
    "埼玉県川口市の切削加工の会社。従業員は正社員14名。二期連続で営業赤字。製品ごとの原価が分からない。"
    "合言葉はひゃくにちぎくで、会長が毎日工場に顔を出す。"
)
SECRET = "ひゃくにちぎく"
FIELDS = "barrier=cannot-see&situation=loss&industry=E&employees=14&prefecture=saitama"
TOO_MUCH = "barrier=nobody-follows&industry=A&prefecture=tochigi"


def screen(client, query="", address=SIMILAR):
    return client.get(f"{address}?{query}").context["screen"]


def titles(found):
    return [hit.title for hit in found.hits]


def paste(client, memo=MEMO, **fields):
    return client.post(SIMILAR, {"memo": memo, "read": "1", **fields})
