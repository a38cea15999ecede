package org.vertebrafe.calibration;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vertebrafe.base.InputException;

/**
 * The facts of a CT acquisition on which a density calibration depends. Each may be unknown. There is nothing in it about
 * the patient, and there never shall be.
 *
 * @param date day of the scan
 * @param kvp tube voltage, kV
 * @param mas tube current time product, mAs
 * @param kernel reconstruction kernel
 * @param tableHeightMm table height as the scanner gives it, mm
 * @param sliceThicknessMm slice thickness, mm
 * @param contrast whether contrast agent was given
 * @param manufacturer maker of the scanner
 * @param model model of the scanner
 */
public record ScanProtocol(
        Optional<LocalDate> date,
        OptionalDouble kvp,
        OptionalDouble mas,
        Optional<ReconstructionKernel> kernel,
        OptionalDouble tableHeightMm,
        OptionalDouble sliceThicknessMm,
        ContrastAgent contrast,
        Optional<String> manufacturer,
        Optional<String> model) {

    /** Nothing is known. */
    public static final ScanProtocol UNKNOWN = new ScanProtocol(
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            ContrastAgent.UNKNOWN,
            Optional.empty(),
            Optional.empty());

    /** @throws InputException if a value cannot be that of a CT scan */
    public ScanProtocol {
        require("Tube voltage", kvp, "kV", 40, 160);
        require("Tube current time product", mas, "mAs", 0.1, 10_000);
        require("Table height", tableHeightMm, "mm", -2000, 2000);
        require("Slice thickness", sliceThicknessMm, "mm", 0.01, 50);
    }

    private static void require(String what, OptionalDouble value, String unit, double min, double max) {
        if (value.isPresent() && !(value.getAsDouble() >= min && value.getAsDouble() <= max)) {
            throw InputException.of(
                    "%s of %g %s: limits %g .. %g %s. Leave it out if it is not known.",
                    what, value.getAsDouble(), unit, min, max, unit);
        }
    }

    public ScanProtocol withDate(LocalDate value) {
        return new ScanProtocol(
                Optional.of(value), kvp, mas, kernel, tableHeightMm, sliceThicknessMm, contrast, manufacturer, model);
    }

    /** With a tube voltage in kV. */
    public ScanProtocol withKvp(double value) {
        return new ScanProtocol(
                date,
                OptionalDouble.of(value),
                mas,
                kernel,
                tableHeightMm,
                sliceThicknessMm,
                contrast,
                manufacturer,
                model);
    }

    /** With a tube current time product in mAs. */
    public ScanProtocol withMas(double value) {
        return new ScanProtocol(
                date,
                kvp,
                OptionalDouble.of(value),
                kernel,
                tableHeightMm,
                sliceThicknessMm,
                contrast,
                manufacturer,
                model);
    }

    /** With a kernel by the name in DICOM ConvolutionKernel. */
    public ScanProtocol withKernel(String name) {
        return new ScanProtocol(
                date,
                kvp,
                mas,
                Optional.of(new ReconstructionKernel(name))
                        .filter(kernel -> !kernel.name().isEmpty()),
                tableHeightMm,
                sliceThicknessMm,
                contrast,
                manufacturer,
                model);
    }

    /** With a table height in mm. */
    public ScanProtocol withTableHeight(double value) {
        return new ScanProtocol(
                date, kvp, mas, kernel, OptionalDouble.of(value), sliceThicknessMm, contrast, manufacturer, model);
    }

    /** With a slice thickness in mm. */
    public ScanProtocol withSliceThickness(double value) {
        return new ScanProtocol(
                date, kvp, mas, kernel, tableHeightMm, OptionalDouble.of(value), contrast, manufacturer, model);
    }

    public ScanProtocol withContrast(ContrastAgent value) {
        return new ScanProtocol(date, kvp, mas, kernel, tableHeightMm, sliceThicknessMm, value, manufacturer, model);
    }

    /** With maker and model of the scanner. */
    public ScanProtocol withScanner(String maker, String modelName) {
        return new ScanProtocol(
                date,
                kvp,
                mas,
                kernel,
                tableHeightMm,
                sliceThicknessMm,
                contrast,
                Optional.of(maker),
                Optional.of(modelName));
    }
}
