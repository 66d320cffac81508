"""A job for spark-submit: says what the orders of a table are worth."""
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
revenue = spark.table(sys.argv[1]).selectExpr("sum(quantity * price)").first()[0]
print(f"revenue\t{revenue}")
spark.stop()
