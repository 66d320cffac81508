package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code spark-sql}, {@code spark-shell} and {@code spark-submit}, and the ways to give them the jar: each program and each way
 * on Spark 4.2, and spread over the oldest and the newest line once more.
 */
@ExtendWith(ShopServers.Extension.class)
final class SparkProgramsIT {
    private static final List<String> MASTER = List.of("--master", "local[2]", "--conf", "spark.ui.enabled=false");

    private final ShopServers servers;

    SparkProgramsIT(ShopServers servers) {
        this.servers = servers;
    }

    @Test
    void answersInSparkSqlWithJars() throws Exception {
        Distribution spark = Distribution.SPARK_4_2;
        spark.assumeHere();
        assertAnswers(sql(spark, GivenJar.byJars(spark.catalog(servers)), statements()));
    }

    @Test
    void answersInSparkSqlWithPackages() throws Exception {
        Distribution spark = Distribution.SPARK_3_5;
        spark.assumeHere();
        assertAnswers(sql(spark, GivenJar.byPackages(spark.catalog(servers)), statements()));
    }

    @Test
    void answersInSparkSqlWithTheJarInSparksFolder() throws Exception {
        Distribution spark = Distribution.SPARK_4_3;
        spark.assumeHere();
        GivenJar given = GivenJar.byJarsFolder(spark.catalog(servers), spark.home());
        assertAnswers(sql(spark, given, statements()));
    }

    @Test
    void answersInSparkSqlAfterAddJar() throws Exception {
        Distribution spark = Distribution.SPARK_4_2;
        spark.assumeHere();
        List<String> statements = new ArrayList<>(List.of("ADD JAR " + KasparJar.path()));
        statements.addAll(statements());
        statements.add("CALL kaspar.system.check_locality()");

        Program.Output output = sql(spark, GivenJar.later(spark.catalog(servers)), statements);

        List<String> lines = output.lines();
        assertThat(lines.get(lines.size() - 1)).contains("\tLOCAL\tNothing");
        assertPrints(output, allLines(lines.get(lines.size() - 1)));
        assertThat(output.err())
                .containsOnlyOnce("shows no metrics of Kaspar's scans")
                .doesNotContain("Unable to load custom metric object", "\tat ");
    }

    @Test
    void endsSparkSqlWithOneMessageAndAnExitCode() throws Exception {
        Distribution spark = Distribution.SPARK_4_2;
        spark.assumeHere();
        GivenJar given = GivenJar.byJarsFolder(spark.catalog(servers), spark.home());

        Program.Output output = sql(
                spark,
                given,
                List.of(
                        "SELECT count(*) FROM kaspar.payments",
                        "SELECT * FROM kaspar.orders WITH ('read.localty' = 'off')",
                        "SELECT 'too late'"));

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.lines()).containsExactly("50000");
        assertThat(output.err()).containsOnlyOnce("did you mean read.locality?").doesNotContain("\tat ");
    }

    @Test
    void runsScalaInSparkShellWithTheJarInTheDefaults() throws Exception {
        Distribution spark = Distribution.SPARK_4_2;
        spark.assumeHere();
        assertScalaAnswers(shell(spark, GivenJar.byDefaults(spark.catalog(servers))));
    }

    @Test
    void runsScalaOfTheOlderKindInSparkShellWithJars() throws Exception {
        Distribution spark = Distribution.SPARK_3_5;
        spark.assumeHere();
        assertScalaAnswers(shell(spark, GivenJar.byJars(spark.catalog(servers))));
    }

    @Test
    void runsAPythonJobWithPackages() throws Exception {
        Distribution spark = Distribution.SPARK_4_2;
        spark.assumeHere();
        PythonEnvironment.assumeHere();
        List<String> job = List.of(PythonEnvironment.file("revenue.py").toString(), "kaspar.orders");

        Program.Output output = program(spark, "spark-submit", GivenJar.byPackages(spark.catalog(servers)), job)
                .with(PythonEnvironment.variables())
                .run();

        assertPrints(output, List.of("revenue\t" + ShopAnswers.REVENUE));
    }

    @Test
    void runsAClassOfAJobsOwnJarWithJars() throws Exception {
        Distribution spark = Distribution.SPARK_4_3;
        spark.assumeHere();
        List<String> job = new ArrayList<>(
                List.of("--class", JavaJob.MAIN_CLASS, JavaJob.make(spark).toString()));
        job.addAll(ShopAnswers.queries());

        Program.Output output = program(spark, "spark-submit", GivenJar.byJars(spark.catalog(servers)), job)
                .run();

        assertPrints(output, ShopAnswers.answers());
    }

    private static List<String> statements() {
        List<String> statements = new ArrayList<>(ShopAnswers.queries());
        statements.add("SHOW TABLES IN kaspar");
        return statements;
    }

    private static Program.Output sql(Distribution spark, GivenJar given, List<String> statements) throws Exception {
        return program(spark, "spark-sql", given, List.of("-e", String.join("; ", statements)))
                .run();
    }

    private static Program.Output shell(Distribution spark, GivenJar given) throws Exception {
        return program(spark, "spark-shell", given, List.of()).run("""
                        import org.apache.spark.sql.functions._
                        val twice = udf((quantity: Int) => 2 * quantity)
                        val orders = spark.table("kaspar.orders")
                        println("sums=" + orders.select(sum("quantity"), sum(twice(orders("quantity")))).head)
                        println("partitions=" + orders.select(countDistinct(orders("_partition"))).head)
                        println("error=" + scala.util.Try(spark.table("kaspar.order").count).failed.get.getMessage)
                        """);
    }

    private static Program program(Distribution spark, String name, GivenJar given, List<String> rest) {
        List<String> arguments = new ArrayList<>(MASTER);
        arguments.addAll(given.arguments());
        arguments.addAll(rest);
        return spark.program(name, arguments).with(given.variables());
    }

    private static void assertAnswers(Program.Output output) {
        assertPrints(output, allLines());
    }

    /** What the statements print, and further lines. */
    private static List<String> allLines(String... further) {
        List<String> lines = new ArrayList<>(ShopAnswers.answers());
        lines.addAll(ShopAnswers.tables());
        lines.addAll(List.of(further));
        return lines;
    }

    private static void assertPrints(Program.Output output, List<String> lines) {
        assertThat(output.exitCode()).as(output.err()).isZero();
        // what resolves packages says where its settings are
        assertThat(output.lines().stream().filter(line -> !line.startsWith(":: loading settings")))
                .containsExactlyElementsOf(lines);
    }

    private static void assertScalaAnswers(Program.Output output) {
        assertThat(output.exitCode()).as(output.err()).isZero();
        assertThat(output.out())
                .contains("sums=[" + ShopAnswers.QUANTITIES + "," + 2 * ShopAnswers.QUANTITIES + "]")
                .contains("partitions=[6]")
                .contains("did you mean kaspar.orders?");
    }
}
