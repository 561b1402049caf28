"""Cases of which some are alike."""

import pytest

from search.projection.rebuild import rebuild
from tests.factories import make_barrier, make_case, make_library


@pytest.fixture
def library():
    make_library()
    for slug in ("cannot-see", "cannot-act", "nobody-follows"):
        make_barrier(slug=slug)
    rebuild()


@pytest.fixture
def cases(library):
    facts = {"prefecture": "saitama", "industry": "E"}
    return {
        "twin": make_case(
            external_id="twin",
            title="双子の町工場",
            employees=14,
            barriers=("cannot-see",),
            situation=["loss"],
            turning_point="原価は誰が知っていますか",
            background="切削加工の会社で、会長が毎日工場に顔を出す。",
            **facts,
        ),
        "trouble": make_case(
            external_id="trouble", prefecture="okinawa", industry="M", employees=200, barriers=("cannot-see",)
        ),
        "neighbour": make_case(external_id="neighbour", prefecture="tochigi", employees=3),
    }
