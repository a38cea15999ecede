package org.vertebrafe.imagej.view3d;

import java.util.Optional;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.ValueRange;

/**
 * How a model is looked at.
 *
 * @param field what it is coloured by
 * @param smooth whether values on elements are averaged at the nodes, or each element has one colour
 * @param deformation factor by which displacements are shown; 0 for none
 * @param cut what is cut away
 * @param lines whether the sides of elements are drawn
 * @param colours colour table
 * @param range values of the first and last colour
 * @param camera from where
 */
record View(
        Model3D.Scalar field,
        boolean smooth,
        double deformation,
        Optional<Cut> cut,
        boolean lines,
        ColourTable colours,
        ValueRange range,
        Camera camera) {

    View with(Camera other) {
        return new View(field, smooth, deformation, cut, lines, colours, range, other);
    }

    View with(Optional<Cut> other) {
        return new View(field, smooth, deformation, other, lines, colours, range, camera);
    }

    /** Whether both need the same triangles, but for the cut. */
    boolean sameLook(View other) {
        return other != null && field == other.field && smooth == other.smooth && deformation == other.deformation;
    }
}
