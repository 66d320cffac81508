package io.kaspar.catalog.scan;

import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.registry.SharedSchemaRegistries;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.schema.resolve.TopicSchema;
import io.kaspar.schema.resolve.TopicSchemas;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the registry once, on the driver, for the schemas that payloads may be written by. */
final class WriterSchemaLookup {
    private static final Logger LOG = LoggerFactory.getLogger(WriterSchemaLookup.class);

    /** For a side that no column is made from. */
    private static final PayloadSchema NOT_READ = new PayloadSchema.Raw(RawFormat.BINARY);

    private WriterSchemaLookup() {}

    /** What a task must know of the sides that it decodes, with the schemas of older payloads. */
    static TopicSchema forTasks(TopicSchema topicSchema, ScanOutput output, @Nullable RegistryOptions registry) {
        Set<PayloadSide> sides = sides(output.judged());
        sides.addAll(sides(output.columns()));
        if (registry == null || sides.isEmpty()) {
            return new TopicSchema(
                    side(topicSchema, PayloadSide.KEY, sides), side(topicSchema, PayloadSide.VALUE, sides));
        }
        try (SchemaRegistry leased = SharedSchemaRegistries.ofThisJvm().lease(registry)) {
            TopicSchemas schemas = new TopicSchemas(leased, PayloadFormats.all());
            return new TopicSchema(
                    schemas.withOtherVersions(side(topicSchema, PayloadSide.KEY, sides)),
                    schemas.withOtherVersions(side(topicSchema, PayloadSide.VALUE, sides)));
        } catch (SchemaRegistryException e) {
            LOG.info("Tasks ask the registry for all schemas but the newest themselves", e);
            return topicSchema;
        }
    }

    private static PayloadSchema side(TopicSchema topicSchema, PayloadSide side, Set<PayloadSide> wanted) {
        return wanted.contains(side) ? topicSchema.side(side) : NOT_READ;
    }

    private static Set<PayloadSide> sides(JudgedPart judged) {
        return switch (judged) {
            case WANTED_COLUMNS -> EnumSet.noneOf(PayloadSide.class);
            case RECORD_TYPE -> EnumSet.of(PayloadSide.VALUE);
            case WHOLE_RECORD -> EnumSet.allOf(PayloadSide.class);
        };
    }

    private static Set<PayloadSide> sides(List<ScanColumn> columns) {
        Set<PayloadSide> sides = EnumSet.noneOf(PayloadSide.class);
        columns.forEach(column -> sides.addAll(sides(column)));
        return sides;
    }

    private static Set<PayloadSide> sides(ScanColumn column) {
        if (column instanceof ScanColumn.IfLookedAt unsure) {
            return sides(unsure.column());
        }
        if (column instanceof ScanColumn.Unreadable) {
            return EnumSet.noneOf(PayloadSide.class);
        }
        return column instanceof ScanColumn.Metadata fact ? sides(fact.field()) : EnumSet.of(PayloadSide.VALUE);
    }

    private static Set<PayloadSide> sides(MetadataField field) {
        return switch (field) {
            case KEY, KEY_SCHEMA_ID -> EnumSet.of(PayloadSide.KEY);
            case VALUE_SCHEMA_ID, RECORD_TYPE -> EnumSet.of(PayloadSide.VALUE);
            case ERROR -> EnumSet.allOf(PayloadSide.class);
            case TOPIC, PARTITION, OFFSET, TIMESTAMP, TIMESTAMP_TYPE, VALUE, HEADERS, LEADER_EPOCH ->
                EnumSet.noneOf(PayloadSide.class);
        };
    }
}
