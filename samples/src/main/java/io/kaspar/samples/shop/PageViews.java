package io.kaspar.samples.shop;

import io.kaspar.samples.AvroPayload;
import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SchemaPublisher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericData.EnumSymbol;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Page views, with Avro keys: the visitor's number, or none. */
record PageViews(long recordCount) implements ShopTopic {
    private static final long STEP_MS = 700;
    private static final int TWELVE_HOURS = 12;
    private static final List<String> URLS = List.of("/", "/tea", "/coffee", "/cart", "/checkout", "/search", "/help");
    private static final List<String> ELEMENTS = List.of("buy", "menu", "picture", "review");
    private static final List<String> KINDS = List.of("PHONE", "PHONE", "TABLET", "DESKTOP");
    private static final List<Integer> WIDTHS = List.of(390, 820, 1440, 1920);

    @Override
    public String name() {
        return "page_views";
    }

    @Override
    public int partitionCount() {
        return 3;
    }

    @Override
    public String compression() {
        return "zstd";
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) throws IOException {
        Schema value = ShopSchemas.resource("page_view.avsc");
        int keyId = registry.publish("page_views-key", ShopSchemas.LONG.toString());
        int valueId = registry.publish("page_views-value", value.toString());
        return () -> {
            AvroPayload keys = new AvroPayload(ShopSchemas.LONG, keyId);
            AvroPayload values = new AvroPayload(value, valueId);
            return number -> {
                ShopNumbers chance = ShopNumbers.of(name(), number);
                long timestampMs = ShopArticles.FIRST_DAY_MS + number * STEP_MS;
                GenericRecord view = view(value, timestampMs, chance);
                Object customerId = view.get("customer_id");
                return new SampleRecord(customerId == null ? null : keys.of(customerId), values.of(view), timestampMs);
            };
        };
    }

    private static GenericRecord view(Schema value, long timestampMs, ShopNumbers chance) {
        String url = chance.one(URLS);
        GenericRecord view = new GenericData.Record(value);
        view.put("session", "s-" + chance.skewed(5_000));
        view.put("customer_id", chance.percent(60) ? 1L + chance.skewed(ShopArticles.CUSTOMER_COUNT) : null);
        view.put("url", url);
        view.put("viewed_at", timestampMs);
        view.put("viewed_at_nanos", timestampMs * 1_000_000 + chance.below(1_000_000));
        view.put(
                "local_viewed_at",
                timestampMs * 1_000 + (chance.below(TWELVE_HOURS * 2) - TWELVE_HOURS) * 3_600_000_000L);
        view.put("referrer", chance.percent(30) ? "https://example.com" + chance.one(URLS) : null);
        view.put("scroll_depth", chance.below(101) / 100.0);
        view.put("device", device(value, chance));
        view.put("experiments", Map.of("new_cart", chance.below(3)));
        view.put("clicks", clicks(value, chance));
        view.put("detail", detail(url, chance));
        return view;
    }

    private static GenericRecord device(Schema value, ShopNumbers chance) {
        Schema deviceSchema = value.getField("device").schema();
        Schema screenSchema = deviceSchema.getField("screen").schema();
        int width = chance.one(WIDTHS);
        GenericRecord screen = new GenericData.Record(screenSchema);
        screen.put("width", width);
        screen.put("height", width * 9 / 16);
        GenericRecord device = new GenericData.Record(deviceSchema);
        device.put("kind", new EnumSymbol(deviceSchema.getField("kind").schema(), chance.one(KINDS)));
        device.put("screen", screen);
        return device;
    }

    private static List<GenericRecord> clicks(Schema value, ShopNumbers chance) {
        Schema clickSchema = value.getField("clicks").schema().getElementType();
        List<GenericRecord> clicks = new ArrayList<>();
        int count = chance.skewed(5);
        for (int i = 0; i < count; i++) {
            GenericRecord click = new GenericData.Record(clickSchema);
            click.put("element", chance.percent(80) ? chance.one(ELEMENTS) : null);
            click.put("after_ms", chance.below(60_000));
            clicks.add(click);
        }
        return clicks;
    }

    /** A union of three: nothing, text, or a number. */
    private static @Nullable Object detail(String url, ShopNumbers chance) {
        return switch (url) {
            case "/search" -> chance.percent(50) ? "green tea" : "grinder";
            case "/tea", "/coffee" -> (Object) (100L + chance.below(12));
            default -> null;
        };
    }
}
