package org.vertebrafe.synthetic;

/**
 * Shape of the vertebral arch and its processes, all lengths in mm. What is not given here follows in proportion.
 *
 * @param canalWidth left to right diameter of the vertebral canal, mm
 * @param canalDepth anterior to posterior diameter of the vertebral canal, mm
 * @param pedicleWidth left to right thickness of a pedicle, mm
 * @param pedicleHeight vertical thickness of a pedicle, mm
 * @param transverseSpan between the tips of the transverse processes, mm
 * @param spinousLength from the posterior border of the canal to the tip of the spinous process, mm
 * @param articularHeight between the tips of the superior and inferior articular processes, mm
 * @param cortexThickness thickness of the cortex of arch and processes, mm
 */
public record ArchShape(
        double canalWidth,
        double canalDepth,
        double pedicleWidth,
        double pedicleHeight,
        double transverseSpan,
        double spinousLength,
        double articularHeight,
        double cortexThickness) {

    /** An adult L2: canal 22 x 16 mm, 82 mm between the transverse processes. */
    public static final ArchShape LUMBAR = new ArchShape(22, 16, 8.5, 14.5, 82, 30, 46, 1.1);

    /** @throws org.vertebrafe.base.InputException if a value is out of its range */
    public ArchShape {
        Checks.range("width of the canal", canalWidth, "mm", 10, 40);
        Checks.range("depth of the canal", canalDepth, "mm", 8, 30);
        Checks.range("width of the pedicles", pedicleWidth, "mm", 3, 20);
        Checks.range("height of the pedicles", pedicleHeight, "mm", 5, 25);
        Checks.range("span of the transverse processes", transverseSpan, "mm", canalWidth + 2 * pedicleWidth, 140);
        Checks.range("length of the spinous process", spinousLength, "mm", 12, 60);
        Checks.range("height of the articular processes", articularHeight, "mm", 25, 80);
        Checks.range("thickness of the cortex of the arch", cortexThickness, "mm", 0.05, 3);
    }
}
