package io.kaspar.schema.resolve;

/** What records are called whose schema is made of columns. */
public final class RecordNaming {
    private RecordNaming() {}

    /** By their topic. Names have letters, digits and underscores, and begin with no digit. */
    public static String ofTopic(String topic) {
        String name = topic.replaceAll("[^A-Za-z0-9_]", "_");
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }
}
