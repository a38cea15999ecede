package org.vertebrafe.study.cohort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.vertebrafe.synthetic.TruthJson;
import org.vertebrafe.synthetic.VirtualScan;
import org.vertebrafe.synthetic.VirtualScanner;

/**
 * A cohort of virtual patients in three groups, each scanned once with a phantom under the back and reconstructed with a
 * smooth and a sharp kernel: CTs, and the table with which they are analysed from a seed. Nobody was scanned; nothing is
 * fitted to a published result.
 */
public final class VirtualCohort {

    /** The table for {@link CohortTable} in its folder. */
    public static final String TABLE = "cohort.csv";

    /** The table of what is true. */
    public static final String TRUTH = "truth.csv";

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
     * @param sex f or m
     * @param age whole years
     * @param density trabecular, before texture, mg/cm3
     * @param size mean size of the vertebrae, relative
     * @param seed of all else
     */
    public record Subject(String id, String group, String sex, int age, double density, double size, long seed) {}

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
        VirtualPopulation population = new VirtualPopulation(seed);
        List<Subject> subjects = new ArrayList<>();
        for (int g = 0; g < sizes.size(); g++) {
            for (int i = 0; i < sizes.get(g); i++) {
                VirtualPopulation.Person person = population.within(DENSITIES[g][0], DENSITIES[g][1]);
                subjects.add(new Subject(
                        String.format(Locale.ROOT, "V%02d", subjects.size() + 1),
                        PublishedStudy.GROUPS.get(g),
                        person.sex(),
                        person.age(),
                        person.density(),
                        person.size(),
                        population.seed()));
            }
        }
        return subjects;
    }

    /**
     * Scans the subjects and writes a CT for each kernel; what is true of each scan; {@code cohort.csv}, which {@link
     * CohortTable} reads; and {@code truth.csv}. Scans of the same subjects that are there already are kept.
     *
     * @param subjects as {@link #plan} draws them
     * @param folder where to write; made where it does not exist
     * @param threads how many subjects at a time, and the threads they share
     * @param progress told of each subject, polled for cancel
     * @throws InputException if the folder holds other subjects, or another process writes to it
     * @throws IOException if writing fails
     */
    public static void write(List<Subject> subjects, Path folder, CohortThreads threads, Progress progress)
            throws IOException {
        try (FolderLock lock = FolderLock.of(folder)) {
            lock.removeParts(folder);
            requireOwn(subjects, folder);
            threads.vertebrae().forEach(subjects, subject -> {
                if (!progress.isCancelled()) {
                    scan(subject, folder, threads.inside(), progress);
                }
            });
            progress.checkCancelled();
            SafeFiles.writeText(folder.resolve(TABLE), table(subjects));
            SafeFiles.writeText(folder.resolve(TRUTH), VirtualTruth.csv(subjects, folder));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Scans are kept by the subjects' names, so a folder must never hold two cohorts. */
    private static void requireOwn(List<Subject> subjects, Path folder) throws IOException {
        Path list = folder.resolve("subjects.csv");
        StringBuilder text =
                new StringBuilder(Csv.line(List.of("id", "group", "sex", "age", "density_mg_per_cm3", "size", "seed")));
        subjects.forEach(s ->
                text.append(Csv.line(List.of(s.id(), s.group(), s.sex(), s.age(), s.density(), s.size(), s.seed()))));
        if (!Files.exists(list)) {
            SafeFiles.writeText(list, text.toString());
        } else if (!Files.readString(list).contentEquals(text)) {
            throw InputException.of(
                    "%s holds other virtual patients (see subjects.csv in it): give another folder, or the numbers of"
                            + " patients and the seed they were drawn with.",
                    folder);
        }
    }

    private static String table(List<Subject> subjects) {
        StringBuilder table = new StringBuilder(Csv.line(List.of(
                "id",
                "group",
                "sex",
                "age",
                "level",
                "kernel",
                "image",
                "calibration",
                "seed_x_mm",
                "seed_y_mm",
                "seed_z_mm")));
        for (Subject subject : subjects) {
            RandomPatient patient = patient(subject);
            Vec3 seed = patient.centre();
            for (ReconstructionKernel kernel : patient.scanner().kernels()) {
                table.append(Csv.line(List.of(
                        subject.id(),
                        subject.group(),
                        subject.sex(),
                        subject.age(),
                        "L2",
                        kernel.dicomName(),
                        file(subject, kernel),
                        "phantom",
                        seed.x(),
                        seed.y(),
                        seed.z())));
            }
        }
        return table.toString();
    }

    private static RandomPatient patient(Subject subject) {
        double density = subject.density() / MG_PER_G;
        return RandomPatient.of(
                subject.seed(),
                PatientRanges.WIDE
                        .withDensity(density, density)
                        .withSize(subject.size())
                        .withSpineTilt(SPINE_TILT)
                        .withPhantomTilt(PHANTOM_TILT)
                        .withPhantoms(PhantomLayout.MINDWAYS_3)
                        .withChances(0, 0, 0));
    }

    private static void scan(Subject subject, Path folder, TaskExecutor threads, Progress progress) {
        RandomPatient patient = patient(subject);
        Path truth = folder.resolve(VirtualTruth.file(subject));
        if (Files.exists(truth)
                && patient.scanner().kernels().stream()
                        .allMatch(kernel -> Files.exists(folder.resolve(file(subject, kernel))))) {
            return;
        }
        progress.report("Scanning " + subject.id() + ", " + subject.group(), Double.NaN);
        Progress quiet = new CancelOnly(progress);
        VirtualScan scan = VirtualScanner.scan(patient.scene(), grid(patient), patient.scanner(), threads, quiet);
        try {
            for (ReconstructionKernel kernel : scan.scanner().kernels()) {
                Nifti.write(scan.image(kernel), folder.resolve(file(subject, kernel)), quiet);
            }
            SafeFiles.writeText(truth, TruthJson.of(scan, patient));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
