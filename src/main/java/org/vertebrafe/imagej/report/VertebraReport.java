package org.vertebrafe.imagej.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import net.imglib2.parallel.TaskExecutor;
import org.jfree.chart.JFreeChart;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.BoneRegion;
import org.vertebrafe.analysis.ResultReport;
import org.vertebrafe.analysis.ResultReport.Part;
import org.vertebrafe.analysis.ResultReport.Picture;
import org.vertebrafe.analysis.ValueDistribution;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.QualityPicture;
import org.vertebrafe.imagej.ResultPictures;
import org.vertebrafe.imagej.study.Charts;
import org.vertebrafe.imagej.view3d.Model3D;
import org.vertebrafe.imagej.view3d.Snapshot;
import org.vertebrafe.io.SafeFiles;

/** Draws the pictures of a result and writes its report, one HTML file that needs no other and no network. */
public final class VertebraReport {

    private static final int WIDTH_3D = 900;
    private static final int HEIGHT_3D = 720;
    private static final int BINS = 50;
    private static final double HIGH = 99.5;

    private VertebraReport() {}

    /**
     * Refuses a file that cannot be written; to be asked before long work.
     *
     * @throws InputException if its name does not end in .html or its folder is not there
     */
    public static void requireWritable(Path file) {
        String name =
                file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".html") && !name.endsWith(".htm")) {
            throw InputException.of("Report %s: its name must end in .html.", file);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw InputException.of("Report %s: the folder %s does not exist; make it first.", file, folder);
        }
    }

    /**
     * Writes the report.
     *
     * @param name of the vertebra in the report; empty for the image's, or for "Vertebra" where the image is DICOM, whose
     *     files and titles are named after the patient
     * @param file ending in .html
     * @param threads the caller's threads
     * @throws InputException as {@link #requireWritable}
     * @throws IOException if writing fails
     */
    public static void write(AnalysisResult result, String name, Path file, TaskExecutor threads) throws IOException {
        requireWritable(file);
        String shown = !name.isBlank() ? name.trim() : result.acquisition().isPresent() ? "Vertebra" : result.name();
        SafeFiles.writeText(file, ResultReport.html(result, shown, pictures(result, threads)));
    }

    private static List<Picture> pictures(AnalysisResult result, TaskExecutor threads) {
        List<Picture> pictures = new ArrayList<>();
        pictures.add(midplanes(result, MapQuantity.VON_MISES));
        pictures.add(new Picture(
                Part.RESULT,
                png(solid(result, MapQuantity.VON_MISES, "none", threads)),
                false,
                "Von Mises stress on the surface of the model."));
        pictures.add(new Picture(
                Part.RESULT,
                png(solid(result, MapQuantity.MODULUS, "sagittal", threads)),
                false,
                "Young's modulus inside, the left half cut away."));
        pictures.add(midplanes(result, MapQuantity.MIN_PRINCIPAL_STRAIN));
        pictures.add(midplanes(result, MapQuantity.DENSITY));
        pictures.add(midplanes(result, MapQuantity.SAFETY_FACTOR));
        pictures.add(new Picture(
                Part.TEST,
                png(Charts.image(force(result))),
                false,
                "Force over displacement of the linear model, with the strength by each definition."));
        for (MapQuantity quantity :
                List.of(MapQuantity.DENSITY, MapQuantity.VON_MISES, MapQuantity.MIN_PRINCIPAL_STRAIN)) {
            pictures.add(new Picture(
                    Part.DISTRIBUTION,
                    png(Charts.image(distribution(result, quantity))),
                    false,
                    quantity.title() + " by parts of the bone; the outermost bins hold what is beyond them."));
        }
        ResultReport.quality(result)
                .ifPresent(quality -> pictures.add(new Picture(
                        Part.MESH,
                        png(QualityPicture.draw(quality)),
                        true,
                        "Quality of the tetrahedra; bars grow with the square root of the share.")));
        return pictures;
    }

    private static Picture midplanes(AnalysisResult result, MapQuantity quantity) {
        return new Picture(
                Part.RESULT,
                png(ResultPictures.midplanes(result, quantity)),
                true,
                quantity.title() + " on the midplanes of the vertebra, along its own axes.");
    }

    private static BufferedImage solid(AnalysisResult result, MapQuantity quantity, String cut, TaskExecutor threads) {
        Snapshot.Request request = new Snapshot.Request(
                quantity.title(),
                Optional.empty(),
                Optional.empty(),
                "oblique",
                cut,
                0.5,
                0,
                false,
                WIDTH_3D,
                HEIGHT_3D);
        return Snapshot.of(Model3D.of(result), request, threads);
    }

    private static JFreeChart force(AnalysisResult result) {
        Charts chart = new Charts("Displacement (mm)", "Force (N)").fromZero();
        double most = result.strengths().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElseThrow()
                / result.stiffness();
        double end = 1.05 * Math.max(most, result.test().displacement());
        chart.line(
                String.format(Locale.ROOT, "linear, %,.0f N/mm", result.stiffness()),
                new double[] {0, end},
                new double[] {0, end * result.stiffness()},
                0);
        double[] x = result.strengths().values().stream()
                .mapToDouble(newtons -> newtons / result.stiffness())
                .toArray();
        double[] y = result.strengths().values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        chart.points("strength", x, y, 1);
        result.strengths().forEach((definition, newtons) -> chart.levelLeft(definition.id(), newtons));
        return chart.chart("Compression test");
    }

    private static JFreeChart distribution(AnalysisResult result, MapQuantity quantity) {
        Charts chart = new Charts(quantity.column(), "Share of the part's volume (%)").fromZero();
        List<BoneRegion> regions = BoneRegion.of(result);
        ValueDistribution all =
                ValueDistribution.of(result, quantity, BoneRegion.ALL).orElseThrow();
        double from = all.percentile(100 - HIGH);
        double to = all.percentile(HIGH);
        if (!(from < to)) {
            from -= 0.5;
            to += 0.5;
        }
        for (int n = 0; n < regions.size(); n++) {
            Optional<ValueDistribution> values = ValueDistribution.of(result, quantity, regions.get(n));
            if (values.isEmpty()) {
                continue;
            }
            double[] shares = values.get().histogram(from, to, BINS);
            double[] x = new double[2 * BINS];
            double[] y = new double[2 * BINS];
            for (int bin = 0; bin < BINS; bin++) {
                x[2 * bin] = from + (to - from) * bin / BINS;
                x[2 * bin + 1] = from + (to - from) * (bin + 1) / BINS;
                y[2 * bin] = shares[bin];
                y[2 * bin + 1] = shares[bin];
            }
            chart.line(regions.get(n).title(), x, y, n);
        }
        return chart.chart(quantity.title());
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IOException("this Java cannot write PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
