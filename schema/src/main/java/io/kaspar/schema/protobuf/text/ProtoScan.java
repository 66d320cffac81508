package io.kaspar.schema.protobuf.text;

/** Goes through the text of a {@code .proto} file that a parser has taken, passing over comments and strings. */
final class ProtoScan {
    private final String text;
    private int position;

    ProtoScan(String text, int start) {
        this.text = text;
        this.position = start;
    }

    /** Where the brace stands that closes the next one that opens. */
    static int closingBrace(String text, int start) {
        ProtoScan scan = new ProtoScan(text, start);
        int depth = 0;
        while (true) {
            char next = scan.next();
            if (next == '{') {
                depth++;
            } else if (next == '}' && --depth == 0) {
                return scan.position - 1;
            }
        }
    }

    /** Where the last of a file's statements ends that say its syntax, its package, and what it imports; 0 for a file without any. */
    static int endOfHeader(String text) {
        ProtoScan scan = new ProtoScan(text, 0);
        int end = 0;
        int depth = 0;
        StringBuilder word = new StringBuilder();
        while (scan.hasMore()) {
            char next = scan.next();
            if (depth == 0 && next == ';') {
                if (word.toString().strip().matches("(?s)(syntax|package|import)\\b.*")) {
                    end = scan.endOfLine();
                }
                word.setLength(0);
            } else if (next == '{') {
                depth++;
            } else if (next == '}') {
                depth--;
                word.setLength(0);
            } else if (depth == 0) {
                word.append(next);
            }
        }
        return end;
    }

    /** Behind a comment that stands in the same line; here where something else does. */
    private int endOfLine() {
        int line = text.indexOf('\n', position);
        int end = line < 0 ? text.length() : line;
        String rest = text.substring(position, end).strip();
        return rest.isEmpty() || rest.startsWith("//") ? end : position;
    }

    private boolean hasMore() {
        return position < text.length();
    }

    /** The next character, a space for a comment or a string. */
    private char next() {
        char next = text.charAt(position);
        if (next == '"' || next == '\'') {
            position = endOfString(next);
            return ' ';
        }
        if (text.startsWith("//", position)) {
            int line = text.indexOf('\n', position);
            position = line < 0 ? text.length() : line;
            return ' ';
        }
        if (text.startsWith("/*", position)) {
            int end = text.indexOf("*/", position + 2);
            position = end < 0 ? text.length() : end + 2;
            return ' ';
        }
        position++;
        return next;
    }

    private int endOfString(char quote) {
        int end = position + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, text.length());
    }
}
