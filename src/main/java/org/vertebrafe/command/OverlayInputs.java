package org.vertebrafe.command;

import ij.ImagePlus;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.MapOverlay;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.imagej.maps.MappedResult;

/** What "Overlay Vertebra Map..." is to show: the map that was chosen, or another quantity of the same result. */
final class OverlayInputs {

    private final ImagePlus map;
    private final float[] values;
    private final Optional<MapQuantity> quantity;

    /** @throws InputException if map and CT do not fit, or the map belongs to no result where another quantity is wanted */
    OverlayInputs(ImagePlus ct, ImagePlus chosen, String name) {
        boolean other = !name.equals(OverlayVertebraMap.AS_MAP);
        map = other ? MappedResult.require(chosen).map(MapQuantity.ofId(name)) : chosen;
        MapOverlay.requireFitting(ct, map);
        values = MapOverlay.values(map);
        quantity = ResultImages.quantity(map);
    }

    ImagePlus map() {
        return map;
    }

    /** Colours that suit the quantity, Vertebra Heat where it is not known. */
    ColourTable colours() {
        return quantity.map(q -> ColourTable.of(q.scale())).orElse(ColourTable.HEAT);
    }

    /** The range that suits the quantity, percentiles 1 to 99 where it is not known. */
    ValueRange suitable() {
        return quantity.flatMap(q -> ValueRange.of(q.scale(), values)).orElseGet(() -> percentiles(1));
    }

    /** From a percentile of the map to its complement. */
    ValueRange percentiles(double low) {
        return ValueRange.percentiles(values, low, 100 - low)
                .orElseThrow(
                        () -> InputException.of("Map \"%s\" has no value: all its voxels are NaN.", map.getTitle()));
    }

    /**
     * What the map shows.
     *
     * @throws InputException if it is not known
     */
    MapQuantity quantity() {
        return quantity.orElseThrow(() -> InputException.of(
                "What map \"%s\" shows is not known, so a cohort tells no range for it: choose another range.",
                map.getTitle()));
    }
}
