package io.kaspar.schema.resolve;

import java.io.Serializable;

/** What a topic's keys and values are to one query; resolved once, on the driver. */
public record TopicSchema(PayloadSchema key, PayloadSchema value) implements Serializable {}
