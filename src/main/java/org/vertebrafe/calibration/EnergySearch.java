package org.vertebrafe.calibration;

import org.vertebrafe.base.InputException;

/**
 * How the effective energy of a scan is searched for in phantomless calibration.
 *
 * @param interpolation between the energies of the attenuation table
 * @param stepKeV step of the search, keV
 * @param refined whether the maximum is then found within the step, rather than at its end
 */
public record EnergySearch(MassAttenuation.Interpolation interpolation, double stepKeV, boolean refined) {

    /** Lowest effective energy, keV. */
    public static final double MIN_KEV = 40;

    /** Highest effective energy, keV. */
    public static final double MAX_KEV = 120;

    /** Interpolation of logarithms, which attenuation follows almost exactly, and a refined maximum. */
    public static final EnergySearch DEFAULT = new EnergySearch(MassAttenuation.Interpolation.LOG_LOG, 0.5, true);

    /**
     * Straight interpolation and steps of 0.5 keV, as in the Ogo software: for comparison with its results, from which the
     * default differs by about 1 mg/cm3.
     */
    public static final EnergySearch OGO = new EnergySearch(MassAttenuation.Interpolation.LINEAR, 0.5, false);

    /** @throws InputException if the step is not within 0.01 .. 5 keV */
    public EnergySearch {
        if (!(stepKeV >= 0.01 && stepKeV <= 5)) {
            throw InputException.of("Step of the energy search: %g keV, limits 0.01 .. 5 keV.", stepKeV);
        }
    }
}
