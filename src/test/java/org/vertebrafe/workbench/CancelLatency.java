package org.vertebrafe.workbench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.base.Digest;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.ScanProtocol;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.SamplePatient;

/**
 * How long each stage goes on after it was cancelled, at random moments of it, on the virtual patient; run by
 * scripts/benchmark-cancel.
 */
final class CancelLatency {

    private static final double NANOS = 1e-9;

    private CancelLatency() {}

    /** Cancels at a moment, and knows when that was. */
    private static final class At implements Progress {

        private final long moment;

        At(long moment) {
            this.moment = moment;
        }

        @Override
        public void report(String stage, double fraction) {
            // Nobody listens.
        }

        @Override
        public boolean isCancelled() {
            return System.nanoTime() >= moment;
        }
    }

    /** The CT of the virtual patient. */
    private record Patient(Volume volume) implements CtSource {

        @Override
        public String title() {
            return "virtual patient";
        }

        @Override
        public String fingerprint() {
            return new Digest().add(volume.values()).hex();
        }

        @Override
        public CtData read(boolean hounsfield) {
            return new CtData(
                    title(),
                    volume,
                    Optional.empty(),
                    ScanProtocol.UNKNOWN,
                    Optional.empty(),
                    java.util.List.of(),
                    fingerprint());
        }

        @Override
        public Optional<SavedCalibration> carried() {
            return Optional.empty();
        }

        @Override
        public CalibrationInput.MarkedRods rods() {
            throw new InputException("No rods are marked.");
        }

        @Override
        public Opening opening() {
            return Opening.UNKNOWN;
        }
    }

    /**
     * @param arguments how many moments of each stage; mesh; element size, mm
     */
    public static void main(String[] arguments) {
        int moments = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        String mesh = arguments.length > 1 ? arguments[1] : "tet10";
        String size = arguments.length > 2 ? arguments[2] : "0";
        SplittableRandom random = new SplittableRandom(1);
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Volume scan = SamplePatient.create(threads, Progress.NONE).image(ReconstructionKernel.B40F);
            VoxelGrid grid = scan.grid();
            Vec3 seed = new Vec3(182, 58, 28);
            Workbench bench = new Workbench();
            bench.plan(plan -> plan.with(new Patient(scan))
                    .with("mesh", mesh)
                    .with("elementSize", size)
                    .with(new Seed(seed, grid.toPatient(182, 58, 28))));
            for (Stage stage : Stage.values()) {
                for (Stage needed : stage.needs()) {
                    require(bench.run(needed, threads, Progress.NONE), bench, needed);
                }
                Work before = bench.work();
                long start = System.nanoTime();
                require(bench.run(stage, threads, Progress.NONE), bench, stage);
                double whole = (System.nanoTime() - start) * NANOS;
                double[] late = new double[moments];
                int cancelled = 0;
                for (int n = 0; n < moments; n++) {
                    bench.restore(before);
                    long moment = System.nanoTime() + (long) (random.nextDouble() * whole / NANOS);
                    Workbench.Ending ending = bench.run(stage, threads, new At(moment));
                    if (ending == Workbench.Ending.CANCELLED) {
                        late[cancelled++] = (System.nanoTime() - moment) * NANOS;
                    }
                }
                double[] sorted = Arrays.copyOf(late, cancelled);
                Arrays.sort(sorted);
                System.out.printf(
                        Locale.ROOT,
                        "%-18s %7.2f s; %2d of %d cancelled; stops after: median %.3f s, longest %.3f s%n",
                        stage.title(),
                        whole,
                        cancelled,
                        moments,
                        cancelled == 0 ? 0 : sorted[cancelled / 2],
                        cancelled == 0 ? 0 : sorted[cancelled - 1]);
                require(bench.run(stage, threads, Progress.NONE), bench, stage);
            }
        }
    }

    private static void require(Workbench.Ending ending, Workbench bench, Stage stage) {
        if (ending != Workbench.Ending.DONE) {
            throw new IllegalStateException(
                    stage + ": " + bench.work().status(stage).reason());
        }
    }
}
