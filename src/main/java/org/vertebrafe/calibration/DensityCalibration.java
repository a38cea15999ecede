package org.vertebrafe.calibration;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.image.Volume;

/**
 * From Hounsfield units to a density in g/cm3, with where it comes from and how certain it is. Its two forms are the
 * straight line of phantoms and published equations and the parabola of phantomless calibration. It is a value: nothing
 * about a scan or a patient is kept in it.
 */
public sealed interface DensityCalibration permits LinearCalibration, QuadraticCalibration {

    /** Name in configurations and files. */
    String id();

    /** How it was come by. */
    CalibrationMethod method();

    /** What kind of density it gives. */
    DensityKind kind();

    /** Where it comes from, for a person. */
    String source();

    /** How certain its coefficients are; empty when nothing is known about it. */
    Optional<CalibrationUncertainty> uncertainty();

    /** What must be said wherever its densities are shown, for instance a known offset. */
    List<String> remarks();

    /** The same calibration with other remarks. */
    DensityCalibration withRemarks(List<String> other);

    /** Density at 0 HU in g/cm3, then the factor of HU, and for a parabola that of HU squared. */
    List<Double> coefficients();

    /** Density in g/cm3 of a CT number in HU. */
    double apply(double hu);

    /**
     * CT number in HU of a density in g/cm3, on the branch where density rises with HU.
     *
     * @throws org.vertebrafe.base.InputException if no CT number has this density
     */
    double invert(double density);

    /** CT number in HU above which density rises with HU; -infinity for a line. */
    double risesFrom();

    /** CT number in HU up to which density rises with HU; +infinity for a line. */
    double risesTo();

    /**
     * Standard error in g/cm3 of the density of a CT number that is itself exact: what the calibration alone adds. NaN
     * when it is not known.
     */
    double standardError(double hu);

    /** The density image, g/cm3, of a CT in HU; the CT is not changed. */
    Volume apply(Volume hu);
}
