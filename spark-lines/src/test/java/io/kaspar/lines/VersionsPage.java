package io.kaspar.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of docs/spark-versions.md.
 *
 * @param versions the heads of its columns, but the first
 * @param rows the other cells, by the first one
 */
record VersionsPage(List<String> versions, Map<String, List<String>> rows) {
    static final Path PAGE = Path.of("..", "docs", "spark-versions.md");
    private static final String YES = "yes";
    private static final String NO = "–";

    static VersionsPage read() throws IOException {
        Optional<List<String>> versions = Optional.empty();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.isEmpty() && versions.isPresent()) {
                break;
            }
            if (line.startsWith("| ") && versions.isEmpty()) {
                versions = Optional.of(cells(line));
            } else if (line.startsWith("| ")) {
                List<String> cells = cells(line);
                rows.put(cells.get(0), cells.subList(1, cells.size()));
            }
        }
        List<String> heads = versions.orElseThrow(() -> new IllegalStateException(PAGE + " has no table"));
        return new VersionsPage(heads.subList(1, heads.size()), rows);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).replace("\\|", "\0").split("[|]", -1))
                .map(cell -> cell.replace('\0', '|').trim())
                .toList();
    }

    /** Whether the page says that a line has something. */
    boolean says(String what, String version) {
        List<String> cells = rows.get(what);
        if (cells == null || !versions.contains(version)) {
            throw new IllegalArgumentException(PAGE + " does not say whether Spark " + version + " has " + what);
        }
        String cell = cells.get(versions.indexOf(version));
        if (!cell.equals(YES) && !cell.equals(NO)) {
            throw new IllegalArgumentException(PAGE + " says neither " + YES + " nor " + NO + " but " + cell);
        }
        return cell.equals(YES);
    }
}
