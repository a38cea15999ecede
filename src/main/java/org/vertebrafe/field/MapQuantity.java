package org.vertebrafe.field;

import java.util.List;
import org.vertebrafe.base.Choice;

/** The quantities that can be mapped, with the names and units they are shown with. */
public enum MapQuantity {
    DENSITY("density", "Bone density", "mg/cm3"),
    MODULUS("modulus", "Young's modulus", "MPa"),
    VON_MISES("von-mises", "Von Mises stress", "MPa"),
    STRAIN_ENERGY_DENSITY("sed", "Strain energy density", "mJ/mm3"),
    MIN_PRINCIPAL_STRAIN("min-principal-strain", "Minimum principal strain", "mm/mm");

    private final String id;
    private final String title;
    private final String unit;

    MapQuantity(String id, String title, String unit) {
        this.id = id;
        this.title = title;
        this.unit = unit;
    }

    /** Name in files and configurations. */
    public String id() {
        return id;
    }

    /** Name for a person. */
    public String title() {
        return title;
    }

    /** Unit of the values. */
    public String unit() {
        return unit;
    }

    /** The quantity of this name. */
    public static MapQuantity ofId(String id) {
        return Choice.of("Map", id, List.of(values()), MapQuantity::id);
    }
}
