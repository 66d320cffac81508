package io.kaspar.catalog.locality.survey;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.collection.immutable.List;
import scala.collection.immutable.Nil$;
import scala.reflect.ClassTag$;

/**
 * An RDD of hosts, with a partition for each that should be computed there.
 *
 * <p>Spark has no way to say so in Java, and the way in Scala takes another type of list in Scala 2.12 than in 2.13. A Scala {@code
 * List} is both, so only the method has to be looked for.
 */
final class PlacedTasks {
    private static final String METHOD = "makeRDD";

    private PlacedTasks() {}

    static JavaRDD<String> of(SparkContext context, Collection<String> hosts, int tasksPerHost) {
        List<Tuple2<String, List<String>>> places = empty();
        for (String host : hosts) {
            for (int count = 0; count < tasksPerHost; count++) {
                List<String> place = PlacedTasks.<String>empty().$colon$colon(host);
                places = places.$colon$colon(new Tuple2<>(host, place));
            }
        }
        return makeRdd(context, places).toJavaRDD();
    }

    @SuppressWarnings("unchecked") // the list without elements is a list of anything
    private static <T> List<T> empty() {
        return (List<T>) (List<?>) Nil$.MODULE$;
    }

    @SuppressWarnings("unchecked") // what the method is declared to give
    private static RDD<String> makeRdd(SparkContext context, List<Tuple2<String, List<String>>> places) {
        Method method = Arrays.stream(SparkContext.class.getMethods())
                .filter(candidate -> candidate.getName().equals(METHOD) && candidate.getParameterCount() == 2)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this Spark has no SparkContext." + METHOD));
        try {
            return (RDD<String>) method.invoke(context, places, ClassTag$.MODULE$.<String>apply(String.class));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Spark could not make an RDD: " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("SparkContext." + METHOD + " of this Spark cannot be called", e);
        }
    }
}
