package org.vertebrafe.mesh.tet;

import java.util.BitSet;
import java.util.Random;
import java.util.function.Predicate;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;

/** Masks of every kind that a mesher may meet, on tilted grids of anisotropic voxels, by number. */
final class RandomMasks {

    /** What a mask shows. */
    enum Kind {
        BLOB,
        NOISE,
        PLATE,
        TUBES,
        TOUCHING,
        TINY
    }

    private RandomMasks() {}

    static Kind kind(int seed) {
        return Kind.values()[seed % Kind.values().length];
    }

    /** A grid around the origin whose axes point anywhere. */
    static VoxelGrid grid(int seed) {
        Random chance = new Random(7919L * seed + 1);
        int n = kind(seed) == Kind.NOISE || kind(seed) == Kind.TOUCHING ? 7 : kind(seed) == Kind.TINY ? 4 : 16;
        Vec3 x = direction(chance);
        Vec3 y = x.cross(direction(chance)).normalized();
        Vec3 z = x.cross(y).times(chance.nextBoolean() ? 1 : -1);
        Vec3 spacing = new Vec3(0.6 + chance.nextDouble(), 0.6 + chance.nextDouble(), 0.6 + chance.nextDouble());
        double half = (n - 1) / 2.0;
        Vec3 origin =
                x.times(-half * spacing.x()).plus(y.times(-half * spacing.y())).plus(z.times(-half * spacing.z()));
        return new VoxelGrid(n, n, n, spacing, origin, x, y, z);
    }

    static BitSet mask(int seed, VoxelGrid grid) {
        Random chance = new Random(104729L * seed + 2);
        BitSet mask = Solids.mask(grid, solid(kind(seed), chance));
        if (mask.isEmpty()) {
            mask.set(grid.voxels() / 2);
        }
        return mask;
    }

    private static Predicate<Vec3> solid(Kind kind, Random chance) {
        switch (kind) {
            case BLOB:
                return Solids.blob(chance, 2.5);
            case NOISE: {
                double filled = 0.5 + 0.4 * chance.nextDouble();
                return p -> chance.nextDouble() < filled;
            }
            case PLATE: {
                Vec3 normal = direction(chance);
                double half = 0.5 + 0.6 * chance.nextDouble();
                double bend = 0.04 * chance.nextDouble();
                return p -> Math.abs(p.dot(normal) + bend * p.dot(p)) < half && p.norm() < 6;
            }
            case TUBES: {
                Vec3[] ends = {direction(chance), direction(chance), direction(chance)};
                double radius = 0.8 + 0.8 * chance.nextDouble();
                return p -> {
                    double nearest = p.norm() - 2.2;
                    for (Vec3 end : ends) {
                        double along = Math.max(0, Math.min(6, p.dot(end)));
                        nearest = Math.min(nearest, p.minus(end.times(along)).norm() - radius);
                    }
                    return nearest < 0;
                };
            }
            case TOUCHING: {
                // Bricks of two voxels that meet at corners and edges, some of them joined.
                boolean[] bricks = new boolean[64];
                for (int b = 0; b < 64; b++) {
                    bricks[b] = chance.nextDouble() < 0.45;
                }
                return p -> bricks[
                        (int) (p.x() + 40) / 2 % 4
                                + 4 * ((int) (p.y() + 40) / 2 % 4)
                                + 16 * ((int) (p.z() + 40) / 2 % 4)];
            }
            default: {
                double filled = 0.2 + 0.6 * chance.nextDouble();
                return p -> chance.nextDouble() < filled;
            }
        }
    }

    /** The mask with what lies beyond a random wavy surface as a cap; every sixth time any voxel may be one. */
    static TissueMap tissues(int seed, VoxelGrid grid, BitSet mask) {
        Random chance = new Random(15485863L * seed + 3);
        boolean any = chance.nextInt(6) == 0;
        Vec3 normal = direction(chance);
        double height = 2 * chance.nextDouble() - 1;
        byte[] codes = new byte[grid.voxels()];
        for (int at = mask.nextSetBit(0); at >= 0; at = mask.nextSetBit(at + 1)) {
            int n = grid.nx();
            Vec3 p = grid.toPatient(at % n, at / n % n, at / n / n);
            boolean cap = any
                    ? chance.nextInt(3) == 0
                    : p.dot(normal) + 0.8 * Math.sin(1.1 * p.x()) * Math.sin(0.9 * p.y()) > height;
            codes[at] = (cap ? Tissue.SUPERIOR_CAP : Tissue.TRABECULAR_BODY).code();
        }
        return new TissueMap(grid, codes);
    }

    static Vec3 direction(Random chance) {
        return new Vec3(chance.nextGaussian(), chance.nextGaussian(), chance.nextGaussian()).normalized();
    }
}
