"""What people ask in a notebook, through PySpark or through Spark Connect, compared with another reader of the same topics."""

import re
from decimal import Decimal

import numpy
import pandas
import pytest
from other_reader import decoded, records
from pyspark.errors import AnalysisException, IllegalArgumentException, UnsupportedOperationException
from pyspark.sql import functions

TOPICS_WITH_SCHEMA = ["orders", "payments", "page_views", "customers"]
EVENTS = ["events", "events$OrderPaid", "events$OrderPlaced", "events$OrderShipped"]
ALL_TABLES = [*TOPICS_WITH_SCHEMA, *EVENTS, "inventory", "orders_json", "orders_json_schema", "orders_proto", "testTopic", "testTopic2", "web_logs"]
EVERY = 97


def is_sampled(partition, offset):
    return offset % EVERY == 0


def sample(spark, topic):
    """Records of all ages, with all columns and their places."""
    table = spark.table(f"kaspar.{topic}")
    places = [table["_partition"], table["_offset"]]
    return table.where(table["_offset"] % EVERY == 0).select("*", *places)


def plain(value):
    """One word for each thing that PySpark and pandas have several for."""
    if value is None or value is pandas.NaT or (isinstance(value, float) and value != value):
        return None
    if hasattr(value, "asDict"):
        value = value.asDict()
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple, numpy.ndarray)):
        return [plain(inner) for inner in value]
    if isinstance(value, pandas.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, numpy.generic):
        return value.item()
    return bytes(value) if isinstance(value, bytearray) else value


def by_place(rows):
    found = {}
    for row in rows:
        value = plain(row)
        found[value.pop("_partition"), value.pop("_offset")] = value
    return found


@pytest.mark.parametrize("topic", TOPICS_WITH_SCHEMA)
def test_rows_are_what_another_reader_decodes(spark, topic):
    expected = decoded(topic, is_sampled)

    assert len(expected) > 20
    assert by_place(sample(spark, topic).collect()) == expected


@pytest.mark.parametrize("topic", TOPICS_WITH_SCHEMA)
@pytest.mark.parametrize("arrow", ["true", "false"])
def test_pandas_gets_the_same_rows_with_arrow_and_without(spark, remote, topic, arrow):
    if remote and arrow == "false":
        pytest.skip("Connect sends Arrow in any case")
    if not remote:
        spark.conf.set("spark.sql.execution.arrow.pyspark.enabled", arrow)
        spark.conf.set("spark.sql.execution.arrow.pyspark.fallback.enabled", "false")

    frame = sample(spark, topic).toPandas()

    assert by_place(frame.to_dict("records")) == decoded(topic, is_sampled)


def test_pandas_gets_times_as_times_and_decimals_as_decimals(spark):
    types = sample(spark, "payments").toPandas().dtypes

    assert types["authorized_at"].kind == types["settled_at"].kind == types["shop_time"].kind == "M"
    assert (types["order_id"], types["risk"]) == (numpy.int64, numpy.float32)
    assert isinstance(sample(spark, "payments").toPandas()["amount"].iloc[0], Decimal)


def test_python_udf(spark):
    @functions.udf("string")
    def shout(method, brand):
        return f"{method}/{brand}".upper()

    payments = spark.table("kaspar.payments")
    counted = payments.groupBy(shout("method", "card.brand").alias("word")).count().collect()

    expected = {}
    for value in decoded("payments").values():
        word = f"{value['method']}/{value['card']['brand'] if value['card'] else None}".upper()
        expected[word] = expected.get(word, 0) + 1
    assert {row["word"]: row["count"] for row in counted} == expected


def test_pandas_udf(spark):
    @functions.pandas_udf("decimal(20,2)")
    def doubled(amount: pandas.Series) -> pandas.Series:
        return amount * 2

    total = spark.table("kaspar.payments").select(functions.sum(doubled("amount"))).first()[0]

    assert total == 2 * sum(value["amount"] for value in decoded("payments").values())


def test_functions_over_whole_frames(spark):
    def size(frame):
        return pandas.DataFrame({"_partition": [frame["_partition"].iloc[0]], "records": [len(frame)]})

    def lengths(frames):
        for frame in frames:
            yield pandas.DataFrame({"characters": frame["value"].str.len()})

    payments = spark.table("kaspar.payments")
    grouped = payments.select(payments["_partition"], "order_id").groupBy("_partition")
    sizes = grouped.applyInPandas(size, "_partition int, records long").collect()
    logs = spark.table("kaspar.web_logs").select("value").mapInPandas(lengths, "characters long")

    in_kafka = [partition for partition, _ in records("payments")]
    assert {row[0]: row[1] for row in sizes} == {partition: in_kafka.count(partition) for partition in set(in_kafka)}
    assert logs.agg({"characters": "sum"}).first()[0] == sum(len(text.decode()) for _, _, text in records("web_logs").values())


def test_parameters_by_name_and_by_position(spark):
    statement = "SELECT count(*) AS n FROM kaspar.orders WHERE order_id BETWEEN {} AND {}"

    assert spark.sql(statement.format(":low", ":high"), args={"low": 11, "high": 30}).first().n == 20
    assert spark.sql(statement.format("?", "?"), args=[11, 30]).first().n == 20
    assert spark.sql("SELECT * FROM kaspar.testTopic WHERE value = :v", args={"v": "7"}).count() == 1


def test_hidden_columns(spark):
    orders = spark.table("kaspar.orders")
    some = orders.where(orders["_offset"] < 3)
    rows = some.select(orders["_partition"], orders["_offset"], orders["_timestamp"], orders["_key"], "order_id").collect()

    places = {place for place in records("orders") if place[1] < 3}
    assert {(row[0], row[1]) for row in rows} == places
    for partition, offset, timestamp, key, order_id in rows:
        timestamp_ms, key_bytes, _ = records("orders")[partition, offset]
        assert timestamp.timestamp() * 1000 == timestamp_ms
        assert key == key_bytes.decode() == f"order-{order_id}"
    assert "_offset" not in orders.columns


def test_catalog(spark):
    catalog = spark.catalog
    tables = catalog.listTables("kaspar")
    columns = {column.name: column for column in catalog.listColumns("kaspar.orders")}

    assert sorted(table.name for table in tables) == sorted(ALL_TABLES)
    assert {table.tableType for table in tables} == {"EXTERNAL"}
    assert (columns["price"].dataType, columns["price"].description) == (
        "decimal(10,2)",
        "of one piece, in the order's currency",
    )
    assert catalog.tableExists("kaspar.orders")
    assert not catalog.tableExists("kaspar.nothing")
    assert "kaspar" in {found.name for found in catalog.listCatalogs()}
    assert catalog.getTable("kaspar.orders").catalog == "kaspar"


def test_catalog_that_is_current(spark):
    catalog = spark.catalog
    before = catalog.currentCatalog()
    catalog.setCurrentCatalog("kaspar")
    try:
        assert sorted(table.name for table in catalog.listTables()) == sorted(ALL_TABLES)
        assert catalog.currentDatabase() in {database.name for database in catalog.listDatabases()}
        assert spark.table("testTopic").count() == 100
        assert len(catalog.listFunctions()) > 300
    finally:
        catalog.setCurrentCatalog(before)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("SELECT * FROM kaspar.nothing", r"TABLE_OR_VIEW_NOT_FOUND.*`kaspar`[.]`nothing`"),
        ("SELECT * FROM kaspar.ORDERS", r"did you mean kaspar[.]orders[?]"),
        ("SELECT prise FROM kaspar.orders", r"UNRESOLVED_COLUMN[.]WITH_SUGGESTION.*`price`"),
        ("INSERT OVERWRITE kaspar.testTopic VALUES ('x')", r"UNSUPPORTED_FEATURE[.]TABLE_OPERATION.*`kaspar`[.]`testTopic`"),
    ],
)
def test_errors_of_queries_are_short_and_say_what_to_do(spark, statement, message):
    with pytest.raises((AnalysisException, UnsupportedOperationException)) as error:
        spark.sql(statement).collect()

    assert re.search(message, str(error.value), re.DOTALL)
    assert_short(error.value)


@pytest.mark.parametrize(
    ("options", "topic", "message"),
    [
        ({"startingOffset": "earliest"}, "orders", "did you mean startingOffsets?"),
        ({}, "nothing", "there is no topic nothing in the Kafka cluster at "),
    ],
)
def test_errors_of_options(spark, servers, options, topic, message):
    reader = spark.read.format("kaspar").options(**servers, **options)
    with pytest.raises(IllegalArgumentException) as error:
        reader.load(topic).count()

    assert message in str(error.value)
    assert_short(error.value)


def assert_short(error):
    assert "\tat " not in str(error)
    assert len(str(error).splitlines()) < 25


def test_provider_with_options_of_one_query(spark, servers):
    from_two = '{"testTopic": {"0": 2, "1": 2, "2": 2, "3": 2}}'
    reader = spark.read.format("kaspar").options(**servers)

    whole = reader.load("testTopic")
    rest = reader.option("startingOffsets", from_two).load("testTopic")

    assert whole.count() == 100
    assert {row.value for row in rest.collect()} == {
        text.decode() for (_, offset), (_, _, text) in records("testTopic").items() if offset >= 2
    }


def test_table_with_options_of_one_query(spark):
    up_to_two = '{"testTopic": {"0": 2, "1": 2, "2": 2, "3": 2}}'

    assert spark.read.option("endingOffsets", up_to_two).table("kaspar.testTopic").count() == 8
    assert spark.table("kaspar.testTopic").count() == 100
