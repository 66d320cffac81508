package io.kaspar.bench.data;

import io.kaspar.samples.SeededNumbers;

/** Customers, with ids from 0 and one of four tiers. */
public record Customers(long seed) implements RecordShape {
    private static final Words TIERS = Words.of("basic,basic,basic,basic,silver,silver,gold,platinum");
    private static final Words COUNTRIES = Words.of("DE,FR,GB,PT,IT,PL,CH,BE,SE,IE,AT,DK,FI,NL,ES,NO,HR");
    private static final Words NAMES = Words.of("Adler,Bauer,Conti,Dubois,Evans,Ferrari,Garcia,Hansen,Ivanov,Jansen");

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public String valueSchema() {
        return """
            {"type":"record","name":"Customer","namespace":"bench","fields":[
            {"name":"id","type":"long"},{"name":"name","type":"string"},{"name":"tier","type":"string"},
            {"name":"country","type":"string"}]}""";
    }

    @Override
    public Writer writer() {
        SeededNumbers chance = new SeededNumbers();
        return (number, buffer) -> {
            chance.start(seed, number);
            buffer.addLong(number);
            buffer.addString(NAMES.any(chance));
            buffer.addString(TIERS.any(chance));
            buffer.addString(COUNTRIES.any(chance));
        };
    }
}
