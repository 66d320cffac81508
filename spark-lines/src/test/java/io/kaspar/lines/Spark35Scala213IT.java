package io.kaspar.lines;

final class Spark35Scala213IT extends SparkLineContract {
    Spark35Scala213IT(LineTopics topics) {
        super(SparkLine.SPARK_3_5_SCALA_2_13, topics);
    }
}
