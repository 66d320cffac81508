package io.kaspar.shell.complete;

import java.util.List;
import java.util.Map;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.LineReader;
import org.jline.reader.impl.CompletionMatcherImpl;

/** Takes all candidates: {@link SqlCompleter} has compared names without their quotes, which the line editor cannot. */
public final class CompletionMatch extends CompletionMatcherImpl {
    @Override
    protected void defaultMatchers(
            Map<LineReader.Option, Boolean> options,
            boolean prefix,
            CompletingParsedLine line,
            boolean caseInsensitive,
            int errors,
            String originalGroupName) {
        matchers = List.of(simpleMatcher(value -> true));
        exact = value -> value.equals(line.word());
    }
}
