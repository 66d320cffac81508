package io.kaspar.shell;

import io.kaspar.shell.complete.TypedName;
import io.kaspar.shell.sql.StatementScanner;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/** Tells the line editor when a statement is whole, so that Enter goes on to the next line until it is. */
final class StatementParser extends DefaultParser {
    StatementParser() {
        setEofOnUnclosedQuote(false);
        setEscapeChars(null);
        setQuoteChars(new char[0]);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && isUnfinished(line)) {
            throw new EOFError(-1, cursor, "a statement ends with ;", "");
        }
        boolean isOfSql = context == ParseContext.COMPLETE && !PromptCommand.isMarked(line);
        return isOfSql ? TypedName.at(line, cursor) : super.parse(line, cursor, context);
    }

    private static boolean isUnfinished(String line) {
        return !PromptCommand.isOne(line) && !StatementScanner.scan(line).rest().isEmpty();
    }
}
