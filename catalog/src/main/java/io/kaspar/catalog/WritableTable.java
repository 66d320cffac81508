package io.kaspar.catalog;

import org.apache.spark.sql.connector.catalog.SupportsWrite;

/** The table of one topic, to which rows can be written. */
interface WritableTable extends ReadableTable, SupportsWrite {}
