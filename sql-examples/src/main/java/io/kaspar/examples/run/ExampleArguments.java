package io.kaspar.examples.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of an example: words, and {@code --name value} pairs.
 *
 * @param words what stands without a name in front
 * @param values by name, without the dashes
 * @param settings of the Spark session: {@code --conf key=value}
 */
public record ExampleArguments(List<String> words, Map<String, String> values, Map<String, String> settings) {
    private static final String FLAG = "true";

    public ExampleArguments {
        words = List.copyOf(words);
        values = Map.copyOf(values);
        settings = Map.copyOf(settings);
    }

    /**
     * Reads them.
     *
     * @param flags names that have no value
     * @throws IllegalArgumentException where a value is missing
     */
    public static ExampleArguments parse(List<String> arguments, String... flags) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        Deque<String> words = new ArrayDeque<>();
        Map<String, String> values = new HashMap<>();
        Map<String, String> settings = new LinkedHashMap<>();
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            String name = argument.startsWith("--") ? argument.substring(2) : "";
            if (name.isEmpty()) {
                words.add(argument);
            } else if (List.of(flags).contains(name)) {
                values.put(name, FLAG);
            } else if (rest.isEmpty()) {
                throw new IllegalArgumentException(argument + " wants a value");
            } else if (name.equals("conf")) {
                String[] setting = rest.remove().split("=", 2);
                settings.put(setting[0], setting[setting.length - 1]);
            } else {
                values.put(name, rest.remove());
            }
        }
        return new ExampleArguments(List.copyOf(words), values, settings);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String value(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public boolean has(String flag) {
        return values.containsKey(flag);
    }
}
