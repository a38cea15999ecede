package org.vertebrafe.analysis;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.segmentation.Tissue;

/**
 * What image and model say at one point.
 *
 * @param point LPS, mm
 * @param image value of the image, interpolated, in its unit
 * @param imageUnit HU or mg/cm3
 * @param tissue what the element there is made of; empty outside of the model
 * @param values of each quantity in its unit; none outside of the model
 */
public record ResultReading(
        Vec3 point, double image, String imageUnit, Optional<Tissue> tissue, Map<MapQuantity, Double> values) {

    /**
     * Reads a result.
     *
     * @param point LPS, mm
     * @param element the element the point lies in, {@link ElementMap#NONE} for none
     */
    public static ResultReading of(AnalysisResult result, Vec3 point, int element) {
        Map<MapQuantity, Double> values = new EnumMap<>(MapQuantity.class);
        if (element != ElementMap.NONE) {
            for (MapQuantity quantity : MapQuantity.values()) {
                values.put(quantity, result.value(quantity, element, point));
            }
        }
        return new ResultReading(
                point,
                result.image().interpolated(result.image().grid().toVoxel(point)),
                result.config().input().equals("hu") ? "HU" : "mg/cm3",
                element == ElementMap.NONE ? Optional.empty() : Optional.of(result.tissue(element)),
                values);
    }
}
