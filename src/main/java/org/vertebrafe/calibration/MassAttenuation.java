package org.vertebrafe.calibration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.interpolation.LinearInterpolator;

/**
 * Mass attenuation coefficients, cm2/g, of tissues and minerals between 40 and 150 keV, from the tables of NIST
 * (doi:10.18434/T4D01F and doi:10.18434/T48G6X).
 */
public final class MassAttenuation {

    /** How values between those of the table are found. */
    public enum Interpolation {
        /** Straight between the logarithms of energy and attenuation: a power law in each interval. */
        LOG_LOG,
        /** Straight between the values; too high by up to a few percent between distant energies. */
        LINEAR
    }

    private static final MassAttenuation LOG_LOG = new MassAttenuation(Interpolation.LOG_LOG);
    private static final MassAttenuation LINEAR = new MassAttenuation(Interpolation.LINEAR);

    private final Interpolation interpolation;
    private final Map<String, UnivariateFunction> functions = new HashMap<>();

    private MassAttenuation(Interpolation interpolation) {
        this.interpolation = interpolation;
        String name = "mass-attenuation.json";
        JsonFields table = JsonFields.parse(JsonFields.resource(name), name, "vertebrafe-mass-attenuation/1");
        double[] energies = scaled(table.numbers("energies_keV", 1, 20_000));
        for (JsonFields material : table.objects("materials")) {
            double[] values = scaled(material.numbers("values", 1e-3, 1e4));
            functions.put(material.text("id"), new LinearInterpolator().interpolate(energies, values));
        }
    }

    /** The table with values between its energies found in a certain way. */
    public static MassAttenuation with(Interpolation interpolation) {
        return interpolation == Interpolation.LOG_LOG ? LOG_LOG : LINEAR;
    }

    private double[] scaled(List<Double> values) {
        return values.stream()
                .mapToDouble(value -> interpolation == Interpolation.LOG_LOG ? Math.log(value) : value)
                .toArray();
    }

    /**
     * Mass attenuation coefficient in cm2/g.
     *
     * @param material id in the table, for instance "water"
     * @param keV photon energy, 40 to 150 keV
     * @throws IllegalArgumentException if the material is not in the table or the energy outside
     */
    public double of(String material, double keV) {
        UnivariateFunction function = functions.get(material);
        if (function == null) {
            throw new IllegalArgumentException("no attenuation of " + material);
        }
        return interpolation == Interpolation.LOG_LOG ? Math.exp(function.value(Math.log(keV))) : function.value(keV);
    }
}
