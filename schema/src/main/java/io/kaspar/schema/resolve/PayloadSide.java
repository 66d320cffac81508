package io.kaspar.schema.resolve;

import io.kaspar.schema.wire.RecordHeaderNames;
import java.util.Locale;

/** Which of a record's two payloads. */
public enum PayloadSide {
    KEY,
    VALUE;

    /** {@code key} or {@code value}: the word in option names and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The option that says how payloads of this side are read without a schema. */
    public String formatOption() {
        return word() + ".format";
    }

    /** The option that says what stands in front of payloads whose schema is given. */
    public String framingOption() {
        return word() + ".framing";
    }

    /** The option that says what window stands behind payloads. Keys have it. */
    public String windowOption() {
        return word() + ".window";
    }

    /** The option that gives this side's schema. */
    public String schemaOption() {
        return word() + ".schema";
    }

    /** The option that names the subject of this side's schema. */
    public String subjectOption() {
        return word() + ".subject";
    }

    /** The option that says which version of the subject this side's schema is. */
    public String versionOption() {
        return word() + ".schema.version";
    }

    /** The record header that may hold the id of this side's schema; the last header of that name counts. */
    public String schemaIdHeader() {
        return switch (this) {
            case KEY -> RecordHeaderNames.KEY_SCHEMA_ID;
            case VALUE -> RecordHeaderNames.VALUE_SCHEMA_ID;
        };
    }
}
