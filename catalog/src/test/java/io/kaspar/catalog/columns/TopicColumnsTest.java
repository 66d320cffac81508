package io.kaspar.catalog.columns;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.scan.Schemas;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TopicColumnsTest {
    private static final PayloadSchema LONG_KEY = new PayloadSchema.Raw(RawFormat.LONG);

    @Test
    void namesAValueThatIsNoRecord() {
        TopicColumns columns = new TopicColumns(new TopicSchema(LONG_KEY, new PayloadSchema.Raw(RawFormat.INT)), "_");

        assertThat(columns.valueColumns()).isEqualTo(new StructType().add("value", DataTypes.IntegerType, true));
        assertThat(columns.scanColumns(columns.valueColumns(), ColumnUse.ALL_WANTED))
                .containsExactly(new ScanColumn.WholeValue(DataTypes.IntegerType));
    }

    @Test
    void letsEveryFieldBeNullBecauseAValueMayBeMissing() {
        TopicColumns columns = new TopicColumns(new TopicSchema(LONG_KEY, Schemas.avro("id", "long")), "_");

        assertThat(columns.valueColumns().fields()).hasSize(1);
        assertThat(columns.valueColumns().fields()[0].dataType()).isEqualTo(DataTypes.LongType);
        assertThat(columns.valueColumns().fields()[0].nullable()).isTrue();
    }

    @Test
    void hidesKafkasFactsUnderThePrefix() {
        TopicColumns columns = new TopicColumns(new TopicSchema(LONG_KEY, Schemas.avro("id", "long")), "kafka_");

        assertThat(columns.hiddenColumns())
                .extracting(HiddenColumn::name)
                .contains("kafka_offset", "kafka_timestamp_type", "kafka_value_schema_id")
                .hasSize(MetadataField.values().length);
        assertThat(columns.hiddenColumns())
                .filteredOn(column -> !column.isNullable())
                .extracting(HiddenColumn::field)
                .contains(MetadataField.PARTITION, MetadataField.OFFSET, MetadataField.TIMESTAMP);
        assertThat(columns.metadataField("kafka_key")).contains(MetadataField.KEY);
    }

    @Test
    void givesTheKeyItsDecodedType() {
        TopicColumns columns = new TopicColumns(new TopicSchema(LONG_KEY, Schemas.avro("id", "long")), "_");

        assertThat(columns.hiddenColumns())
                .filteredOn(column -> column.field() == MetadataField.KEY)
                .extracting(HiddenColumn::dataType)
                .containsExactly(DataTypes.LongType);
    }

    @Test
    void readsHiddenColumnsWholeEvenWhenAskedForAPart() {
        TopicColumns columns = new TopicColumns(new TopicSchema(LONG_KEY, Schemas.avro("id", "long")), "_");
        StructType part = new StructType()
                .add("_headers", DataTypes.createArrayType(new StructType().add("key", DataTypes.StringType)));

        assertThat(((org.apache.spark.sql.types.ArrayType)
                                columns.readTypes(part).fields()[0].dataType())
                        .elementType())
                .isEqualTo(new StructType()
                        .add("key", DataTypes.StringType, false)
                        .add("value", DataTypes.BinaryType, true));
    }
}
