package io.kaspar.catalog.survey;

import io.kaspar.catalog.locality.FoundHosts;

/** Finds the executors' hosts that have brokers' directories. */
@FunctionalInterface
public interface HostFinder {

    /** As far as that is known, or can be known soon; never throws because executors do not answer. */
    FoundHosts find(DirectoryQuestion question);
}
