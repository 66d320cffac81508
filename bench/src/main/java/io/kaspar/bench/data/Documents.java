package io.kaspar.bench.data;

import io.kaspar.samples.SeededNumbers;

/** Documents: an id, a title and a text of a few KB. */
public record Documents(long seed) implements RecordShape {
    private static final int MIN_WORDS = 400;
    private static final int MORE_WORDS = 800;
    private static final Words WORDS =
            Words.of("log ,topic ,record ,offset ,broker ,leader ,replica ,segment ,batch ,key ,"
                    + "value ,header ,schema ,registry ,column ,row ,table ,query ,task ,partition ");
    private static final Words NUMBERS = Words.ofNumbers(10_000, 99_999, " ");

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public String valueSchema() {
        return """
            {"type":"record","name":"Document","namespace":"bench","fields":[
            {"name":"id","type":"long"},{"name":"title","type":"string"},{"name":"text","type":"string"}]}""";
    }

    @Override
    public Writer writer() {
        SeededNumbers chance = new SeededNumbers();
        return (number, buffer) -> {
            chance.start(seed, number);
            buffer.addLong(number);
            buffer.addString(WORDS.any(chance), WORDS.any(chance), NUMBERS.any(chance));
            byte[][] text = new byte[MIN_WORDS + chance.below(MORE_WORDS)][];
            for (int i = 0; i < text.length; i++) {
                text[i] = i % 2 == 0 ? WORDS.any(chance) : NUMBERS.any(chance);
            }
            buffer.addString(text);
        };
    }
}
