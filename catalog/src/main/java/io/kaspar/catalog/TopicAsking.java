package io.kaspar.catalog;

import io.kaspar.catalog.ask.PinnedTopic;
import io.kaspar.catalog.ask.PinnedTopics;
import io.kaspar.catalog.ask.ScanAsker;
import io.kaspar.catalog.ask.SessionFacts;
import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.locality.HostAddresses;
import io.kaspar.catalog.locality.survey.LogDirectoryHosts;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.scan.ScannedTopic;

/** Whom scans ask about topics: the cluster, or copies of it; executors; DNS. */
record TopicAsking(TopicStore topics, LogDirectoryHosts directoryHosts, HostAddresses addresses) {

    /** A topic as the execution sees it that this thread plans. */
    ScannedTopic pinned(TopicLayout known, QueryOptions query) {
        return scanned(PinnedTopics.ofThisJvm().pin(topics, known), query);
    }

    /** A topic as it is now. */
    ScannedTopic now(TopicLayout known, QueryOptions query) {
        return scanned(new PinnedTopic(topics, known), query);
    }

    private ScannedTopic scanned(PinnedTopic pinned, QueryOptions query) {
        return new ScannedTopic(new ScanAsker(pinned, SessionFacts.current(), directoryHosts, addresses), query);
    }
}
