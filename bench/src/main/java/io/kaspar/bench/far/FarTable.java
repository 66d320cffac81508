package io.kaspar.bench.far;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what was measured, each beside the same query at the smallest distance. */
final class FarTable {
    private FarTable() {}

    static String of(List<FarFigure> figures) {
        String head = String.format(
                Locale.ROOT, "%-26s %-16s %13s %9s %8s%n", "query", "contender", "round trip ms", "s", "/ near");
        return head + figures.stream().map(figure -> line(figure, figures)).collect(Collectors.joining());
    }

    private static String line(FarFigure figure, List<FarFigure> figures) {
        double nearSeconds = figures.stream()
                .filter(other -> other.query().equals(figure.query())
                        && other.contender().equals(figure.contender()))
                .findFirst()
                .map(FarFigure::seconds)
                .orElse(figure.seconds());
        return String.format(
                Locale.ROOT,
                "%-26s %-16s %13d %9.2f %8.2f%n",
                figure.query(),
                figure.contender(),
                figure.roundTripMs(),
                figure.seconds(),
                figure.seconds() / nearSeconds);
    }
}
