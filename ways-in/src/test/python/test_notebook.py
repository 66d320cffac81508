"""Compares what the notebook shows with another reader."""

from collections import Counter
from decimal import Decimal

import notebook_page
import pytest
from notebook_page import shown, table
from other_reader import decoded, records


@pytest.fixture(scope="module")
def outputs():
    return notebook_page.run()


def test_lists_and_describes(outputs):
    assert sorted(row["tableName"] for row in table(outputs, "SHOW TABLES")) == [
        "customers", "events", "events$OrderPaid", "events$OrderPlaced", "events$OrderShipped",
        "inventory", "orders", "orders_json", "orders_json_schema", "orders_proto", "page_views", "payments", "testTopic", "testTopic2", "web_logs",
    ]
    assert {row["col_name"]: row["data_type"] for row in table(outputs, "DESCRIBE")}["price"] == "decimal(10,2)"


def test_query_and_join_are_what_another_reader_counts(outputs):
    orders = list(decoded("orders").values())
    pieces = Counter()
    for order in orders:
        pieces[order["product"]] += order["quantity"]
    best = {row["product"]: int(row["pieces"]) for row in table(outputs, "LIMIT 8")}
    assert best == dict(pieces.most_common(8))

    in_euros = {order["order_id"] for order in orders if order["currency"] == "EUR"}
    paid = Counter()
    for payment in decoded("payments").values():
        if payment["order_id"] in in_euros:
            paid[payment["method"]] += payment["amount"]
    assert {row["method"]: Decimal(row["amount"]) for row in table(outputs, "JOIN kaspar.orders")} == paid


def test_hidden_columns_and_locality(outputs):
    places = {int(row["_partition"]): int(row["records"]) for row in table(outputs, "min(_offset)")}
    assert places == Counter(partition for partition, _ in records("orders"))
    assert [row["_offset"] for row in table(outputs, "_offset < 3")] == ["0", "1", "2"]
    assert {row["verdict"] for row in table(outputs, "check_locality")} == {"LOCAL"}


def test_draws_two_charts(outputs):
    assert shown(outputs, "stackplot", "image/png") and shown(outputs, "barh", "image/png")
