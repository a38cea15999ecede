package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.calibration.LinearCalibration;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.PhantomCatalogue;
import org.vertebrafe.calibration.PhantomFit;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.synthetic.CalibrationPhantom;
import org.vertebrafe.synthetic.NoiseModel;
import org.vertebrafe.synthetic.PhantomLayout;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.ScannerModel;
import org.vertebrafe.synthetic.SyntheticScene;
import org.vertebrafe.synthetic.SyntheticVertebra;
import org.vertebrafe.synthetic.VirtualPatient;
import org.vertebrafe.synthetic.VirtualScanner;

/**
 * One random scan of a phantom under a patient, everything drawn from its seed: phantom, true line, kernel, noise, tilts
 * about the three axes to 10 degrees, place, voxel size, cupping, and in some a field of view that cuts the phantom.
 */
public final class RodTrial {

    static final Map<String, String> CATALOGUE_IDS = Map.of(
            "mindways-3", "mindways-model3",
            "qrm-bdc-3", "qrm-bdc-3",
            "qrm-bdc-6", "qrm-bdc-6",
            "image-analysis", "image-analysis-qct3d-plus",
            "b-mas-200", "b-mas-200",
            "osteo", "siemens-osteo");

    /** What came of a trial; errors are NaN where there is no line. */
    public record Outcome(
            RodTrial trial,
            String identified,
            boolean placed,
            double slopeError,
            double interceptError,
            double slopeSigmas,
            double findSeconds,
            double measureSeconds,
            List<String> warnings,
            String failure) {

        public boolean isRight() {
            return trial.phantomId().equals(identified) && placed;
        }

        /** Whether a rod that does not stand out was placed by a guess, and a warning says so. */
        public boolean isGuessed() {
            return warnings.stream().anyMatch(w -> w.contains("does not stand out"));
        }

        public boolean isWrongSilently() {
            return identified != null && !isRight() && warnings.isEmpty();
        }
    }

    final long seed;
    final PhantomLayout layout;
    final LinearCalibration line;
    public final ReconstructionKernel kernel;
    final double mAs;
    final double diameter;
    final double axial;
    final double sagittal;
    final double coronal;
    final Vec3 shift;
    final double pixel;
    final double spacing;
    final int slices;
    public final double cupping;
    final double cut;

    public RodTrial(long seed) {
        this.seed = seed;
        Random random = new Random(seed * 7919 + 17);
        random.nextDouble();
        layout = PhantomLayout.ALL.get((int) (seed % PhantomLayout.ALL.size()));
        line = new LinearCalibration(
                "true", between(random, 0.00064, 0.00080), between(random, -0.008, 0.004), DensityKind.K2HPO4, "drawn");
        kernel = random.nextBoolean() ? ReconstructionKernel.B40F : ReconstructionKernel.B70F;
        mAs = Math.exp(between(random, Math.log(60), Math.log(350)));
        diameter = between(random, 260, 340);
        axial = between(random, -10, 10);
        sagittal = between(random, -10, 10);
        coronal = between(random, -10, 10);
        shift = new Vec3(between(random, -25, 25), between(random, -6, 10), between(random, -30, 30));
        pixel = between(random, 0.7, 1.5);
        double[] distances = {0.6, 1, 1, 1.5, 2, 3, 5};
        spacing = distances[random.nextInt(distances.length)];
        slices = (int) Math.round(Math.min(40, Math.max(8, between(random, 18, 36) / spacing)));
        cupping = random.nextInt(4) == 0 ? between(random, 5, 20) : 0;
        cut = random.nextInt(4) == 0 ? between(random, 0.2, 1) * (random.nextBoolean() ? 1 : -1) : 0;
    }

    private static double between(Random random, double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    public String phantomId() {
        return CATALOGUE_IDS.get(layout.id());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%3d %-14s %s %3.0f mAs %3.0f mm tilt %+5.1f %+5.1f %+5.1f shift %s pixel %.2f %d x %.1f mm cup %4.1f cut %+.2f",
                seed,
                layout.id(),
                kernel.id(),
                mAs,
                diameter,
                axial,
                sagittal,
                coronal,
                shift,
                pixel,
                slices,
                spacing,
                cupping,
                cut);
    }

    SyntheticScene scene() {
        SyntheticScene scene = VirtualPatient.lumbar(Vec3.ZERO, layout, axial, sagittal, coronal, seed)
                .withLine(line);
        // The neighbours of the vertebra lie above and below most stacks; leaving them out saves most of the time.
        List<SyntheticVertebra> spine =
                seed % 4 == 0 ? scene.spine() : scene.spine().subList(0, 1);
        Pose pose = scene.phantom().orElseThrow().pose();
        CalibrationPhantom phantom =
                new CalibrationPhantom(layout, Pose.tilted(pose.centre().plus(shift), axial, sagittal, coronal));
        return new SyntheticScene(
                scene.trunk(), spine, Optional.of(phantom), scene.solids(), scene.tissue(), scene.line());
    }

    /** Back of the patient, phantom and table; cut at one side through the outer rod, or the slab if there are few. */
    VoxelGrid grid(SyntheticScene scene) {
        Vec3 middle = scene.phantom().orElseThrow().pose().centre();
        double outer = layout.rods().get(layout.rods().size() - 1).x();
        double left = middle.x() - 160;
        double right = middle.x() + 160;
        if (cut != 0) {
            // Rods' outer edge and slab's edge; the tilt moves both by up to 20 mm along the stack.
            boolean rodsToSpare = layout.rods().size() > 3;
            double reach = rodsToSpare ? outer - 12 + 24 * Math.abs(cut) - 12 : outer + 25 + 20 * Math.abs(cut);
            if (cut > 0) {
                right = middle.x() + reach;
            } else {
                left = middle.x() - reach;
            }
        }
        double top = middle.y() - 75;
        double bottom = middle.y() + 55;
        int nx = (int) ((right - left) / pixel);
        int ny = (int) ((bottom - top) / pixel);
        return new VoxelGrid(
                nx,
                ny,
                slices,
                new Vec3(pixel, pixel, spacing),
                new Vec3(left, top, -(slices - 1) / 2.0 * spacing),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    /** Smooth kernel, at least 150 mAs, no cupping: scans whose line must come back to 0.5 % and 1 mg/cm3. */
    public boolean isClinical() {
        return kernel.equals(ReconstructionKernel.B40F) && mAs >= 150 && cupping == 0;
    }

    /** The CT, HU. */
    public Volume scan(TaskExecutor threads) {
        return scan(scene(), threads);
    }

    /** The same patient on the same table without the phantom, HU. */
    public Volume scanWithoutPhantom(TaskExecutor threads) {
        SyntheticScene with = scene();
        return scan(
                new SyntheticScene(
                        with.trunk(), with.spine(), Optional.empty(), with.solids(), with.tissue(), with.line()),
                threads);
    }

    private Volume scan(SyntheticScene scene, TaskExecutor threads) {
        ScannerModel scanner = new ScannerModel(
                List.of(kernel),
                Math.max(spacing, 0.75),
                Optional.of(new NoiseModel(mAs, diameter)),
                cupping,
                true,
                seed);
        return VirtualScanner.scan(scene, grid(scene()), scanner, threads, Progress.NONE)
                .images()
                .get(0);
    }

    /** Slope of the phantom's own kind of density, g/cm3 per HU. */
    double trueSlope() {
        return line.slope() / (layout.kind() == DensityKind.HA ? PhantomLayout.K2HPO4_PER_HA : 1);
    }

    double trueIntercept() {
        return line.intercept() / (layout.kind() == DensityKind.HA ? PhantomLayout.K2HPO4_PER_HA : 1);
    }

    /** Finds, measures and fits. */
    public Outcome run(Volume hu, List<Phantom> candidates, TaskExecutor threads) {
        long start = System.nanoTime();
        FoundPhantom found;
        try {
            found = RodFinder.find(hu, candidates, threads, Progress.NONE);
        } catch (InputException e) {
            return failed(null, false, start, List.of(), e.getMessage());
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        boolean placed = found.rods().stream()
                .allMatch(rod -> isPlaced(rod, RodMeasurement.erosion(hu, rod)) || isGuessed(rod, found));
        long then = System.nanoTime();
        try {
            RodMeasurement measured = RodMeasurement.of(hu, found.phantom(), found.rods(), threads, Progress.NONE);
            double measuring = (System.nanoTime() - then) * 1e-9;
            List<String> warnings = new ArrayList<>(found.warnings());
            warnings.addAll(measured.warnings());
            PhantomFit fit = PhantomFit.of(found.phantom(), measured.readings());
            double off = fit.calibration().slope() / trueSlope() - 1;
            return new Outcome(
                    this,
                    found.phantom().id(),
                    placed,
                    off,
                    1000 * (fit.calibration().intercept() - trueIntercept()),
                    off * trueSlope() / fit.standardErrorOfSlope(),
                    seconds,
                    measuring,
                    warnings,
                    null);
        } catch (InputException e) {
            return failed(found.phantom().id(), placed, start, found.warnings(), e.getMessage());
        }
    }

    private Outcome failed(String id, boolean placed, long start, List<String> warnings, String message) {
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new Outcome(this, id, placed, Double.NaN, Double.NaN, Double.NaN, seconds, 0, warnings, message);
    }

    private static boolean isGuessed(RodRegion region, FoundPhantom found) {
        return found.warnings().stream()
                .anyMatch(w -> w.contains("does not stand out") && w.startsWith("Rod " + region.rod() + " of"));
    }

    /** Whether no voxel that is measured lies outside the rod of the region's density. */
    private boolean isPlaced(RodRegion region, double erosion) {
        double density = PhantomCatalogue.shipped().phantoms().stream()
                .filter(p -> p.id().equals(phantomId()))
                .flatMap(p -> p.rods().stream())
                .filter(rod -> rod.name().equals(region.rod()))
                .findFirst()
                .map(rod -> rod.density())
                .orElse(Double.NaN);
        return scene().phantom().orElseThrow().rods(line).stream()
                .filter(rod -> Math.abs(rod.density() - density) < 1e-6)
                .anyMatch(rod -> {
                    double reach = rod.radius() - (region.radius() - erosion);
                    return off(rod, region.from()) < reach && off(rod, region.to()) < reach;
                });
    }

    private static double off(CalibrationPhantom.RodTruth rod, Vec3 p) {
        Vec3 d = p.minus(rod.centre());
        double along = d.dot(rod.axis());
        return Math.sqrt(d.dot(d) - along * along);
    }
}
