package org.vertebrafe.command;

import ij.ImagePlus;
import java.util.Set;
import java.util.function.Function;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.view3d.AttachedModel;
import org.vertebrafe.imagej.view3d.Model3D;

/** The maps of a result, each with the model it was made from, for View Vertebra in 3D. */
final class ResultMaps {

    private ResultMaps() {}

    /** Gives the map of a quantity as an image, or null where it is not wanted. */
    static Function<MapQuantity, ImagePlus> of(AnalysisResult result, CtStack ct, Set<MapQuantity> wanted) {
        Model3D model = Model3D.of(result);
        return quantity -> {
            if (!wanted.contains(quantity)) {
                return null;
            }
            ImagePlus map = ResultImages.map(result, quantity, ct);
            AttachedModel.put(map, model);
            return map;
        };
    }
}
