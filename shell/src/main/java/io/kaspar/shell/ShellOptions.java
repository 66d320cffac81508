package io.kaspar.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line, parsed.
 *
 * @param action what is to be done
 * @param scripts texts and files to run, in order; empty for a prompt or standard input
 * @param bootstrapServers somebody's own cluster; empty for an embedded one
 * @param schemaRegistry the address of somebody's own registry
 * @param sparkSettings further settings of the session
 * @param keepIn a folder for the embedded servers' storage that stays
 * @param maxRows rows of a table that are shown; 0 for all
 * @param maxWidth characters of a table's cell that are shown; 0 for all
 * @param streams how the streams of statements run
 * @param verbose whether an error comes with its stack trace
 */
record ShellOptions(
        Action action,
        List<Script> scripts,
        OutputFormat output,
        Optional<String> bootstrapServers,
        Optional<String> schemaRegistry,
        Map<String, String> sparkSettings,
        Optional<Path> keepIn,
        int maxRows,
        int maxWidth,
        StreamSettings streams,
        boolean verbose) {
    private static final int DEFAULT_MAX_ROWS = 1_000;
    private static final int DEFAULT_MAX_WIDTH = 60;

    /** What a command line asks for. */
    enum Action {
        RUN,
        HELP,
        VERSION
    }

    /** A script to run. */
    sealed interface Script {
        /** SQL on the command line. */
        record Text(String sql) implements Script {}

        /** SQL in a file. */
        record File(Path path) implements Script {}
    }

    ShellOptions {
        scripts = List.copyOf(scripts);
        sparkSettings = Map.copyOf(sparkSettings);
    }

    static ShellOptions parse(List<String> arguments) throws UsageException {
        Parser parser = new Parser();
        parser.read(new ArrayList<>(arguments));
        return parser.options();
    }

    /** Collects the arguments one after the other. */
    private static final class Parser {
        private Action action = Action.RUN;
        private final List<Script> scripts = new ArrayList<>();
        private OutputFormat output = OutputFormat.TABLE;
        private Optional<String> bootstrapServers = Optional.empty();
        private Optional<String> schemaRegistry = Optional.empty();
        private final Map<String, String> sparkSettings = new LinkedHashMap<>();
        private Optional<Path> keepIn = Optional.empty();
        private int maxRows = DEFAULT_MAX_ROWS;
        private int maxWidth = DEFAULT_MAX_WIDTH;
        private StreamSettings streams = StreamSettings.standard();
        private boolean verbose;

        void read(List<String> rest) throws UsageException {
            while (!rest.isEmpty()) {
                String argument = rest.remove(0);
                int equals = argument.indexOf('=');
                if (argument.startsWith("--") && equals > 0) {
                    rest.add(0, argument.substring(equals + 1));
                    argument = argument.substring(0, equals);
                }
                readOne(argument, rest);
            }
        }

        private void readOne(String argument, List<String> rest) throws UsageException {
            switch (argument) {
                case "-h", "--help" -> action = Action.HELP;
                case "--version" -> action = Action.VERSION;
                case "-v", "--verbose" -> verbose = true;
                case "-e" -> scripts.add(new Script.Text(value(argument, rest)));
                case "-f" -> scripts.add(new Script.File(Path.of(value(argument, rest))));
                case "--output" -> output = OutputFormat.parse(value(argument, rest));
                case "--bootstrap-server" -> bootstrapServers = Optional.of(value(argument, rest));
                case "--schema-registry" -> schemaRegistry = Optional.of(value(argument, rest));
                case "--conf" -> readSetting(value(argument, rest));
                case "--keep" -> keepIn = Optional.of(Path.of(value(argument, rest)));
                case "--max-rows" -> maxRows = count(argument, value(argument, rest));
                case "--max-width" -> maxWidth = count(argument, value(argument, rest));
                case "--trigger" ->
                    streams = streams.withTrigger(value(argument, rest))
                            .orElseThrow(() -> new UsageException("--trigger is " + StreamSettings.TRIGGERS));
                case "--output-mode" ->
                    streams = streams.withMode(value(argument, rest))
                            .orElseThrow(() -> new UsageException("--output-mode is " + StreamSettings.MODES));
                default -> throw new UsageException("unknown argument " + argument);
            }
        }

        private void readSetting(String setting) throws UsageException {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--conf wants KEY=VALUE");
            }
            sparkSettings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }

        ShellOptions options() throws UsageException {
            if (schemaRegistry.isPresent() && bootstrapServers.isEmpty()) {
                throw new UsageException("--schema-registry belongs to --bootstrap-server");
            }
            if (keepIn.isPresent() && bootstrapServers.isPresent()) {
                throw new UsageException("--keep is for the embedded cluster, not for --bootstrap-server");
            }
            return new ShellOptions(
                    action,
                    scripts,
                    output,
                    bootstrapServers,
                    schemaRegistry,
                    sparkSettings,
                    keepIn,
                    maxRows,
                    maxWidth,
                    streams,
                    verbose);
        }

        private static String value(String argument, List<String> rest) throws UsageException {
            if (rest.isEmpty()) {
                throw new UsageException(argument + " wants a value");
            }
            return rest.remove(0);
        }

        private static int count(String argument, String value) throws UsageException {
            if (!value.matches("\\d{1,9}")) {
                throw new UsageException(argument + " wants a number from 0, not " + value);
            }
            return Integer.parseInt(value);
        }
    }
}
