package io.kaspar.catalog.write;

import io.kaspar.reader.task.MetadataField;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.registry.SharedSchemaRegistries;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.RecordNaming;
import io.kaspar.schema.resolve.SchemaGrowth;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the values of a statement are written by: the topic's schema, or with {@code auto.register.schemas} a new version of it where
 * columns of the statement are none of the topic's. Planned when Spark plans the statement, and registered when it runs, on the driver.
 */
final class WrittenSchema {
    private static final Logger LOG = LoggerFactory.getLogger(WrittenSchema.class);
    private static final String WHOLE_VALUE = "value";

    private final WriteContext context;
    private final StructType rows;
    private final StructType values;
    private final SchemaGrowth.@Nullable Version planned;

    /**
     * @param context with the schema that the topic has
     * @param given the columns of the statement
     * @throws UnwritableException when the registry would not take the schema that they need, or there is none
     */
    WrittenSchema(WriteContext context, StructType given) {
        this.context = context;
        this.rows = named(context, given);
        this.values = values(context, rows);
        this.planned = needsMore() ? plan() : null;
    }

    /** The columns of {@code VALUES} have names of Spark's own, and are meant by their places. */
    private static StructType named(WriteContext context, StructType given) {
        StructField[] known = context.columns().valueColumns().fields();
        boolean areByPlace = context.matching() == ColumnMatching.UNKNOWN
                && !(context.topicSchema().value() instanceof PayloadSchema.Undeclared)
                && given.length() == known.length
                && areSparksNames(given);
        if (!areByPlace) {
            return given;
        }
        StructType named = new StructType();
        for (int place = 0; place < known.length; place++) {
            StructField field = given.fields()[place];
            named = named.add(known[place].name(), field.dataType(), field.nullable());
        }
        return named;
    }

    private static boolean areSparksNames(StructType columns) {
        return IntStream.range(0, columns.length())
                .allMatch(place -> columns.fieldNames()[place].equals("col" + (place + 1)));
    }

    private static StructType values(WriteContext context, StructType rows) {
        StructField[] fields = Arrays.stream(rows.fields())
                .filter(field -> {
                    Optional<MetadataField> fact = context.columns().metadataField(field.name());
                    return fact.isEmpty();
                })
                .toArray(StructField[]::new);
        return new StructType(fields);
    }

    private boolean needsMore() {
        boolean mayGrow = context.options().registersSchemas() && context.isWhole();
        PayloadSchema known = context.topicSchema().value();
        if (!mayGrow || values.isEmpty()) {
            return false;
        }
        if (known instanceof PayloadSchema.Undeclared) {
            return !isText();
        }
        return known instanceof PayloadSchema.Registered registered
                && (registered.readerSchema().isMerged() || hasOthers());
    }

    private boolean isText() {
        StructField first = values.fields()[0];
        return values.length() == 1
                && first.name().equals(WHOLE_VALUE)
                && first.dataType().equals(DataTypes.StringType);
    }

    private boolean hasOthers() {
        List<String> known = List.of(context.columns().valueColumns().fieldNames());
        return !known.containsAll(List.of(values.fieldNames()));
    }

    private SchemaGrowth.Version plan() {
        if (context.registry().isEmpty()) {
            throw unwritable("auto.register.schemas needs a registry: set schema.registry.url", null);
        }
        if (context.topicSchema().value() instanceof PayloadSchema.Undeclared undeclared) {
            if (context.resolve().isByTopicAndRecord()) {
                throw unwritable(
                        "the subject strategy needs the record's name for the first schema: set value.record.name",
                        null);
            }
            requireNames(undeclared.subject());
        }
        try (SchemaRegistry registry =
                SharedSchemaRegistries.ofThisJvm().lease(context.registry().get())) {
            return growth(registry).plan(context.options().firstSchema(), recordName(), NullableTypes.of(values));
        } catch (SchemaException | SchemaRegistryException e) {
            throw unwritable(e.getMessage(), e);
        }
    }

    /** Columns that Spark itself had to name would be fields for ever. */
    private void requireNames(String subject) {
        if (areSparksNames(values)) {
            throw unwritable(
                    "the columns have no names of their own, and would be the fields of the first schema of subject "
                            + subject + ": name them, as SELECT … AS name does",
                    null);
        }
    }

    private String recordName() {
        String given = context.resolve().value().recordName();
        return given == null ? RecordNaming.ofTopic(context.topic()) : given;
    }

    private SchemaGrowth growth(SchemaRegistry registry) {
        PayloadSchema known = context.topicSchema().value();
        return known instanceof PayloadSchema.Registered registered
                ? SchemaGrowth.of(registry, PayloadFormats.all(), registered)
                : SchemaGrowth.of(
                        registry,
                        PayloadFormats.all(),
                        ((PayloadSchema.Undeclared) known).subject(),
                        context.resolve().payloadOptions(),
                        known.framing());
    }

    /** The columns of rows, by the names that they have in the topic. */
    StructType rows() {
        return rows;
    }

    int partitionCount() {
        return context.layout().partitionCount();
    }

    boolean isDryRun() {
        return context.options().isDryRun();
    }

    /** In a clause. */
    String wouldHappen() {
        String rows = "rows would be written to topic " + context.topic();
        return planned == null || !planned.isNew()
                ? rows
                : rows + ", and this schema registered for subject "
                        + planned.schema().subject() + ": "
                        + planned.schema().readerSchema().text();
    }

    /** The topic as it will be when the statement runs. */
    WriteContext planned() {
        return planned == null ? context : context.with(planned.schema());
    }

    /** The topic with a schema that the registry has by then. */
    WriteContext registered() {
        if (planned == null || !planned.isNew()) {
            return planned();
        }
        try (SchemaRegistry registry = SharedSchemaRegistries.ofThisJvm()
                .lease(Objects.requireNonNull(context.registry().orElse(null)))) {
            PayloadSchema.Registered registered = growth(registry).register(planned);
            LOG.info(
                    "Registered schema {} of subject {} for rows that are written to topic {}",
                    registered.schemaId(),
                    registered.subject(),
                    context.topic());
            return context.with(registered);
        } catch (SchemaRegistryException e) {
            throw unwritable(e.getMessage(), e);
        }
    }

    /**
     * Checks the columns of a batch where Spark takes any, and says nothing of how they are meant: an {@code INSERT} goes by places, a
     * DataFrame by names.
     */
    void requireUnmistakable() {
        if (context.matching() != ColumnMatching.UNKNOWN) {
            return;
        }
        List<String> known = List.of(context.columns().valueColumns().fieldNames());
        List<String> given = List.of(values.fieldNames());
        boolean isFirst = context.topicSchema().value() instanceof PayloadSchema.Undeclared;
        boolean isPlain =
                given.size() < known.size() || given.subList(0, known.size()).equals(known);
        if (!isPlain && !(isFirst && given.size() > 1)) {
            throw unwritable(
                    "with auto.register.schemas=true nobody tells whether columns are meant by name or by place: begin with those of the"
                            + " topic, in their order (" + String.join(", ", known)
                            + "), and let new ones follow; given are "
                            + String.join(", ", rows.fieldNames()),
                    null);
        }
    }

    private UnwritableException unwritable(@Nullable String problem, @Nullable Throwable cause) {
        return new UnwritableException("rows cannot be written to topic " + context.topic() + ": " + problem, cause);
    }
}
