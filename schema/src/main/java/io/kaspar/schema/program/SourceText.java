package io.kaspar.schema.program;

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

    /** How deep blocks lie inside each other. */
    static int nesting(String source) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < source.length(); i++) {
            char character = source.charAt(i);
            if (character == '{') {
                deepest = Math.max(deepest, ++depth);
            } else if (character == '}') {
                depth--;
            }
        }
        return deepest;
    }
}
