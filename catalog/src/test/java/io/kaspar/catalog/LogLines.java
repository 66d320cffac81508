package io.kaspar.catalog;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What one class of this JVM says in the log, until this is closed. */
final class LogLines extends AbstractAppender implements AutoCloseable {
    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogLines(Logger logger) {
        super("lines of " + logger.getName(), null, null, false, Property.EMPTY_ARRAY);
        this.logger = logger;
    }

    /** @param className in full; the class need not be public */
    static LogLines of(String className) {
        LogLines lines = new LogLines((Logger) LogManager.getLogger(className));
        lines.start();
        lines.logger.addAppender(lines);
        return lines;
    }

    /** Level and text of each. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
    }

    @Override
    public void close() {
        logger.removeAppender(this);
        stop();
    }
}
