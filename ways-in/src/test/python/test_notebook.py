"""Runs the notebook as it is committed, compares what it shows with another reader, and keeps it as a page to look at."""

import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from other_reader import decoded, records

NOTEBOOK = Path(os.environ["KASPAR_NOTEBOOK"])
PAGE = Path(os.environ["KASPAR_NOTEBOOK_PAGE"])


@pytest.fixture(scope="module")
def outputs():
    """What each cell shows, by the cell's source."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=180, kernel_name="python3").execute()
    PAGE.write_text(HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    return {cell.source: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def shown(outputs, part_of_source, mime):
    for source, results in outputs.items():
        if part_of_source in source:
            return [result.data[mime] for result in results if mime in result.get("data", {})]
    raise AssertionError(f"no cell has {part_of_source}")


def table(outputs, part_of_source):
    """The table below a cell, as a reader sees it: a list of rows, each of texts by column."""
    page = BeautifulSoup(shown(outputs, part_of_source, "text/html")[0], "html.parser")
    header, *rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in page.find_all("tr")]
    return [dict(zip(header, row)) for row in rows]


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
