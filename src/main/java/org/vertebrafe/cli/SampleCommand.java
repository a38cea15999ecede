package org.vertebrafe.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.base.Version;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.synthetic.CalibrationPhantom;
import org.vertebrafe.synthetic.PhantomLayout;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.ScannerModel;
import org.vertebrafe.synthetic.SyntheticScene;
import org.vertebrafe.synthetic.VertebraTruth;
import org.vertebrafe.synthetic.VirtualPatient;
import org.vertebrafe.synthetic.VirtualScan;
import org.vertebrafe.synthetic.VirtualScanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe sample}: writes the CT of a virtual patient with its truth. */
@Command(
        name = "sample",
        description = {
            "Writes the CT of a virtual patient, L2 between L1 and L3 with a calibration phantom under the back, as",
            "ct-KERNEL.nii.gz, with labels.nii.gz, density.nii.gz and truth.json. No patient was scanned."
        },
        mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

    private static final List<ReconstructionKernel> KERNELS =
            List.of(ReconstructionKernel.B40F, ReconstructionKernel.B70F);

    /** How far behind the middle of the body of L2 the middle of the image lies, mm: the phantom is in view. */
    private static final double BEHIND = 30;

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to write; made if missing.")
    private Path out;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of bone texture and noise (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--kernel",
            defaultValue = "b40f,b70f",
            split = ",",
            description = "Reconstruction kernels, of the same raw data (default: ${DEFAULT-VALUE}).")
    private List<String> kernels;

    @Option(
            names = "--phantom",
            defaultValue = "mindways-3",
            description = "Layout of the phantom (default: ${DEFAULT-VALUE}).")
    private String phantom;

    @Option(names = "--pixels", defaultValue = "512", description = "Pixels a side (default: ${DEFAULT-VALUE}).")
    private int pixels;

    @Option(names = "--pixel-size", defaultValue = "0.6", description = "In mm (default: ${DEFAULT-VALUE}).")
    private double pixelSize;

    @Option(names = "--slices", defaultValue = "48", description = "Of 1 mm (default: ${DEFAULT-VALUE}).")
    private int slices;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<ReconstructionKernel> chosen = new ArrayList<>();
        for (String id : kernels) {
            chosen.add(KERNELS.stream()
                    .filter(kernel -> kernel.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> unknown(
                            "--kernel",
                            id,
                            KERNELS.stream().map(ReconstructionKernel::id).toList())));
        }
        PhantomLayout layout = PhantomLayout.ALL.stream()
                .filter(one -> one.id().equals(phantom))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "--phantom",
                        phantom,
                        PhantomLayout.ALL.stream().map(PhantomLayout::id).toList()));
        SyntheticScene scene = VirtualPatient.lumbar(Vec3.ZERO, layout, 0, 0, 0, seed);
        ScannerModel scanner = ScannerModel.clinical(seed).withKernels(chosen.toArray(ReconstructionKernel[]::new));
        Progress progress = new TerminalProgress(spec.commandLine().getErr());
        VoxelGrid grid = grid();
        Files.createDirectories(out);
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            VirtualScan scan = VirtualScanner.scan(scene, grid, scanner, threads, progress);
            for (ReconstructionKernel kernel : chosen) {
                Nifti.write(scan.image(kernel), out.resolve("ct-" + kernel.id() + ".nii.gz"), progress);
            }
            Nifti.write(scan.labels(), out.resolve("labels.nii.gz"), progress);
            Nifti.write(scan.density(), out.resolve("density.nii.gz"), progress);
            SafeFiles.writeText(out.resolve("truth.json"), json(scan));
        }
        spec.commandLine().getOut().println("Wrote " + out);
        return 0;
    }

    private static InputException unknown(String option, String value, List<String> known) {
        return InputException.of(
                "%s \"%s\" is unknown; choose one of %s.",
                option, value, known.stream().collect(Collectors.joining(", ")));
    }

    private VoxelGrid grid() {
        double half = (pixels - 1) / 2.0 * pixelSize;
        return new VoxelGrid(
                pixels,
                pixels,
                slices,
                new Vec3(pixelSize, pixelSize, 1),
                new Vec3(-half, BEHIND - half, -(slices - 1) / 2.0),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    private String json(VirtualScan scan) {
        JsonObject json = new JsonObject();
        json.addProperty("program", Version.NAME + " " + Version.number());
        json.addProperty("seed", seed);
        JsonObject line = new JsonObject();
        line.addProperty("slope_g_per_cm3_per_HU", scan.scene().line().slope());
        line.addProperty("intercept_g_per_cm3", scan.scene().line().intercept());
        line.addProperty("density_kind", scan.scene().line().kind().id());
        json.add("calibration", line);
        JsonArray vertebrae = new JsonArray();
        for (int v = 0; v < scan.vertebrae().size(); v++) {
            VertebraTruth truth = scan.vertebrae().get(v);
            JsonObject one = new JsonObject();
            one.addProperty("first_label", 10 * v + 1);
            one.add("centre_LPS_mm", array(truth.centre()));
            one.add("superior_LPS", array(truth.superior()));
            one.addProperty("body_height_mm", truth.bodyHeight());
            one.addProperty("central_height_mm", truth.centralHeight());
            if (Double.isFinite(truth.trabecularDensity())) {
                one.addProperty("trabecular_density_in_view_g_per_cm3", truth.trabecularDensity());
            }
            vertebrae.add(one);
        }
        json.add("vertebrae", vertebrae);
        json.addProperty("phantom", phantom);
        JsonArray rods = new JsonArray();
        for (int r = 0; r < scan.rods().size(); r++) {
            CalibrationPhantom.RodTruth truth = scan.rods().get(r);
            JsonObject one = new JsonObject();
            one.addProperty("label", VirtualScan.ROD + r);
            one.addProperty("name", truth.name());
            one.addProperty("density_g_per_cm3", truth.density());
            one.addProperty("HU", truth.hu());
            one.add("centre_LPS_mm", array(truth.centre()));
            one.add("axis_LPS", array(truth.axis()));
            one.addProperty("radius_mm", truth.radius());
            rods.add(one);
        }
        json.add("rods", rods);
        return new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n";
    }

    private static JsonArray array(Vec3 v) {
        JsonArray array = new JsonArray();
        array.add(v.x());
        array.add(v.y());
        array.add(v.z());
        return array;
    }
}
