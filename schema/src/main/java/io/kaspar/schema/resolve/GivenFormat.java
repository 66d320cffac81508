package io.kaspar.schema.resolve;

import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.wire.PayloadFrame;
import java.io.Serializable;
import java.util.Objects;

/** How payloads are read that options describe, so that no registry is asked. */
public sealed interface GivenFormat extends Serializable {

    /**
     * Without a schema: the whole payload is one value.
     *
     * @param charset the name of what {@link RawFormat#STRING} is written in; of no account for the others
     */
    record Plain(RawFormat format, String charset) implements GivenFormat {
        /** What text is written in when nobody says otherwise. */
        public static final String UTF_8 = "UTF-8";

        public Plain {
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(charset, "charset");
        }

        public Plain(RawFormat format) {
            this(format, UTF_8);
        }
    }

    /**
     * As JSON objects whose columns are found by looking at some of them.
     *
     * @param frame what stands in front of each; none of changes
     * @param sampleRecords how many records are looked at, at least 1
     */
    record Inferred(PayloadFrame frame, int sampleRecords) implements GivenFormat {
        public Inferred {
            Objects.requireNonNull(frame, "frame");
            if (sampleRecords < 1 || frame.isOfChanges()) {
                throw new IllegalArgumentException(frame + " payloads of " + sampleRecords + " records");
            }
        }
    }

    /**
     * By one schema for all payloads.
     *
     * @param frame what stands in front of each
     */
    record BySchema(SchemaText schema, PayloadFrame frame) implements GivenFormat {
        public BySchema {
            Objects.requireNonNull(schema, "schema");
            Objects.requireNonNull(frame, "frame");
        }

        /**
         * Of changes of a table's rows, which have Debezium's shape then.
         *
         * @param row the columns of the table
         * @param frame one of changes
         */
        public static BySchema ofChanges(SchemaText row, PayloadFrame frame) {
            String columns = ChangeDecoder.dialect(frame).columns(row.text());
            return new BySchema(new SchemaText(row.kind(), columns, row.references()), frame);
        }

        /** Of payloads without a frame. */
        public BySchema(SchemaText schema) {
            this(schema, PayloadFrame.NONE);
        }
    }
}
