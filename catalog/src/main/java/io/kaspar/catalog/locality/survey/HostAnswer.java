package io.kaspar.catalog.locality.survey;

import java.io.Serializable;
import java.util.List;

/**
 * What an executor says.
 *
 * @param host the executor's, as Spark knows it
 * @param user that the executor runs as
 */
public record HostAnswer(String host, String user, List<LogDirectoryAnswer> directories) implements Serializable {
    public HostAnswer {
        directories = List.copyOf(directories);
    }
}
