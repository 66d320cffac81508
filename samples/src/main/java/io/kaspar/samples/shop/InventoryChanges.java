package io.kaspar.samples.shop;

import io.kaspar.samples.AvroPayload;
import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SchemaPublisher;
import io.kaspar.samples.shop.ShopArticles.Article;
import io.kaspar.samples.shop.ShopArticles.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * The changes of a database's table, as Debezium writes them: which article lies where. First a snapshot, then a change of each row
 * in each round; in the last but one some are deleted, and the last one has their tombstones.
 */
record InventoryChanges() implements ShopTopic {
    private static final int ROUNDS = 4;
    private static final int DELETED_IN = 2;
    private static final int DELETED_EVERY = 9;
    private static final int CITIES = 9;
    private static final long STEP_MS = 10_000;
    private static final long DELAY_MS = 250;

    @Override
    public String name() {
        return "inventory";
    }

    /** All changes of a row are in one partition: the count of rows is a multiple. */
    @Override
    public int partitionCount() {
        return 2;
    }

    @Override
    public long recordCount() {
        return (long) ROUNDS * rowCount();
    }

    private static int rowCount() {
        return ShopArticles.ARTICLES.size() * CITIES;
    }

    @Override
    public String compression() {
        return "zstd";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("cleanup.policy", "compact");
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) throws IOException {
        Schema envelope = ShopSchemas.resource("inventory_change.avsc");
        int envelopeId = registry.publish("inventory-value", envelope.toString());
        return () -> {
            AvroPayload values = new AvroPayload(envelope, envelopeId);
            return number -> {
                int row = (int) (number % rowCount());
                int round = (int) (number / rowCount());
                long time = ShopArticles.FIRST_DAY_MS + number * STEP_MS;
                boolean isTombstone = isDeleted(row) && round > DELETED_IN;
                byte[] key = ("row-" + row).getBytes(StandardCharsets.UTF_8);
                return new SampleRecord(key, isTombstone ? null : values.of(change(envelope, row, round, time)), time);
            };
        };
    }

    private static boolean isDeleted(int row) {
        return row % DELETED_EVERY == 0;
    }

    private GenericRecord change(Schema schema, int row, int round, long time) {
        boolean isDelete = isDeleted(row) && round == DELETED_IN;
        GenericRecord change = new GenericData.Record(schema);
        change.put("before", round == 0 ? null : row(schema, row, round - 1));
        change.put("after", isDelete ? null : row(schema, row, round));
        change.put("source", source(schema, round, time));
        change.put("op", round == 0 ? "r" : isDelete ? "d" : "u");
        change.put("ts_ms", time);
        return change;
    }

    private GenericRecord row(Schema schema, int row, int round) {
        Article article = ShopArticles.ARTICLES.get(row / CITIES);
        Place place = ShopArticles.PLACES.get(row % CITIES);
        GenericRecord columns = new GenericData.Record(
                schema.getField("after").schema().getTypes().get(1));
        columns.put("article", article.name());
        columns.put("city", place.city());
        columns.put(
                "pieces",
                ShopNumbers.of(name(), (long) round * rowCount() + row).below(200));
        return columns;
    }

    private static GenericRecord source(Schema schema, int round, long time) {
        GenericRecord source = new GenericData.Record(schema.getField("source").schema());
        source.put("version", "3.3.0.Final");
        source.put("connector", "postgresql");
        source.put("name", "shop");
        source.put("ts_ms", time - DELAY_MS);
        source.put("snapshot", round == 0 ? "true" : "false");
        source.put("db", "shop");
        source.put("schema", "public");
        source.put("table", "inventory");
        return source;
    }
}
