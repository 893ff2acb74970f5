"""What the server answers about itself, and on every answer."""

import importlib
import re
import sqlite3
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from nape import health


def test_the_process_lives(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_it_is_ready_when_the_database_has_every_migration(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_it_is_not_ready_while_migrations_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"migrations waiting\n")


def test_it_is_not_ready_without_its_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(connection: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(health, "MigrationExecutor", unreachable)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"database unreachable\n")


def test_every_answer_has_an_id_of_its_own(client: Client) -> None:
    seen = {client.get("/healthz").headers["X-Request-ID"] for _ in range(3)}
    assert len(seen) == 3
    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in seen)


def test_every_answer_forbids_frames_sniffing_and_referrers(client: Client) -> None:
    headers = client.get("/healthz").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_bare_address_leads_to_the_phones_page(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/app/")


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    assert client.get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400


def test_the_web_server_binds_where_the_options_say(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = importlib.import_module("nape.gunicorn")
    assert config.bind == [f"{settings.HOST}:{settings.PORT}"]
    assert (config.worker_class, config.workers) == ("gthread", settings.WEB_PROCESSES)
    config.when_ready(SimpleNamespace())
    assert settings.PUBLIC_URL in capsys.readouterr().out


@pytest.mark.skipif(connection.vendor != "sqlite", reason="speaks of SQLite")
@pytest.mark.django_db
def test_sqlite_is_a_version_without_the_wal_reset_bug_and_writes_are_durable() -> None:
    assert sqlite3.sqlite_version_info >= (3, 51, 3)
    with connection.cursor() as cursor:
        facts = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "secure_delete", "foreign_keys")
        }
    assert facts == {"synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
