"""Compares what the notebook of streams shows with another reader."""

import ast
import datetime
from collections import Counter

import notebook_page
import pytest
from notebook_page import shown, table
from other_reader import decoded, records

DAY_MS = 24 * 60 * 60 * 1000
WEEK_MS = 7 * DAY_MS


@pytest.fixture(scope="module")
def outputs():
    return notebook_page.run()


def value_below(outputs, part_of_source):
    return ast.literal_eval(shown(outputs, part_of_source, "text/plain")[0])


def test_weeks_that_are_over(outputs):
    orders = decoded("orders")
    times = {place: timestamp_ms for place, (timestamp_ms, _, _) in records("orders").items()}
    watermark = max(times.values()) - DAY_MS
    weeks = Counter((times[place] // WEEK_MS * WEEK_MS, order["status"]) for place, order in orders.items())
    over = {week: count for week, count in weeks.items() if week[0] + WEEK_MS <= watermark}
    assert len(over) > 30 and len(over) < len(weeks)

    first = sorted(over.items())[:12]
    assert [(row["start"], row["status"], int(row["count"])) for row in table(outputs, "def write")] == [
        (datetime.datetime.fromtimestamp(start / 1000, datetime.timezone.utc).strftime("%Y-%m-%d"), status, count)
        for (start, status), count in first
    ]
    assert value_below(outputs, "(before, after)") == (len(over), len(over))


def test_progress(outputs):
    progress = value_below(outputs, "maxOffsetsBehindLatest")
    assert sum(rows for rows, _, _ in progress) == len(records("orders"))
    assert progress[-1][2] == "0"


def test_join_with_the_last_record_of_each_customer(outputs):
    newsletter = {}
    for (partition, offset), (_, key, payload) in sorted(records("customers").items()):
        newsletter[key] = None if payload is None else decoded("customers")[partition, offset]
    by_id = {customer["customer_id"]: customer["newsletter"] for customer in newsletter.values() if customer}
    expected = Counter(by_id[order["customer_id"]] for order in decoded("orders").values() if order["customer_id"] in by_id)

    assert {row["newsletter"]: int(row["orders"]) for row in table(outputs, "newsletter BOOLEAN")} == {
        str(answer): count for answer, count in expected.items()
    }
