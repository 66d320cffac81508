package io.kaspar.bench;

import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.Customers;
import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.TopicSpec;
import java.util.ArrayList;
import java.util.List;

/** Makes the courses of workloads. */
final class Courses {
    private static final long SEED = 20260101;
    private static final int MAX_CUSTOMERS = 1_000_000;
    private static final int ORDERS_PER_CUSTOMER = 20;

    private static final String COUNT = "SELECT count(*) FROM %s";
    private static final String SUM = "SELECT sum(price * quantity) FROM %s";
    private static final String GROUP = """
        SELECT currency, count(*), sum(price * quantity), sum(id), max(customer_id), unix_millis(max(created_at)),
               count_if(paid), max(length(product) + length(street) + length(city) + coalesce(length(note), 0))
        FROM %s GROUP BY currency""";

    private final BenchOptions options;
    private final Field field;

    Courses(BenchOptions options, Field field) {
        this.options = options;
        this.field = field;
    }

    List<Course> all() {
        List<Course> courses = new ArrayList<>();
        for (Workload workload : options.workloads()) {
            for (Codec codec : options.codecs(workload)) {
                courses.add(course(workload, codec));
            }
        }
        return courses;
    }

    private Course course(Workload workload, Codec codec) {
        TopicSpec orders = orders(workload.recordCount(options.recordCount()), codec);
        return switch (workload) {
            case W1 ->
                query(
                        workload,
                        orders,
                        COUNT,
                        () -> field.consumer().count(orders),
                        () -> new Answer(field.limit().count(orders.topic())));
            case W2, W3 ->
                query(
                        workload,
                        orders,
                        SUM,
                        () -> field.consumer().sum(orders),
                        () -> new Answer(field.limit().sum(orders.topic())));
            case W4 ->
                query(
                        workload,
                        orders,
                        GROUP,
                        () -> field.consumer().group(orders),
                        () -> new Answer(field.limit().group(orders.topic())));
        };
    }

    /** One statement over one topic, and the same by hand. */
    private Course query(Workload workload, TopicSpec topic, String statement, Attempt consumer, Attempt limit) {
        return new Course(workload, topic.codec(), topic.recordCount(), List.of(topic), () -> {
            List<Entrant> entrants = new ArrayList<>();
            for (ContenderName name : field.contenders()) {
                entrants.add(new Entrant(
                        name.label(),
                        switch (name) {
                            case CONSUMER -> consumer;
                            case LIMIT -> limit;
                            default -> field.sql(name, statement, topic);
                        }));
            }
            return entrants;
        });
    }

    private TopicSpec orders(long recordCount, Codec codec) {
        return TopicSpec.of(
                new Orders(recordCount, customerCount(), SEED), recordCount, options.partitionCount(), codec);
    }

    private int customerCount() {
        return (int) Math.max(1, Math.min(MAX_CUSTOMERS, options.recordCount() / ORDERS_PER_CUSTOMER));
    }

    TopicSpec customers(Codec codec) {
        return TopicSpec.of(new Customers(SEED), customerCount(), options.partitionCount(), codec);
    }
}
