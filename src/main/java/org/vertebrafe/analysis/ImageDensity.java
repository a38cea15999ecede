package org.vertebrafe.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.ContrastAgent;
import org.vertebrafe.calibration.DensityCalibration;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.calibration.LinearCalibration;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.ScanProtocol;
import org.vertebrafe.density.VbmdAssessment;
import org.vertebrafe.density.VbmdRule;
import org.vertebrafe.image.Volume;

/**
 * How the values of an image become density in g/cm3.
 *
 * @param calibration from HU to density; for an image of density the one that made it, if it is known
 * @param kind what the density counts
 * @param fromHu whether the image holds HU; else it holds density in mg/cm3 and nothing is calibrated
 * @param warnings what speaks against the calibration, and what it says of itself
 */
public record ImageDensity(
        Optional<DensityCalibration> calibration, DensityKind kind, boolean fromHu, List<String> warnings) {

    private static final double MG_PER_G = 1000;

    public ImageDensity {
        warnings = List.copyOf(warnings);
    }

    /**
     * What a configuration chooses.
     *
     * @param config its settings input, calibration and those beside them
     * @param scan how the image was acquired, as far as it is known
     * @param carried the calibration that travels with the image
     * @throws InputException if none is chosen, or the one chosen is not there or not for this image
     */
    public static ImageDensity of(AnalysisConfig config, ScanProtocol scan, Optional<SavedCalibration> carried) {
        if (config.input().equals("density")) {
            return ofDensity(config, carried.map(SavedCalibration::calibration));
        }
        DensityCalibration calibration = chosen(config, scan, carried);
        List<String> warnings = new ArrayList<>(calibration.remarks());
        if (carried.isPresent() && !config.calibration().equals("image")) {
            warnings.add("The image brings a calibration of its own (" + words(carried.get()) + "), but calibration "
                    + config.calibration() + " was chosen.");
        }
        return new ImageDensity(Optional.of(calibration), calibration.kind(), true, warnings);
    }

    private static ImageDensity ofDensity(AnalysisConfig config, Optional<DensityCalibration> made) {
        DensityKind kind = DensityKind.ofId(config.densityKind());
        if (made.isEmpty()) {
            return new ImageDensity(made, kind, false, List.of());
        }
        boolean byDefault =
                config.densityKind().equals(AnalysisConfig.defaults().densityKind());
        if (!byDefault && kind != made.get().kind()) {
            throw InputException.of(
                    "densityKind = \"%s\", but the image was made by a calibration to %s: leave densityKind out.",
                    config.densityKind(), made.get().kind().words());
        }
        return new ImageDensity(made, made.get().kind(), false, made.get().remarks());
    }

    private static DensityCalibration chosen(
            AnalysisConfig config, ScanProtocol scan, Optional<SavedCalibration> carried) {
        return switch (config.calibration()) {
            case "none" -> throw none(scan, carried);
            case "image" -> carried.map(SavedCalibration::calibration)
                    .orElseThrow(() -> new InputException(
                            "calibration image: no calibration travels with this image. Run Calibrate CT Density... on it"
                                    + " first (from a shell: vertebrafe calibrate), or choose another calibration."));
            case "file" -> read(config.calibrationFile()).forScan(scan);
            case "custom" -> new LinearCalibration(
                    "custom",
                    config.calibrationSlope(),
                    config.calibrationIntercept(),
                    DensityKind.ofId(config.densityKind()),
                    "given by the user");
            default -> KernelEquations.published(config.calibration())
                    .map(line -> line.withRemarks(KernelEquations.shipped().doubts(line.id(), scan)))
                    .orElseThrow(() -> InputException.of("Calibration \"%s\" is unknown.", config.calibration()));
        };
    }

    private static SavedCalibration read(String path) {
        if (path.isBlank()) {
            throw new InputException(
                    "calibration file: no calibrationFile is named. Name the JSON file that Calibrate CT Density... or"
                            + " vertebrafe calibrate saved.");
        }
        try {
            return SavedCalibration.read(Path.of(path));
        } catch (IOException e) {
            throw new InputException("Calibration file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputException none(ScanProtocol scan, Optional<SavedCalibration> carried) {
        String remedy =
                "choose calibration b40f or b70f if that is the scan's kernel and protocol, file with the calibration"
                        + " of a phantom scan, custom with a slope and intercept measured for this scanner, run Calibrate CT"
                        + " Density... (vertebrafe calibrate) first, or give an image of density in mg/cm3.";
        if (carried.isPresent()) {
            remedy = "choose calibration image, which the image brings with it (" + words(carried.get()) + ").";
        } else {
            Optional<String> fitting = KernelEquations.shipped()
                    .match(scan)
                    .equation()
                    .map(equation -> "choose calibration "
                            + equation.id() + ", published for this scan's kernel " + equation.kernel()
                            + ", or better run Calibrate CT Density... if a phantom is in view.");
            remedy = fitting.orElse(remedy);
        }
        return new InputException("The image holds HU but no density calibration is chosen: " + remedy);
    }

    private static String words(SavedCalibration carried) {
        return carried.calibration().method().words() + ": "
                + carried.calibration().source();
    }

    /** The density image, g/cm3; the image itself is not changed. */
    public Volume apply(Volume image) {
        if (fromHu) {
            return calibration.orElseThrow().apply(image);
        }
        float[] milligrams = image.values();
        float[] grams = new float[milligrams.length];
        for (int i = 0; i < grams.length; i++) {
            grams[i] = (float) (milligrams[i] / MG_PER_G);
        }
        return new Volume(image.grid(), grams);
    }

    /**
     * Standard error in g/cm3 that the calibration alone adds to a mean density; NaN when it is not known.
     *
     * @param density mean density in g/cm3
     */
    public double standardError(double density) {
        return at(density, (calibration, hu) -> calibration.standardError(hu));
    }

    /**
     * Half width in g/cm3 of the 95 % confidence interval that the calibration alone gives a mean density; NaN when it is
     * not known.
     *
     * @param density mean density in g/cm3
     */
    public double halfWidth95(double density) {
        return at(density, (calibration, hu) -> calibration
                .uncertainty()
                .map(u -> u.halfWidth(hu, 0.95))
                .orElse(Double.NaN));
    }

    /**
     * The category of a mean trabecular density by the rule for the spine, or why there is none.
     *
     * @param density mean density in g/cm3
     * @param contrast whether contrast agent was given
     */
    public VbmdAssessment assess(double density, ContrastAgent contrast) {
        return calibration
                .map(known -> VbmdRule.SPINE.assess(density, known, contrast))
                .orElseGet(() -> VbmdRule.SPINE.withoutCalibration(density, kind));
    }

    /** What made density of the image's values, for a person. */
    public String words() {
        String made = calibration.map(DensityCalibration::source).orElse("not said by what");
        return fromHu ? made : "image of " + kind.words() + ", " + made;
    }

    private interface AtHu {
        double of(DensityCalibration calibration, double hu);
    }

    private double at(double density, AtHu value) {
        if (calibration.isEmpty() || !hasInverse(density)) {
            return Double.NaN;
        }
        return value.of(calibration.get(), calibration.get().invert(density));
    }

    /** Not below the vertex of a parabola, where no CT number has that density. */
    private boolean hasInverse(double density) {
        double from = calibration.get().risesFrom();
        double to = calibration.get().risesTo();
        return (Double.isInfinite(from) || density >= calibration.get().apply(from))
                && (Double.isInfinite(to) || density <= calibration.get().apply(to));
    }
}
