package io.kaspar.bench.data;

import io.kaspar.samples.SeededNumbers;

/** Records of 200 fields, {@code f000} to {@code f199}: by turns a long, a string, an int, a double and a string or null. */
public record WideRecords(long seed) implements RecordShape {
    /** How many fields there are. */
    public static final int FIELD_COUNT = 200;

    /** After so many fields the types begin again. */
    public static final int TURN = 5;

    private static final Words WORDS = Words.of("alpha,beta,gamma,delta,epsilon,zeta,eta,theta");
    private static final String[] TYPES = {
        "\"long\"", "\"string\"", "\"int\"", "\"double\"", "[\"null\",\"string\"],\"default\":null"
    };

    @Override
    public String name() {
        return "wide";
    }

    @Override
    public String valueSchema() {
        StringBuilder schema =
                new StringBuilder("{\"type\":\"record\",\"name\":\"Wide\",\"namespace\":\"bench\",\"fields\":[");
        for (int i = 0; i < FIELD_COUNT; i++) {
            schema.append(i == 0 ? "" : ",")
                    .append(String.format("{\"name\":\"f%03d\",\"type\":%s}", i, TYPES[i % TURN]));
        }
        return schema.append("]}").toString();
    }

    @Override
    public Writer writer() {
        SeededNumbers chance = new SeededNumbers();
        return (number, buffer) -> {
            chance.start(seed, number);
            for (int i = 0; i < FIELD_COUNT; i += TURN) {
                buffer.addLong(chance.below(1_000_000));
                buffer.addString(WORDS.any(chance));
                buffer.addLong(chance.below(1_000));
                buffer.addDouble(chance.below(10_000) / 100.0);
                boolean absent = chance.below(2) == 0;
                buffer.addLong(absent ? 0 : 1);
                if (!absent) {
                    buffer.addString(WORDS.any(chance));
                }
            }
        };
    }
}
