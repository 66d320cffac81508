package io.kaspar.schema.csv;

import io.kaspar.schema.ddl.DdlText;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.program.ProgramDecoder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Payloads that are a line of CSV, with columns that somebody gives as Spark's DDL, in the order of the line. Thread-safe. */
public final class CsvColumnsFormat implements PayloadFormat {
    /** For messages. */
    static final String NAME = "CSV";

    @Override
    public SchemaKind kind() {
        return SchemaKind.CSV_COLUMNS;
    }

    @Override
    public DataType dataType(SchemaText readerSchema, PayloadOptions options) throws SchemaException {
        DataType type = DdlText.parse(readerSchema.text());
        if (!(type instanceof StructType columns) || columns.isEmpty()) {
            throw new SchemaException("a line of CSV has columns: name them as in id BIGINT, product STRING");
        }
        for (StructField column : columns.fields()) {
            var unused = CsvValues.of(column);
        }
        return columns;
    }

    @Override
    public PayloadDecoder compile(
            WriterSchema writerSchema, SchemaText readerSchema, DataType projection, PayloadOptions options)
            throws SchemaException {
        StructType columns = (StructType) dataType(readerSchema, options);
        StructField[] wanted = ((StructType) projection).fields();
        int[] places = new int[wanted.length];
        CsvValue[] values = new CsvValue[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            places[i] = columns.fieldIndex(wanted[i].name());
            values[i] = CsvValues.of(wanted[i]);
        }
        return new ProgramDecoder(
                NAME, new CsvRowStep(columns.fieldNames(), (byte) options.csvSeparator(), places, values));
    }

    /** {@inheritDoc} A line has all columns, whichever of them are given; those that are not are null. */
    @Override
    public PayloadEncoder encoder(SchemaText schema, DataType dataType, PayloadOptions options) throws SchemaException {
        StructType columns = (StructType) dataType(schema, options);
        if (!(dataType instanceof StructType given)) {
            throw new SchemaException("a line of CSV has columns, and is no " + dataType.sql());
        }
        return CsvLineEncoder.of(columns, given, (byte) options.csvSeparator());
    }
}
