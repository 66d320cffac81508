package io.kaspar.reader.directory;

/** Whether a directory is the one that was looked for. */
public enum DirectoryVerdict {
    /** It is, and it can be read. */
    MATCHES,
    /** There is no such directory, or it is none of Kafka's. */
    MISSING,
    /** It is there, but this process may not read it. */
    NOT_READABLE,
    OTHER_CLUSTER,
    OTHER_NODE,
    /** It belongs to another topic: one of the same name, deleted or created again. */
    OTHER_TOPIC,
    /** It does not say which topic of this name it belongs to: old brokers gave topics no ids. */
    NO_TOPIC_ID
}
