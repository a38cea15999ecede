package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** Whatever grid an image stands on, writing and reading gives it back, by the sform and by the qform alone. */
class NiftiRoundTripTest {

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("nifti");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Provide
    Arbitrary<VoxelGrid> grids() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 9);
        Arbitrary<Vec3> spacings = vectors(0.05, 6);
        Arbitrary<Vec3> origins = vectors(-900, 900);
        return Combinators.combine(sizes, sizes, sizes, spacings, origins, frames())
                .as((nx, ny, nz, spacing, origin, frame) ->
                        new VoxelGrid(nx, ny, nz, spacing, origin, frame[0], frame[1], frame[2]));
    }

    private static Arbitrary<Vec3> vectors(double from, double to) {
        Arbitrary<Double> numbers = Arbitraries.doubles().between(from, to).ofScale(4);
        return Combinators.combine(numbers, numbers, numbers).as(Vec3::new);
    }

    /** Three orthogonal unit vectors: any permutation and flips, turned by any angle or by none. */
    private static Arbitrary<Vec3[]> frames() {
        Arbitrary<List<Integer>> orders = Arbitraries.shuffle(0, 1, 2);
        Arbitrary<Integer> flips = Arbitraries.integers().between(0, 7);
        Arbitrary<Vec3> angles = Arbitraries.oneOf(Arbitraries.just(Vec3.ZERO), vectors(-3.1415, 3.1415));
        return Combinators.combine(orders, flips, angles).as((order, flip, angle) -> {
            Vec3[] frame = new Vec3[3];
            for (int axis = 0; axis < 3; axis++) {
                double[] e = new double[3];
                e[order.get(axis)] = (flip >> axis & 1) == 0 ? 1 : -1;
                frame[axis] =
                        turned(turned(turned(new Vec3(e[0], e[1], e[2]), 0, angle.x()), 1, angle.y()), 2, angle.z());
            }
            return frame;
        });
    }

    private static Vec3 turned(Vec3 v, int about, double angle) {
        int p = (about + 1) % 3;
        int q = (about + 2) % 3;
        double[] out = {v.x(), v.y(), v.z()};
        out[p] = Math.cos(angle) * v.get(p) - Math.sin(angle) * v.get(q);
        out[q] = Math.sin(angle) * v.get(p) + Math.cos(angle) * v.get(q);
        return new Vec3(out[0], out[1], out[2]);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void a_volume_comes_back_bit_for_bit_at_its_place(
            @ForAll("grids") VoxelGrid grid, @ForAll boolean gzip, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        float[] values = new float[grid.voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = Float.intBitsToFloat(random.nextInt());
        }
        Path file = folder.resolve(gzip ? "v.nii.gz" : "v.nii");
        Nifti.write(new Volume(grid, values), file);
        Loaded<Volume> read = Nifti.readVolume(file);
        // By bits: NaN equals NaN, 0 is not -0.
        assertThat(read.image().values()).isEqualTo(values);
        assertThat(read.warnings()).allMatch(warning -> warning.contains("not finite"));
        assertSamePlace(read.image().grid(), grid, 1e-6);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void labels_come_back_at_their_place_in_the_narrowest_type(
            @ForAll("grids") VoxelGrid grid, @ForAll boolean gzip, @ForAll boolean wide, @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        short[] values = new short[grid.voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = (short) random.nextInt(wide ? 65536 : 256);
        }
        values[0] = (short) (wide ? 65535 : 255);
        Labels labels = new Labels(grid, values);
        Path file = folder.resolve(gzip ? "l.nii.gz" : "l.nii");
        Nifti.write(labels, file);
        Loaded<Labels> read = Nifti.readLabels(file);
        assertThat(IntStream.range(0, values.length).map(read.image()::get))
                .isEqualTo(IntStream.range(0, values.length)
                        .map(labels::get)
                        .boxed()
                        .toList());
        assertThat(read.warnings()).isEmpty();
        assertSamePlace(read.image().grid(), grid, 1e-6);
        if (!gzip) {
            assertThat(Files.size(file)).isEqualTo(352 + (long) grid.voxels() * (wide ? 2 : 1));
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void the_qform_says_the_same_as_the_sform(@ForAll("grids") VoxelGrid grid) throws IOException {
        Path file = folder.resolve("q.nii");
        Nifti.write(new Volume(grid, new float[grid.voxels()]), file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[254] = 0;
        Files.write(file, bytes);
        // A float32 quaternion determines rotations near a half turn to 7e-4 rad.
        assertSamePlace(Nifti.readVolume(file).image().grid(), grid, 1e-3);
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void equal_images_are_equal_files(@ForAll("grids") VoxelGrid grid) throws IOException {
        Volume volume = new Volume(grid, new float[grid.voxels()]);
        Path first = folder.resolve("1.nii.gz");
        Path second = folder.resolve("2.nii.gz");
        Nifti.write(volume, first);
        Nifti.write(volume, second);
        byte[] bytes = Files.readAllBytes(first);
        assertThat(bytes).isEqualTo(Files.readAllBytes(second));
        // The modification time of the gzip header (RFC 1952) is absent.
        assertThat(bytes).startsWith(0x1F, 0x8B, 8, 0, 0, 0, 0, 0);
    }

    private static void assertSamePlace(VoxelGrid actual, VoxelGrid expected, double axisTolerance) {
        assertThat(actual.nx()).isEqualTo(expected.nx());
        assertThat(actual.ny()).isEqualTo(expected.ny());
        assertThat(actual.nz()).isEqualTo(expected.nz());
        assertThat(actual.origin().minus(expected.origin()).norm()).isLessThan(1e-4);
        for (int axis = 0; axis < 3; axis++) {
            assertThat(actual.spacing().get(axis) / expected.spacing().get(axis) - 1)
                    .isBetween(-1e-6, 1e-6);
            assertThat(actual.axis(axis).minus(expected.axis(axis)).norm()).isLessThan(axisTolerance);
        }
    }
}
