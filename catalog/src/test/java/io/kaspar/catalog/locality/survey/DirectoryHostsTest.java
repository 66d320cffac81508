package io.kaspar.catalog.locality.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.facts.BrokerLogDirectory;
import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.reader.task.LogDirMapping;
import io.kaspar.reader.task.ReplicaLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DirectoryHostsTest {
    private static final BrokerLogDirectory DISK_1 = new BrokerLogDirectory(1, "/data");
    private static final BrokerLogDirectory DISK_2 = new BrokerLogDirectory(2, "/data");
    private static final DirectoryQuestion QUESTION = question(List.of(), 1, 2);

    private final FakeSurvey survey = new FakeSurvey();
    private Instant now = Instant.EPOCH;
    private final LogDirectoryHosts hosts = new LogDirectoryHosts(() -> now, Duration.ofMinutes(10));

    private static DirectoryQuestion question(List<LogDirMapping> logDirs, Integer... nodeIds) {
        return DirectoryQuestion.about(
                "c",
                List.of(nodeIds).stream()
                        .map(nodeId -> new ReplicaLocation(nodeId, "broker-" + nodeId, "/data"))
                        .toList(),
                logDirs);
    }

    @Test
    void asksEachHostOnce() {
        survey.comes("a", DISK_1);
        survey.comes("b", DISK_1, DISK_2);

        FoundHosts found = hosts.find(survey, QUESTION);

        assertThat(found.hosts()).isEqualTo(Map.of(DISK_1, List.of("a", "b"), DISK_2, List.of("b")));
        assertThat(found.inWords()).isEqualTo("2 of 2 executors' hosts answered");
        assertThat(hosts.find(survey, QUESTION)).isEqualTo(found);
        assertThat(survey.asked).containsExactly(Set.of("a", "b"));
    }

    @Test
    void asksNobodyWhereNobodyIsOrNothingIsWanted() {
        assertThat(hosts.find(survey, QUESTION).inWords()).isEqualTo("no executors to ask yet");
        survey.comes("a", DISK_1);
        assertThat(hosts.find(survey, question(List.of()))).isEqualTo(FoundHosts.NOT_ASKED);
        assertThat(survey.asked).isEmpty();
    }

    @Test
    void asksHostsThatAreNewAndForgetsThoseThatWent() {
        survey.comes("a", DISK_1);
        hosts.find(survey, QUESTION);
        survey.comes("b", DISK_2);
        survey.goes("a");

        assertThat(hosts.find(survey, QUESTION).hosts()).isEqualTo(Map.of(DISK_1, List.of(), DISK_2, List.of("b")));

        survey.comes("a", DISK_2);
        assertThat(hosts.find(survey, QUESTION).hosts())
                .isEqualTo(Map.of(DISK_1, List.of(), DISK_2, List.of("a", "b")));
        assertThat(survey.asked).containsExactly(Set.of("a"), Set.of("b"), Set.of("a"));
    }

    @Test
    void asksAgainForOtherDisksAndOtherPlaces() {
        survey.comes("a", DISK_1, DISK_2);
        hosts.find(survey, question(List.of(), 1));
        hosts.find(survey, question(List.of(), 2));
        hosts.find(survey, QUESTION);
        assertThat(survey.asked).hasSize(2);

        hosts.find(survey, question(List.of(new LogDirMapping("/data", "/mnt")), 1));
        assertThat(survey.asked).hasSize(3);
    }

    @Test
    void goesOnWithoutBusyHostsAndAsksThemAgainLater() {
        survey.comes("a", DISK_1);
        survey.comes("b", DISK_1);
        survey.isBusy("b");

        FoundHosts found = hosts.find(survey, QUESTION);
        assertThat(found.hosts().get(DISK_1)).containsExactly("a");
        assertThat(found.answered()).containsExactly("a");
        assertThat(found.inWords()).isEqualTo("1 of 2 executors' hosts answered");

        survey.isBusy();
        now = now.plus(LogDirectoryHosts.PAUSE).minusMillis(1);
        hosts.find(survey, QUESTION);
        assertThat(survey.asked).hasSize(1);

        now = now.plusMillis(1);
        assertThat(hosts.find(survey, QUESTION).hosts().get(DISK_1)).containsExactly("a", "b");
        assertThat(survey.asked).containsExactly(Set.of("a", "b"), Set.of("b"));
    }

    @Test
    void takesACancelledQueryForNoSignOfBusyHosts() {
        survey.comes("a", DISK_1);
        survey.interrupts = true;
        assertThat(hosts.find(survey, QUESTION).answered()).isEmpty();
        assertThat(hosts.find(survey, QUESTION).answered())
                .as("interrupted already: asks nobody")
                .isEmpty();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(survey.asked).hasSize(1);

        survey.interrupts = false;
        assertThat(hosts.find(survey, QUESTION).answered()).containsExactly("a");
    }

    @Test
    void asksAgainWhenToldToForget() {
        survey.comes("a");
        survey.isBusy("a");
        hosts.find(survey, QUESTION);
        survey.isBusy();
        hosts.forget();

        assertThat(hosts.find(survey, QUESTION).answered()).containsExactly("a");

        hosts.forget();
        hosts.find(survey, QUESTION);
        assertThat(survey.asked).hasSize(3);
    }

    @Test
    void letsOtherThreadsWaitForTheSameAnswers() throws InterruptedException {
        survey.comes("a", DISK_1);
        survey.mayAnswer = new CountDownLatch(1);

        CompletableFuture<FoundHosts> first = CompletableFuture.supplyAsync(() -> hosts.find(survey, QUESTION));
        survey.isAsked.await();
        AtomicReference<FoundHosts> found = new AtomicReference<>();
        Thread second = new Thread(() -> found.set(hosts.find(survey, QUESTION)));
        second.start();
        while (second.getState() != Thread.State.TIMED_WAITING && survey.asked.size() == 1) {
            Thread.onSpinWait();
        }
        survey.mayAnswer.countDown();
        second.join();

        assertThat(found.get()).isEqualTo(first.join());
        assertThat(survey.asked).hasSize(1);
    }

    @Test
    void learnsWhatSomebodyElseAsked() {
        survey.comes("a", DISK_1);
        hosts.find(survey, QUESTION);
        survey.comes("a", DISK_2);
        Set<String> all = survey.hosts();

        FoundHosts learned = hosts.learn(
                QUESTION, all, survey.ask(QUESTION, all, Duration.ZERO).answers());

        assertThat(learned.hosts()).isEqualTo(Map.of(DISK_1, List.of(), DISK_2, List.of("a")));
        assertThat(hosts.find(survey, QUESTION)).isEqualTo(learned);
    }

    @Test
    void learnsOfATopicsDirectoriesOnlyWhatWasFound() {
        survey.comes("a", DISK_1);
        hosts.find(survey, QUESTION);
        survey.comes("a", DISK_2);
        DirectoryQuestion ofATopic = new DirectoryQuestion(QUESTION.directories(), "orders", "id", List.of(), false);

        hosts.learn(
                ofATopic,
                Set.of("a"),
                survey.ask(ofATopic, Set.of("a"), Duration.ZERO).answers());

        assertThat(hosts.find(survey, QUESTION).hosts()).isEqualTo(Map.of(DISK_1, List.of("a"), DISK_2, List.of("a")));
    }
}
