package io.kaspar.catalog.locality.survey;

import io.kaspar.catalog.facts.FoundHosts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which executors' hosts have which brokers' directories, because it asked them: each host once, as long as it is there and
 * until {@link #forget}. Where hosts are too busy to answer, planning goes on without them soon, and they are not asked again for a
 * while. Lives as long as a catalog. Thread-safe; one thread asks at a time.
 */
public final class LogDirectoryHosts {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    static final Duration PAUSE = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(LogDirectoryHosts.class);

    private final InstantSource clock;
    private final Duration longestWait;
    private final HostAnswers known = new HostAnswers();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Instant notBefore = Instant.EPOCH;

    public LogDirectoryHosts(InstantSource clock) {
        this(clock, LONGEST_WAIT);
    }

    LogDirectoryHosts(InstantSource clock, Duration longestWait) {
        this.clock = clock;
        this.longestWait = longestWait;
    }

    /** Which of a context's executors have the directories that are asked about. */
    public FoundHosts find(SparkContext context, DirectoryQuestion question) {
        return find(new SurveyJob(context), question);
    }

    /** Remembers what hosts said when they were asked by somebody else, and tells what is known of these then. */
    public FoundHosts learn(DirectoryQuestion question, Set<String> hosts, Collection<HostAnswer> answers) {
        known.add(question, answers);
        return known.found(question, hosts);
    }

    /** Asks anew when it is asked next. */
    public void forget() {
        known.forget();
        notBefore = Instant.EPOCH;
    }

    FoundHosts find(ExecutorSurvey survey, DirectoryQuestion question) {
        if (question.brokerDirectories().isEmpty()) {
            return FoundHosts.NOT_ASKED;
        }
        Set<String> hosts = survey.hosts();
        known.keep(hosts);
        if (mayAsk(question, hosts)) {
            askAlone(survey, question, hosts);
        }
        return known.found(question, hosts);
    }

    private boolean mayAsk(DirectoryQuestion question, Set<String> hosts) {
        return !known.silent(question, hosts).isEmpty() && !clock.instant().isBefore(notBefore);
    }

    /** Whoever waits for another thread's answers finds them there, or finds that there are none for now. */
    private void askAlone(ExecutorSurvey survey, DirectoryQuestion question, Set<String> hosts) {
        try {
            if (!asking.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (mayAsk(question, hosts)) {
                ask(survey, question, hosts);
            }
        } finally {
            asking.unlock();
        }
    }

    private void ask(ExecutorSurvey survey, DirectoryQuestion question, Set<String> hosts) {
        Set<String> silent = known.silent(question, hosts);
        SurveyAnswers given = survey.ask(question, silent, longestWait);
        known.add(question, given.answers());
        Set<String> stillSilent = known.silent(question, hosts);
        if (stillSilent.isEmpty()) {
            LOG.info("hosts=auto: asked {} which brokers' directories they have", silent);
            return;
        }
        if (Thread.currentThread().isInterrupted()) {
            return; // whoever asked is cancelled; that says nothing of the executors
        }
        notBefore = clock.instant().plus(PAUSE);
        if (!given.failure().isEmpty()) {
            LOG.warn(
                    "hosts=auto: {} could not say which brokers' directories they have: {}. Until they are asked again, in {} s at"
                            + " the earliest, their tasks are placed as without auto",
                    stillSilent,
                    given.failure(),
                    PAUSE.toSeconds());
            return;
        }
        LOG.warn(
                "hosts=auto: {} did not say within {} s which brokers' directories they have, because all cores are busy;"
                        + " until they are asked again, in {} s at the earliest, their tasks are placed as"
                        + " without auto",
                stillSilent,
                longestWait.toSeconds(),
                PAUSE.toSeconds());
    }
}
