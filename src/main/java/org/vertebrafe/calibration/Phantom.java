package org.vertebrafe.calibration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vertebrafe.base.InputException;

/**
 * A calibration phantom: rods of known density that are scanned with or like the patient.
 *
 * @param id name in configurations
 * @param name for a person
 * @param kind what kind of density its rods have
 * @param rods in the order they lie in
 * @param waterTerm for liquid phantoms whose rods have water-equivalent densities
 * @param source where the values are from
 * @param certificate number of the certificate whose values it has; empty for nominal values
 */
public record Phantom(
        String id,
        String name,
        DensityKind kind,
        List<PhantomRod> rods,
        Optional<WaterTerm> waterTerm,
        String source,
        Optional<String> certificate) {

    /** @throws InputException if there are fewer than two rods, two of one name, or water terms for some only */
    public Phantom {
        rods = List.copyOf(rods);
        if (rods.size() < 2) {
            throw InputException.of("Phantom %s has %d rods: a line needs at least 2.", id, rods.size());
        }
        Set<String> names = new HashSet<>();
        for (PhantomRod rod : rods) {
            if (!names.add(rod.name())) {
                throw InputException.of("Phantom %s has two rods named \"%s\".", id, rod.name());
            }
            if (rod.waterEquivalent().isPresent() != waterTerm.isPresent()) {
                throw InputException.of(
                        waterTerm.isPresent()
                                ? "Phantom %s has a water term, but its rod %s no water-equivalent density."
                                : "Phantom %s has no water term, but its rod %s a water-equivalent density.",
                        id,
                        rod.name());
            }
        }
        if (rods.stream().map(PhantomRod::density).distinct().count() < 2) {
            throw InputException.of("Phantom %s: all rods have the same density.", id);
        }
    }

    /**
     * The rod of this name.
     *
     * @throws InputException listing the rods there are
     */
    public PhantomRod rod(String rodName) {
        return rods.stream()
                .filter(rod -> rod.name().equals(rodName))
                .findFirst()
                .orElseThrow(() -> InputException.of(
                        "Phantom %s has no rod \"%s\"; its rods are %s.",
                        id, rodName, rods.stream().map(PhantomRod::name).collect(Collectors.joining(", "))));
    }

    /**
     * This phantom with the values of its certificate, which win over the nominal ones.
     *
     * @param number of the certificate or the phantom
     * @param certified rods by name; those not named keep their nominal values
     * @throws InputException if a rod does not exist
     */
    public Phantom withCertificate(String number, List<PhantomRod> certified) {
        List<PhantomRod> values = new ArrayList<>(rods);
        for (PhantomRod rod : certified) {
            values.set(rods.indexOf(rod(rod.name())), rod);
        }
        return new Phantom(id, name, kind, values, waterTerm, source + ", certificate " + number, Optional.of(number));
    }
}
