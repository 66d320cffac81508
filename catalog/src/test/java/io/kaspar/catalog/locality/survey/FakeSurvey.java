package io.kaspar.catalog.locality.survey;

import io.kaspar.catalog.facts.BrokerLogDirectory;
import io.kaspar.reader.directory.DirectoryVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Executors that come, go and are busy as a test wants. */
final class FakeSurvey implements ExecutorSurvey {
    private final Map<String, Set<BrokerLogDirectory>> directories = new TreeMap<>();
    private final Set<String> busy = new TreeSet<>();
    /** Whom each survey was for. */
    final List<Set<String>> asked = new CopyOnWriteArrayList<>();

    final CountDownLatch isAsked = new CountDownLatch(1);

    /** Whether who asks is interrupted meanwhile. */
    boolean interrupts;

    /** What the survey fails with. */
    String failure = "";

    /** Nobody answers before this is at zero. */
    CountDownLatch mayAnswer = new CountDownLatch(0);

    void comes(String host, BrokerLogDirectory... itsDirectories) {
        directories.put(host, Set.of(itsDirectories));
    }

    void goes(String host) {
        directories.remove(host);
    }

    void isBusy(String... hosts) {
        busy.clear();
        busy.addAll(List.of(hosts));
    }

    @Override
    public Set<String> hosts() {
        return new TreeSet<>(directories.keySet());
    }

    @Override
    public SurveyAnswers ask(DirectoryQuestion question, Set<String> hosts, Duration atMost) {
        asked.add(hosts);
        isAsked.countDown();
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (interrupts) {
            Thread.currentThread().interrupt();
            return SurveyAnswers.of(List.of());
        }
        List<HostAnswer> answers = new ArrayList<>();
        for (String host : hosts) {
            if (!busy.contains(host)) {
                answers.add(answer(question, host));
            }
        }
        return new SurveyAnswers(answers, failure);
    }

    private HostAnswer answer(DirectoryQuestion question, String host) {
        List<LogDirectoryAnswer> found = new ArrayList<>();
        for (BrokerLogDirectory directory : question.brokerDirectories()) {
            if (directories.getOrDefault(host, Set.of()).contains(directory)) {
                found.add(new LogDirectoryAnswer(
                        directory.nodeId(),
                        directory.logDir(),
                        directory.logDir(),
                        DirectoryVerdict.MATCHES,
                        "",
                        "c",
                        "",
                        ""));
            }
        }
        return new HostAnswer(host, "spark", found);
    }
}
