package io.kaspar.catalog.facts;

/** What the principal may do with a topic's records. */
public record TopicRights(Permission read, Permission write) {
    /** Whoever can see the topic may read it, and nobody writes to it. */
    public static final TopicRights READ_ONLY = new TopicRights(Permission.GRANTED, Permission.DENIED);

    /** The cluster does not tell. */
    public static final TopicRights UNKNOWN = new TopicRights(Permission.UNKNOWN, Permission.UNKNOWN);
}
