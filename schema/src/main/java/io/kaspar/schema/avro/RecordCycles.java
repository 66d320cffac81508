package io.kaspar.schema.avro;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Which records of a schema hold themselves, and through which others: Tarjan's strongly connected components. */
final class RecordCycles {
    /** The cycle of a record that does not hold itself. */
    static final int NONE = -1;

    /** Knows of no cycle. */
    static final RecordCycles UNKNOWN = new RecordCycles();

    private final Map<String, Integer> cycleOf = new HashMap<>();
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    private RecordCycles() {}

    /** Goes through types call by call, so a {@link StackOverflowError} tells that there are too many inside each other. */
    static RecordCycles in(Schema schema) {
        RecordCycles cycles = new RecordCycles();
        cycles.visitType(schema, "");
        return cycles;
    }

    /** The number that all records of one cycle share, or {@link #NONE}. */
    int of(Schema fields) {
        return cycleOf.getOrDefault(fields.getFullName(), NONE);
    }

    private void visitType(Schema type, String holder) {
        switch (type.getType()) {
            case RECORD -> visitRecord(type, holder);
            case ARRAY -> visitType(type.getElementType(), holder);
            case MAP -> visitType(type.getValueType(), holder);
            case UNION -> type.getTypes().forEach(branch -> visitType(branch, holder));
            case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED, ENUM -> {}
        }
    }

    private void visitRecord(Schema fields, String holder) {
        String name = fields.getFullName();
        if (!order.containsKey(name)) {
            enter(fields, name);
            reach(holder, lowest.getOrDefault(name, Integer.MAX_VALUE));
        } else if (lowest.containsKey(name)) {
            reach(holder, order.getOrDefault(name, Integer.MAX_VALUE));
            if (name.equals(holder)) {
                cycleOf.put(name, order.getOrDefault(name, NONE));
            }
        }
    }

    private void enter(Schema fields, String name) {
        int number = order.size();
        order.put(name, number);
        lowest.put(name, number);
        open.push(name);
        fields.getFields().forEach(field -> visitType(field.schema(), name));
        if (lowest.getOrDefault(name, number) == number) {
            close(name, number);
        }
    }

    private void close(String name, int number) {
        boolean many = !name.equals(open.peek());
        String member;
        do {
            member = open.pop();
            lowest.remove(member);
            if (many) {
                cycleOf.put(member, number);
            }
        } while (!member.equals(name));
    }

    private void reach(String holder, int number) {
        lowest.computeIfPresent(holder, (key, known) -> Math.min(known, number));
    }
}
