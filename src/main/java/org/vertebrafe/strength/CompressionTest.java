package org.vertebrafe.strength;

import org.vertebrafe.base.Vec3;

/**
 * A simulated axial compression test, linear elastic.
 *
 * @param height of the vertebral body between its endplates, mm
 * @param displacement of the superior surface towards the inferior one, mm, positive
 * @param superiorReaction force on the superior surface, N; z is the loading axis
 * @param inferiorReaction force on the inferior surface, N
 */
public record CompressionTest(double height, double displacement, Vec3 superiorReaction, Vec3 inferiorReaction) {

    public CompressionTest {
        if (!(height > 0 && displacement > 0)) {
            throw new IllegalArgumentException("height " + height + " mm, displacement " + displacement + " mm");
        }
    }

    /** Compressive force, N: the mean of what both ends feel along the loading axis. */
    public double force() {
        return (inferiorReaction.z() - superiorReaction.z()) / 2;
    }

    /** Stiffness, N/mm: force over displacement. */
    public double stiffness() {
        return force() / displacement;
    }

    /** How far the two ends' reactions are from balance: |sum| over the compressive force, dimensionless. */
    public double imbalance() {
        return superiorReaction.plus(inferiorReaction).norm() / Math.abs(force());
    }
}
