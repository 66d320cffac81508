package io.kaspar.soak;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;

/** Runs one scan after the other, and compares each. */
final class Scanner implements Runnable {
    /** How long what brokers that come and go leave behind may be noticed. */
    private static final long AFTERMATH_MS = 60_000;

    private final SparkSession spark;
    private final ScanRequests requests;
    private final SoakTopics topics;
    private final Life life;
    private final FaultLog faults;
    private final Checks checks;
    private final Tally tally;
    private final Consumer<String> differences;

    Scanner(
            SparkSession spark,
            ScanRequests requests,
            SoakTopics topics,
            Life life,
            FaultLog faults,
            Checks checks,
            Tally tally,
            Consumer<String> differences) {
        this.spark = spark;
        this.requests = requests;
        this.topics = topics;
        this.life = life;
        this.faults = faults;
        this.checks = checks;
        this.tally = tally;
        this.differences = differences;
    }

    @Override
    public void run() {
        while (life.goesOn()) {
            scan(requests.next());
        }
    }

    @SuppressWarnings("IllegalCatch") // whatever a scan fails with is what is looked for here
    private void scan(ScanRequest request) {
        long startMs = System.currentTimeMillis();
        String plan = "not planned";
        ScanResult result;
        long plannedMs;
        try {
            Dataset<Row> rows = spark.sql(request.sql());
            SparkPlan scan =
                    rows.queryExecution().executedPlan().collectLeaves().head();
            plan = scan.simpleString(100);
            plannedMs = System.currentTimeMillis();
            life.pause(request.pauseMs());
            List<Row> found = rows.collectAsList();
            SoakMetrics metrics = SoakMetrics.of(scan);
            metrics.addTo(tally);
            result = ScanResult.of(plan, found, request.counts(), metrics.lostOffsets());
        } catch (Exception e) {
            failed(request, plan, startMs, e);
            return;
        }
        long readMs = System.currentTimeMillis();
        tally.took(plannedMs - startMs, readMs - plannedMs);
        String described = plan;
        checks.submit(() -> check(request, result, described, startMs, readMs));
    }

    private void check(ScanRequest request, ScanResult result, String plan, long startMs, long readMs) {
        Verdict verdict = new ScanCheck(request, result).of(topics.livesOf(request.topic(), startMs, readMs));
        tally.scanned(request.kind(), verdict);
        if (!verdict.isGood()) {
            differ(request, plan, startMs, String.join("\n  ", verdict.differences()));
        }
    }

    private void failed(ScanRequest request, String plan, long startMs, Exception e) {
        String messages = FailureCause.messages(e);
        SoakTopic topic =
                topics.livesOf(request.topic(), 0, Long.MAX_VALUE).get(0).topic();
        boolean brokersWereAway =
                faults.hasAny(FaultKind::takesBrokersAway, startMs - AFTERMATH_MS, System.currentTimeMillis());
        Optional<FailureCause> cause = FailureCause.of(messages)
                .filter(named -> named.isPlausible(request.bearsLoss(), topic, brokersWereAway));
        tally.failed(cause.map(FailureCause::name).orElse("UNEXPLAINED"));
        if (cause.isEmpty()) {
            differ(request, plan, startMs, "failed: " + messages);
        }
    }

    private void differ(ScanRequest request, String plan, long startMs, String what) {
        String text = "DIFFERENCE in " + request.sql() + " (" + request.kind() + ", planned at " + startMs
                + ", over at " + System.currentTimeMillis() + ", pause " + request.pauseMs() + " ms)\n  " + what
                + "\n  plan: " + plan;
        tally.differed(text);
        differences.accept(text);
    }
}
