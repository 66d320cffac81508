package io.kaspar.lines;

final class Spark40IT extends SparkLineContract {
    Spark40IT(LineTopics topics) {
        super(SparkLine.SPARK_4_0, topics);
    }
}
