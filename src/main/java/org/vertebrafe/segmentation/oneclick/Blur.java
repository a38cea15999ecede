package org.vertebrafe.segmentation.oneclick;

/**
 * Blur of an image: a Gaussian, from which an edge-enhancing reconstruction kernel subtracts a multiple of its Laplacian
 * within the slices.
 *
 * @param inPlane standard deviation within the slices, mm
 * @param enhancement that multiple in units of {@code inPlane} squared; 0 for a smooth kernel
 * @param across standard deviation across the slices, mm
 */
record Blur(double inPlane, double enhancement, double across) {

    /**
     * Blur in one direction.
     *
     * @param sd standard deviation of the Gaussian, mm
     * @param laplacian what is subtracted of the second derivative, mm2
     */
    record Line(double sd, double laplacian) {

        /** Second moment, mm2; negative where enhancement outweighs the blur. */
        double moment() {
            return sd * sd - 2 * laplacian;
        }

        /** Response to a step from 0 to 1 at a distance beyond it, mm. */
        double step(double x) {
            double u = x / sd;
            return normal(u) + laplacian / (sd * sd) * u * Math.exp(-0.5 * u * u) / Math.sqrt(2 * Math.PI);
        }

        /** Standard normal distribution (Abramowitz and Stegun 7.1.26, error below 1e-7). */
        private static double normal(double x) {
            double t = 1 / (1 + 0.3275911 * Math.abs(x) / Math.sqrt(2));
            double tail = 0.5
                    * t
                    * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
                    * Math.exp(-0.5 * x * x);
            return x > 0 ? 1 - tail : tail;
        }
    }

    /** The blur in a direction whose squared cosine with the axis of the slices is given. */
    Line along(double squaredCosine) {
        double within = 1 - squaredCosine;
        return new Line(
                Math.sqrt(squaredCosine * across * across + within * inPlane * inPlane),
                within * enhancement * inPlane * inPlane);
    }
}
