package org.vertebrafe.synthetic;

import java.util.List;

/**
 * A quantity over spatial frequency, measured in images of the virtual scanner and as its model has it.
 *
 * @param kernel reconstruction kernel
 * @param points by rising frequency
 */
public record MeasuredCurve(ReconstructionKernel kernel, List<Point> points) {

    /**
     * One frequency.
     *
     * @param frequency lp/mm
     * @param measured in the images; MTF without unit, noise power in HU^2 mm^2
     * @param model what the model says, in the same unit
     */
    public record Point(double frequency, double measured, double model) {}

    public MeasuredCurve {
        points = List.copyOf(points);
    }

    /** The largest difference between measurement and model, in the curve's unit. */
    public double largestDifference() {
        return points.stream()
                .mapToDouble(point -> Math.abs(point.measured() - point.model()))
                .max()
                .orElse(0);
    }

    /** The largest value of the model, in the curve's unit. */
    public double peak() {
        return points.stream().mapToDouble(Point::model).max().orElse(0);
    }
}
