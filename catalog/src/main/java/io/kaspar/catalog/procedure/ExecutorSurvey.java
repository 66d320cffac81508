package io.kaspar.catalog.procedure;

import io.kaspar.catalog.locality.ExecutorHosts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.SparkContext;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** Asks every host on which a session has executors, by small jobs. In local mode that is the driver itself. */
final class ExecutorSurvey {
    /** A busy host may let its tasks go elsewhere; with twice as many the next time it will do one. */
    private static final int MAX_ROUNDS = 3;

    private static final int TASKS_PER_HOST = 2;
    private static final String DESCRIPTION = "spark.job.description";

    private final SparkContext context;

    ExecutorSurvey(SparkContext context) {
        this.context = context;
    }

    /** The hosts that can be asked: without the driver's where it runs no tasks. */
    Set<String> hosts() {
        Set<String> hosts = new TreeSet<>(ExecutorHosts.of(context));
        if (!context.isLocal() && hosts.size() > 1) {
            hosts.remove(context.getConf().get("spark.driver.host", ""));
        }
        return hosts;
    }

    /** The answers by host; a host that ran no task in spite of several tries is not among them. */
    SortedMap<String, HostAnswer> ask(AskDirectories task) {
        SortedMap<String, HostAnswer> answers = new TreeMap<>();
        String described = context.getLocalProperty(DESCRIPTION);
        context.setLocalProperty(DESCRIPTION, "kaspar: which brokers' directories do the executors have?");
        try {
            int tasksPerHost = TASKS_PER_HOST;
            Set<String> missing = hosts();
            for (int round = 0; round < MAX_ROUNDS && !missing.isEmpty(); round++) {
                run(task, missing, tasksPerHost).forEach(answer -> answers.put(answer.host(), answer));
                missing.removeAll(answers.keySet());
                tasksPerHost *= 2;
            }
        } finally {
            context.setLocalProperty(DESCRIPTION, described);
        }
        return Collections.unmodifiableSortedMap(answers);
    }

    private List<HostAnswer> run(AskDirectories task, Set<String> hosts, int tasksPerHost) {
        List<Tuple2<String, Seq<String>>> places = new ArrayList<>();
        for (String host : hosts) {
            for (int count = 0; count < tasksPerHost; count++) {
                places.add(new Tuple2<>(host, immutable(List.of(host))));
            }
        }
        return context.makeRDD(immutable(places), ClassTag$.MODULE$.<String>apply(String.class))
                .toJavaRDD()
                .map(task)
                .collect();
    }

    private static <T> Seq<T> immutable(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }
}
