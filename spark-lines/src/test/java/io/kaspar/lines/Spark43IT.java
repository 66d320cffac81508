package io.kaspar.lines;

final class Spark43IT extends SparkLineContract {
    Spark43IT(LineTopics topics) {
        super(SparkLine.SPARK_4_3, topics);
    }
}
