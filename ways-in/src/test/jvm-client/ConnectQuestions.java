import java.util.List;
import java.util.Map;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connect.SparkSession;
import org.apache.spark.sql.functions;

/** Asks a Connect server through the JVM client, and prints a line for each answer. Run from its source with Spark's client on the class path. */
final class ConnectQuestions {
    private ConnectQuestions() {}

    public static void main(String[] arguments) throws Exception {
        SparkSession spark = SparkSession.builder().remote(arguments[0]).getOrCreate();
        answer("tables", spark.catalog().listTables("kaspar").select(functions.sort_array(functions.collect_list("name"))));
        answer("column", spark.catalog().listColumns("kaspar.orders").where("name = 'price'").select("dataType", "description"));
        System.out.println("exists " + spark.catalog().tableExists("kaspar.orders") + " " + spark.catalog().tableExists("kaspar.nothing"));
        answer("named", spark.sql("SELECT count(*) FROM kaspar.orders WHERE order_id <= :top", Map.of("top", 12)));
        answer("placed", spark.sql("SELECT count(*) FROM kaspar.orders WHERE order_id <= ?", new Object[] {12}));
        Dataset<Row> orders = spark.table("kaspar.orders");
        answer("hidden", orders.where(orders.metadataColumn("_offset").lt(2)).agg(functions.count("*")));
        answer("option", spark.read().option("endingOffsets", "{\"testTopic\":{\"0\":1,\"1\":1,\"2\":1,\"3\":1}}").table("kaspar.testTopic").agg(functions.count("*")));
        for (String statement : List.of("SELECT * FROM kaspar.nothing", "SELECT prise FROM kaspar.orders", "DROP TABLE kaspar.orders")) {
            try {
                spark.sql(statement).collect();
                System.out.println("no error");
            } catch (Exception e) {
                SparkThrowable said = (SparkThrowable) e;
                System.out.println("error " + e.getClass().getSimpleName() + " " + said.getCondition() + " " + said.getSqlState());
            }
        }
        spark.close();
        System.exit(0);
    }

    private static void answer(String question, Dataset<Row> rows) {
        System.out.println(question + " " + rows.collectAsList());
    }
}
