package io.kaspar.catalog.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;

/** Numbers for the partitions of a topic, as Spark's own connector writes them: {@code {"topic":{"0":23,"1":-2}}}. */
final class PartitionNumbersJson {
    private PartitionNumbersJson() {}

    /**
     * The numbers of one topic by partition; empty where the option names others of several topics only.
     *
     * @param subscription the topics that are read together
     * @param least the least number that makes sense
     * @throws OptionException when the option is no such JSON, or is about another topic
     */
    static Map<Integer, Long> parse(
            OptionValues values, KasparOption option, Subscription subscription, String topic, long least) {
        JsonNode root = readTree(values, option);
        boolean namesOthers = root.properties().stream().anyMatch(named -> !subscription.mayHave(named.getKey()));
        if (namesOthers || root.isEmpty()) {
            throw new OptionException("option " + option.optionName() + " must name " + subscription
                    + " and no other, as " + option.allowed().replace("`", ""));
        }
        JsonNode partitions = root.get(topic);
        if (partitions == null) {
            return Map.of();
        }
        Map<Integer, Long> numbers = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : partitions.properties()) {
            numbers.put(partition(entry.getKey(), values, option), number(entry.getValue(), values, option, least));
        }
        return numbers;
    }

    private static JsonNode readTree(OptionValues values, KasparOption option) {
        try {
            JsonNode root = new ObjectMapper().readTree(values.text(option));
            if (root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw values.badValue(option);
        }
        throw values.badValue(option);
    }

    private static int partition(String text, OptionValues values, KasparOption option) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw values.badValue(option);
        }
    }

    private static long number(JsonNode node, OptionValues values, KasparOption option, long least) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < least) {
            throw values.badValue(option);
        }
        return node.longValue();
    }
}
