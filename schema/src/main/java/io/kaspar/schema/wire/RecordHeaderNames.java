package io.kaspar.schema.wire;

/** Record headers that tell how a payload is to be read; the last header of a name counts. */
public final class RecordHeaderNames {
    public static final String KEY_SCHEMA_ID = "__key_schema_id";
    public static final String VALUE_SCHEMA_ID = "__value_schema_id";

    /** The attribute {@code type} of CloudEvents. Source: Kafka Protocol Binding for CloudEvents, "Binary Content Mode". */
    public static final String CLOUD_EVENTS_TYPE = "ce_type";

    /** The class that Spring's JSON serializer wrote. Source: {@code AbstractJavaTypeMapper} of Spring for Apache Kafka. */
    public static final String SPRING_TYPE = "__TypeId__";

    private RecordHeaderNames() {}
}
