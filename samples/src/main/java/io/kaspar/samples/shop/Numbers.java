package io.kaspar.samples.shop;

import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SchemaPublisher;
import java.nio.charset.StandardCharsets;

/** The integers from 1, as text. */
record Numbers(String name, int partitionCount, long recordCount) implements ShopTopic {
    private static final long STEP_MS = 1_000;

    @Override
    public String compression() {
        return "none";
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) {
        return () -> number -> new SampleRecord(
                null,
                Long.toString(number + 1).getBytes(StandardCharsets.UTF_8),
                ShopArticles.FIRST_DAY_MS + number * STEP_MS);
    }
}
