package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The repository's pages against what is really there. */
final class PagesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");
    private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)#]+)[^)]*\\)");
    /** A test class, with or without a method, or a method of the class named before. */
    private static final Pattern TEST = Pattern.compile("`(|[A-Z]\\w+(?:IT|Test|Fuzz))(?:\\.([a-z]\\w*[A-Z]\\w+))?`");

    /** Below a decision's heading. */
    private static final Pattern STATUS =
            Pattern.compile("^# \\d{4} .*\n\nStatus: (?:stands[.]|superseded (?:in part )?by \\[\\d{4}]\\(([^)]+)\\))");

    /** A line of the README's figures: seconds, and how many times as fast as Spark's connector as it comes. */
    private static final Pattern FIGURES = Pattern.compile("(?m)^\\| (.*) \\| ([\\d.]+) s, \\*\\*(\\d+) ×\\*\\* \\|"
            + " ([\\d.]+) s, \\*\\*(\\d+) ×\\*\\* \\| ([\\d.]+) s, ([\\d.]+) × \\| ([\\d.]+) s \\|$");

    private static final Map<String, String> WORKLOADS = Map.of(
            "`sum(price * quantity)`", "W2 sum(price * quantity)",
            "`count(*)`", "W1 count(*)",
            "`count(*)` of the last 1 % by time", "W5 count(*) of the last 1 % by _timestamp");

    /** Columns of results.md, the empty one before the first counted. */
    private static final int SECONDS = 5;

    private static final int TIMES_SPARK_V1 = 7;

    private static final Set<String> TYPES_OF_SPARK = Set.of("ColumnarBatch", "Table");

    @Test
    void everyTypeThatTheArchitecturePageNamesExists() throws IOException {
        Set<String> sourceFiles;
        try (Stream<Path> files = Files.walk(ROOT)) {
            sourceFiles = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .collect(Collectors.toSet());
        }

        List<String> missing = matches(TYPE, ROOT.resolve("ARCHITECTURE.md"))
                .filter(type -> !TYPES_OF_SPARK.contains(type))
                .filter(type -> !sourceFiles.contains(type + ".java"))
                .toList();

        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reliability.md", "stock-themes.md"})
    void everyTestThatAPageNamesExists(String page) throws IOException {
        Map<String, Path> sources;
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(), Function.identity(), (first, second) -> first));
        }
        List<String> missing = new ArrayList<>();
        String named = "";
        for (MatchResult test : TEST.matcher(
                        Files.readString(ROOT.resolve("docs").resolve(page)))
                .results()
                .toList()) {
            named = test.group(1).isEmpty() ? named : test.group(1);
            Path source = sources.get(named + ".java");
            String method = test.group(2) == null ? "" : test.group(2);
            boolean isThere = source != null && Files.readString(source).contains(method);
            if (!isThere) {
                missing.add(named + " " + method);
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyLinkInsideTheRepositoryLeadsSomewhere() throws IOException {
        List<Path> pages;
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> deploy = Files.walk(ROOT.resolve("deploy"))) {
            pages = Stream.of(top, docs, deploy)
                    .flatMap(Function.identity())
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }

        assertThat(pages)
                .hasSizeGreaterThan(4)
                .allSatisfy(page -> assertThat(matches(LINK, page))
                        .as("links of " + page)
                        .allSatisfy(
                                link -> assertThat(page.resolveSibling(link)).exists()));
    }

    @Test
    void continuousIntegrationCallsTheReadmesTestCommand() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("bin/kaspar-sql", "mvn verify");
        assertThat(Files.readString(ROOT.resolve(".ci").resolve("run"))).containsPattern("mvn [^\n]*verify");
    }

    /** Decisions too: a page that the navigation lacks is found by nobody. */
    @Test
    void theSiteHasEveryPage() throws IOException {
        String navigation = Files.readString(ROOT.resolve("docs/site/mkdocs.yml"));
        List<String> missing;
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            missing = docs.map(page -> ROOT.relativize(page).toString())
                    .filter(page -> page.endsWith(".md") && !navigation.contains(": " + page + "\n"))
                    .toList();
        }

        assertThat(missing).as("pages that docs/site/mkdocs.yml does not name").isEmpty();
    }

    @Test
    void theReadmesFiguresAreThoseOfTheLastRun() throws IOException {
        List<String> results = Files.readAllLines(ROOT.resolve("docs/bench/results.md"));
        List<MatchResult> rows = FIGURES.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .toList();

        assertThat(rows).hasSize(3).allSatisfy(row -> {
            String workload = WORKLOADS.get(row.group(1));
            List<String[]> cells = Stream.of("kaspar-local", "kaspar-network", "spark-tuned", "spark-v1")
                    .map(contender -> cells(results, "| " + workload + " | lz4 | " + contender + " | 10,000,000 |"))
                    .toList();
            for (int column = 0; column < cells.size(); column++) {
                double seconds = Double.parseDouble(cells.get(column)[SECONDS]);
                assertThat(row.group(2 + 2 * column)).isEqualTo(String.format(Locale.ROOT, "%.2f", seconds));
                double times = Double.parseDouble(cells.get(column)[TIMES_SPARK_V1]);
                assertThat(Optional.ofNullable(column < 3 ? row.group(3 + 2 * column) : null))
                        .isIn(
                                Optional.ofNullable(column < 3 ? String.format(Locale.ROOT, "%.0f", times) : null),
                                Optional.of(String.format(Locale.ROOT, "%.1f", times)));
            }
        });
    }

    private static String[] cells(List<String> results, String start) {
        return results.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line of results.md begins with " + start))
                .split("\\s*\\|\\s*");
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        Path docs = ROOT.resolve("docs");
        List<String> named = matches(LINK, docs.resolve("README.md")).toList();
        List<String> missing;
        try (Stream<Path> top = Files.list(docs);
                Stream<Path> decisions = Files.list(docs.resolve("decisions"))) {
            missing = Stream.concat(top, decisions)
                    .map(page -> docs.relativize(page).toString())
                    .filter(page -> page.endsWith(".md") && !page.equals("README.md"))
                    .filter(page -> !named.contains(page))
                    .toList();
        }

        assertThat(missing).as("pages that docs/README.md does not name").isEmpty();
    }

    /** A decision that no longer holds names the one that took its place. */
    @Test
    void everyDecisionSaysWhetherItStands() throws IOException {
        Path folder = ROOT.resolve("docs").resolve("decisions");
        List<Path> decisions;
        try (Stream<Path> files = Files.list(folder)) {
            decisions = files.toList();
        }

        assertThat(decisions).hasSizeGreaterThan(9).allSatisfy(decision -> {
            MatchResult status = STATUS.matcher(Files.readString(decision))
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no status line"));
            if (status.group(1) != null) {
                assertThat(folder.resolve(status.group(1))).exists();
            }
        });
    }

    private static Stream<String> matches(Pattern pattern, Path page) throws IOException {
        return pattern
                .matcher(Files.readString(page))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList()
                .stream();
    }
}
