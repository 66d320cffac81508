package io.kaspar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.shell.SampleSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the statements that the project's README begins with. */
@ExtendWith(SampleSessions.class)
class ReadmeIT {
    private static final Pattern STATEMENTS = Pattern.compile("```sql\\R(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder = Path.of("");

    @Test
    void beginsWithStatementsThatRun(SampleSession samples) throws Exception {
        Matcher first = STATEMENTS.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(first.find()).isTrue();
        String statements = first.group(1)
                .replace("/tmp/sales", folder.resolve("checkpoint").toString());
        assertThat(statements).contains(folder.toString());
        Path script = Files.writeString(folder.resolve("readme.sql"), statements);

        SampleSession.Printed printed = samples.start(script, "--trigger", "available-now", "--output", "csv")
                .await();

        try {
            assertThat(printed.succeeded()).as(printed.err()).isTrue();
            List<String> expected = Arrays.stream((Row[]) samples.spark()
                            .sql("SELECT p.method, count(*), CAST(sum(o.quantity * o.price) AS DECIMAL(30, 2))"
                                    + " FROM kaspar.orders o JOIN kaspar.payments p ON p.order_id = o.order_id"
                                    + " GROUP BY p.method ORDER BY p.method")
                            .collect())
                    .map(row -> row.mkString(","))
                    .toList();
            assertThat(expected).isNotEmpty();
            assertThat(printed.out().lines().skip(1)).isEqualTo(expected);
        } finally {
            samples.spark().sql("DROP TABLE kaspar.sales");
        }
    }
}
