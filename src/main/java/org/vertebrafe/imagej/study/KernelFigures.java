package org.vertebrafe.imagej.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.vertebrafe.study.kernels.ImageQuality;
import org.vertebrafe.study.kernels.KernelFiles;
import org.vertebrafe.study.kernels.KernelReport;

/** Noise and edges of two reconstructions as pictures. */
public final class KernelFigures {

    private KernelFigures() {}

    /**
     * Writes {@code noise} (where noise could be measured) and {@code edges}, as PNG and SVG each.
     *
     * @param report of a comparison
     * @param folder made where it does not exist
     * @return the PNG files
     * @throws IOException if writing fails
     */
    public static List<Path> write(KernelReport report, Path folder) throws IOException {
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
        Path edgePicture = write(edges.chart("Profile across the cortex"), "edges", folder);
        return measured
                ? List.of(write(noise.chart("Noise in soft tissue"), "noise", folder), edgePicture)
                : List.of(edgePicture);
    }

    private static Path write(JFreeChart chart, String name, Path folder) throws IOException {
        Path picture = folder.resolve(name + ".png");
        Charts.writePng(chart, picture);
        Charts.writeSvg(Charts.svg(chart, name), folder.resolve(name + ".svg"));
        return picture;
    }
}
