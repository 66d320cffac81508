package io.kaspar.bench;

import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.Customers;
import io.kaspar.bench.data.JsonSchemaOrders;
import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.PlainJsonOrders;
import io.kaspar.bench.data.ProtobufOrders;
import io.kaspar.bench.data.RecordBatchSize;
import io.kaspar.bench.data.RecordShape;
import io.kaspar.bench.data.TopicSpec;
import io.kaspar.bench.data.WideRecords;
import io.kaspar.bench.limit.Limit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes the cases of workloads. */
final class BenchCases {
    private static final long SEED = 20260101;
    private static final int MAX_CUSTOMERS = 1_000_000;
    private static final int ORDERS_PER_CUSTOMER = 20;

    private static final String COUNT = "SELECT count(*) FROM %s";
    private static final String SUM = "SELECT sum(price * quantity) FROM %s";
    private static final String GROUP = """
        SELECT currency, count(*), sum(price * quantity), sum(id), max(customer_id), unix_millis(max(created_at)),
               count_if(paid), max(octet_length(product) + octet_length(street) + octet_length(city)
                   + coalesce(octet_length(note), 0))
        FROM %s GROUP BY currency""";

    private static final String AMOUNTS = "SELECT currency, count(*), sum(price * quantity) FROM %s GROUP BY currency";
    private static final DynamicOrders AMOUNT_FIELDS = new DynamicOrders(List.of("quantity", "price", "currency"));

    private static final String AMOUNT_COLUMNS = "quantity INT, price DOUBLE, currency STRING";

    /** Looks at each variant, and takes nothing out of it. */
    private static final String WHOLE_VARIANTS = "SELECT count(*), count_if(NOT is_variant_null(value)) FROM %s";

    /** Looks at three members of each. */
    private static final String BIG_AMOUNTS = """
        WHERE CASE currency WHEN 'EUR' THEN 1.17 WHEN 'GBP' THEN 1.34 ELSE 1.0 END * price * quantity > 1e6""";

    private static final String VARIANT_PARTS = """
        SELECT * FROM (SELECT variant_get(value, '$.currency', 'string') AS currency,
            variant_get(value, '$.price', 'double') AS price, variant_get(value, '$.quantity', 'int') AS quantity FROM %s)
        """ + BIG_AMOUNTS;
    private static final String VARIANT_CASTS = """
        SELECT * FROM (SELECT value:currency::string AS currency, value:price::double AS price,
            value:quantity::int AS quantity FROM %s)
        """ + BIG_AMOUNTS;

    private static final String VARIANT_AMOUNTS = """
        SELECT value:currency::string AS currency, count(*), sum(value:price::double * value:quantity::int)
        FROM %s GROUP BY currency""";
    private static final Map<String, String> AS_VARIANTS = Map.of("value.format", "json");
    private static final Map<String, String> AS_COLUMNS =
            Map.of("value.format", "json", "value.schema", PlainJsonOrders.COLUMNS);

    private static final Map<String, String> HUNDRED_THOUSAND = Map.of("maxOffsetsPerTrigger", "100000");

    private static final String JOIN = """
        SELECT c.tier, sum(o.price) FROM %s o JOIN %s c ON o.customer_id = c.id GROUP BY c.tier""";
    private static final String WIDE = "SELECT sum(f010), sum(f103), sum(octet_length(f151)) FROM %s";

    private final BenchOptions options;
    private final BenchSetup setup;

    private BenchCases(BenchOptions options, BenchSetup setup) {
        this.options = options;
        this.setup = setup;
    }

    /** Those that a run is asked for. */
    static List<BenchCase> all(BenchOptions options, BenchSetup setup) {
        List<BenchCase> cases = new ArrayList<>();
        for (Workload workload : options.workloads()) {
            for (Codec codec : options.codecs(workload)) {
                cases.add(new BenchCases(options, setup.withNumber(cases.size() + 1)).benchCase(workload, codec));
            }
        }
        return cases;
    }

    private BenchCase benchCase(Workload workload, Codec codec) {
        long recordCount = workload.recordCount(options.recordCount());
        TopicSpec orders = orders(recordCount, codec);
        return switch (workload) {
            case W1 ->
                query(
                        workload,
                        orders,
                        COUNT,
                        () -> setup.consumer().count(orders),
                        () -> new Answer(setup.limit().count(orders.topic())));
            case W2, W3 -> sum(workload, orders);
            case W4 ->
                query(
                        workload,
                        orders,
                        GROUP,
                        () -> setup.consumer().group(orders),
                        () -> new Answer(setup.limit().group(orders.topic())));
            case W5 -> tail(workload, orders);
            case W6 -> join(workload, orders, customers(codec));
            case W7 -> new ColdTables(setup, options.warmupRounds() + options.rounds()).benchCase(workload, orders);
            case W8 -> sum(workload, orders.withBatchSize(RecordBatchSize.SMALL));
            case W9 ->
                wide(workload, TopicSpec.of(new WideRecords(SEED), recordCount, options.partitionCount(), codec));
            case W10 -> onePartition(workload, orders.withPartitionCount(1));
            case W11 -> new Planning(setup).benchCase(workload, orders(Planning.RECORD_COUNT, codec));
            case W12 ->
                protobuf(
                        workload,
                        orders(recordCount, codec, ProtobufOrders::new),
                        AMOUNTS,
                        AMOUNT_FIELDS,
                        Limit::amounts);
            case W12_ALL ->
                protobuf(
                        workload,
                        orders(recordCount, codec, ProtobufOrders::new),
                        GROUP,
                        DynamicOrders.whole(),
                        Limit::protobufGroup);
            case W13 ->
                json(
                        workload,
                        orders(recordCount, codec, JsonSchemaOrders::new),
                        AMOUNTS,
                        FromJson.framed(AMOUNT_COLUMNS),
                        Map.of());
            case W13_ALL ->
                json(
                        workload,
                        orders(recordCount, codec, JsonSchemaOrders::new),
                        GROUP,
                        FromJson.framed(PlainJsonOrders.COLUMNS),
                        Map.of());
            case W14 ->
                json(
                        workload,
                        orders(recordCount, codec, PlainJsonOrders::new),
                        WHOLE_VARIANTS,
                        new ParseJson(),
                        AS_VARIANTS);
            case W15 ->
                json(
                        workload,
                        orders(recordCount, codec, PlainJsonOrders::new),
                        VARIANT_PARTS,
                        new ParseJson(),
                        AS_VARIANTS);
            case W15_CAST ->
                json(
                        workload,
                        orders(recordCount, codec, PlainJsonOrders::new),
                        VARIANT_CASTS,
                        new ParseJson(),
                        AS_VARIANTS);
            case W15_GROUP ->
                json(
                        workload,
                        orders(recordCount, codec, PlainJsonOrders::new),
                        VARIANT_AMOUNTS,
                        new ParseJson(),
                        AS_VARIANTS);
            case W16 ->
                json(
                        workload,
                        orders(recordCount, codec, PlainJsonOrders::new),
                        AMOUNTS,
                        FromJson.plain(AMOUNT_COLUMNS),
                        AS_COLUMNS);
            case W17 ->
                json(
                        workload,
                        orders(recordCount, codec, PlainJsonOrders::new),
                        GROUP,
                        FromJson.plain(PlainJsonOrders.COLUMNS),
                        AS_COLUMNS);
            case W18 -> stream(workload, orders, Map.of(), StreamRun.Sink.AMOUNTS);
            case W18_NOOP -> stream(workload, orders, Map.of(), StreamRun.Sink.NOOP);
            case W19 -> stream(workload, orders, HUNDRED_THOUSAND, StreamRun.Sink.AMOUNTS);
        };
    }

    private BenchCase stream(Workload workload, TopicSpec orders, Map<String, String> limits, StreamRun.Sink sink) {
        Map<String, String> all = new HashMap<>(limits);
        all.put("startingOffsets", "earliest");
        return new BenchCase(
                workload,
                orders.codec(),
                orders.recordCount(),
                List.of(orders),
                () -> setup.contenders().stream()
                        .filter(ContenderName::speaksSql)
                        .map(name -> new Contender(name.label(), setup.stream(name, orders, all, sink)))
                        .toList());
    }

    private BenchCase sum(Workload workload, TopicSpec orders) {
        return query(
                workload,
                orders,
                SUM,
                () -> setup.consumer().sum(orders),
                () -> new Answer(setup.limit().sum(orders.topic())));
    }

    private BenchCase wide(Workload workload, TopicSpec topic) {
        return query(
                workload,
                topic,
                WIDE,
                () -> setup.consumer().wide(topic),
                () -> new Answer(setup.limit().wide(topic.topic())));
    }

    /** Orders of Protobuf, without the plain consumer. */
    private BenchCase protobuf(
            Workload workload, TopicSpec topic, String statement, DynamicOrders fields, LimitQuery query) {
        return new BenchCase(
                workload,
                topic.codec(),
                topic.recordCount(),
                List.of(topic),
                () -> setup.contenders().stream()
                        .filter(name -> name != ContenderName.CONSUMER)
                        .map(name -> new Contender(
                                name.label(),
                                name == ContenderName.LIMIT
                                        ? () -> new Answer(query.run(setup.limit(), topic.topic()))
                                        : setup.sql(name, statement, topic, fields, Map.of())))
                        .toList());
    }

    /** Orders of JSON, for those who answer SQL. */
    private BenchCase json(
            Workload workload, TopicSpec topic, String statement, RivalDecoding decoding, Map<String, String> options) {
        return new BenchCase(
                workload,
                topic.codec(),
                topic.recordCount(),
                List.of(topic),
                () -> setup.contenders().stream()
                        .filter(ContenderName::speaksSql)
                        .map(name -> new Contender(name.label(), setup.sql(name, statement, topic, decoding, options)))
                        .toList());
    }

    /** A query of the limit's. */
    private interface LimitQuery {
        List<List<Object>> run(Limit limit, String topic) throws IOException;
    }

    /** The last hundredth, by its time; for Kaspar also the same records in a topic of their own. */
    private BenchCase tail(Workload workload, TopicSpec orders) {
        long first = orders.firstOfTheSameTime(orders.recordCount() - Math.max(1, orders.recordCount() / 100));
        long timestampMs = orders.timestampMs(first);
        String statement = "SELECT count(*) FROM %s WHERE _timestamp >= timestamp_millis(" + timestampMs + ")";
        TopicSpec own = orders.from(first);
        BenchCase benchCase = query(
                workload,
                orders,
                statement,
                () -> setup.consumer().tail(orders, timestampMs),
                () -> new Answer(setup.limit().tail(orders.topic(), timestampMs)));
        return benchCase.with(
                own,
                () -> setup.contenders().stream()
                        .filter(ContenderName::isKaspar)
                        .map(name -> new Contender(name.variant(Variants.OWN_TOPIC), setup.sql(name, COUNT, own)))
                        .toList());
    }

    private BenchCase join(Workload workload, TopicSpec orders, TopicSpec customers) {
        return new BenchCase(
                workload,
                orders.codec(),
                orders.recordCount(),
                List.of(orders, customers),
                () -> setup.contenders().stream()
                        .filter(ContenderName::speaksSql)
                        .map(name -> new Contender(name.label(), setup.sql(name, JOIN, orders, customers)))
                        .toList());
    }

    /** For Kaspar also with the whole process held on one core. */
    private BenchCase onePartition(Workload workload, TopicSpec orders) {
        return sum(workload, orders)
                .with(
                        orders,
                        () -> setup.contenders().stream()
                                .filter(name -> name == ContenderName.KASPAR_LOCAL)
                                .map(name -> new Contender(
                                        name.variant(Variants.ONE_CORE), new OneCoreRun(setup.sql(name, SUM, orders))))
                                .toList());
    }

    /** One statement over one topic, and the same by hand. */
    private BenchCase query(Workload workload, TopicSpec topic, String statement, Run consumer, Run limit) {
        return new BenchCase(workload, topic.codec(), topic.recordCount(), List.of(topic), () -> {
            List<Contender> contenders = new ArrayList<>();
            for (ContenderName name : setup.contenders()) {
                contenders.add(new Contender(
                        name.label(),
                        switch (name) {
                            case CONSUMER -> consumer;
                            case LIMIT -> limit;
                            default -> setup.sql(name, statement, topic);
                        }));
            }
            return contenders;
        });
    }

    private TopicSpec orders(long recordCount, Codec codec) {
        return orders(recordCount, codec, orders -> orders);
    }

    /** @param format the same orders in another format */
    private TopicSpec orders(long recordCount, Codec codec, Function<Orders, RecordShape> format) {
        Orders orders = new Orders(recordCount, customerCount(), SEED);
        return TopicSpec.of(format.apply(orders), recordCount, options.partitionCount(), codec);
    }

    private int customerCount() {
        return (int) Math.max(1, Math.min(MAX_CUSTOMERS, options.recordCount() / ORDERS_PER_CUSTOMER));
    }

    private TopicSpec customers(Codec codec) {
        return TopicSpec.of(new Customers(SEED), customerCount(), options.partitionCount(), codec);
    }
}
