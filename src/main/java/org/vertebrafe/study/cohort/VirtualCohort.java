package org.vertebrafe.study.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.Csv;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.study.PublishedStudy;
import org.vertebrafe.synthetic.CalibrationPhantom;
import org.vertebrafe.synthetic.PatientRanges;
import org.vertebrafe.synthetic.PhantomLayout;
import org.vertebrafe.synthetic.RandomPatient;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.VirtualScan;
import org.vertebrafe.synthetic.VirtualScanner;

/**
 * A cohort of virtual patients in three groups, each scanned once with a phantom under the back and reconstructed with a
 * smooth and a sharp kernel: CTs, and the table with which they are analysed from a seed. Nobody was scanned; nothing is
 * fitted to a published result.
 */
public final class VirtualCohort {

    /** From which trabecular densities the groups are drawn, mg/cm3: apart from the thresholds of 80 and 120. */
    private static final double[][] DENSITIES = {{40, 75}, {85, 115}, {125, 175}};

    private static final double MG_PER_G = 1000;

    /** Largest angle between spine and scanner, and turn of the phantom, degrees. */
    private static final double SPINE_TILT = 8;

    private static final double PHANTOM_TILT = 2;

    private static final double PIXEL = 0.78;
    private static final double DISTANCE = 1;

    /** From the right end of the phantom to its left, in front of the middle of L2, below the phantom, and along, mm. */
    private static final double WIDTH = 300;

    private static final double IN_FRONT = 45;
    private static final double BELOW = 8;
    private static final double LENGTH = 60;

    private VirtualCohort() {}

    /**
     * One virtual patient.
     *
     * @param id such as V01
     * @param group the density is drawn for
     * @param density trabecular, before texture, mg/cm3
     * @param seed of all else
     */
    public record Subject(String id, String group, double density, long seed) {}

    /**
     * Draws the subjects; the same seed gives the same ones everywhere.
     *
     * @param sizes subjects with osteoporosis, with osteopenia and normal
     * @param seed of the draws
     * @throws InputException if there are not three sizes or one is negative
     */
    public static List<Subject> plan(List<Integer> sizes, long seed) {
        if (sizes.size() != DENSITIES.length || sizes.stream().anyMatch(size -> size < 0)) {
            throw InputException.of(
                    "Sizes of groups %s: three numbers are needed, for instance 11,10,10 (%s).",
                    sizes, String.join(", ", PublishedStudy.GROUPS));
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<Subject> subjects = new ArrayList<>();
        for (int g = 0; g < sizes.size(); g++) {
            for (int i = 0; i < sizes.get(g); i++) {
                double[] range = DENSITIES[g];
                subjects.add(new Subject(
                        String.format(Locale.ROOT, "V%02d", subjects.size() + 1),
                        PublishedStudy.GROUPS.get(g),
                        range[0] + (range[1] - range[0]) * random.nextDouble(),
                        random.nextLong()));
            }
        }
        return subjects;
    }

    /**
     * Scans the subjects and writes a CT for each kernel and {@code cohort.csv}, which {@link CohortTable} reads. CTs that
     * are there already are kept.
     *
     * @param subjects as {@link #plan} draws them
     * @param folder where to write; made where it does not exist
     * @param threads the caller's threads
     * @param progress told of each subject, polled for cancel
     * @throws IOException if writing fails
     */
    public static void write(List<Subject> subjects, Path folder, TaskExecutor threads, Progress progress)
            throws IOException {
        Files.createDirectories(folder);
        StringBuilder table = new StringBuilder(Csv.line(List.of(
                "id", "group", "level", "kernel", "image", "calibration", "seed_x_mm", "seed_y_mm", "seed_z_mm")));
        for (Subject subject : subjects) {
            progress.checkCancelled();
            progress.report("Scanning " + subject.id() + " of " + subjects.size(), Double.NaN);
            RandomPatient patient = patient(subject);
            if (!patient.scanner().kernels().stream()
                    .allMatch(kernel -> Files.exists(folder.resolve(file(subject, kernel))))) {
                scan(subject, patient, folder, threads, progress);
            }
            Vec3 seed = patient.centre();
            for (ReconstructionKernel kernel : patient.scanner().kernels()) {
                table.append(Csv.line(List.of(
                        subject.id(),
                        subject.group(),
                        "L2",
                        kernel.dicomName(),
                        file(subject, kernel),
                        "phantom",
                        seed.x(),
                        seed.y(),
                        seed.z())));
            }
        }
        SafeFiles.writeText(folder.resolve("cohort.csv"), table.toString());
    }

    private static RandomPatient patient(Subject subject) {
        double density = subject.density() / MG_PER_G;
        return RandomPatient.of(
                subject.seed(),
                PatientRanges.WIDE
                        .withDensity(density, density)
                        .withSpineTilt(SPINE_TILT)
                        .withPhantomTilt(PHANTOM_TILT)
                        .withPhantoms(PhantomLayout.MINDWAYS_3)
                        .withChances(0, 0, 0));
    }

    private static void scan(
            Subject subject, RandomPatient patient, Path folder, TaskExecutor threads, Progress progress)
            throws IOException {
        VirtualScan scan = VirtualScanner.scan(patient.scene(), grid(patient), patient.scanner(), threads, progress);
        for (ReconstructionKernel kernel : scan.scanner().kernels()) {
            Nifti.write(scan.image(kernel), folder.resolve(file(subject, kernel)), progress);
        }
    }

    private static String file(Subject subject, ReconstructionKernel kernel) {
        return subject.id() + "-" + kernel.id() + ".nii.gz";
    }

    /** From in front of L2 to below the phantom. */
    private static VoxelGrid grid(RandomPatient patient) {
        CalibrationPhantom phantom = patient.phantom().orElseThrow();
        Vec3 centre = patient.centre();
        double bottom = phantom.pose().centre().y() + phantom.layout().height() / 2 + BELOW;
        int nx = (int) (WIDTH / PIXEL);
        int ny = (int) ((bottom - centre.y() + IN_FRONT) / PIXEL);
        int nz = (int) (LENGTH / DISTANCE);
        return new VoxelGrid(
                nx,
                ny,
                nz,
                new Vec3(PIXEL, PIXEL, DISTANCE),
                new Vec3(
                        phantom.pose().centre().x() - (nx - 1) / 2.0 * PIXEL,
                        centre.y() - IN_FRONT,
                        centre.z() - (nz - 1) / 2.0 * DISTANCE),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }
}
