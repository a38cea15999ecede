package org.vertebrafe.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.DensityCalibration;
import org.vertebrafe.calibration.KernelEquation;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.calibration.KernelMatch;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.PhantomCatalogue;
import org.vertebrafe.calibration.PhantomFit;
import org.vertebrafe.calibration.PhantomlessCalibration;
import org.vertebrafe.calibration.PhantomlessFit;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.rods.FoundPhantom;
import org.vertebrafe.calibration.rods.RodFinder;
import org.vertebrafe.calibration.rods.RodMeasurement;
import org.vertebrafe.calibration.tissues.FoundTissues;
import org.vertebrafe.calibration.tissues.TissueFinder;
import org.vertebrafe.calibration.tissues.TissueMeasurement;

/** From a CT to its density calibration, in every way there is. Commands and the command line come through here. */
public final class CtCalibration {

    private static final String AUTO = "auto";
    private static final String CATALOGUE = "catalogue";

    private CtCalibration() {}

    /**
     * Calibrates a CT.
     *
     * @param input the CT, and what a person marked in it
     * @param config the method and what it needs
     * @param threads the caller's threads
     * @param progress told of each stage, polled for cancel
     * @throws InputException if the CT cannot be calibrated so, with what to do about it
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static CalibrationResult run(
            CalibrationInput input, CalibrationConfig config, TaskExecutor threads, Progress progress) {
        return switch (config.method()) {
            case "phantom" -> byPhantom(input, config, threads, progress);
            case "phantomless" -> byTissues(input, threads, progress);
            case "equation" -> byEquation(input, config);
            case "file" -> byFile(input, config);
            default -> throw InputException.of("Method \"%s\" is unknown.", config.method());
        };
    }

    /**
     * The phantoms that a configuration lets be in view.
     *
     * @throws InputException if the catalogue file or the phantom named is not there
     */
    public static List<Phantom> candidates(CalibrationConfig config) {
        PhantomCatalogue catalogue = catalogue(config);
        return switch (config.phantom()) {
            case AUTO -> catalogue.phantoms();
            case CATALOGUE -> {
                List<Phantom> own = catalogue.phantoms().stream()
                        .filter(phantom ->
                                !PhantomCatalogue.shipped().phantoms().contains(phantom))
                        .toList();
                if (own.isEmpty()) {
                    throw new InputException(
                            "phantom = \"catalogue\", but no catalogue file with a phantom or a certificate is named: name one,"
                                    + " or choose another phantom.");
                }
                yield own;
            }
            default -> List.of(catalogue.ofId(config.phantom()));
        };
    }

    private static PhantomCatalogue catalogue(CalibrationConfig config) {
        if (config.catalogue().isBlank()) {
            return PhantomCatalogue.shipped();
        }
        try {
            return PhantomCatalogue.shipped().plus(Path.of(config.catalogue()));
        } catch (IOException e) {
            throw unreadable("Phantom catalogue", config.catalogue(), e);
        }
    }

    private static CalibrationResult byPhantom(
            CalibrationInput input, CalibrationConfig config, TaskExecutor threads, Progress progress) {
        List<String> warnings = new ArrayList<>();
        RodMeasurement measurement;
        if (input.rods().isPresent()) {
            CalibrationInput.MarkedRods marked = input.rods().get();
            Phantom phantom = catalogue(config).ofId(marked.phantom());
            if (!List.of(AUTO, CATALOGUE, phantom.id()).contains(config.phantom())) {
                throw InputException.of(
                        "The rods marked are of phantom %s, but phantom %s was chosen: choose auto, or mark the rods of %s.",
                        phantom.id(), config.phantom(), config.phantom());
            }
            measurement = RodMeasurement.of(input.ct(), phantom, marked.regions(), threads, progress);
        } else {
            FoundPhantom found = RodFinder.find(input.ct(), candidates(config), threads, progress);
            warnings.addAll(found.warnings());
            measurement = RodMeasurement.of(input.ct(), found.phantom(), found.rods(), threads, progress);
        }
        warnings.addAll(measurement.warnings());
        PhantomFit fit = PhantomFit.of(measurement.phantom(), measurement.readings());
        warnings.addAll(fit.warnings());
        warnings.addAll(fit.calibration().remarks());
        return new CalibrationResult(
                SavedCalibration.of(fit, input.scan()),
                Optional.of(new CalibrationResult.PhantomEvidence(measurement, fit)),
                Optional.empty(),
                warnings);
    }

    private static CalibrationResult byTissues(CalibrationInput input, TaskExecutor threads, Progress progress) {
        FoundTissues found = input.tissues().isPresent()
                ? TissueMeasurement.of(
                        input.ct(),
                        input.tissues().get().labels(),
                        input.tissues().get().tissues())
                : TissueFinder.find(input.ct(), threads, progress);
        PhantomlessFit fit = PhantomlessCalibration.fit(found.samples());
        List<String> warnings = new ArrayList<>(found.warnings());
        warnings.addAll(fit.warnings());
        warnings.addAll(fit.calibration().remarks());
        return new CalibrationResult(
                SavedCalibration.of(fit.calibration(), input.scan()),
                Optional.empty(),
                Optional.of(new CalibrationResult.TissueEvidence(found, fit)),
                warnings.stream().distinct().toList());
    }

    private static CalibrationResult byEquation(CalibrationInput input, CalibrationConfig config) {
        KernelEquations table = equations(config);
        List<String> warnings = new ArrayList<>();
        KernelEquation equation;
        if (config.equation().equals(AUTO)) {
            KernelMatch match = table.match(input.scan());
            equation = match.equation().orElseThrow(() -> new InputException(match.words()));
            warnings.add(match.words());
        } else {
            equation = table.ofId(config.equation());
            warnings.addAll(table.doubts(equation.id(), input.scan()));
        }
        DensityCalibration line = equation.calibration();
        line = line.withRemarks(warnings);
        return new CalibrationResult(
                SavedCalibration.of(line, input.scan()), Optional.empty(), Optional.empty(), warnings);
    }

    private static KernelEquations equations(CalibrationConfig config) {
        if (config.equationTable().isBlank()) {
            return KernelEquations.shipped();
        }
        try {
            return KernelEquations.shipped().plus(Path.of(config.equationTable()));
        } catch (IOException e) {
            throw unreadable("Equation table", config.equationTable(), e);
        }
    }

    private static CalibrationResult byFile(CalibrationInput input, CalibrationConfig config) {
        if (config.calibrationFile().isBlank()) {
            throw new InputException(
                    "method file: no calibrationFile is named. Name the JSON file saved from the scan of"
                            + " the phantom.");
        }
        try {
            DensityCalibration calibration =
                    SavedCalibration.read(Path.of(config.calibrationFile())).forScan(input.scan());
            return new CalibrationResult(
                    SavedCalibration.of(calibration, input.scan()),
                    Optional.empty(),
                    Optional.empty(),
                    calibration.remarks());
        } catch (IOException e) {
            throw unreadable("Calibration file", config.calibrationFile(), e);
        }
    }

    private static InputException unreadable(String what, String path, IOException cause) {
        return new InputException(what + " " + path + " cannot be read: " + cause.getMessage(), cause);
    }
}
