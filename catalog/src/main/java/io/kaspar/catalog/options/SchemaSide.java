package io.kaspar.catalog.options;

/** The options of one side's format and schema. */
enum SchemaSide {
    KEY(
            SchemaOption.KEY_FORMAT,
            SchemaOption.KEY_SCHEMA,
            SchemaOption.KEY_SCHEMA_SAMPLE,
            SchemaOption.KEY_SCHEMA_FILE,
            SchemaOption.KEY_CHARSET,
            SchemaOption.KEY_FRAMING,
            SchemaOption.KEY_FRAMING_IDS,
            SchemaOption.KEY_FRAMING_PLACE,
            SchemaOption.KEY_SUBJECT,
            SchemaOption.KEY_RECORD_NAME,
            SchemaOption.KEY_SCHEMA_VERSION),
    VALUE(
            SchemaOption.VALUE_FORMAT,
            SchemaOption.VALUE_SCHEMA,
            SchemaOption.VALUE_SCHEMA_SAMPLE,
            SchemaOption.VALUE_SCHEMA_FILE,
            SchemaOption.VALUE_CHARSET,
            SchemaOption.VALUE_FRAMING,
            SchemaOption.VALUE_FRAMING_IDS,
            SchemaOption.VALUE_FRAMING_PLACE,
            SchemaOption.VALUE_SUBJECT,
            SchemaOption.VALUE_RECORD_NAME,
            SchemaOption.VALUE_SCHEMA_VERSION);

    final SchemaOption format;
    final SchemaOption schema;
    final SchemaOption sample;
    final SchemaOption file;
    final SchemaOption charset;
    final SchemaOption framing;
    final SchemaOption framingIds;
    final SchemaOption framingPlace;
    final SchemaOption subject;
    final SchemaOption recordName;
    final SchemaOption version;

    SchemaSide(
            SchemaOption format,
            SchemaOption schema,
            SchemaOption sample,
            SchemaOption file,
            SchemaOption charset,
            SchemaOption framing,
            SchemaOption framingIds,
            SchemaOption framingPlace,
            SchemaOption subject,
            SchemaOption recordName,
            SchemaOption version) {
        this.format = format;
        this.schema = schema;
        this.sample = sample;
        this.file = file;
        this.charset = charset;
        this.framing = framing;
        this.framingIds = framingIds;
        this.framingPlace = framingPlace;
        this.subject = subject;
        this.recordName = recordName;
        this.version = version;
    }
}
