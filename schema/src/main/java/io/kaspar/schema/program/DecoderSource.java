package io.kaspar.schema.program;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The Java source of one decoder, while steps add to it.
 *
 * <p>All statements find the buffer as {@code b}, the next byte's place as {@code p} and the place behind the payload as
 * {@code end}, which is nearer while a part of known length is read; they move {@code p}, and say {@code FAIL;} when the bytes are not what they should be: what exactly is wrong,
 * {@link Step#run} tells. They may stand in a block of their own and in a method of their own. What fits stands in the loop
 * over the payloads itself: there the JVM keeps much in registers that a method would have to load for each payload.
 */
public final class DecoderSource {
    /**
     * Longer pieces become methods: a method of more than 8,000 bytes is never compiled by the JVM. So many characters come
     * to about a third of that.
     */
    public static final int MAX_METHOD_LENGTH = 12_000;

    /** Schemas that come to more are left to the steps themselves. */
    private static final int MAX_LENGTH = 2_000_000;

    /** The compiler goes through blocks inside blocks call by call; deeper ones become methods. */
    private static final int MAX_NESTING = 25;

    /** Of the 65,535 constants that a class file holds, a field or method takes three. */
    private static final int MAX_MEMBERS = 18_000;

    private static final String FAIL = "FAIL;";
    static final String CLASS_NAME = "GeneratedPayloads";

    private final SkipHeights skipHeights = new SkipHeights();
    private final IdentityHashMap<Skip, String> skipMethods = new IdentityHashMap<>();
    private final List<Object> constants = new ArrayList<>();
    private final StringBuilder fields = new StringBuilder();
    private final StringBuilder methods = new StringBuilder();
    private final List<String> assignments = new ArrayList<>();
    private final List<String> bindings = new ArrayList<>();
    private int memberCount;
    private boolean needsCursor;
    private int nameCount;

    private DecoderSource() {}

    /** A decoder's source, and the objects its constructor wants. */
    record Generated(String source, List<Object> constants) {
        Generated {
            constants = List.copyOf(constants);
        }
    }

    /** Empty for a program that no class holds, or that takes longer to compile than anybody waits. */
    static Optional<Generated> of(Step program) {
        DecoderSource decoder = new DecoderSource();
        decoder.fields.append("private ValueSink root;\n");
        String value = decoder.fit(program.source(decoder, "root"));
        if (decoder.isTooLarge()) {
            return Optional.empty();
        }
        String source = SourceText.indent(decoder.wholeClass(value));
        return source.length() > MAX_LENGTH ? Optional.empty() : Optional.of(new Generated(source, decoder.constants));
    }

    /** Whether it is no use to go on: what is added from now on is never compiled. */
    private boolean isTooLarge() {
        return memberCount > MAX_MEMBERS || methods.length() + fields.length() > MAX_LENGTH;
    }

    /** A name that no other variable, field or method has. */
    public String name(String prefix) {
        return prefix + nameCount++;
    }

    /** The name of a sink's child. */
    public String child(String sink, int slot) {
        String name = name("sink");
        memberCount++;
        fields.append("private ValueSink ").append(name).append(";\n");
        bindings.add(name + " = " + sink + ".child(" + slot + ");\n");
        return name;
    }

    /** The name of a field that holds an object known before any payload. */
    public String constant(Class<?> type, Object value) {
        String name = name("known");
        String typeName = type.getCanonicalName();
        memberCount++;
        fields.append("private " + typeName + " " + name + ";\n");
        assignments.add(name + " = (" + typeName + ") constants[" + constants.size() + "];\n");
        constants.add(value);
        return name;
    }

    /** A call of the step itself. */
    public String interpreted(Step step, String sink) {
        return byCursor(constant(Step.class, step) + ".run(cursor, " + sink + ");\n");
    }

    /** A call of what passes over one value. */
    public String skip(Skip skip) {
        if (skipHeights.of(skip) == SkipHeights.ENDLESS) {
            return interpreted(skip);
        }
        String known = skipMethods.get(skip);
        if (known == null) {
            known = name("skip");
            skipMethods.put(skip, known);
            addMethod(known, fit(skip.source(this)));
        }
        return call(known);
    }

    /** A call of the skip itself. */
    public String interpreted(Skip skip) {
        return byCursor(constant(Skip.class, skip) + ".run(cursor);\n");
    }

    /** Statements one after the other, in as many methods as it takes. */
    public String sequence(List<String> parts) {
        List<String> groups = new ArrayList<>();
        StringBuilder group = new StringBuilder();
        for (String part : parts) {
            String piece = fit(part);
            if (group.length() > 0 && group.length() + piece.length() > MAX_METHOD_LENGTH) {
                groups.add(outlined(group.toString()));
                group.setLength(0);
            }
            group.append(piece);
        }
        if (groups.isEmpty()) {
            return group.toString();
        }
        groups.add(outlined(group.toString()));
        return sequence(groups);
    }

    /** The statements themselves, or a call of a method with them when they are long, or deep. */
    public String fit(String statements) {
        return statements.length() > MAX_METHOD_LENGTH || SourceText.nesting(statements) > MAX_NESTING
                ? outlined(statements)
                : statements;
    }

    /** A call of a method with these statements. */
    public String outlined(String statements) {
        String method = name("part");
        addMethod(method, statements);
        return call(method);
    }

    private static String call(String method) {
        return "p = " + method + "(b, p, end);\nif (p < 0) FAIL;\n";
    }

    private String byCursor(String call) {
        needsCursor = true;
        String limit = name("limit");
        return "{\ncursor.moveTo(p);\nint " + limit + " = cursor.narrow(end);\n" + call + "cursor.widen(" + limit
                + ");\np = cursor.position();\n}\n";
    }

    // Not private: Janino makes those static ones that take the class by name, and a hidden class has none.
    private void addMethod(String name, String statements) {
        memberCount++;
        if (isTooLarge()) {
            return;
        }
        methods.append("""

                int %s(byte[] b, int p, int end) throws PayloadException {
                %sreturn p;
                }
                """.formatted(name, statements.replace(FAIL, "return -1;")));
    }

    /** Calls of methods that hold the statements, as many as fit in each. */
    private String inMethods(List<String> statements, String parameter, String argument) {
        StringBuilder calls = new StringBuilder();
        StringBuilder group = new StringBuilder();
        for (int i = 0; i < statements.size(); i++) {
            group.append(statements.get(i));
            if (group.length() > MAX_METHOD_LENGTH || i == statements.size() - 1) {
                String name = name("set");
                methods.append("\nvoid " + name + "(" + parameter + ") {\n" + group + "}\n");
                calls.append(name + "(" + argument + ");\n");
                group.setLength(0);
            }
        }
        return calls.toString();
    }

    private String wholeClass(String value) {
        String constructor = inMethods(assignments, "Object[] constants", "constants");
        String bind = inMethods(bindings, "", "");
        return """
                package io.kaspar.schema.program;

                import io.kaspar.schema.format.PayloadException;
                import io.kaspar.schema.format.ValueSink;

                final class %1$s extends GeneratedDecoder {
                %2$s
                %1$s(Object[] constants) {
                %3$s}

                void bind(ValueSink sink) {
                root = sink;
                %4$s}

                int decodeUntil(byte[] b, int[] positions, int[] lengths, int prefixLength, int from, int to)
                throws PayloadException {
                for (int i = from; i < to; i++) {
                if (lengths[i] < 0) {
                root.putNull();
                continue;
                }
                current = i;
                int p = positions[i] + prefixLength;
                int end = PayloadBytes.end(b, p, lengths[i] - prefixLength);
                %5$s%6$s}
                return to;
                }
                %7$s}
                """.formatted(
                        CLASS_NAME,
                        fields,
                        constructor,
                        bind,
                        needsCursor ? "cursor.reset(b, p, end - p);\n" : "",
                        value.replace(FAIL, "return i;"),
                        methods);
    }
}
