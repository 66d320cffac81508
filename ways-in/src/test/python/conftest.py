"""A session as a user makes it: of PySpark's own, or of a Connect server. What it is asked comes from the environment."""

import os

import pytest
from pyspark.sql import SparkSession

CATALOG = "spark.sql.catalog.kaspar"


def pytest_report_header():
    import pandas
    import pyarrow
    import pyspark

    return f"pyspark {pyspark.__version__}, pandas {pandas.__version__}, pyarrow {pyarrow.__version__}"


@pytest.fixture(scope="session")
def remote():
    """The address of a Connect server, or None."""
    return os.environ.get("KASPAR_REMOTE")


@pytest.fixture(scope="session")
def servers():
    return {
        "kafka.bootstrap.servers": os.environ["KASPAR_BOOTSTRAP_SERVERS"],
        "schema.registry.url": os.environ["KASPAR_SCHEMA_REGISTRY_URL"],
    }


@pytest.fixture(scope="session")
def spark(remote, servers):
    if remote:
        session = SparkSession.builder.remote(remote).getOrCreate()
    else:
        builder = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.jars", os.environ["KASPAR_JAR"])
            .config(CATALOG, os.environ["KASPAR_CATALOG_CLASS"])
        )
        for option, value in servers.items():
            builder = builder.config(f"{CATALOG}.{option}", value)
        session = builder.getOrCreate()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    session.conf.set("spark.sql.shuffle.partitions", "2")
    # Spark 4.2.0 hangs in a Python UDF over columns without it (SPARK-58241); docs/troubleshooting.md tells users.
    session.conf.set("spark.sql.execution.arrow.pythonUDF.columnarInput.enabled", "false")
    if remote:
        # Without it the text of an error ends with the server's stack.
        session.conf.set("spark.sql.connect.serverStacktrace.enabled", "false")
    yield session
    session.stop()
