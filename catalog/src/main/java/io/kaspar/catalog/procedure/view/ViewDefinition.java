package io.kaspar.catalog.procedure.view;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A view of a topic, and the statement that makes it.
 *
 * @param catalog of the topic
 * @param table the parts of its name
 */
record ViewDefinition(String catalog, String topic, List<String> table, StructType columns) {
    ViewDefinition {
        table = List.copyOf(table);
    }

    /** A Hive metastore has room for 256 characters. */
    private static final int LONGEST_COMMENT = 255;

    /** The marks that the view carries: with other columns, types, comments or another text they are others. */
    ExistingView marks() {
        return new ExistingView(catalog, topic, digest(head() + query() + columns.json()));
    }

    /** The statement that makes it or makes it anew, under this name. */
    String statement(String quotedName) {
        List<String> properties = new ArrayList<>();
        new TreeMap<>(marks().properties())
                .forEach((name, value) -> properties.add(literal(name) + " = " + literal(value)));
        return "CREATE OR REPLACE VIEW " + quotedName + " " + head() + " TBLPROPERTIES ("
                + String.join(", ", properties) + ") AS " + query();
    }

    /** Comments are written out, although Spark knows them: it would also keep that a column is a hidden one. */
    private String head() {
        List<String> shown = new ArrayList<>();
        for (StructField field : columns.fields()) {
            String comment = field.getComment().getOrElse(() -> "");
            shown.add(quoted(field.name()) + (comment.isEmpty() ? "" : " COMMENT " + literal(shortened(comment))));
        }
        return "(" + String.join(", ", shown) + ") COMMENT " + literal("the Kafka topic " + topic);
    }

    private String query() {
        List<String> names = new ArrayList<>();
        for (String name : columns.fieldNames()) {
            names.add(quoted(name));
        }
        return "SELECT " + String.join(", ", names) + " FROM " + quoted(table);
    }

    private static String shortened(String comment) {
        return comment.length() <= LONGEST_COMMENT ? comment : comment.substring(0, LONGEST_COMMENT - 1) + "…";
    }

    /** A name of several parts as statements write it. */
    static String quoted(List<String> parts) {
        return parts.stream().map(ViewDefinition::quoted).collect(Collectors.joining("."));
    }

    /** A name as statements write it. */
    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /**
     * A text as statements write it. Letters and digits aside, most is written by its number: Spark puts the values of variables in
     * the place of <code>${…}</code> before it parses a statement.
     */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("'");
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '\'' || character == '\\' || character == '$' || character < ' ') {
                literal.append(String.format("\\u%04x", (int) character));
            } else {
                literal.append(character);
            }
        }
        return literal.append("'").toString();
    }

    private static String digest(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
