package org.vertebrafe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.imagej.CurveChart;
import org.vertebrafe.imagej.Montage;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.synthetic.MeasuredCurve;
import org.vertebrafe.synthetic.ScannerModel;
import org.vertebrafe.synthetic.WaterNoise;
import org.vertebrafe.synthetic.WireTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe scanner}: measures the virtual scanner as a real one is, and compares with what it was told to be. */
@Command(
        name = "scanner",
        description = {
            "Measures the virtual scanner on a virtual wire and water phantom: MTF, noise power spectrum and noise against",
            "dose, size and slice thickness, beside the model. Writes mtf.csv, nps.csv, noise.csv and scanner.png."
        },
        mixinStandardHelpOptions = true)
final class ScannerCommand implements Callable<Integer> {

    private static final double STEP = 0.05;

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to write; made if missing.")
    private Path out;

    @Option(names = "--seed", defaultValue = "1", description = "Of the noise (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        ScannerModel scanner = ScannerModel.clinical(seed);
        Progress progress = new TerminalProgress(spec.commandLine().getErr());
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<MeasuredCurve> transfer = WireTransfer.measure(scanner.kernels(), STEP, threads, progress);
            List<MeasuredCurve> power = WaterNoise.power(scanner, threads, progress);
            SafeFiles.writeText(out.resolve("mtf.csv"), csv("MTF", transfer));
            SafeFiles.writeText(out.resolve("nps.csv"), csv("NPS (HU^2 mm^2)", power));
            SafeFiles.writeText(out.resolve("noise.csv"), noise(WaterNoise.deviations(scanner, threads, progress)));
            Montage.write(
                    CurveChart.render(List.of(
                            new CurveChart.Panel(
                                    "Modulation transfer at a wire",
                                    "spatial frequency (lp/mm)",
                                    "MTF",
                                    series(transfer)),
                            new CurveChart.Panel(
                                    "Noise power in water, 250 mAs, 300 mm, 1 mm slices",
                                    "spatial frequency (lp/mm)",
                                    "noise power (HU\u00b2 mm\u00b2)",
                                    series(power)))),
                    out.resolve("scanner.png"));
        }
        spec.commandLine().getOut().println("Wrote " + out);
        return 0;
    }

    private static List<CurveChart.Series> series(List<MeasuredCurve> curves) {
        return curves.stream()
                .map(curve -> new CurveChart.Series(
                        curve.kernel().dicomName() + "-like",
                        curve.points().stream()
                                .map(point -> new CurveChart.Point(point.frequency(), point.measured(), point.model()))
                                .toList()))
                .toList();
    }

    private static String csv(String quantity, List<MeasuredCurve> curves) {
        StringBuilder text = new StringBuilder(
                "Kernel,Frequency (lp/mm)," + quantity + " measured," + quantity + " of the model\r\n");
        for (MeasuredCurve curve : curves) {
            for (MeasuredCurve.Point point : curve.points()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s,%.4f,%.5g,%.5g\r\n",
                        curve.kernel().id(),
                        point.frequency(),
                        point.measured(),
                        point.model()));
            }
        }
        return text.toString();
    }

    private static String noise(List<WaterNoise.Deviation> deviations) {
        StringBuilder text = new StringBuilder(
                "Kernel,mAs,Diameter (mm),Slice thickness (mm),SD measured (HU),SD of the model (HU)\r\n");
        for (WaterNoise.Deviation one : deviations) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%g,%g,%g,%.3f,%.3f\r\n",
                    one.kernel().id(),
                    one.mAs(),
                    one.diameter(),
                    one.thickness(),
                    one.measured(),
                    one.model()));
        }
        return text.toString();
    }
}
