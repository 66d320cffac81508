"""Sessions of one Connect server side by side: their settings, their principals, and what they leave behind."""

import os
import time
from pathlib import Path

import pytest
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

SECURED = os.environ["KASPAR_SECURED_SERVERS"]
SERVER = Path("/proc") / os.environ["KASPAR_SERVER_PID"]
FEW, MANY = 10, 100
PATIENCE_SECONDS = 60


@pytest.fixture
def sessions():
    """Makes sessions, and stops them after the test."""
    made = []

    def make(settings=()):
        made.append(open_session(dict(settings)))
        return made[-1]

    yield make
    for session in made:
        session.stop()


def open_session(settings):
    builder = SparkSession.builder.remote(os.environ["KASPAR_REMOTE"])
    # Without it the text of an error ends with the server's stack.
    settings = {"spark.sql.connect.serverStacktrace.enabled": "false", **settings}
    return builder.config(map=settings).create()


def principal(user, password):
    """The settings of a catalog called mine that logs in."""
    login = f'org.apache.kafka.common.security.plain.PlainLoginModule required username="{user}" password="{password}";'
    options = {
        "": "io.kaspar.catalog.KasparCatalog",
        ".kafka.bootstrap.servers": SECURED,
        ".kafka.security.protocol": "SASL_PLAINTEXT",
        ".kafka.sasl.mechanism": "PLAIN",
        ".kafka.sasl.jaas.config": login,
        ".schema.registry.url": os.environ["KASPAR_SCHEMA_REGISTRY_URL"],
    }
    return {f"spark.sql.catalog.mine{name}": value for name, value in options.items()}


CAROL = principal("carol", "carol-pl4nted")
DAVE = principal("dave", "dave-pl4nted")


def tables(session):
    return [table.name for table in session.catalog.listTables("mine")]


def test_each_session_has_its_own_principal(sessions):
    carol = sessions(CAROL)
    dave = sessions(DAVE)
    neither = sessions()

    for _ in range(2):
        assert tables(carol) == ["testTopic"]
        assert tables(dave) == ["testTopic2"]
        assert carol.table("mine.testTopic").count() == 100
        assert dave.table("mine.testTopic2").count() == 25
        assert neither.table("kaspar.testTopic").count() == 100
        with pytest.raises(PySparkException) as refused:
            carol.table("mine.testTopic2").count()
        assert "Not authorized to access topics: [testTopic2]" in str(refused.value)
        with pytest.raises(PySparkException):
            neither.table("mine.testTopic").count()


def test_a_wrong_password_is_an_error_that_does_not_print_it(sessions):
    mallory = sessions(principal("carol", "guessed-pl4nted"))

    with pytest.raises(PySparkException) as refused:
        mallory.table("mine.testTopic").count()

    assert "Authentication failed" in str(refused.value)
    assert "guessed-pl4nted" not in str(refused.value)
    assert "\tat " not in str(refused.value)


def test_each_session_has_its_own_settings(sessions):
    raw = sessions({"spark.sql.catalog.kaspar.topic.testTopic.value.format": "binary"})
    text = sessions()

    assert text.table("kaspar.testTopic").dtypes == [("value", "string")]
    assert raw.table("kaspar.testTopic").dtypes == [("value", "binary")]
    raw.catalog.setCurrentCatalog("kaspar")
    assert bytes(raw.table("testTopic").first().value).isdigit()
    assert text.catalog.currentCatalog() == "spark_catalog"


def test_errors_carry_sqls_states_and_classes(sessions):
    session = sessions()
    with pytest.raises(PySparkException) as missing:
        session.table("kaspar.nothing").count()
    assert (missing.value.getCondition(), missing.value.getSqlState()) == ("TABLE_OR_VIEW_NOT_FOUND", "42P01")
    assert missing.value.getMessageParameters()["relationName"] == "`kaspar`.`nothing`"
    with pytest.raises(PySparkException) as column:
        session.sql("SELECT prise FROM kaspar.orders").collect()
    assert (column.value.getCondition(), column.value.getSqlState()) == ("UNRESOLVED_COLUMN.WITH_SUGGESTION", "42703")


def test_a_hundred_sessions_leave_nothing_behind():
    open_and_stop(FEW)
    after_few = footprint()
    open_and_stop(MANY - FEW)

    deadline = time.time() + PATIENCE_SECONDS
    while exceeds(footprint(), after_few) and time.time() < deadline:
        time.sleep(1)
    after_many = footprint()
    print(f"after {FEW} sessions {after_few}, after {MANY} {after_many}")
    assert not exceeds(after_many, after_few)


def open_and_stop(count):
    for number in range(count):
        user, topic = [(CAROL, "testTopic"), (DAVE, "testTopic2")][number % 2]
        session = open_session(user)
        assert session.table(f"mine.{topic}").limit(1).count() == 1
        session.stop()


def footprint():
    """Of the server's process: open files, and Kafka's and Kaspar's threads. Spark's pools keep threads of their own for a while."""
    names = [name(task) for task in (SERVER / "task").iterdir()]
    return {
        "open files": len(list((SERVER / "fd").iterdir())),
        "admin clients": sum(found.startswith("kafka-admin") for found in names),
        "threads": sum(found.startswith(("kafka", "kaspar")) for found in names),
    }


def name(task):
    try:
        return (task / "comm").read_text().strip()
    except FileNotFoundError:
        return "gone"


def exceeds(now, before):
    """A few files come and go with Spark's blocks; what a session left behind would be there ninety times."""
    slack = {"open files": 30, "admin clients": 0, "threads": 0}
    return any(now[what] > before[what] + slack[what] for what in before)
