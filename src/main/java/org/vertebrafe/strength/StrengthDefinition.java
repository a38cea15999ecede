package org.vertebrafe.strength;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.vertebrafe.base.Choice;

/** How the strength of a vertebra is read off a linear solution. */
public enum StrengthDefinition {

    /** Reaction force at a compression of 2 % of the body's height (Jiang et al. 2023, doi:10.3389/fendo.2023.1076990). */
    REACTION_2PCT(
            "reaction-2pct",
            "reaction force at 2 % compression of the body height",
            "Jiang et al. 2023, doi:10.3389/fendo.2023.1076990") {
        @Override
        public double newtons(CompressionTest test, EffectiveStrain strain) {
            return 0.02 * test.height() * test.stiffness();
        }
    },

    /**
     * 0.0068 times stiffness times height: yield strain of the vertebra as a structure (Crawford et al. 2003,
     * doi:10.1016/S8756-3282(03)00210-2; Buckley et al. 2007, doi:10.1016/j.bone.2006.10.025).
     */
    CRAWFORD(
            "0.0068KH",
            "0.0068 x stiffness x body height",
            "Crawford et al. 2003, doi:10.1016/S8756-3282(03)00210-2; Buckley et al. 2007, doi:10.1016/j.bone.2006.10.025") {
        @Override
        public double newtons(CompressionTest test, EffectiveStrain strain) {
            return 0.0068 * test.stiffness() * test.height();
        }
    },

    /**
     * Force at which 2 % of the bone exceeds an effective strain of 0.7 % (Pistoia et al. 2002,
     * doi:10.1016/S8756-3282(02)00736-6).
     */
    PISTOIA(
            "pistoia",
            "force at which 2 % of the bone exceeds 0.7 % effective strain",
            "Pistoia et al. 2002, doi:10.1016/S8756-3282(02)00736-6") {
        @Override
        public double newtons(CompressionTest test, EffectiveStrain strain) {
            return test.force() * strain.loadFactor(PISTOIA_PART, PISTOIA_STRAIN);
        }
    },

    /** Pistoia's criterion with the constants in use for whole vertebrae with Ogo: 7 % of the bone beyond 1.1 %. */
    PISTOIA_OGO(
            "pistoia-ogo",
            "force at which 7 % of the bone exceeds 1.1 % effective strain",
            "Pistoia et al. 2002, doi:10.1016/S8756-3282(02)00736-6, with the constants of Ogo") {
        @Override
        public double newtons(CompressionTest test, EffectiveStrain strain) {
            return test.force() * strain.loadFactor(0.07, 0.011);
        }
    };

    /** The part of the bone's volume that has failed at Pistoia's force. */
    public static final double PISTOIA_PART = 0.02;

    /** The effective strain at which bone counts as failed by Pistoia's definition, dimensionless. */
    public static final double PISTOIA_STRAIN = 0.007;

    private final String id;
    private final String words;
    private final String source;

    StrengthDefinition(String id, String words, String source) {
        this.id = id;
        this.words = words;
        this.source = source;
    }

    /** Where it comes from, with DOI. */
    public String source() {
        return source;
    }

    /** The name in configurations and results. */
    public String id() {
        return id;
    }

    /** The definition in words. */
    public String words() {
        return words;
    }

    /**
     * Strength, N.
     *
     * @param test the simulated compression
     * @param strain the bone's effective strain in it
     */
    public abstract double newtons(CompressionTest test, EffectiveStrain strain);

    /** The definition of this name. */
    public static StrengthDefinition ofId(String id) {
        return Choice.of("Strength definition", id, List.of(values()), StrengthDefinition::id);
    }

    /** All names. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(StrengthDefinition::id).collect(Collectors.toList());
    }
}
