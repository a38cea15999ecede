package org.vertebrafe.base;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Picks a named thing from those there are. */
public final class Choice {

    private Choice() {}

    /**
     * The item of a name.
     *
     * @param what what is chosen, for the message: "Density kind"
     * @param id the name wanted
     * @param items all there are
     * @param idOf the name of an item
     * @throws InputException listing the names there are
     */
    public static <T> T of(String what, String id, Collection<T> items, Function<T, String> idOf) {
        return items.stream()
                .filter(item -> idOf.apply(item).equals(id))
                .findFirst()
                .orElseThrow(() -> InputException.of(
                        "%s \"%s\" is unknown; choose one of %s.",
                        what, id, items.stream().map(idOf).collect(Collectors.joining(", "))));
    }
}
