package io.kaspar.catalog.options;

import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.GivenFormat;
import io.kaspar.schema.wire.ApicurioIdKind;
import io.kaspar.schema.wire.PayloadFrame;
import io.kaspar.schema.wire.RegistryFraming;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the options that describe payloads which no registry describes. */
final class GivenFormatParser {
    private static final String AUTO = "auto";
    private static final String CANAL = "canal";
    private static final String INFER = "infer";
    private static final int MOST_SAMPLED = 1_000_000;

    private final OptionValues values;
    private final SchemaSide side;

    GivenFormatParser(OptionValues values, SchemaSide side) {
        this.values = values;
        this.side = side;
    }

    /** Null when the registry is to be asked. */
    @Nullable
    GivenFormat parse() {
        if (values.isSet(side.sample) && !isInferred()) {
            throw new OptionException("option " + side.sample.optionName() + " says nothing without "
                    + side.schema.optionName() + " = " + INFER + "; set that, or leave this out");
        }
        String format = values.text(side.format).toLowerCase(Locale.ROOT);
        return switch (format) {
            case AUTO -> {
                requireNoSchema(format);
                registryFraming();
                yield null;
            }
            case "json" ->
                isInferred()
                        ? inferred()
                        : hasSchema() || frame().isOfChanges()
                                ? bySchema(SchemaKind.JSON_COLUMNS)
                                : new GivenFormat.BySchema(new SchemaText(SchemaKind.VARIANT, "", List.of()), frame());
            case "csv" -> bySchema(SchemaKind.CSV_COLUMNS);
            case "avro" -> bySchema(SchemaKind.AVRO);
            case "protobuf" -> bySchema(SchemaKind.PROTOBUF);
            default -> {
                RawFormat plain = values.choice(side.format, RawFormat.class);
                requireNoSchema(format);
                requireNoFrame(format);
                yield new GivenFormat.Plain(plain, charset());
            }
        };
    }

    private boolean isInferred() {
        return values.text(side.schema).strip().equalsIgnoreCase(INFER);
    }

    private GivenFormat inferred() {
        requireOneSchema();
        if (frame().isOfChanges()) {
            throw new OptionException("option " + side.schema.optionName() + " = " + INFER + " cannot be used with "
                    + side.framing.optionName() + " = " + values.text(side.framing)
                    + ": the columns of the rows that change are wanted there; set " + side.schema.optionName()
                    + " to these columns");
        }
        return new GivenFormat.Inferred(frame(), values.integer(side.sample, 1, MOST_SAMPLED));
    }

    private boolean hasSchema() {
        return values.isSet(side.schema) || values.isSet(side.file);
    }

    private void requireNoSchema(String format) {
        if (hasSchema()) {
            String set = (values.isSet(side.schema) ? side.schema : side.file).optionName();
            throw new OptionException("option " + set + " says nothing while " + side.format.optionName() + " is "
                    + format + "; set that to json, csv, avro or protobuf");
        }
    }

    private PayloadFrame frame() {
        if (values.text(side.framing).equalsIgnoreCase(CANAL)) {
            throw new OptionException("option " + side.framing.optionName()
                    + " = canal cannot be used: Canal writes several rows into one record, and here a record is one row; "
                    + side.format.optionName() + " = json alone reads its records as they are");
        }
        return values.text(side.framing).equalsIgnoreCase(AUTO)
                ? PayloadFrame.NONE
                : values.choice(side.framing, PayloadFrame.class);
    }

    /** How payloads name the registry's schemas. */
    RegistryFraming registryFraming() {
        if (!values.text(side.format).equalsIgnoreCase(AUTO)) {
            return RegistryFraming.AUTO;
        }
        return switch (frame()) {
            case NONE -> new RegistryFraming(RegistryFraming.Style.AUTO, null, framingPlace());
            case CONFLUENT -> new RegistryFraming(RegistryFraming.Style.CONFLUENT, null, framingPlace());
            case APICURIO -> new RegistryFraming(RegistryFraming.Style.APICURIO, framingIds(), framingPlace());
            case GLUE, CONNECT, MAXWELL, OGG -> {
                requireNoFrame(AUTO);
                yield RegistryFraming.AUTO;
            }
        };
    }

    private RegistryFraming.Place framingPlace() {
        return values.choice(side.framingPlace, RegistryFraming.Place.class);
    }

    private @Nullable ApicurioIdKind framingIds() {
        return values.isSet(side.framingIds) ? values.choice(side.framingIds, ApicurioIdKind.class) : null;
    }

    /** Without a schema there is nothing to read behind a frame. */
    private void requireNoFrame(String format) {
        if (values.isSet(side.framing) && frame() != PayloadFrame.NONE) {
            throw new OptionException("option " + side.framing.optionName() + " = " + values.text(side.framing)
                    + " says nothing while " + side.format.optionName() + " is " + format
                    + "; set that to json, csv, avro or protobuf, and " + side.schema.optionName()
                    + " to the schema of what the frame holds");
        }
    }

    private GivenFormat bySchema(SchemaKind kind) {
        if (!hasSchema()) {
            throw new OptionException("option " + side.format.optionName() + " = " + values.text(side.format)
                    + " needs a schema: set " + side.schema.optionName() + ", or " + side.file.optionName()
                    + "; payloads by a schema of the registry are read with " + side.format.optionName() + " = auto");
        }
        requireOneSchema();
        if (isInferred()) {
            throw new OptionException("option " + side.schema.optionName() + " = " + INFER + " cannot be used with "
                    + side.format.optionName() + " = " + values.text(side.format)
                    + ": columns are inferred of JSON only; set that to json, or this to a schema");
        }
        SchemaText schema = values.isSet(side.file)
                ? new GivenSchemaFile(values, side.file).read(kind)
                : new SchemaText(kind, values.text(side.schema), List.of());
        if (kind == SchemaKind.PROTOBUF && frame() == PayloadFrame.APICURIO) {
            throw new OptionException("option " + side.framing.optionName() + " = " + values.text(side.framing)
                    + " cannot be used with " + side.format.optionName() + " = " + values.text(side.format)
                    + ": Apicurio's serializer writes more in front of the message than the frame");
        }
        boolean isJson = kind == SchemaKind.JSON_COLUMNS;
        if (frame() == PayloadFrame.CONNECT && !isJson) {
            throw new OptionException("option " + side.framing.optionName() + " = " + values.text(side.framing)
                    + " cannot be used with " + side.format.optionName() + " = " + values.text(side.format)
                    + ": it is what Kafka Connect writes around JSON; set that to json");
        }
        if (frame().isOfChanges()) {
            if (!isJson || side == SchemaSide.KEY) {
                throw new OptionException("option " + side.framing.optionName() + " = " + values.text(side.framing)
                        + " is for values that are JSON; set value.format to json, or that to none");
            }
            return GivenFormat.BySchema.ofChanges(schema, frame());
        }
        return new GivenFormat.BySchema(
                schema.ofType(values.find(side.recordName).orElse(null)), frame());
    }

    private void requireOneSchema() {
        if (values.isSet(side.schema) && values.isSet(side.file)) {
            throw new OptionException("options " + side.schema.optionName() + " and " + side.file.optionName()
                    + " are both set; set one of them");
        }
    }

    private String charset() {
        try {
            return Charset.forName(values.text(side.charset)).name();
        } catch (IllegalArgumentException e) {
            throw values.badValue(side.charset);
        }
    }
}
