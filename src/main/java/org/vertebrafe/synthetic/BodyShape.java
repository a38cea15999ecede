package org.vertebrafe.synthetic;

/**
 * Shape of the vertebral body, all lengths in mm.
 *
 * @param width left to right at the endplates, mm
 * @param depth anterior to posterior at the endplates, beside the concavity of the posterior wall, mm
 * @param height between the planes of the two endplate rims, mm
 * @param waist how far the lateral wall recedes at mid-height, mm
 * @param posteriorConcavity how far the canal is let into the posterior wall, mm
 * @param superiorConcavity depth of the superior endplate's centre below its rim, mm
 * @param inferiorConcavity depth of the inferior endplate's centre above its rim, mm
 * @param wallThickness thickness of the cortical wall, mm
 * @param endplateThickness thickness of the bony endplates, mm
 */
public record BodyShape(
        double width,
        double depth,
        double height,
        double waist,
        double posteriorConcavity,
        double superiorConcavity,
        double inferiorConcavity,
        double wallThickness,
        double endplateThickness) {

    /** An adult L2: 45 x 33 x 27 mm, cortex about half a millimetre. */
    public static final BodyShape LUMBAR = new BodyShape(45, 33, 27, 3.0, 3.2, 1.8, 2.4, 0.45, 0.6);

    /** @throws org.vertebrafe.base.InputException if a value is out of its range */
    public BodyShape {
        Checks.range("width of the body", width, "mm", 20, 80);
        Checks.range("depth of the body", depth, "mm", 15, 60);
        Checks.range("height of the body", height, "mm", 10, 50);
        Checks.range("waist of the body", waist, "mm", 0, 0.2 * width);
        Checks.range("concavity of the posterior wall", posteriorConcavity, "mm", 0, 0.2 * depth);
        Checks.range("concavity of the superior endplate", superiorConcavity, "mm", 0, 0.3 * height);
        Checks.range("concavity of the inferior endplate", inferiorConcavity, "mm", 0, 0.3 * height);
        Checks.range("thickness of the cortical wall", wallThickness, "mm", 0.05, 3);
        Checks.range("thickness of the endplates", endplateThickness, "mm", 0.05, 3);
    }

    /** Distance between the centres of the two concave endplates, mm. */
    public double centralHeight() {
        return height - superiorConcavity - inferiorConcavity;
    }
}
