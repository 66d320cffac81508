package io.kaspar.lines;

final class Spark41IT extends SparkLineContract {
    Spark41IT(LineTopics topics) {
        super(SparkLine.SPARK_4_1, topics);
    }
}
