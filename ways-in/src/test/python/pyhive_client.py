"""Asks a Thrift server through PyHive, SQLAlchemy and pandas; prints a line for each answer. Arguments: port, database with views."""

import sys
import time

import pandas
import sqlalchemy
from pyhive import exc, hive
from pyhive.sqlalchemy_hive import HiveDialect
from sqlalchemy.dialects import registry
from TCLIService.ttypes import TOperationState


class SparkDialect(HiveDialect):
    """As docs/deployment.md has it."""

    supports_statement_cache = False

    def get_table_names(self, connection, schema=None, **kw):
        show = "SHOW TABLES" + (" IN " + schema if schema else "")
        return [row.tableName for row in connection.execute(sqlalchemy.text(show))]


def cursor_answers(port):
    with hive.connect("127.0.0.1", port) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT order_id, amount, currency, authorized_at, fees, receipt FROM kaspar.payments WHERE order_id = 1"
        )
        print("row", cursor.fetchone())
        cursor.execute("SELECT count(*) FROM kaspar.orders WHERE status = %(status)s", {"status": "PAID"})
        print("bound", cursor.fetchone()[0])
        try:
            cursor.execute("SELECT prize FROM kaspar.orders")
        except exc.OperationalError as error:
            print("state", error.args[0].status.sqlState)
        cancel(cursor)
        cursor.execute("SELECT count(*) FROM kaspar.orders")
        print("after the cancel", cursor.fetchone()[0])


def cancel(cursor):
    """Of a statement that reads for hours, waiting at each record."""
    cursor.execute(
        "SELECT count(*) FROM kaspar.orders WHERE java_method('java.lang.Thread', 'sleep', 20L + quantity) = '?'",
        async_=True,
    )
    while cursor.poll().operationState != TOperationState.RUNNING_STATE:
        time.sleep(0.1)
    cursor.cancel()
    print("cancelled", TOperationState._VALUES_TO_NAMES[cursor.poll().operationState])


def engine_answers(port, database):
    registry.register("spark", __name__, "SparkDialect")
    address = f"://127.0.0.1:{port}/{database}"
    engine = sqlalchemy.create_engine("spark" + address)
    with engine.connect() as connection:
        print("engine", connection.execute(sqlalchemy.text("SELECT count(*) FROM kaspar.orders")).scalar())
    inspector = sqlalchemy.inspect(engine)
    print("schemas", *[name for name in inspector.get_schema_names() if name == database])
    print("tables of hive", sqlalchemy.inspect(sqlalchemy.create_engine("hive" + address)).get_table_names(database))
    print("tables of spark", inspector.get_table_names(database))
    print("tables of the catalog", [name for name in inspector.get_table_names("kaspar") if "order" in name])
    columns = {column["name"]: column["type"] for column in inspector.get_columns("orders", schema=database)}
    print("columns", ", ".join(f"{name} {columns[name]}" for name in ["order_id", "price", "_offset"]))

    orders = sqlalchemy.Table("orders", sqlalchemy.MetaData(), autoload_with=engine, schema=database)
    first = sqlalchemy.select(orders.c.order_id, orders.c.price).where(orders.c.order_id < 3).order_by(orders.c.order_id)
    with engine.connect() as connection:
        print("core", connection.execute(first).all())

    frame = pandas.read_sql_query(
        "SELECT status, count(*) AS n, sum(price) AS s FROM kaspar.orders GROUP BY status ORDER BY status", engine
    )
    print("frame", *frame.iloc[0])
    try:
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text("SELECT * FROM kaspar.orders WITH ('oops' = '1')"))
    except sqlalchemy.exc.OperationalError as error:
        print("error", type(error.orig).__name__, *[word for word in ["there is no option oops"] if word in str(error)])


cursor_answers(int(sys.argv[1]))
engine_answers(int(sys.argv[1]), sys.argv[2])
