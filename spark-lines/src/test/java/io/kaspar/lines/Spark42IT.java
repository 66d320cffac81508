package io.kaspar.lines;

final class Spark42IT extends SparkLineContract {
    Spark42IT(LineTopics topics) {
        super(SparkLine.SPARK_4_2, topics);
    }
}
