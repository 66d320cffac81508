package io.kaspar.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.soak.Content.Description;
import io.kaspar.soak.Content.Fate;
import io.kaspar.soak.SoakTopic.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

final class PartitionCheckTest {
    private static final int RECORDS = 10;

    private final TopicLedger plain = topic(Set.of());
    private final TopicLedger compacted = topic(Set.of(Trait.COMPACTED));

    @Test
    void findsNothingWhereEverythingIsThere() {
        write(plain, RECORDS);

        assertThat(check(plain, found(plain, RECORDS))).isEqualTo(new Verdict(RECORDS, 0, 0, 0, List.of()));
    }

    @Test
    void findsAMissingRecord() {
        write(plain, RECORDS);
        List<FoundRecord> found = found(plain, RECORDS);
        found.remove(3);

        assertThat(differences(plain, found)).singleElement().asString().contains("missing: offset 3");
    }

    @Test
    void findsARecordThatCameTwice() {
        write(plain, RECORDS);
        List<FoundRecord> found = found(plain, RECORDS);
        found.add(4, found.get(3));

        assertThat(differences(plain, found)).anyMatch(text -> text.contains("not in offset order"));
    }

    @Test
    void findsARecordOfOtherContentOrEpoch() {
        write(plain, RECORDS);
        List<FoundRecord> found = found(plain, RECORDS);
        found.set(3, found(plain, new SeenRecord(3, 0, 100, 1, 3, false), Fate.PLAIN));
        found.set(5, found(plain, new SeenRecord(5, 1, 100, 5, 5, false), Fate.PLAIN));

        assertThat(differences(plain, found)).anyMatch(text -> text.contains("expected offset 3"));
        assertThat(differences(plain, found)).anyMatch(text -> text.contains("expected offset 5"));
    }

    @Test
    void findsARecordThatNobodyElseSaw() {
        write(plain, RECORDS - 1);
        plain.partition(0).reached(RECORDS);

        assertThat(differences(plain, found(plain, RECORDS))).anyMatch(text -> text.contains("did not see: offset 9"));
    }

    @Test
    void findsAnAbortedRecordEvenWhereTheWitnessHasNotBeen() {
        write(plain, RECORDS - 1);
        List<FoundRecord> found = found(plain, RECORDS - 1);
        found.add(found(plain, record(RECORDS - 1), Fate.ABORTED));

        assertThat(differences(plain, found)).singleElement().asString().contains("aborted");
    }

    @Test
    void believesTheWitnessMoreThanWhatAWriterWasGoingToDo() {
        write(plain, RECORDS);
        List<FoundRecord> found = found(plain, RECORDS);
        found.set(3, found(plain, record(3), Fate.ABORTED));

        assertThat(check(plain, found).isGood()).isTrue();
    }

    @Test
    void countsWhatTheWitnessHadNoChanceToSee() {
        write(plain, RECORDS - 2);

        assertThat(check(plain, found(plain, RECORDS))).isEqualTo(new Verdict(RECORDS - 2, 2, 0, 0, List.of()));
    }

    @Test
    void bearsTheLossOfSupersededRecordsOnly() {
        write(compacted, RECORDS);
        compacted.partition(0).add(new SeenRecord(RECORDS, 0, 100, 77, 3, false));
        List<FoundRecord> found = found(compacted, RECORDS);
        found.remove(4);
        found.remove(3);

        Verdict verdict = check(compacted, found);

        assertThat(verdict.compactedAway()).isEqualTo(1);
        assertThat(verdict.differences()).singleElement().asString().contains("missing: offset 4");
    }

    @Test
    void givesTheWitnessTimeToFindWhatSupersededARecord() throws InterruptedException {
        write(compacted, RECORDS);
        List<FoundRecord> found = found(compacted, RECORDS);
        found.remove(3);
        Thread witness = new Thread(() -> {
            Life.sleep(100);
            compacted.partition(0).add(new SeenRecord(RECORDS, 0, 100, 77, 3, false));
        });

        witness.start();
        Verdict verdict = new ScanCheck(request(), scanResult(found, 0)).of(List.of(compacted));

        witness.join();
        assertThat(verdict).isEqualTo(new Verdict(RECORDS - 1, 0, 1, 0, List.of()));
    }

    @Test
    void takesOneSideOfATruncationOrTheOther() {
        write(plain, RECORDS);
        plain.partition(0).cutAt(6);
        plain.partition(0).add(new SeenRecord(6, 1, 100, 66, 6, false));
        plain.partition(0).add(new SeenRecord(7, 1, 100, 77, 7, false));
        List<FoundRecord> mixed = found(plain, RECORDS);
        mixed.set(7, found(plain, new SeenRecord(7, 1, 100, 77, 7, false), Fate.PLAIN));
        OffsetRange range = new OffsetRange(0, RECORDS);

        assertThat(best(found(plain, RECORDS), range)).isTrue();
        assertThat(best(mixed, range)).isFalse();
    }

    @Test
    void bearsTheLossOfAsManyAsTheScanSaysWhereItMay() {
        write(plain, RECORDS);
        List<FoundRecord> found = found(plain, RECORDS - 2);
        ScanRequest lossy = request(Map.of("failOnDataLoss", "false"), ScanRequest.NO_LIMIT);

        assertThat(scanned(lossy, found, 2).isGood()).isTrue();
        assertThat(scanned(lossy, found, 1).differences())
                .singleElement()
                .asString()
                .contains("2 records are missing");
        assertThat(scanned(request(), found, 2).isGood()).isFalse();
    }

    @Test
    void bearsThatRecordsAreMissingBehindALimitOnly() {
        write(plain, RECORDS);
        List<FoundRecord> found = found(plain, RECORDS - 2);

        assertThat(scanned(request(Map.of(), RECORDS - 2), found, 0).isGood()).isTrue();
        assertThat(scanned(request(Map.of(), RECORDS - 1), found, 0).isGood()).isFalse();
        assertThat(scanned(request(Map.of(), RECORDS - 3), found, 0).differences())
                .singleElement()
                .asString()
                .contains("the limit is");
    }

    private Verdict scanned(ScanRequest request, List<FoundRecord> found, long lostOffsets) {
        return new ScanCheck(request, scanResult(found, lostOffsets)).of(List.of(plain));
    }

    private static ScanResult scanResult(List<FoundRecord> found, long lostOffsets) {
        return new ScanResult(
                "plan", Map.of(0, new OffsetRange(0, RECORDS)), Map.of(0, found), found.size(), lostOffsets);
    }

    private boolean best(List<FoundRecord> found, OffsetRange range) {
        PartitionLedger ledger = plain.partition(0);
        return ledger.views(range).stream()
                .anyMatch(view -> new PartitionCheck(request(), plain, 0, range, ledger, view)
                        .records(found)
                        .isGood());
    }

    private static List<String> differences(TopicLedger topic, List<FoundRecord> found) {
        return check(topic, found).differences();
    }

    private static Verdict check(TopicLedger topic, List<FoundRecord> found) {
        OffsetRange range = new OffsetRange(0, RECORDS);
        PartitionLedger ledger = topic.partition(0);
        return new PartitionCheck(
                        request(), topic, 0, range, ledger, ledger.views(range).get(0))
                .records(found);
    }

    private static ScanRequest request() {
        return request(Map.of(), ScanRequest.NO_LIMIT);
    }

    private static ScanRequest request(Map<String, String> options, int mostRows) {
        return new ScanRequest(
                "test",
                "t",
                "kaspar",
                options,
                false,
                true,
                Optional.empty(),
                ScanRequest.ALL,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                mostRows,
                0,
                true);
    }

    private static TopicLedger topic(Set<Trait> traits) {
        return new TopicLedger(new SoakTopic("t", 1, 1, traits, Map.of()), Uuid.randomUuid());
    }

    private static void write(TopicLedger topic, int count) {
        for (int offset = 0; offset < count; offset++) {
            topic.partition(0).add(record(offset));
        }
    }

    private static SeenRecord record(long offset) {
        return new SeenRecord(offset, 0, 100, offset, offset, false);
    }

    private static List<FoundRecord> found(TopicLedger topic, int count) {
        List<FoundRecord> found = new ArrayList<>();
        for (int offset = 0; offset < count; offset++) {
            found.add(found(topic, record(offset), Fate.PLAIN));
        }
        return found;
    }

    private static FoundRecord found(TopicLedger topic, SeenRecord seen, Fate fate) {
        Description description = new Description(topic.topicId().getMostSignificantBits(), 0, fate, 0);
        return new FoundRecord(seen, Optional.of(description), true);
    }
}
