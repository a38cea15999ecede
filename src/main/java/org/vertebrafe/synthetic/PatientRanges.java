package org.vertebrafe.synthetic;

import java.util.List;
import org.vertebrafe.base.InputException;

/**
 * From what {@link RandomPatient} draws.
 *
 * @param leastDensity least trabecular density of the vertebral bodies, g/cm3 K2HPO4
 * @param largestDensity largest trabecular density, g/cm3 K2HPO4
 * @param spineTilt largest angle between the spine's axis and the scanner's, lordotic, kyphotic or scoliotic, degrees
 * @param phantomTilt largest turn of the phantom about the scanner's axis and largest tilt of its rods, degrees
 * @param phantoms layouts to choose from; without any there is no phantom
 * @param contrastAgent probability of contrast agent
 * @param sclerosis probability of sclerotic endplates
 * @param implants probability of pedicle screws in the vertebra of interest
 * @param size mean width, depth and height of the vertebrae relative to {@link BodyShape#LUMBAR}
 */
public record PatientRanges(
        double leastDensity,
        double largestDensity,
        double spineTilt,
        double phantomTilt,
        List<PhantomLayout> phantoms,
        double contrastAgent,
        double sclerosis,
        double implants,
        double size) {

    /** 30 to 250 mg/cm3, spine tilted by up to 30 and any phantom by up to 10 degrees; no implants. */
    public static final PatientRanges WIDE =
            new PatientRanges(0.030, 0.250, 30, 10, PhantomLayout.ALL, 0.25, 0.15, 0, 1);

    /** @throws InputException if a value is out of its range */
    public PatientRanges {
        phantoms = List.copyOf(phantoms);
        Checks.range("least trabecular density", leastDensity, "g/cm3", 0, 0.6);
        Checks.range("largest trabecular density", largestDensity, "g/cm3", leastDensity, 0.6);
        Checks.range("tilt of the spine", spineTilt, "degrees", 0, 45);
        Checks.range("tilt of the phantom", phantomTilt, "degrees", 0, 20);
        Checks.range("probability of contrast agent", contrastAgent, "", 0, 1);
        Checks.range("probability of sclerosis", sclerosis, "", 0, 1);
        Checks.range("probability of implants", implants, "", 0, 1);
        Checks.range("mean size of the vertebrae", size, "", 0.7, 1.4);
    }

    public PatientRanges withDensity(double least, double largest) {
        return new PatientRanges(
                least, largest, spineTilt, phantomTilt, phantoms, contrastAgent, sclerosis, implants, size);
    }

    public PatientRanges withSpineTilt(double degrees) {
        return new PatientRanges(
                leastDensity, largestDensity, degrees, phantomTilt, phantoms, contrastAgent, sclerosis, implants, size);
    }

    public PatientRanges withPhantomTilt(double degrees) {
        return new PatientRanges(
                leastDensity, largestDensity, spineTilt, degrees, phantoms, contrastAgent, sclerosis, implants, size);
    }

    public PatientRanges withPhantoms(PhantomLayout... layouts) {
        return new PatientRanges(
                leastDensity,
                largestDensity,
                spineTilt,
                phantomTilt,
                List.of(layouts),
                contrastAgent,
                sclerosis,
                implants,
                size);
    }

    /** The same with other probabilities of what is out of the ordinary. */
    public PatientRanges withChances(double ofContrastAgent, double ofSclerosis, double ofImplants) {
        return new PatientRanges(
                leastDensity,
                largestDensity,
                spineTilt,
                phantomTilt,
                phantoms,
                ofContrastAgent,
                ofSclerosis,
                ofImplants,
                size);
    }

    /** The same with vertebrae of another mean size. */
    public PatientRanges withSize(double mean) {
        return new PatientRanges(
                leastDensity,
                largestDensity,
                spineTilt,
                phantomTilt,
                phantoms,
                contrastAgent,
                sclerosis,
                implants,
                mean);
    }
}
