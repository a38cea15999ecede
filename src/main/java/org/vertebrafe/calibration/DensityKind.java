package org.vertebrafe.calibration;

import java.util.List;
import org.vertebrafe.base.Choice;
import org.vertebrafe.base.InputException;

/** What a bone density in g/cm3 counts; numbers of different kinds must not be mixed. */
public enum DensityKind {
    /** Equivalent density of dipotassium phosphate, as liquid phantoms (Mindways) give it. */
    K2HPO4("k2hpo4", "K2HPO4-equivalent density"),
    /** Equivalent density of calcium hydroxyapatite, as solid phantoms (QRM, Image Analysis, B-MAS) give it. */
    HA("ha", "hydroxyapatite-equivalent density"),
    /** Mass of ash per bulk volume. */
    ASH("ash", "ash density"),
    /** Wet mass of bone tissue per bulk volume. */
    APPARENT("apparent", "apparent density");

    private final String id;
    private final String words;

    DensityKind(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** The name in configurations. */
    public String id() {
        return id;
    }

    /** The name for a person. */
    public String words() {
        return words;
    }

    /**
     * The kind of a name in a configuration.
     *
     * @throws InputException listing the names there are
     */
    public static DensityKind ofId(String id) {
        return Choice.of("Density kind", id, List.of(values()), DensityKind::id);
    }
}
