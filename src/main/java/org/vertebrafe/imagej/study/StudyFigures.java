package org.vertebrafe.imagej.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.vertebrafe.base.InputException;
import org.vertebrafe.study.Figure;
import org.vertebrafe.study.Measure;
import org.vertebrafe.study.Numbers;
import org.vertebrafe.study.PairedTable;
import org.vertebrafe.study.StudyResult;
import org.vertebrafe.study.stats.BlandAltman;
import org.vertebrafe.study.stats.Estimate;
import org.vertebrafe.study.stats.LinearFit;
import org.vertebrafe.study.stats.Pairs;
import org.vertebrafe.study.stats.Roc;

/** Bland-Altman, regression and ROC figures of a study. */
public final class StudyFigures {

    private final PairedTable table;
    private final List<String> kernels;
    private final List<Named> charts = new ArrayList<>();

    private record Named(String name, String caption, JFreeChart chart) {}

    /** Draws a figure, or refuses with the reason. */
    @FunctionalInterface
    private interface Drawing {
        Named draw();
    }

    private StudyFigures(StudyResult result) {
        table = result.table();
        kernels = table.kernels();
        for (Measure measure : Measure.values()) {
            add(() -> blandAltman(measure));
            add(() -> regression(measure));
            for (List<String> condition : result.conditions()) {
                add(() -> roc(measure, condition));
            }
        }
    }

    /**
     * Draws the figures of a study and writes each as PNG and SVG.
     *
     * @param result the study
     * @param folder where to write; made where it does not exist
     * @return the figures, for its report; those that the data do not allow are left out
     * @throws IOException if writing fails
     */
    public static List<Figure> write(StudyResult result, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Figure> figures = new ArrayList<>();
        for (Named named : new StudyFigures(result).charts) {
            String svg = Charts.svg(named.chart, named.name);
            Charts.writePng(named.chart, folder.resolve(named.name + ".png"));
            Charts.writeSvg(svg, folder.resolve(named.name + ".svg"));
            figures.add(new Figure(named.name, named.caption, svg));
        }
        return figures;
    }

    /** What a figure needs is computed first; where that is refused, the tables say why. */
    private void add(Drawing drawing) {
        try {
            charts.add(drawing.draw());
        } catch (InputException e) {
            // Told in the tables.
        }
    }

    private Named blandAltman(Measure measure) {
        Pairs pairs = table.pairs(measure);
        BlandAltman agreement = BlandAltman.of(pairs);
        Charts plot = new Charts(
                "Mean of both kernels (" + measure.unit() + ")",
                kernels.get(0) + " \u2212 " + kernels.get(1) + " (" + measure.unit() + ")");
        plot.points(measure.label(), pairs.means(), pairs.differences(), 0);
        level(plot, "bias", agreement.bias(), false);
        level(plot, "bias + 1.96 SD", agreement.upper(), true);
        level(plot, "bias \u2212 1.96 SD", agreement.lower(), true);
        return new Named(
                "bland-altman-" + id(measure),
                measure.label() + ": agreement of the kernels, n = " + agreement.n()
                        + ". Bands are the 95 % intervals of" + " bias and limits.",
                plot.chart("Bland-Altman: " + measure.label().toLowerCase(Locale.ROOT)));
    }

    private static void level(Charts plot, String label, Estimate at, boolean dashed) {
        plot.band(at.low(), at.high());
        plot.level(label + ": " + Numbers.number(at.value()), at.value(), dashed);
    }

    private Named regression(Measure measure) {
        Charts plot = new Charts("Trabecular vBMD (mg/cm\u00b3)", measure.label() + " (" + measure.unit() + ")");
        for (int k = 0; k < 2; k++) {
            Pairs pairs = Pairs.of(table.vbmd(), table.values(measure, k));
            LinearFit fit = LinearFit.of(pairs);
            plot.points(
                    String.format(Locale.ROOT, "%s, r\u00b2 = %.2f, n = %d", kernels.get(k), fit.r2(), fit.n()),
                    pairs.first(),
                    pairs.second(),
                    k);
            double low = Arrays.stream(pairs.first()).min().orElseThrow();
            double high = Arrays.stream(pairs.first()).max().orElseThrow();
            plot.line("", new double[] {low, high}, new double[] {fit.at(low), fit.at(high)}, k);
        }
        return new Named(
                "regression-" + id(measure),
                measure.label() + " on trabecular density, with the least squares line of each kernel.",
                plot.chart(measure.label() + " and density"));
    }

    private Named roc(Measure measure, List<String> condition) {
        String name = String.join(" or ", condition);
        Charts plot = new Charts("1 \u2212 specificity", "Sensitivity").unitSquare();
        for (int k = 0; k < 2; k++) {
            Roc roc = Roc.of(table.values(measure, k), table.condition(condition), true);
            plot.line(
                    String.format(
                            Locale.ROOT,
                            "%s, n = %d, AUC %.2f (%.2f to %.2f)",
                            kernels.get(k),
                            roc.n(),
                            roc.auc().value(),
                            roc.auc().low(),
                            roc.auc().high()),
                    roc.points().stream()
                            .mapToDouble(Roc.Point::falsePositiveRate)
                            .toArray(),
                    roc.points().stream().mapToDouble(Roc.Point::sensitivity).toArray(),
                    k);
        }
        plot.line("", new double[] {0, 1}, new double[] {0, 1}, Charts.GREY);
        return new Named(
                "roc-" + id(measure) + "-" + condition.size(),
                measure.label() + ": " + name + " against the other groups; low values speak for it.",
                plot.chart("ROC: " + measure.label().toLowerCase(Locale.ROOT) + ", " + name));
    }

    private static String id(Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }
}
