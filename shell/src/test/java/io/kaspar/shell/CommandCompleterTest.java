package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.shell.complete.KnownNames;
import io.kaspar.shell.complete.NamedColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

final class CommandCompleterTest {
    private static final class Names implements KnownNames {
        @Override
        public List<String> catalogs() {
            return List.of("dump", "kaspar");
        }

        @Override
        public List<String> tables(List<String> namespace) {
            return Map.of(
                            List.of(), List.of("my_view", "orders"),
                            List.of("dump"), List.of("old.orders"),
                            List.of("kaspar"), List.of("my-topic", "orders"))
                    .getOrDefault(namespace, List.of());
        }

        @Override
        public List<NamedColumn> columns(List<String> table) {
            return List.of();
        }
    }

    @Test
    void offersTheCommands() throws Exception {
        assertThat(offered(".")).containsExactly(".help", ".mode", ".output", ".pager", ".quit", ".timer", ".trigger");
        assertThat(offered(".OU")).containsExactly(".output");
        assertThat(offered("\\")).containsExactly("\\d", "\\streams");
    }

    @Test
    void offersWhatCommandsTake() throws Exception {
        assertThat(offered(".timer ")).containsExactly("on", "off");
        assertThat(offered(".pager of")).containsExactly("off");
        assertThat(offered(".mode u")).containsExactly("update");
        assertThat(offered(".trigger ")).containsExactly("available-now");
        assertThat(offered(".pager off ")).isEmpty();
        assertThat(offered(".help ")).isEmpty();
    }

    @Test
    void offersTablesAsTheyAreDescribed() throws Exception {
        assertThat(offered("\\d ")).containsExactly("my_view", "orders", "my-topic");
        assertThat(offered("\\d My")).containsExactly("my_view", "my-topic");
        assertThat(offered("\\d kaspar.my")).containsExactly("kaspar.my-topic");
        assertThat(offered("\\d dump.")).containsExactly("dump.old.orders");
    }

    @Test
    void leavesOtherLinesToSql() throws Exception {
        assertThat(offered("SELECT 1.")).containsExactly("a word of SQL");
    }

    private static List<String> offered(String line) throws Exception {
        List<Candidate> candidates = new ArrayList<>();
        try (Terminal terminal = new DumbTerminal(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream())) {
            LineReader lines = LineReaderBuilder.builder().terminal(terminal).build();
            new CommandCompleter(new Names(), (reader, parsed, offers) -> offers.add(new Candidate("a word of SQL")))
                    .complete(
                            lines,
                            new StatementParser().parse(line, line.length(), Parser.ParseContext.COMPLETE),
                            candidates);
        }
        return candidates.stream().map(Candidate::value).toList();
    }
}
