package io.kaspar.reader.task;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/** One column of a scan's output. */
public sealed interface ScanColumn extends Serializable {

    /** The Spark type asked for; a struct may have fewer fields than the schema's. */
    DataType dataType();

    /** A field of the value, which is a record. */
    record ValueField(String name, DataType dataType) implements ScanColumn {}

    /** A field of a field of the value; the outer one is a record, too. */
    record NestedField(String outer, String name, DataType dataType) implements ScanColumn {}

    /** The value as a whole, which is no record. */
    record WholeValue(DataType dataType) implements ScanColumn {}

    /**
     * A fact of Kafka's about the record; for {@link MetadataField#KEY} the decoded key.
     *
     * @param isAsInSparksConnector whether it is told as Spark's own Kafka connector does: the kind of a timestamp by its number, no headers as
     *     null
     */
    record Metadata(MetadataField field, DataType dataType, boolean isAsInSparksConnector) implements ScanColumn {

        /** As tables of topics tell it. */
        public Metadata(MetadataField field, DataType dataType) {
            this(field, dataType, false);
        }
    }

    /**
     * A column that nobody can read, in a scan that has to give it: who looks at it is told why.
     *
     * @param problem why, and what to change
     */
    record Unreadable(DataType dataType, String problem) implements ScanColumn {}

    /**
     * A column that nobody may look at, though the scan has to give it. In {@link MalformedMode#FAILFAST} only: what is malformed is
     * told when somebody looks.
     *
     * @param column a fact, a field of the value or the value as a whole; of value columns either all are such, or none
     */
    record IfLookedAt(ScanColumn column) implements ScanColumn {
        @Override
        public DataType dataType() {
            return column.dataType();
        }
    }
}
