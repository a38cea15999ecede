package org.vertebrafe.synthetic;

import org.vertebrafe.base.Vec3;

/**
 * A lumbar trunk lying on its back: an ellipse, flattened behind, the same in all slices. From the outside: skin,
 * subcutaneous fat, abdominal wall, and within it bowel and fat, or the tissues around the spine.
 *
 * @param centre of the ellipse; its z does not matter, LPS mm
 * @param halfWidth half the width, mm
 * @param halfDepth half the depth before flattening, mm
 * @param back distance of the flattened back behind the centre, mm
 * @param fat thickness of skin and subcutaneous fat, mm
 * @param wall thickness of the muscles of the abdominal wall, mm
 */
public record Trunk(Vec3 centre, double halfWidth, double halfDepth, double back, double fat, double wall) {

    /** Rounding where the flat back meets the flanks, mm. */
    private static final double FLANK = 16;

    /** No cell of a raster is larger, mm. */
    private static final double CELL = 1;

    /** @throws org.vertebrafe.base.InputException if a value is out of its range */
    public Trunk {
        Checks.range("centre of the trunk", centre.norm(), "mm from the origin", 0, 1e5);
        Checks.range("half width of the trunk", halfWidth, "mm", 60, 350);
        Checks.range("half depth of the trunk", halfDepth, "mm", 50, 250);
        Checks.range("back of the trunk", back, "mm", 0.5 * halfDepth, halfDepth);
        Checks.range("subcutaneous fat", fat, "mm", 3, 0.5 * halfDepth);
        Checks.range("abdominal wall", wall, "mm", 2, 40);
    }

    /** Diameter of the circle of the same area as the ellipse, mm: about the water-equivalent one. */
    public double diameter() {
        return 2 * Math.sqrt(halfWidth * halfDepth);
    }

    /** LPS y of the flattened back, mm. */
    public double backPlane() {
        return centre.y() + back;
    }

    /** Signed distance of the skin, mm, negative inside. */
    double distance(double x, double y) {
        double u = (x - centre.x()) / halfWidth;
        double v = (y - centre.y()) / halfDepth;
        return Smooth.intersection(Primitive.ellipse(u, v, halfWidth, halfDepth), y - centre.y() - back, FLANK);
    }

    /** How far a point with this distance is from the skin at least, less the width of any cell, mm. */
    double clearance(double distance) {
        // Rounding shifts by FLANK / 4; the ellipse's first order exceeds the true distance by its aspect at most.
        double aspect = Math.max(halfWidth, halfDepth) / Math.min(halfWidth, halfDepth);
        return Math.max(0, (Math.abs(distance) - FLANK / 4 - CELL) / aspect - CELL);
    }

    /** Square of the radius relative to the ellipse: 0 in the middle, 1 at its border. */
    double radiusSquared(double x, double y) {
        double u = (x - centre.x()) / halfWidth;
        double v = (y - centre.y()) / halfDepth;
        return u * u + v * v;
    }
}
