package org.vertebrafe.analysis;

import java.util.Map;
import org.vertebrafe.base.Digest;
import org.vertebrafe.fem.ElementFields;
import org.vertebrafe.fem.Solution;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.strength.CompressionTest;
import org.vertebrafe.strength.EffectiveStrain;

/** A vertebra under load, with its stresses: the third step of an analysis. A value. */
public final class SolvedVertebra {

    private final StiffVertebra stiff;
    private final Solution solution;
    private final ElementFields fields;
    private final CompressionTest test;
    private final EffectiveStrain effectiveStrain;
    private final Map<String, Double> timings;

    SolvedVertebra(
            StiffVertebra stiff,
            Solution solution,
            ElementFields fields,
            CompressionTest test,
            EffectiveStrain effectiveStrain,
            Map<String, Double> timings) {
        this.stiff = stiff;
        this.solution = solution;
        this.fields = fields;
        this.test = test;
        this.effectiveStrain = effectiveStrain;
        this.timings = timings;
    }

    StiffVertebra stiff() {
        return stiff;
    }

    Solution solution() {
        return solution;
    }

    ElementFields fields() {
        return fields;
    }

    EffectiveStrain effectiveStrain() {
        return effectiveStrain;
    }

    /** Seconds of each stage so far, in order. */
    Map<String, Double> timings() {
        return timings;
    }

    /** The simulated compression test. */
    public CompressionTest test() {
        return test;
    }

    /** What the linear solver took. */
    public LinearSolver.Report solver() {
        return solution.report();
    }

    /** A fingerprint of displacements and reactions. */
    public String fingerprint() {
        return new Digest()
                .add(solution.displacement())
                .add(solution.nodalForce())
                .add(test.displacement())
                .hex();
    }

    /** Displacement of each node in the loading frame, mm; to be read only. */
    public double[] displacement() {
        return solution.displacement();
    }
}
