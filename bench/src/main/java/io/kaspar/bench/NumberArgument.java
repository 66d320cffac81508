package io.kaspar.bench;

import java.util.Deque;

/** Numbers on a command line. */
public final class NumberArgument {
    private NumberArgument() {}

    /**
     * Takes the number behind an option's name.
     *
     * @param left what of the command line was not taken yet
     * @return 1 to {@code most}
     * @throws IllegalArgumentException with a message for a person
     */
    public static int of(String name, Deque<String> left, int most) {
        String value = left.isEmpty() ? "" : left.pop();
        if (!value.matches("[1-9][0-9]{0,8}") || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(name + " needs a number from 1 to " + most + ", not '" + value + "'");
        }
        return Integer.parseInt(value);
    }
}
