package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;

class NiftiReadTest {

    @TempDir
    Path folder;

    /** A voxel type, four extreme values as they are stored, and as they must be read. */
    private record Type(String name, int code, int bytes, BiConsumer<ByteBuffer, Integer> stored, float... expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static BiConsumer<ByteBuffer, Integer> integers(int bytes, long... values) {
        return (to, n) -> {
            long value = values[n % values.length];
            switch (bytes) {
                case 1 -> to.put((byte) value);
                case 2 -> to.putShort((short) value);
                case 4 -> to.putInt((int) value);
                default -> to.putLong(value);
            }
        };
    }

    private static final List<Type> TYPES = List.of(
            new Type("uint8", 2, 1, integers(1, 0, 1, 128, 255), 0, 1, 128, 255),
            new Type("int8", 256, 1, integers(1, 0, 1, -128, 127), 0, 1, -128, 127),
            new Type("int16", 4, 2, integers(2, 0, -1024, -32768, 32767), 0, -1024, -32768, 32767),
            new Type("uint16", 512, 2, integers(2, 0, 258, 32768, 65535), 0, 258, 32768, 65535),
            new Type("int32", 8, 4, integers(4, 3, -70000, 1 << 31, 1 << 30), 3, -70000, -2147483648f, 1073741824f),
            new Type("uint32", 768, 4, integers(4, 3, 70000, 1L << 31, 3L << 30), 3, 70000, 2147483648f, 3221225472f),
            new Type("int64", 1024, 8, integers(8, 3, -70000, 1L << 63, 1L << 40), 3, -70000, -0x1p63f, 0x1p40f),
            new Type("uint64", 1280, 8, integers(8, 3, 70000, 1L << 63, 3L << 62), 3, 70000, 0x1p63f, 0x1.8p63f),
            new Type(
                    "float32",
                    16,
                    4,
                    (to, n) -> to.putFloat(new float[] {0.1f, -1e30f, 1e-40f, 7}[n % 4]),
                    0.1f,
                    -1e30f,
                    1e-40f,
                    7),
            new Type(
                    "float64",
                    64,
                    8,
                    (to, n) -> to.putDouble(new double[] {0.1, -1e30, Math.PI, 7}[n % 4]),
                    0.1f,
                    -1e30f,
                    (float) Math.PI,
                    7));

    static Stream<Arguments> typesAndLayouts() {
        List<Arguments> all = new ArrayList<>();
        for (Type type : TYPES) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                for (boolean second : new boolean[] {false, true}) {
                    for (String ending : List.of(".nii", ".nii.gz")) {
                        all.add(Arguments.of(type, order, second, ending));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1} NIfTI-2 {2} {3}")
    @MethodSource("typesAndLayouts")
    void every_type_in_both_byte_orders_versions_and_packings_is_read(
            Type type, ByteOrder order, boolean second, String ending) throws IOException {
        // More voxels than one chunk of the reader, and not a multiple of it.
        NiftiBytes file = second ? NiftiBytes.version2(order, 101, 37, 11) : NiftiBytes.version1(order, 101, 37, 11);
        int voxels = 101 * 37 * 11;
        file.type(type.code(), 8 * type.bytes()).voxels(type.bytes(), voxels, type.stored());
        Loaded<Volume> read = Nifti.readVolume(file.write(folder.resolve("ct" + ending)));
        assertThat(read.warnings()).isEmpty();
        float[] expected = new float[voxels];
        for (int n = 0; n < voxels; n++) {
            expected[n] = type.expected()[n % 4];
        }
        assertThat(read.image().values()).isEqualTo(expected);
        assertThat(read.image().grid().nx()).isEqualTo(101);
        assertThat(read.image().grid().ny()).isEqualTo(37);
        assertThat(read.image().grid().nz()).isEqualTo(11);
    }

    @Test
    void the_first_axis_runs_fastest() throws IOException {
        Volume volume = Nifti.readVolume(NiftiBytes.small().write(folder.resolve("a.nii")))
                .image();
        assertThat(volume.get(1, 0, 0)).isEqualTo(1);
        assertThat(volume.get(0, 1, 0)).isEqualTo(2);
        assertThat(volume.get(0, 0, 1)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void slope_and_intercept_are_applied(boolean second) throws IOException {
        NiftiBytes file = second
                ? NiftiBytes.version2(ByteOrder.LITTLE_ENDIAN, 3, 1, 1)
                : NiftiBytes.version1(ByteOrder.LITTLE_ENDIAN, 3, 1, 1);
        file.scaling(0.5, -1024).voxels(1, 3, (to, n) -> to.put((byte) (100 * n)));
        assertThat(Nifti.readVolume(file.write(folder.resolve("a.nii"))).image().values())
                .containsExactly(-1024, -974, -924);
    }

    @Test
    void a_slope_of_1_with_an_intercept_shifts_the_values() throws IOException {
        NiftiBytes file = NiftiBytes.small().scaling(1, -1024);
        assertThat(Nifti.readVolume(file.write(folder.resolve("a.nii"))).image().get(1, 0, 0))
                .isEqualTo(-1023);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.NaN})
    void a_slope_of_0_or_NaN_means_unscaled_and_a_lost_intercept_is_said(double slope) throws IOException {
        NiftiBytes file = NiftiBytes.small().scaling(slope, Double.NaN);
        Loaded<Volume> plain = Nifti.readVolume(file.write(folder.resolve("a.nii")));
        assertThat(plain.image().get(1, 0, 0)).isEqualTo(1);
        assertThat(plain.warnings()).isEmpty();
        Loaded<Volume> said = Nifti.readVolume(file.scaling(slope, -1024).write(folder.resolve("a.nii")));
        assertThat(said.image().get(1, 0, 0)).isEqualTo(1);
        assertThat(said.warnings())
                .singleElement()
                .asString()
                .startsWith("a.nii: scl_inter -1024")
                .contains("not applied");
    }

    @Test
    void extensions_and_padding_before_the_voxels_are_skipped() throws IOException {
        byte[] extension = new byte[4 + 100_000];
        extension[0] = 1;
        NiftiBytes file = NiftiBytes.small().between(extension);
        for (String name : List.of("a.nii", "a.nii.gz")) {
            assertThat(Nifti.readVolume(file.write(folder.resolve(name)))
                            .image()
                            .get(1, 2, 3))
                    .isEqualTo(23);
        }
    }

    @Test
    void an_offset_of_0_in_a_single_file_is_taken_as_352_and_said() throws IOException {
        Loaded<Volume> read = Nifti.readVolume(NiftiBytes.small().offset(0).write(folder.resolve("a.nii")));
        assertThat(read.image().get(1, 0, 0)).isEqualTo(1);
        assertThat(read.warnings()).singleElement().asString().contains("vox_offset is 0", "352");
    }

    @ParameterizedTest
    @ValueSource(strings = {".img", ".img.gz"})
    void pairs_are_read_from_either_half(String ending) throws IOException {
        Path img = folder.resolve("pair" + ending);
        for (String headerEnding : List.of(".hdr", ".hdr.gz")) {
            Path hdr = NiftiBytes.small().writePair(folder.resolve("pair" + headerEnding), img);
            assertThat(Nifti.readVolume(hdr).image().get(1, 2, 3)).isEqualTo(23);
            assertThat(Nifti.readVolume(img).image().get(1, 2, 3)).isEqualTo(23);
            Files.delete(hdr);
        }
        Path hdr = NiftiBytes.version2(ByteOrder.BIG_ENDIAN, 2, 1, 1)
                .voxels(1, 2, (to, n) -> to.put((byte) 9))
                .writePair(folder.resolve("pair.hdr"), img);
        assertThat(Nifti.readVolume(hdr).image().values()).containsExactly(9, 9);
    }

    @Test
    void gzip_is_recognised_by_content_and_may_have_several_members() throws IOException {
        byte[] all = NiftiBytes.small().single();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int from = 0; from < all.length; from += 100) {
            members.writeBytes(NiftiBytes.gzip(Arrays.copyOfRange(all, from, Math.min(all.length, from + 100))));
        }
        Path file = Files.write(folder.resolve("packed.nii"), members.toByteArray());
        assertThat(Nifti.readVolume(file).image().get(1, 2, 3)).isEqualTo(23);
    }

    @Test
    void fewer_than_three_dimensions_and_unused_ones_are_one_voxel_thick() throws IOException {
        NiftiBytes flat = NiftiBytes.small().dim(2, 4, 6, 0, 0, 0, 0, 0);
        assertThat(Nifti.readVolume(flat.write(folder.resolve("a.nii")))
                        .image()
                        .grid()
                        .nz())
                .isEqualTo(1);
        NiftiBytes single = NiftiBytes.small().dim(4, 2, 3, 4, 1, 77, 77, 77);
        assertThat(Nifti.readVolume(single.write(folder.resolve("a.nii")))
                        .image()
                        .get(1, 2, 3))
                .isEqualTo(23);
    }

    @Test
    void values_that_are_not_finite_stay_and_are_counted() throws IOException {
        double[] stored = {1, Double.NaN, Double.POSITIVE_INFINITY, 1e300};
        NiftiBytes file = NiftiBytes.version1(ByteOrder.LITTLE_ENDIAN, 4, 1, 1)
                .type(64, 64)
                .voxels(8, 4, (to, n) -> to.putDouble(stored[n]));
        Loaded<Volume> read = Nifti.readVolume(file.write(folder.resolve("map.nii")));
        assertThat(read.image().values())
                .containsExactly(1, Float.NaN, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
        assertThat(read.warnings())
                .containsExactly("map.nii: 3 of 4 voxels are not finite numbers (NaN, infinite or beyond float32).");
    }

    @Test
    void a_wrong_number_of_bits_is_said_and_the_type_decides() throws IOException {
        Loaded<Volume> read = Nifti.readVolume(NiftiBytes.small().type(2, 16).write(folder.resolve("a.nii")));
        assertThat(read.image().get(1, 2, 3)).isEqualTo(23);
        assertThat(read.warnings()).singleElement().asString().contains("16 bits", "uint8 has 8");
    }

    @Test
    void labels_of_any_type_are_read_when_they_are_whole_numbers() throws IOException {
        double[] stored = {0, 1, 2.0009, 2.9991, 65535, -0.0005};
        NiftiBytes file = NiftiBytes.version1(ByteOrder.BIG_ENDIAN, 6, 1, 1)
                .type(64, 64)
                .voxels(8, 6, (to, n) -> to.putDouble(stored[n]));
        Labels labels =
                Nifti.readLabels(file.write(folder.resolve("labels.nii.gz"))).image();
        assertThat(List.of(0, 1, 2, 3, 4, 5).stream().map(labels::get)).containsExactly(0, 1, 2, 3, 65535, 0);

        NiftiBytes scaled = NiftiBytes.small().scaling(10, 1);
        Labels tens =
                Nifti.readLabels(scaled.write(folder.resolve("scaled.nii"))).image();
        assertThat(tens.get(1, 2, 3)).isEqualTo(231);
    }

    @Test
    void reading_takes_no_memory_beyond_the_image_and_fixed_buffers() throws IOException {
        int nx = 256;
        int voxels = nx * nx * 40;
        NiftiBytes file = NiftiBytes.version1(ByteOrder.LITTLE_ENDIAN, nx, nx, 40)
                .type(4, 16)
                .voxels(2, voxels, (to, n) -> to.putShort((short) (n % 1000)));
        for (String name : List.of("ct.nii", "ct.nii.gz")) {
            Path path = file.write(folder.resolve(name));
            Nifti.readVolume(path);
            assertThat(allocated(() -> Nifti.readVolume(path))).isBetween(4L * voxels, 4L * voxels + (2L << 20));
            Nifti.readLabels(path);
            assertThat(allocated(() -> Nifti.readLabels(path))).isBetween(2L * voxels, 2L * voxels + (2L << 20));
        }
    }

    private interface Reading {
        Object run() throws IOException;
    }

    /** Bytes that the reading allocated, on this thread. */
    private static long allocated(Reading reading) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Object kept = reading.run();
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(kept).isNotNull();
        return after - before;
    }

    @Test
    void reading_reports_progress_and_stops_when_asked() throws IOException {
        NiftiBytes file = NiftiBytes.version1(ByteOrder.LITTLE_ENDIAN, 100, 100, 100)
                .voxels(1, 1_000_000, (to, n) -> to.put((byte) 1));
        Path path = file.write(folder.resolve("a.nii"));
        List<Double> reports = new ArrayList<>();
        Progress stopsHalfway = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                reports.add(fraction);
            }

            @Override
            public boolean isCancelled() {
                return !reports.isEmpty() && reports.get(reports.size() - 1) > 0.5;
            }
        };
        assertThatThrownBy(() -> Nifti.readVolume(path, stopsHalfway)).isInstanceOf(CancelledException.class);
        assertThat(reports).isSorted().hasSizeGreaterThan(10).allMatch(fraction -> fraction < 0.6);
    }
}
