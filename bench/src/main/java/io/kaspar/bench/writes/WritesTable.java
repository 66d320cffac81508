package io.kaspar.bench.writes;

import java.util.List;
import java.util.Locale;

/** Figures as Markdown. */
final class WritesTable {
    private WritesTable() {}

    /** @param rival whose times the others are compared with */
    static String of(List<WriteFigure> figures, String contender, String rival) {
        StringBuilder table =
                new StringBuilder("| | " + contender + " ms | " + rival + " ms | × |\n|---|---|---|---|\n");
        List<String> measured = figures.stream()
                .filter(figure -> figure.contender().equals(contender))
                .map(WriteFigure::what)
                .distinct()
                .toList();
        measured.forEach(what -> {
            double own = ms(figures, what, contender);
            double others = ms(figures, what, rival);
            table.append(String.format(Locale.ROOT, "| %s | %.1f | %.1f | %.2f |%n", what, own, others, others / own));
        });
        return table.toString();
    }

    private static double ms(List<WriteFigure> figures, String what, String contender) {
        return figures.stream()
                .filter(figure ->
                        figure.what().equals(what) && figure.contender().equals(contender))
                .mapToDouble(WriteFigure::ms)
                .findFirst()
                .orElseThrow();
    }
}
