package io.kaspar.lines;

final class Spark35Scala212IT extends SparkLineContract {
    Spark35Scala212IT(LineTopics topics) {
        super(SparkLine.SPARK_3_5_SCALA_2_12, topics);
    }
}
