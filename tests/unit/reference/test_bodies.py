from platform_site.reference.bodies import BODIES


def test_bodies_are_those_of_the_domain_in_its_order() -> None:
    assert {slug: kind.name_ja for slug, kind in BODIES.items()} == {
        "bureau": "経済産業局",
        "yorozu": "よろず支援拠点",
        "chamber": "商工団体",
        "bank": "金融機関",
        "guarantee": "信用保証協会",
        "professional": "士業",
        "smrj": "中小機構",
        "municipality": "自治体",
        "foundation": "産業支援財団",
        "association": "経営者協会等の団体",
        "private": "民間（監査法人等）",
        "joint": "官民合同チーム",
        "other": "その他",
    }
    assert next(iter(BODIES)) == "bureau"
    assert list(BODIES)[-1] == "other"


def test_body_bureau_knows_every_office() -> None:
    assert {"関東経済産業局", "沖縄総合事務局経済産業部"} <= set(BODIES["bureau"].variants)
