package io.kaspar.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The messages of the exceptions that the main code makes. */
final class ErrorMessages {
    /** Stands for what a message gets at run time. */
    static final String GAP = "…";

    /** Says nothing by itself. */
    private static final int SHORT = 8;

    private static final Pattern CONSTRUCTOR = Pattern.compile("(?:new (\\w+(?:Exception|Error))|\\bsuper)\\(");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Between two literals that are one text over two lines. */
    private static final Pattern GLUE = Pattern.compile("\\s*\\+\\s*");

    private ErrorMessages() {}

    /**
     * @param type whose source it is in
     * @param exception simple name of its class
     * @param text what is written in the source, with a {@link #GAP} for each expression in between
     */
    record ErrorMessage(String type, String exception, String text) {}

    /** Of one file; those without a text of their own are left out. */
    static List<ErrorMessage> of(Path file) throws IOException {
        String source = Files.readString(file);
        List<ErrorMessage> messages = new ArrayList<>();
        String type = file.getFileName().toString().replace(".java", "");
        for (MatchResult made : CONSTRUCTOR.matcher(source).results().toList()) {
            String text = text(source.substring(made.end(), endOfArguments(source, made.end())));
            String exception = made.group(1) == null ? type : made.group(1);
            if (text.length() >= SHORT && exception.matches(".*(Exception|Error)")) {
                messages.add(new ErrorMessage(type, exception, text));
            }
        }
        return messages;
    }

    private static String text(String arguments) {
        StringBuilder text = new StringBuilder();
        int end = -1;
        for (MatchResult literal : LITERAL.matcher(arguments).results().toList()) {
            boolean goesOn = end >= 0
                    && GLUE.matcher(arguments.substring(end, literal.start())).matches();
            if (end >= 0 && !goesOn) {
                text.append(GAP);
            }
            text.append(literal.group(1).replace("\\\"", "\""));
            end = literal.end();
        }
        return text.toString();
    }

    private static int endOfArguments(String source, int start) {
        int depth = 1;
        boolean inText = false;
        int position = start;
        while (depth > 0) {
            char c = source.charAt(position);
            if (inText) {
                position += c == '\\' ? 1 : 0;
                inText = c != '"';
            } else if (c == '"') {
                inText = true;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
            position++;
        }
        return position - 1;
    }
}
