package io.kaspar.bench.data;

import io.kaspar.samples.SeededNumbers;
import java.nio.charset.StandardCharsets;

/**
 * Orders: eleven fields, about 94 bytes of value with the framing and 63 on disk with lz4.
 *
 * @param orderCount of the topic, which spread over {@link #SPAN_MS}
 * @param customerCount customers the orders are of, with ids from 0
 */
public record Orders(long orderCount, int customerCount, long seed) implements RecordShape {
    /** The time of the first order: a fixed one, so that answers are the same on every day. */
    public static final long FIRST_TIMESTAMP_MS = 1_767_225_600_000L; // 2026-01-01T00:00:00Z

    /** From the first order to the end of the last one. Less than the time after which brokers roll segments. */
    public static final long SPAN_MS = 6 * 3_600_000L;

    private static final int NOTE_PERCENT = 20;
    private static final int PAID_PERCENT = 90;
    private static final int MAX_QUANTITY = 9;
    private static final int MAX_CENTS = 50_000;
    private static final Words HOUSE_NUMBERS = Words.ofNumbers(1, 200, "");
    private static final Words POSTCODES = Words.ofNumbers(10_000, 99_999, " ");
    private static final byte[] MODEL = " no. ".getBytes(StandardCharsets.UTF_8);
    private static final Words MODELS = Words.ofNumbers(100_000, 200_000, "");
    private static final Words KINDS =
            Words.of("Folding ,Blue ,Steel ,Garden ,Travel ,Double ,Silent ,Oak ,Small ,Heavy ");
    private static final Words PRODUCTS = Words.of("kettle,lamp,chair,bicycle pump,notebook,tent,umbrella,coffee mill,"
            + "desk,backpack,teapot,saw,ladder,radio,clock,blanket,hammock,mirror");
    private static final Words CURRENCIES = Words.of("EUR,EUR,EUR,EUR,USD,USD,USD,GBP,CHF,SEK,PLN,JPY");
    private static final Words STREETS = Words.of(" Harbour Road, Mill Lane, Station Road, Kirchgasse, Rue du Port,"
            + " Lindenallee, Park Avenue, Via Roma, Hillside, Church Street, Calle Mayor, Marktplatz, Bridge Street");
    private static final Words CITIES = Words.of("Hamburg,Lyon,Leeds,Porto,Turin,Gdansk,Basel,Ghent,Malmo,Cork,Graz,"
            + "Aarhus,Tampere,Rotterdam,Bilbao,Zurich,Bergen,Krakow,Split,Utrecht");
    private static final Words NOTES =
            Words.of("leave at the door,call before delivery,gift wrapping please,second floor,"
                    + "deliver after five in the evening,no plastic please,ring twice");

    /** When an order was made, which is also its record's timestamp. */
    long createdAtMs(long number) {
        return FIRST_TIMESTAMP_MS + (long) ((double) number / orderCount * SPAN_MS);
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public String valueSchema() {
        return """
            {"type":"record","name":"Order","namespace":"bench","fields":[
            {"name":"id","type":"long"},{"name":"customer_id","type":"long"},{"name":"product","type":"string"},
            {"name":"quantity","type":"int"},{"name":"price","type":"double"},{"name":"currency","type":"string"},
            {"name":"created_at","type":{"type":"long","logicalType":"timestamp-millis"}},
            {"name":"street","type":"string"},{"name":"city","type":"string"},
            {"name":"note","type":["null","string"],"default":null},{"name":"paid","type":"boolean"}]}""";
    }

    @Override
    public Writer writer() {
        return writer(new AvroOrderFields());
    }

    /** A writer of orders in a format of its own. */
    Writer writer(OrderFields fields) {
        SeededNumbers chance = new SeededNumbers();
        return (number, buffer) -> {
            fields.begin(buffer);
            chance.start(seed, number);
            fields.integer(1, number);
            fields.integer(2, chance.below(customerCount));
            fields.text(3, KINDS.any(chance), PRODUCTS.any(chance), MODEL, MODELS.any(chance), MODELS.any(chance));
            fields.integer(4, 1 + chance.below(MAX_QUANTITY));
            fields.real(5, (1 + chance.below(MAX_CENTS)) / 100.0);
            fields.text(6, CURRENCIES.any(chance));
            fields.time(7, createdAtMs(number));
            fields.text(8, HOUSE_NUMBERS.any(chance), STREETS.any(chance));
            fields.text(9, POSTCODES.any(chance), CITIES.any(chance));
            if (chance.below(100) < NOTE_PERCENT) {
                fields.optionalText(10, NOTES.any(chance));
            } else {
                fields.absent(10);
            }
            fields.flag(11, chance.below(100) < PAID_PERCENT);
            fields.end();
        };
    }
}
