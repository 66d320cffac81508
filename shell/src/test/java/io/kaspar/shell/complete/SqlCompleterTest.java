package io.kaspar.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;

/** A bar in these statements is the cursor. */
class SqlCompleterTest {
    private static final StructType ADDRESS = new StructType()
            .add("city", DataTypes.StringType)
            .add("geo", new StructType().add("lat", DataTypes.DoubleType));

    private static final List<NamedColumn> ORDERS = List.of(
            new NamedColumn("order_id", DataTypes.LongType, false),
            new NamedColumn("odd name", DataTypes.StringType, false),
            new NamedColumn("address", ADDRESS, false),
            new NamedColumn("_offset", DataTypes.LongType, true));

    /** A session with a catalog of three topics, and a view of its own. */
    private static final class Names implements KnownNames {
        @Override
        public List<String> catalogs() {
            return List.of("kaspar", "dump-1");
        }

        @Override
        public List<String> tables(List<String> namespace) {
            return Map.of(
                            List.of(), List.of("my_view"),
                            List.of("kaspar"), List.of("my-topic", "orders", "payments"))
                    .getOrDefault(namespace, List.of());
        }

        @Override
        public List<NamedColumn> columns(List<String> table) {
            return table.equals(List.of("kaspar", "orders")) ? ORDERS : List.of();
        }
    }

    @Test
    void offersTablesWithTheirCatalogs() {
        assertThat(offered("SELECT * FROM |")).containsExactly("kaspar.", "`dump-1`.", "my_view");
        assertThat(offered("SELECT * FROM kaspar.|")).containsExactly("`my-topic`", "orders", "payments");
        assertThat(offered("SELECT * FROM kaspar.my|")).containsExactly("`my-topic`");
        assertThat(offered("SELECT * FROM kaspar.`my|")).containsExactly("`my-topic`");
        assertThat(offered("SELECT * FROM kaspar.`O|")).containsExactly("`orders`");
        assertThat(offered("USE k|")).containsExactly("kaspar");
    }

    @Test
    void offersTheColumnsOfTheTablesThatAreNamed() {
        assertThat(offered("SELECT | FROM kaspar.orders"))
                .contains("orders.", "order_id", "`odd name`", "address", "kaspar.", "COUNT(")
                .doesNotContain("_offset");
        assertThat(offered("SELECT _| FROM kaspar.orders")).containsExactly("_offset");
        assertThat(offered("SELECT ORD| FROM kaspar.orders")).containsExactly("orders.", "order_id", "ORDER BY");
    }

    @Test
    void offersAllColumnsBehindAnAlias() {
        assertThat(offered("SELECT o.| FROM kaspar.orders o"))
                .containsExactly("order_id", "`odd name`", "address", "_offset");
        assertThat(offered("SELECT * FROM kaspar.orders WHERE kaspar.orders.ord|"))
                .containsExactly("order_id");
        assertThat(offered("SELECT x.| FROM kaspar.orders o")).isEmpty();
    }

    @Test
    void offersTheFieldsOfAColumn() {
        assertThat(offered("SELECT o.address.| FROM kaspar.orders o")).containsExactly("city", "geo");
        assertThat(offered("SELECT address.geo.| FROM kaspar.orders o")).containsExactly("lat");
    }

    @Test
    void writesWordsAsTheyAreTyped() {
        assertThat(offered("se|")).containsExactly("select", "set");
        assertThat(offered("SE|")).containsExactly("SELECT", "SET");
    }

    @Test
    void showsWhatTypeAColumnHas() {
        assertThat(candidates("SELECT o.order_| FROM kaspar.orders o").get(0).descr())
                .isEqualTo("bigint");
    }

    @Test
    void completesWithinALine() throws IOException {
        assertThat(typedWithTabs("SELECT * FROM kaspar.my\to WHERE 1 = 1;\n"))
                .isEqualTo("SELECT * FROM kaspar.`my-topic` o WHERE 1 = 1;");
        assertThat(typedWithTabs("SELECT * FROM kaspar.orders o WHERE o.odd\t = o.add\t.ci\t;\n"))
                .isEqualTo("SELECT * FROM kaspar.orders o WHERE o.`odd name` = o.address.city;");
    }

    private static List<String> offered(String text) {
        return candidates(text).stream().map(Candidate::value).toList();
    }

    private static List<Candidate> candidates(String text) {
        List<Candidate> candidates = new ArrayList<>();
        int cursor = text.indexOf('|');
        new SqlCompleter(new Names()).complete(lines(), TypedName.at(text.replace("|", ""), cursor), candidates);
        return candidates;
    }

    private static LineReader lines() {
        return LineReaderBuilder.builder().terminal(terminal("")).build();
    }

    /** What is read when somebody types this, at a terminal that knows where its cursor is. */
    private static String typedWithTabs(String keys) throws IOException {
        try (Terminal terminal = terminal(keys)) {
            LineReader lines = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .parser((line, cursor, context) -> TypedName.at(line, cursor))
                    .completer(new SqlCompleter(new Names()))
                    .completionMatcher(new CompletionMatch())
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            return lines.readLine();
        }
    }

    private static Terminal terminal(String keys) {
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
            return new ExternalTerminal("test", "ansi", in, new ByteArrayOutputStream(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
