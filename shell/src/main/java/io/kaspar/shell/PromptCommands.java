package io.kaspar.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** Does what the prompt's own commands ask for. */
record PromptCommands(
        StatementRunner statements,
        PromptOutput output,
        TableCommands tables,
        StreamStatements streams,
        PrintStream err) {
    /** Says whether the prompt goes on. */
    boolean run(PromptCommand command) throws InterruptedException {
        if (command instanceof PromptCommand.Quit) {
            return false;
        }
        if (command instanceof PromptCommand.Help) {
            err.println(Texts.read("help.txt"));
        } else if (command instanceof PromptCommand.Timer timer) {
            statements.setTimed(timer.isOn());
        } else if (command instanceof PromptCommand.Paging paging) {
            output.setPaging(paging.isOn());
        } else if (command instanceof PromptCommand.Output target) {
            redirect(target.file());
        } else if (command instanceof PromptCommand.Tables) {
            statements.run(tables.list());
        } else if (command instanceof PromptCommand.Describe describe) {
            statements.run(tables.describe(describe.table()));
        } else if (command instanceof PromptCommand.Streams) {
            statements.showStreams();
        } else if (command instanceof PromptCommand.Triggered triggered) {
            set(streams.options().withTrigger(triggered.trigger()), ".trigger wants " + StreamSettings.TRIGGERS);
        } else if (command instanceof PromptCommand.Mode mode) {
            set(
                    streams.options().withMode(mode.mode()),
                    ".mode wants an output mode of streams: " + StreamSettings.MODES);
        } else if (command instanceof PromptCommand.Unclear unclear) {
            err.println("error: " + unclear.complaint());
        }
        return true;
    }

    private void set(Optional<StreamSettings> options, String complaint) {
        options.ifPresentOrElse(
                streams::setOptions, () -> err.println("error: " + complaint + PromptCommand.HELP_HINT));
    }

    private void redirect(Optional<Path> file) {
        try {
            output.redirect(file);
        } catch (IOException e) {
            err.println("error: " + ErrorText.of(e));
        }
    }
}
