package org.vertebrafe.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.vertebrafe.base.InputException;

/**
 * The calibration phantoms there are: a JSON file in the jar, to which a user's file of the same form adds phantoms
 * ({@code "phantoms"}) and the values on certificates ({@code "certificates"}), which win rod by rod.
 */
public final class PhantomCatalogue {

    private static final String SCHEMA = "vertebrafe-phantoms/1";
    private static final double MG_PER_G = 1000;

    private static final PhantomCatalogue SHIPPED =
            new PhantomCatalogue(List.of()).plus(JsonFields.resource("phantoms.json"), "phantoms.json of the program");

    private final List<Phantom> phantoms;

    private PhantomCatalogue(List<Phantom> phantoms) {
        this.phantoms = List.copyOf(phantoms);
    }

    /** The phantoms of the jar, with nominal values. */
    public static PhantomCatalogue shipped() {
        return SHIPPED;
    }

    /** All phantoms in order. */
    public List<Phantom> phantoms() {
        return phantoms;
    }

    /**
     * The phantom of this name.
     *
     * @throws InputException listing the names there are
     */
    public Phantom ofId(String id) {
        return phantoms.stream()
                .filter(phantom -> phantom.id().equals(id))
                .findFirst()
                .orElseThrow(() -> InputException.of(
                        "Phantom \"%s\" is unknown; choose one of %s.",
                        id, phantoms.stream().map(Phantom::id).collect(Collectors.joining(", "))));
    }

    /**
     * This catalogue with the phantoms and certificates of a user's file.
     *
     * @throws InputException if the file is not such a catalogue, repeats a phantom or certifies what does not exist
     * @throws IOException if it cannot be read
     */
    public PhantomCatalogue plus(Path file) throws IOException {
        return plus(JsonFields.file(file), file.toString());
    }

    /**
     * This catalogue with the phantoms and certificates of a JSON text.
     *
     * @param json the text
     * @param where its name, for errors
     * @throws InputException if the text is not such a catalogue, repeats a phantom or certifies what does not exist
     */
    public PhantomCatalogue plus(String json, String where) {
        JsonFields file = JsonFields.parse(json, where, SCHEMA).only("schema", "phantoms", "certificates");
        List<Phantom> all = new ArrayList<>(phantoms);
        if (file.has("phantoms")) {
            for (JsonFields entry : file.objects("phantoms")) {
                Phantom phantom = phantom(entry);
                if (all.stream().anyMatch(known -> known.id().equals(phantom.id()))) {
                    throw InputException.of(
                            "%s: there is a phantom \"%s\" already. To change its values list them under"
                                    + " \"certificates\"; for another phantom choose another id.",
                            entry.where(), phantom.id());
                }
                all.add(phantom);
            }
        }
        PhantomCatalogue catalogue = new PhantomCatalogue(all);
        if (file.has("certificates")) {
            for (JsonFields entry : file.objects("certificates")) {
                catalogue = catalogue.certified(entry);
            }
        }
        return catalogue;
    }

    private PhantomCatalogue certified(JsonFields entry) {
        entry.only("phantom", "certificate", "rods");
        Phantom nominal = ofId(entry.text("phantom"));
        List<Phantom> all = new ArrayList<>(phantoms);
        all.set(phantoms.indexOf(nominal), nominal.withCertificate(entry.text("certificate"), rods(entry)));
        return new PhantomCatalogue(all);
    }

    private static Phantom phantom(JsonFields entry) {
        entry.only("id", "name", "densityKind", "waterTerm", "rods", "source");
        Optional<WaterTerm> water = Optional.empty();
        if (entry.has("waterTerm")) {
            JsonFields term = entry.object("waterTerm").only("slopeCorrection_HU_cm3_per_mg", "interceptCorrection_HU");
            water = Optional.of(new WaterTerm(
                    term.number("slopeCorrection_HU_cm3_per_mg", -2, 2),
                    term.number("interceptCorrection_HU", -2000, 2000)));
        }
        return new Phantom(
                entry.text("id"),
                entry.text("name"),
                DensityKind.ofId(entry.text("densityKind")),
                rods(entry),
                water,
                entry.text("source"),
                Optional.empty());
    }

    private static List<PhantomRod> rods(JsonFields entry) {
        List<PhantomRod> rods = new ArrayList<>();
        for (JsonFields rod : entry.objects("rods")) {
            rod.only("name", "density_mg_per_cm3", "waterEquivalent_mg_per_cm3");
            OptionalDouble water = rod.optionalNumber("waterEquivalent_mg_per_cm3", 500, 2000);
            rods.add(new PhantomRod(
                    rod.text("name"),
                    rod.number("density_mg_per_cm3", -500, 3000) / MG_PER_G,
                    water.isPresent() ? OptionalDouble.of(water.getAsDouble() / MG_PER_G) : water));
        }
        return rods;
    }
}
