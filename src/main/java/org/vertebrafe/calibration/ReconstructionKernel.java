package org.vertebrafe.calibration;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reconstruction kernel of a scan by the name its maker gave it (DICOM ConvolutionKernel).
 *
 * <p>Two kernels are the same when their names agree in all but case and blanks. They are of one family when their makers'
 * naming says that they belong together and are about equally sharp: Siemens names are letters for the kind of
 * reconstruction (B body, I and J iterative, Br, Qr ...), two digits that rise with sharpness, and a letter for the scan
 * mode; below 50 they smooth, from 50 on they enhance edges. Of GE's names SOFT and STANDARD smooth, DETAIL, CHST, LUNG,
 * BONE, BONEPLUS and EDGE enhance. Any other name, such as FC08 of Canon, is a family of its own. This reading of the names is common knowledge, not a maker's document; it
 * decides the wording of a warning, never a number.
 *
 * @param name first value of the DICOM element, trimmed
 */
public record ReconstructionKernel(String name) {

    private static final Pattern SIEMENS = Pattern.compile("(?!FC)([A-Z][A-Z]?)(\\d{2})([A-Z]?)");
    private static final int SIEMENS_SHARP = 50;
    private static final Map<String, String> GE = Map.of(
            "SOFT", "GE smooth",
            "STANDARD", "GE smooth",
            "DETAIL", "GE sharp",
            "CHST", "GE sharp",
            "LUNG", "GE sharp",
            "BONE", "GE sharp",
            "BONEPLUS", "GE sharp",
            "EDGE", "GE sharp");

    /** Takes the first of several values; newer Siemens scanners write the strength of the iteration as a second one. */
    public ReconstructionKernel {
        int separator = name.indexOf('\\');
        name = (separator < 0 ? name : name.substring(0, separator)).trim();
    }

    /** Whether both names are those of the same kernel. */
    public boolean sameAs(ReconstructionKernel other) {
        return plain().equals(other.plain());
    }

    /** Whether both kernels are of one family, and so give about the same CT numbers. */
    public boolean sameFamilyAs(ReconstructionKernel other) {
        return family().equals(other.family());
    }

    /** The name of the family. */
    public String family() {
        String plain = plain();
        Matcher siemens = SIEMENS.matcher(plain);
        if (siemens.matches()) {
            return siemens.group(1) + (Integer.parseInt(siemens.group(2)) < SIEMENS_SHARP ? " smooth" : " sharp");
        }
        return GE.getOrDefault(plain, plain);
    }

    private String plain() {
        return name.replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
