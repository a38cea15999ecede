package org.vertebrafe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.io.dicom.CtSeriesHeader;
import org.vertebrafe.io.dicom.CtSeriesWriter;
import org.vertebrafe.synthetic.NoiseModel;
import org.vertebrafe.synthetic.PatientRanges;
import org.vertebrafe.synthetic.PhantomLayout;
import org.vertebrafe.synthetic.Primitive;
import org.vertebrafe.synthetic.RandomPatient;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.ScannerModel;
import org.vertebrafe.synthetic.SyntheticScene;
import org.vertebrafe.synthetic.TruthJson;
import org.vertebrafe.synthetic.VirtualPatient;
import org.vertebrafe.synthetic.VirtualScan;
import org.vertebrafe.synthetic.VirtualScanner;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe sample}: writes the CT of a virtual patient with its truth. */
@Command(
        name = "sample",
        description = {
            "Writes the CT of a virtual patient, L2 between L1 and L3 with a calibration phantom under the back, as",
            "ct-KERNEL.nii.gz, with labels.nii.gz, density.nii.gz and truth.json, or as a DICOM series for each",
            "kernel. No patient was scanned."
        },
        mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

    private static final List<ReconstructionKernel> KERNELS =
            List.of(ReconstructionKernel.B40F, ReconstructionKernel.B70F);

    /** How far behind the middle of the body of L2 the middle of the image lies, mm: the phantom is in view. */
    private static final double BEHIND = 30;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private Places places;

    private static final class Places {
        @Option(names = "--out", paramLabel = "FOLDER", description = "Where to write images; made if missing.")
        private Path out;

        @Option(
                names = "--dicom",
                paramLabel = "FOLDER",
                description = "Where to write DICOM: a folder for each kernel, and truth.json.")
        private Path dicom;
    }

    @Option(
            names = "--random",
            description =
                    "Draw another patient for each seed: size, bone density, tilted spine, turned phantom, contrast"
                            + " agent.")
    private boolean random;

    /** What the published lines of the kernels are for, kV. */
    private static final double PEAK_KILOVOLTAGE = 120;

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

    @Option(names = "--phantom", description = "Layout of the phantom (default: mindways-3; with --random one of all).")
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
        Optional<RandomPatient> patient = random ? Optional.of(draw()) : Optional.empty();
        SyntheticScene scene = patient.map(RandomPatient::scene)
                .orElseGet(() ->
                        VirtualPatient.lumbar(Vec3.ZERO, layout().orElse(PhantomLayout.MINDWAYS_3), 0, 0, 0, seed));
        ScannerModel scanner = patient.map(RandomPatient::scanner)
                .orElseGet(() -> ScannerModel.clinical(seed))
                .withKernels(chosen.toArray(ReconstructionKernel[]::new));
        Progress progress = new TerminalProgress(spec.commandLine().getErr());
        VoxelGrid grid =
                patient.map(one -> one.grid(pixels, pixelSize, slices, 1)).orElseGet(this::grid);
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            VirtualScan scan = VirtualScanner.scan(scene, grid, scanner, threads, progress);
            String truth = patient.map(one -> TruthJson.of(scan, one)).orElseGet(() -> TruthJson.of(scan, seed));
            if (places.out != null) {
                images(scan, truth, progress);
            }
            if (places.dicom != null) {
                dicom(scan, truth, patient.map(RandomPatient::hasContrastAgent).orElse(false), progress);
            }
        }
        return 0;
    }

    private void images(VirtualScan scan, String truth, Progress progress) throws IOException {
        Path out = places.out;
        Files.createDirectories(out);
        for (ReconstructionKernel kernel : scan.scanner().kernels()) {
            Nifti.write(scan.image(kernel), out.resolve("ct-" + kernel.id() + ".nii.gz"), progress);
        }
        Nifti.write(scan.labels(), out.resolve("labels.nii.gz"), progress);
        Nifti.write(scan.density(), out.resolve("density.nii.gz"), progress);
        SafeFiles.writeText(out.resolve("truth.json"), truth);
        spec.commandLine().getOut().println("Wrote " + out);
    }

    private void dicom(VirtualScan scan, String truth, boolean contrast, Progress progress) throws IOException {
        int number = 1;
        for (ReconstructionKernel kernel : scan.scanner().kernels()) {
            CtSeriesHeader header = new CtSeriesHeader(
                    truth,
                    ++number,
                    kernel.dicomName(),
                    PEAK_KILOVOLTAGE,
                    scan.scanner().noise().map(NoiseModel::mAs).orElse(0.0),
                    scan.scanner().sliceThickness(),
                    tableHeight(scan.scene()),
                    contrast);
            CtSeriesWriter.write(scan.image(kernel), header, places.dicom.resolve(kernel.id()), progress);
        }
        SafeFiles.writeText(places.dicom.resolve("truth.json"), truth);
        spec.commandLine().getOut().println("Wrote " + places.dicom);
    }

    /** The table's top is the front of its first box, below the scanner's axis at the origin. */
    private static double tableHeight(SyntheticScene scene) {
        Primitive table = scene.solids().get(0);
        return table.pose().centre().y() - table.half().y();
    }

    private Optional<PhantomLayout> layout() {
        if (phantom == null) {
            return Optional.empty();
        }
        return Optional.of(PhantomLayout.ALL.stream()
                .filter(one -> one.id().equals(phantom))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "--phantom",
                        phantom,
                        PhantomLayout.ALL.stream().map(PhantomLayout::id).toList())));
    }

    private RandomPatient draw() {
        PatientRanges ranges = layout().map(PatientRanges.WIDE::withPhantoms).orElse(PatientRanges.WIDE);
        return RandomPatient.of(seed, ranges);
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
}
