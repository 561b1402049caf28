"""A small library, and programs that ask it."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils.encoding import iri_to_uri

from casebook.api import actions
from casebook.cases.models import CasePage
from casebook.profiles.choices import Disclosure
from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role
from search.projection.rebuild import rebuild
from tests.factories import make_barrier, make_case, make_library, make_organisation, make_user


@dataclass(frozen=True)
class Library:
    """Its cases by who may read them, and the people."""

    organisation: Organisation
    supporter: User
    stranger: User
    public: CasePage
    members: CasePage
    own: CasePage


class Program:
    """Asks the API, with or without a token."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client(headers={"Authorization": f"Bearer {secret}"} if secret else {})

    def get(self, path: str, status: int = 200, **headers: str) -> Any:
        """The JSON that is answered."""
        return self._told(self.client.get(iri_to_uri(f"/api/v1{path}"), headers=headers), status)

    def post(self, path: str, body: Any, status: int = 200) -> Any:
        """The JSON that is answered to JSON."""
        answer = self.client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json")
        return self._told(answer, status)

    def _told(self, answer: Any, status: int) -> Any:
        assert answer.status_code == status, answer.content.decode()
        return answer.json()


@pytest.fixture(autouse=True)
def nothing_counted():
    """Each test begins with unused limits."""
    caches["limits"].clear()


@pytest.fixture
def library(transactional_db) -> Library:
    """Three cases: of everybody, of members, of one organisation."""
    make_library()
    rebuild()
    make_barrier(slug="cannot-see")
    organisation = make_organisation()
    return Library(
        organisation=organisation,
        supporter=make_user(role=Role.SUPPORTER, organisation=organisation),
        stranger=make_user(role=Role.SUPPORTER),
        public=make_case(
            external_id="foundry",
            title="町工場の社長が任せるまで",
            prefecture="saitama",
            city="川口市",
            industry="E",
            employees=12,
            barriers=("cannot-act",),
            approaches=("gap-listening",),
            turning_point="あと何年続けますかと聞かれた",
            summary="社員が動き出した。",
            year=2022,
            result="success",
            situation=["no-successor"],
            tags=("事業承継",),
        ),
        members=make_case(
            external_id="inn",
            title="旅館の値上げ",
            prefecture="aomori",
            industry="M",
            barriers=("nobody-follows",),
            disclosure=Disclosure.MEMBERS,
            tags=("値上げ",),
            year=2019,
        ),
        own=make_case(
            external_id="builder",
            title="工務店が宣伝を始める",
            prefecture="okinawa",
            industry="D",
            disclosure=Disclosure.ORGANISATION,
            organisation=organisation,
        ),
    )


@pytest.fixture
def anybody() -> Program:
    """A program without a token."""
    return Program()


@pytest.fixture
def program_of():
    """A program with a token of the given person."""

    def make(user: User) -> Program:
        return Program(actions.create_token(by=user, name="test")[1])

    return make
