package org.vertebrafe.imagej.study;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.vertebrafe.field.ValueScale;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.Montage;
import org.vertebrafe.imagej.MontageStyle;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.study.kernels.ImageQuality;
import org.vertebrafe.study.kernels.KernelFiles;
import org.vertebrafe.study.kernels.KernelReport;

/** Noise, edges and differences of two reconstructions as pictures. */
public final class KernelFigures {

    private static final int WIDTH = 900;

    private KernelFigures() {}

    /**
     * Writes {@code noise} (where noise could be measured) and {@code edges}, as PNG and SVG each, and the maps as {@code
     * differences.png}.
     *
     * @param report of a comparison
     * @param ct the reference, HU
     * @param folder made where it does not exist
     * @return the PNG files
     * @throws IOException if writing fails
     */
    public static List<Path> write(KernelReport report, Volume ct, Path folder) throws IOException {
        Files.createDirectories(folder);
        Charts noise = new Charts("Spatial frequency (lp/mm)", "Noise power (HU\u00b2 mm\u00b2)");
        Charts edges = new Charts("Outwards from the surface of the bone (mm)", "Mean over the surface (HU)");
        boolean measured = false;
        int colour = 0;
        for (var image : KernelFiles.images(report).entrySet()) {
            List<ImageQuality.NoisePower> power = image.getValue().noise();
            noise.line(
                    image.getKey(),
                    power.stream()
                            .mapToDouble(ImageQuality.NoisePower::frequency)
                            .toArray(),
                    power.stream().mapToDouble(ImageQuality.NoisePower::power).toArray(),
                    colour);
            measured |= !power.isEmpty();
            edges.line(
                    image.getKey(),
                    image.getValue().edge().offsets(),
                    image.getValue().edge().hu(),
                    colour++);
        }
        if (!report.maps().isEmpty()) {
            Montage.write(differences(report, ct), folder.resolve("differences.png"));
        }
        Path edgePicture = write(edges.chart("Profile across the cortex"), "edges", folder);
        return measured
                ? List.of(write(noise.chart("Noise in soft tissue"), "noise", folder), edgePicture)
                : List.of(edgePicture);
    }

    /** All maps below each other, in the bone alone: blue where the other is lower, red where it is higher. */
    private static BufferedImage differences(KernelReport report, Volume ct) {
        float[] bone = report.maps().get(report.maps().size() - 1).values().values();
        List<BufferedImage> rows = report.maps().stream()
                .map(map -> {
                    float[] values = map.values().values().clone();
                    for (int at = 0; at < values.length; at++) {
                        values[at] = Float.isNaN(bone[at]) ? Float.NaN : values[at];
                    }
                    MontageStyle style = MontageStyle.of(map.title() + ", other minus reference", map.unit())
                            .withColours(ColourTable.of(ValueScale.SIGNED))
                            .withWidth(WIDTH);
                    style = ValueRange.of(ValueScale.SIGNED, values)
                            .map(style::withRange)
                            .orElse(style);
                    return Montage.render(ct, new Volume(ct.grid(), values), report.centre(), style);
                })
                .toList();
        int height = rows.stream().mapToInt(BufferedImage::getHeight).sum();
        BufferedImage all = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = all.createGraphics();
        int top = 0;
        for (BufferedImage row : rows) {
            g.drawImage(row, 0, top, null);
            top += row.getHeight();
        }
        g.dispose();
        return all;
    }

    private static Path write(JFreeChart chart, String name, Path folder) throws IOException {
        Path picture = folder.resolve(name + ".png");
        Charts.writePng(chart, picture);
        Charts.writeSvg(Charts.svg(chart, name), folder.resolve(name + ".svg"));
        return picture;
    }
}
