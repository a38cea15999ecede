package org.vertebrafe.field;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vertebrafe.base.Choice;

/**
 * The catalogue of what can be mapped: each quantity with its names, unit, scale, and how it follows from the state of the
 * elements. The dialogs, the command line and all files take it from here. Stresses and strains are those at the centre of
 * an element under the simulated compression; tension is positive.
 */
public enum MapQuantity {
    DENSITY("density", "Bone density", "\u03c1", "mg/cm3", ValueScale.LEVEL, ElementState::density),
    MODULUS("modulus", "Young's modulus", "E", "MPa", ValueScale.MAGNITUDE, ElementState::modulus),
    VON_MISES("von-mises", "Von Mises stress", "\u03c3vM", "MPa", ValueScale.MAGNITUDE, (state, e) -> state.fields()
            .vonMises(e)),
    STRAIN_ENERGY_DENSITY(
            "sed", "Strain energy density", "U", "mJ/mm3", ValueScale.MAGNITUDE, (state, e) -> state.fields()
                    .strainEnergyDensity(e)),
    MIN_PRINCIPAL_STRAIN(
            "min-principal-strain",
            "Minimum principal strain",
            "\u03b53",
            "mm/mm",
            ValueScale.COMPRESSION,
            (state, e) -> state.fields().principalStrains(e)[2]),
    MAX_PRINCIPAL_STRAIN(
            "max-principal-strain",
            "Maximum principal strain",
            "\u03b51",
            "mm/mm",
            ValueScale.MAGNITUDE,
            (state, e) -> state.fields().principalStrains(e)[0]),
    MIN_PRINCIPAL_STRESS(
            "min-principal-stress",
            "Minimum principal stress",
            "\u03c33",
            "MPa",
            ValueScale.COMPRESSION,
            (state, e) -> state.fields().principalStresses(e)[2]),
    MAX_PRINCIPAL_STRESS(
            "max-principal-stress",
            "Maximum principal stress",
            "\u03c31",
            "MPa",
            ValueScale.SIGNED,
            (state, e) -> state.fields().principalStresses(e)[0]),
    /** Mean of the three normal stresses: the pressure with its sign changed. */
    HYDROSTATIC("hydrostatic", "Hydrostatic stress", "\u03c3m", "MPa", ValueScale.SIGNED, (state, e) -> state.fields()
            .hydrostatic(e)),
    /** Length of the displacement; in maps interpolated between the nodes. */
    DISPLACEMENT("displacement", "Displacement", "|u|", "mm", ValueScale.MAGNITUDE, ElementState::displacement),
    /**
     * 0.7 % over the effective strain sqrt(2 U / E), under the force at which 2 % of the bone's volume exceeds 0.7 % (Pistoia
     * et al. 2002, doi:10.1016/S8756-3282(02)00736-6), not under the simulated compression.
     */
    SAFETY_FACTOR(
            "safety-factor",
            "Safety factor at Pistoia's force",
            "SF",
            "",
            ValueScale.FACTOR,
            ElementState::safetyFactor),
    /** 1 where the safety factor is at most 1, else 0: by that definition 2 % of the bone's volume. */
    FAILED("failed", "Failed at Pistoia's force", "F", "", ValueScale.FLAG, ElementState::failed);

    /** The value of a quantity in an element. */
    @FunctionalInterface
    private interface Value {
        double of(ElementState state, int element);
    }

    /** What is written where nobody says which maps. */
    public static final Set<MapQuantity> STANDARD = Collections.unmodifiableSet(
            EnumSet.of(DENSITY, MODULUS, VON_MISES, STRAIN_ENERGY_DENSITY, MIN_PRINCIPAL_STRAIN));

    private final String id;
    private final String title;
    private final String symbol;
    private final String unit;
    private final ValueScale scale;
    private final Value value;

    MapQuantity(String id, String title, String symbol, String unit, ValueScale scale, Value value) {
        this.id = id;
        this.title = title;
        this.symbol = symbol;
        this.unit = unit;
        this.scale = scale;
        this.value = value;
    }

    /** Name in files and configurations. */
    public String id() {
        return id;
    }

    /** Name for a person. */
    public String title() {
        return title;
    }

    /** Short sign for tables and axes. */
    public String symbol() {
        return symbol;
    }

    /** Unit of the values; empty if they have none. */
    public String unit() {
        return unit;
    }

    /** What kind of values it has. */
    public ValueScale scale() {
        return scale;
    }

    /** Name for a person with the unit in brackets. */
    public String titleWithUnit() {
        return unit.isEmpty() ? title : title + " [" + unit + "]";
    }

    /** Name as a table's column with the unit in parentheses. */
    public String column() {
        return unit.isEmpty() ? title : title + " (" + unit + ")";
    }

    /** The value in an element, in the quantity's unit; no number where it has none. */
    public double of(ElementState state, int element) {
        return value.of(state, element);
    }

    /** All names. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(MapQuantity::id).toList();
    }

    /** The quantity of this name. */
    public static MapQuantity ofId(String id) {
        return Choice.of("Map", id, List.of(values()), MapQuantity::id);
    }

    /** The quantity whose name stands in a title or file name, as in "von-mises of ct" or "map-von-mises.nii.gz". */
    public static Optional<MapQuantity> named(String title) {
        String words = title.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(quantity -> words.matches("(.*[^a-z])?" + quantity.id + "([^a-z-].*)?"))
                .findFirst();
    }

    /**
     * The quantities of a list.
     *
     * @param list names with commas between them, or {@code all}, {@code none} or {@code standard}
     * @throws org.vertebrafe.base.InputException naming the one that is unknown, and those there are
     */
    public static Set<MapQuantity> ofList(String list) {
        Set<MapQuantity> chosen = EnumSet.noneOf(MapQuantity.class);
        for (String word : list.split(",")) {
            switch (word.trim()) {
                case "all" -> chosen.addAll(EnumSet.allOf(MapQuantity.class));
                case "standard" -> chosen.addAll(STANDARD);
                case "none" -> {
                    // Adds none.
                }
                default -> chosen.add(ofId(word.trim()));
            }
        }
        return chosen;
    }
}
