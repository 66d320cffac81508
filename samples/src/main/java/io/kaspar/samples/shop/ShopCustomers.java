package io.kaspar.samples.shop;

import io.kaspar.samples.AvroPayload;
import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SchemaPublisher;
import io.kaspar.samples.shop.ShopArticles.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericData.EnumSymbol;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Customers, keyed by their number in Avro: each once, then changes to some, and a few that leave (null values). */
record ShopCustomers() implements ShopTopic {
    private static final int CHANGE_COUNT = 2_000;
    private static final int LEAVING_COUNT = 20;
    private static final long STEP_MS = 30_000;
    private static final int DAYS_FROM_1950_TO_2005 = 20_000;
    private static final int FIRST_BIRTHDAY = -7_300;
    private static final List<String> FIRST_NAMES =
            List.of("Ada", "Björn", "Chloé", "Dmitri", "Eva", "Farid", "Grace", "Hiro", "Inês", "Jan");
    private static final List<String> LAST_NAMES =
            List.of("Abel", "Brandt", "Costa", "Dubois", "Evans", "Fischer", "García", "Haas", "Ito", "Jansen");
    private static final List<String> LEVELS = List.of("BRONZE", "BRONZE", "SILVER", "GOLD");
    private static final List<String> KINDS = List.of("HOME", "WORK", "OTHER");

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public int partitionCount() {
        return 4;
    }

    @Override
    public long recordCount() {
        return ShopArticles.CUSTOMER_COUNT + CHANGE_COUNT + LEAVING_COUNT;
    }

    @Override
    public String compression() {
        return "gzip";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("cleanup.policy", "compact");
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) throws IOException {
        Schema value = ShopSchemas.resource("customer.avsc");
        int keyId = registry.publish("customers-key", ShopSchemas.LONG.toString());
        int valueId = registry.publish("customers-value", value.toString());
        return () -> {
            AvroPayload keys = new AvroPayload(ShopSchemas.LONG, keyId);
            AvroPayload values = new AvroPayload(value, valueId);
            return number -> {
                // The count of customers is a multiple of the partitions', so a customer's records share a partition.
                long customerId = 1 + number % ShopArticles.CUSTOMER_COUNT;
                boolean leaves = number >= ShopArticles.CUSTOMER_COUNT + CHANGE_COUNT;
                return new SampleRecord(
                        keys.of(customerId),
                        leaves ? null : values.of(customer(value, customerId, number)),
                        ShopArticles.FIRST_DAY_MS + number * STEP_MS);
            };
        };
    }

    private GenericRecord customer(Schema value, long customerId, long number) {
        ShopNumbers fixed = ShopNumbers.of("customer", customerId);
        ShopNumbers changing = ShopNumbers.of(name(), number);
        String name = fixed.one(FIRST_NAMES) + " " + fixed.one(LAST_NAMES);
        GenericRecord customer = new GenericData.Record(value);
        customer.put("customer_id", customerId);
        customer.put("name", name);
        customer.put("email", fixed.percent(90) ? "customer" + customerId + "@example.org" : null);
        customer.put("born_on", fixed.percent(70) ? FIRST_BIRTHDAY + fixed.below(DAYS_FROM_1950_TO_2005) : null);
        customer.put("registered_at", ShopArticles.FIRST_DAY_MS * 1_000 + customerId * 1_000_003);
        customer.put("account_uuid", new UUID(fixed.bits(), fixed.bits()).toString());
        customer.put("credit_limit", money(value, 100_000L * (1 + changing.below(50))));
        customer.put("newsletter", changing.percent(40));
        customer.put("addresses", addresses(value, changing));
        customer.put("loyalty", changing.percent(50) ? loyalty(value, changing) : null);
        customer.put("preferences", Map.of("dark_mode", changing.percent(30)));
        customer.put("fingerprint", fingerprint(value, changing.below(Integer.MAX_VALUE)));
        return customer;
    }

    private static GenericData.Fixed money(Schema value, long unscaled) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
        bytes.putLong(unscaled);
        return new GenericData.Fixed(value.getField("credit_limit").schema(), bytes.array());
    }

    private static GenericData.Fixed fingerprint(Schema value, int bits) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES);
        bytes.putInt(bits);
        return new GenericData.Fixed(value.getField("fingerprint").schema(), bytes.array());
    }

    private static List<GenericRecord> addresses(Schema value, ShopNumbers chance) {
        Schema address = value.getField("addresses").schema().getElementType();
        List<GenericRecord> addresses = new ArrayList<>();
        int count = chance.below(3);
        for (int i = 0; i < count; i++) {
            Place place = chance.one(ShopArticles.PLACES);
            GenericRecord entry = new GenericData.Record(address);
            entry.put("kind", new EnumSymbol(address.getField("kind").schema(), KINDS.get(i)));
            entry.put("street", "Street " + (1 + chance.below(200)));
            entry.put("city", place.city());
            entry.put("country", place.country());
            addresses.add(entry);
        }
        return addresses;
    }

    private static @Nullable GenericRecord loyalty(Schema value, ShopNumbers chance) {
        Schema loyaltySchema = value.getField("loyalty").schema().getTypes().get(1);
        GenericRecord loyalty = new GenericData.Record(loyaltySchema);
        loyalty.put("level", new EnumSymbol(loyaltySchema.getField("level").schema(), chance.one(LEVELS)));
        loyalty.put("points", chance.skewed(10_000));
        return loyalty;
    }
}
