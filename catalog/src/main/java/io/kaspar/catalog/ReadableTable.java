package io.kaspar.catalog;

import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A table of topics that were found. */
interface ReadableTable extends SupportsRead, SupportsMetadataColumns {

    /** Its columns, hidden ones aside. Spark 4.0 asks for them so. */
    @Override
    @SuppressWarnings("deprecation")
    StructType schema();

    /** What tells it from another one of its name; null where nothing does. Spark asks for it from 4.1 on. */
    @Override
    @Nullable
    String id();

    /** Null where it is not loaded again for each execution. */
    @Override
    @Nullable
    String version();
}
