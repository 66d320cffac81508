package io.kaspar.schema.avro;

/** Makes generated source readable. */
final class SourceText {
    private static final String INDENT = "  ";

    private SourceText() {}

    /** Indents lines by the braces around them. */
    static String indent(String source) {
        StringBuilder indented = new StringBuilder(2 * source.length());
        int depth = 0;
        for (String line : source.split("\n", -1)) {
            if (line.startsWith("}")) {
                depth--;
            }
            if (!line.isEmpty()) {
                indented.append(INDENT.repeat(depth)).append(line);
            }
            indented.append('\n');
            if (line.endsWith("{")) {
                depth++;
            }
        }
        return indented.toString();
    }
}
