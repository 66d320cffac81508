package io.kaspar.shell;

import io.kaspar.shell.sql.StatementScanner;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Runs statements nobody types, and ends at the first that fails. */
final class ScriptRunner {
    private final StatementRunner statements;

    ScriptRunner(StatementRunner statements) {
        this.statements = statements;
    }

    /** The scripts' texts; fails when one cannot be read. */
    static List<String> read(List<ShellOptions.Script> scripts) throws IOException {
        List<String> texts = new ArrayList<>();
        for (ShellOptions.Script script : scripts) {
            texts.add(text(script));
        }
        return texts;
    }

    /** Runs scripts in order; says whether all of them succeeded. */
    boolean run(List<String> scripts) throws InterruptedException {
        for (String script : scripts) {
            if (!runAll(script)) {
                return false;
            }
        }
        return true;
    }

    /** Runs statements as they arrive; says whether all of them succeeded. */
    boolean run(BufferedReader input) throws IOException, InterruptedException {
        StringBuilder waiting = new StringBuilder();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            waiting.append(line).append('\n');
            StatementScanner.Statements found = StatementScanner.scan(waiting.toString());
            if (!found.statements().isEmpty()) {
                if (!runEach(found.statements())) {
                    return false;
                }
                waiting.setLength(0);
                waiting.append(found.rest()).append(found.rest().isEmpty() ? "" : "\n");
            }
        }
        return runAll(waiting.toString());
    }

    private boolean runAll(String sql) throws InterruptedException {
        StatementScanner.Statements found = StatementScanner.scan(sql);
        return runEach(found.statements()) && (found.rest().isEmpty() || statements.run(found.rest()));
    }

    private boolean runEach(List<String> all) throws InterruptedException {
        for (String statement : all) {
            if (!statements.run(statement)) {
                return false;
            }
        }
        return true;
    }

    private static String text(ShellOptions.Script script) throws IOException {
        if (script instanceof ShellOptions.Script.File file) {
            try {
                return Files.readString(file.path());
            } catch (IOException e) {
                throw new IOException("the script " + file.path() + " cannot be read", e);
            }
        }
        return ((ShellOptions.Script.Text) script).sql();
    }
}
