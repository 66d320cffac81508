package io.kaspar.schema.nesting;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Which named types of a schema hold themselves, and through which others: Tarjan's strongly connected components. */
public final class TypeCycles {
    /** The cycle of a type that does not hold itself. */
    static final int NONE = -1;

    /** Knows of no cycle. */
    static final TypeCycles UNKNOWN = new TypeCycles(name -> java.util.List.of());

    private final Function<String, Collection<String>> parts;
    private final Map<String, Integer> cycleOf = new HashMap<>();
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    private TypeCycles(Function<String, Collection<String>> parts) {
        this.parts = parts;
    }

    /**
     * Goes through types call by call, so a {@link StackOverflowError} tells that there are too many inside each other.
     *
     * @param roots the names to begin with
     * @param parts the names that a named type holds, itself perhaps among them
     */
    public static TypeCycles of(Collection<String> roots, Function<String, Collection<String>> parts) {
        TypeCycles cycles = new TypeCycles(parts);
        roots.forEach(root -> cycles.visit(root, ""));
        return cycles;
    }

    /** The number that all types of one cycle share, or {@link #NONE}. */
    int of(String name) {
        return cycleOf.getOrDefault(name, NONE);
    }

    private void visit(String name, String holder) {
        if (!order.containsKey(name)) {
            enter(name);
            reach(holder, lowest.getOrDefault(name, Integer.MAX_VALUE));
        } else if (lowest.containsKey(name)) {
            reach(holder, order.getOrDefault(name, Integer.MAX_VALUE));
            if (name.equals(holder)) {
                cycleOf.put(name, order.getOrDefault(name, NONE));
            }
        }
    }

    private void enter(String name) {
        int number = order.size();
        order.put(name, number);
        lowest.put(name, number);
        open.push(name);
        parts.apply(name).forEach(part -> visit(part, name));
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
