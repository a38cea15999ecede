package org.vertebrafe.io.dicom;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.vertebrafe.calibration.ContrastAgent;
import org.vertebrafe.calibration.ReconstructionKernel;
import org.vertebrafe.calibration.ScanProtocol;

/**
 * What the headers of a series say about the scan; nothing about the patient. What a header does not say is empty.
 *
 * @param manufacturer of the scanner
 * @param model of the scanner
 * @param date of the acquisition, without the time
 * @param peakKilovoltage tube voltage, kV
 * @param tubeCurrent over the slices, mA
 * @param exposure over the slices, mAs
 * @param kernel ConvolutionKernel as written; several values are separated by a backslash
 * @param sliceThickness nominal, mm; larger than the spacing where slices overlap
 * @param contrastAgent as written, for instance APPLIED
 * @param tableHeight as written, mm
 * @param gantryTilt as written, degrees
 * @param osteo what Siemens scanners say of their own bone density calibration
 * @param lossy whether the pixels were ever compressed with loss
 */
public record CtAcquisition(
        Optional<String> manufacturer,
        Optional<String> model,
        Optional<LocalDate> date,
        OptionalDouble peakKilovoltage,
        Optional<Range> tubeCurrent,
        Optional<Range> exposure,
        Optional<String> kernel,
        OptionalDouble sliceThickness,
        Optional<String> contrastAgent,
        OptionalDouble tableHeight,
        OptionalDouble gantryTilt,
        Optional<Osteo> osteo,
        boolean lossy) {

    private static final Pattern NO_CONTRAST = Pattern.compile("(?i)no|none|no contrast.*|without.*|w/o.*|nativ.*");

    /**
     * The lowest and the highest value in a series.
     *
     * @param min lowest
     * @param max highest
     */
    public record Range(double min, double max) {

        @Override
        public String toString() {
            return min == max ? Decimals.text(min) : Decimals.text(min) + ".." + Decimals.text(max);
        }
    }

    /**
     * The private tags (0019,xx90), (0019,xx92), (0019,xx93) and (0019,xx96) of Siemens, to be shown, never to be applied
     * silently: with phantom number 0 they are defaults and not measured.
     *
     * @param offset as written
     * @param slope of the regression line, as written
     * @param intercept of the regression line, as written
     * @param phantom number of the phantom; 0 when there was none
     */
    public record Osteo(OptionalDouble offset, OptionalDouble slope, OptionalDouble intercept, OptionalDouble phantom) {

        /** The values in one line for a person. */
        public String words() {
            boolean none = phantom.isPresent() && phantom.getAsDouble() == 0;
            return "offset " + word(offset) + ", slope " + word(slope) + ", intercept " + word(intercept)
                    + ", phantom number " + word(phantom) + (none ? " (no phantom: defaults)" : "");
        }

        private static String word(OptionalDouble value) {
            return value.isPresent() ? Decimals.text(value.getAsDouble()) : "not given";
        }
    }

    /** The name of the reconstruction kernel without further values: "Br38f" of "Br38f\3". */
    public Optional<String> kernelName() {
        return kernel.map(text -> text.split("\\\\", 2)[0].trim()).filter(Predicate.not(String::isEmpty));
    }

    /** Whether contrast agent was given; a header that does not name one does not say that there was none. */
    public ContrastAgent contrast() {
        return contrastAgent
                .map(agent -> NO_CONTRAST.matcher(agent).matches() ? ContrastAgent.NOT_GIVEN : ContrastAgent.GIVEN)
                .orElse(ContrastAgent.UNKNOWN);
    }

    /**
     * The facts on which a density calibration depends. The tube current time product is the middle of its range; what
     * cannot be that of a CT (anonymizers write a voltage of 0) counts as unknown.
     */
    public ScanProtocol protocol() {
        return new ScanProtocol(
                date,
                within(peakKilovoltage, 40, 160),
                within(
                        exposure.map(range -> OptionalDouble.of((range.min() + range.max()) / 2))
                                .orElse(OptionalDouble.empty()),
                        0.1,
                        10_000),
                kernelName().map(ReconstructionKernel::new),
                within(tableHeight, -2000, 2000),
                within(sliceThickness, 0.01, 50),
                contrast(),
                manufacturer,
                model);
    }

    private static OptionalDouble within(OptionalDouble value, double min, double max) {
        return value.isPresent() && value.getAsDouble() >= min && value.getAsDouble() <= max
                ? value
                : OptionalDouble.empty();
    }

    /** The facts that matter to bone density, in one line for a person, without the date. */
    public String words() {
        StringBuilder words = new StringBuilder(manufacturer.orElse("unknown scanner"));
        model.ifPresent(name -> words.append(' ').append(name));
        peakKilovoltage.ifPresent(
                kv -> words.append(", ").append(Decimals.text(kv)).append(" kV"));
        tubeCurrent.ifPresent(range -> words.append(", ").append(range).append(" mA"));
        exposure.ifPresent(range -> words.append(", ").append(range).append(" mAs"));
        words.append(", kernel ").append(kernelName().orElse("not named"));
        sliceThickness.ifPresent(
                mm -> words.append(", slices of ").append(Decimals.text(mm)).append(" mm"));
        tableHeight.ifPresent(
                mm -> words.append(", table height ").append(Decimals.text(mm)).append(" mm"));
        return words.toString();
    }

    static CtAcquisition of(List<CtSlice> slices) {
        DicomHeader header = slices.get(0).header();
        return new CtAcquisition(
                header.text(DicomTag.MANUFACTURER),
                header.text(DicomTag.MODEL),
                header.text(DicomTag.ACQUISITION_DATE).flatMap(CtAcquisition::date),
                header.number(DicomTag.PEAK_KILOVOLTAGE),
                range(slices, DicomTag.TUBE_CURRENT),
                range(slices, DicomTag.EXPOSURE),
                header.text(DicomTag.KERNEL),
                header.number(DicomTag.SLICE_THICKNESS),
                header.text(DicomTag.CONTRAST_AGENT),
                header.number(DicomTag.TABLE_HEIGHT),
                header.number(DicomTag.GANTRY_TILT),
                osteo(header),
                slices.stream().anyMatch(CtAcquisition::isLossy));
    }

    private static boolean isLossy(CtSlice slice) {
        return slice.header().text(DicomTag.LOSSY).filter("01"::equals).isPresent();
    }

    private static Optional<Range> range(List<CtSlice> slices, DicomTag tag) {
        DoubleSummaryStatistics values = slices.stream()
                .map(slice -> slice.header().number(tag))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .summaryStatistics();
        return values.getCount() == 0 ? Optional.empty() : Optional.of(new Range(values.getMin(), values.getMax()));
    }

    private static Optional<Osteo> osteo(DicomHeader header) {
        Osteo osteo = new Osteo(
                header.number(DicomTag.OSTEO_OFFSET),
                header.number(DicomTag.OSTEO_SLOPE),
                header.number(DicomTag.OSTEO_INTERCEPT),
                header.number(DicomTag.OSTEO_PHANTOM));
        return osteo.slope().isPresent() ? Optional.of(osteo) : Optional.empty();
    }

    /** A date as DICOM writes it now (20221208) or wrote it (2022.12.08); what is no date is none. */
    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text.replace(".", ""), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
