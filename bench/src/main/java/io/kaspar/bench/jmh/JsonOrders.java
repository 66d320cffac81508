package io.kaspar.bench.jmh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Orders as JSON, about 229 bytes each, one behind the other. */
final class JsonOrders {
    private static final List<String> PRODUCTS = List.of("Folding kettle", "Blue lamp", "Oak chair", "Silent radio");
    private static final List<String> CITIES = List.of("20095 Hamburg", "69001 Lyon", "4000 Porto", "10121 Turin");
    private static final int CUSTOMERS = 100_000;
    private static final int FIRST_NUMBER = 100_000;

    private final byte[] bytes;
    private final int[] positions;
    private final int[] lengths;

    private JsonOrders(byte[] bytes, int[] positions, int[] lengths) {
        this.bytes = bytes;
        this.positions = positions;
        this.lengths = lengths;
    }

    byte[] bytes() {
        return bytes;
    }

    int[] positions() {
        return positions;
    }

    int[] lengths() {
        return lengths;
    }

    static JsonOrders make(int count) {
        Random random = new Random(1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int[] positions = new int[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            byte[] order = order(FIRST_NUMBER + i, random).getBytes(StandardCharsets.UTF_8);
            positions[i] = all.size();
            lengths[i] = order.length;
            all.writeBytes(order);
        }
        return new JsonOrders(all.toByteArray(), positions, lengths);
    }

    private static String order(int id, Random random) {
        String note = random.nextInt(5) == 0 ? "\"leave at the door\"" : "null";
        return "{\"id\":" + id
                + ",\"customer_id\":" + random.nextInt(CUSTOMERS)
                + ",\"product\":\"" + PRODUCTS.get(random.nextInt(PRODUCTS.size())) + " no. "
                + (FIRST_NUMBER + random.nextInt(FIRST_NUMBER))
                + "\",\"quantity\":" + (1 + random.nextInt(9))
                + ",\"price\":" + (1 + random.nextInt(50_000)) / 100.0
                + ",\"currency\":\"EUR\",\"created_at\":\"2026-01-01T00:" + (10 + random.nextInt(50))
                + ":00Z\",\"street\":\"" + random.nextInt(200) + " Harbour Road\",\"city\":\""
                + CITIES.get(random.nextInt(CITIES.size())) + "\",\"note\":" + note + ",\"paid\":true}";
    }
}
