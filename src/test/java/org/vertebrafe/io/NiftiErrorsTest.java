package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.InputException;

/** Every way a file can be unusable gives a message that names the file, the value and the remedy. */
class NiftiErrorsTest {

    private static final String PATIENT = "Doe^Jane 1950";

    @TempDir
    Path folder;

    private void refused(NiftiBytes file, String... parts) throws IOException {
        refused(file.write(folder.resolve("ct.nii")), parts);
        refused(file.write(folder.resolve("ct.nii.gz")), parts);
    }

    private static void refused(Path file, String... parts) {
        assertThatThrownBy(() -> Nifti.readVolume(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining(PATIENT);
        assertThatThrownBy(() -> Nifti.readLabels(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    private static NiftiBytes good() {
        return NiftiBytes.small().text(148, PATIENT).text(14, PATIENT).text(328, PATIENT);
    }

    @Test
    void no_such_file_and_a_folder() {
        refused(folder.resolve("lost.nii"), "There is no file", "check its name");
        refused(folder, "is a folder", "choose a NIfTI file");
    }

    @Test
    void not_nifti() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.nii"), "Not an image at all.");
        refused(text, "is not a NIfTI file", "348 or 540", "Convert");
        refused(Files.write(folder.resolve("empty.nii"), new byte[0]), "fewer than 4 bytes");
        refused(Files.write(folder.resolve("packed.nii.gz"), NiftiBytes.gzip(new byte[3])), "fewer than 4 bytes");
        refused(good().text(344, "abc"), "not a NIfTI file, or damaged", "n+1", "ni1");
        refused(good().text(344, "\0\0\0"), "Analyze 7.5", "which side is left", "DICOM");
        refused(
                NiftiBytes.version2(ByteOrder.LITTLE_ENDIAN, 1, 1, 1).text(8, "\n"),
                "not a NIfTI file, or damaged",
                "n+2");
    }

    @Test
    void cut_off_files() throws IOException {
        byte[] all = good().single();
        refused(Files.write(folder.resolve("a.nii"), Arrays.copyOf(all, 200)), "200 bytes of the 348", "Copy");
        refused(
                Files.write(folder.resolve("a.nii"), Arrays.copyOf(all, all.length - 1)),
                "cut off: 24 bytes of voxels are needed, at most 23 are there");
        refused(
                Files.write(folder.resolve("b.nii.gz"), NiftiBytes.gzip(Arrays.copyOf(all, all.length - 1))),
                "cut off: 24 bytes of voxels are needed, at most 23 are there");
        refused(Files.write(folder.resolve("a.nii"), Arrays.copyOf(all, 350)), "at most 0 are there");
        byte[] packed = NiftiBytes.gzip(all);
        for (int length : new int[] {2, 9, 20, packed.length - 9, packed.length - 1}) {
            refused(
                    Files.write(folder.resolve("c.nii.gz"), Arrays.copyOf(packed, length)),
                    "gzip file is cut off or damaged",
                    "Copy or download it again");
        }
    }

    @Test
    void a_gzip_checksum_that_does_not_fit_the_voxels() throws IOException {
        byte[] packed = NiftiBytes.gzip(good().single());
        packed[packed.length - 6] ^= 1;
        refused(Files.write(folder.resolve("ct.nii.gz"), packed), "damaged", "GZIP trailer");
    }

    @Test
    void halves_of_a_pair_without_each_other() throws IOException {
        Path hdr = good().writePair(folder.resolve("pair.hdr"), folder.resolve("pair.img"));
        Files.delete(folder.resolve("pair.img"));
        refused(hdr, "ending in .img", "not beside it");
        Files.move(hdr, folder.resolve("other.hdr"));
        refused(Files.write(folder.resolve("pair.img"), new byte[24]), "no header file", ".hdr");
    }

    @ParameterizedTest
    @CsvSource({"32, complex64", "1792, complex128", "2048, complex256"})
    void complex_numbers(int code, String name) throws IOException {
        refused(good().type(code, 64), "complex", name, String.valueOf(code), "magnitude");
    }

    @ParameterizedTest
    @CsvSource({"128, RGB24", "2304, RGBA32"})
    void colours(int code, String name) throws IOException {
        refused(good().type(code, 24), "colours", name, String.valueOf(code), "no longer hold HU");
    }

    @Test
    void other_types() throws IOException {
        refused(good().type(1536, 128), "float128", "save them as float32");
        refused(good().type(1, 1), "binary", "uint8");
        refused(good().type(0, 8), "unknown voxel type 0");
        refused(good().type(-7, 8), "unknown voxel type -7");
    }

    @Test
    void impossible_sizes() throws IOException {
        refused(good().dim(0, 2, 3, 4), "0 dimensions", "1 to 7");
        refused(good().dim(8, 2, 3, 4), "8 dimensions");
        refused(good().dim(3, 2, 0, 4), "2 x 0 x 4", "at least 1");
        refused(good().dim(3, 2, 3, -4), "2 x 3 x -4");
        refused(good().dim(3, 32767, 32767, 32767), "32767 x 32767 x 32767", "2147483639", "crop");
        long huge = Long.MAX_VALUE;
        refused(
                NiftiBytes.version2(ByteOrder.LITTLE_ENDIAN, 1, 1, 1).dim(3, huge, huge, 2),
                "9223372036854775807 x",
                "crop");
    }

    @Test
    void sizes_that_the_file_cannot_hold_are_refused_before_memory_is_taken() throws IOException {
        refused(good().dim(3, 1200, 1200, 1200), "cut off", "1728000000 bytes");
    }

    @Test
    void series() throws IOException {
        refused(good().dim(4, 2, 3, 2, 2), "series of images", "[2, 3, 2, 2]", "save one volume");
        refused(good().dim(5, 2, 3, 2, 1, 3), "[2, 3, 2, 1, 3]");
        refused(good().dim(5, 2, 3, 2, -1, -1), "[2, 3, 2, -1, -1]");
    }

    @Test
    void scaling_that_is_not_finite() throws IOException {
        refused(good().scaling(Double.POSITIVE_INFINITY, 0), "scl_slope Infinity", "correct the header");
        refused(good().scaling(2, Double.NaN), "scl_slope 2", "scl_inter NaN", "must be finite");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-352, 100, 352.5, Double.NaN, Double.POSITIVE_INFINITY})
    void an_impossible_start_of_the_voxels(double offset) throws IOException {
        refused(good().offset(offset), "vox_offset", "at least 348", String.valueOf(offset));
    }

    @Test
    void units_other_than_mm() throws IOException {
        refused(good().units(1), "metres", "mm is needed", "by 1000");
        refused(good().units(3 + 8), "micrometres", "mm is needed", "by 0.001");
        refused(good().units(5), "unknown unit of length 5");
    }

    @Test
    void an_sform_that_is_sheared() throws IOException {
        refused(
                good().sform(1, new double[][] {{1, 0, 0, 0}, {0, 1, 0.1, 0}, {0, 0, 1, 0}}),
                "placed by the file's sform",
                "not orthogonal",
                "gantry-tilted",
                "resampled");
    }

    @Test
    void an_sform_without_extent_or_not_finite() throws IOException {
        refused(
                good().sform(1, new double[][] {{1, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 1, 0}}),
                "file's sform",
                "(0.00000, 0.00000, 0.00000)",
                "not 0");
        refused(good().sform(1, new double[][] {{1, 0, 0, 0}, {0, Double.NaN, 0, 0}, {0, 0, 1, 0}}), "file's sform");
        refused(
                good().sform(1, new double[][] {{1, 0, 0, Double.NaN}, {0, 1, 0, 0}, {0, 0, 1, 0}}),
                "file's sform",
                "not a finite position");
    }

    @Test
    void a_qform_that_is_no_rotation_or_has_no_voxel_size() throws IOException {
        refused(good().noSform().qform(1, 0.8, 0.8, 0, 0, 0, 0), "qform", "not a rotation", "length 1.1313");
        refused(good().noSform().qform(1, Double.NaN, 0, 0, 0, 0, 0), "qform", "not a rotation");
        refused(good().noSform().qform(1, 0, 0, 0, Double.NaN, 0, 0), "file's qform", "not a finite position");
        refused(
                good().noSform().qform(1, 0, 0, 0, 0, 0, 0).pixdim(1, 1, 0, 1),
                "(1.00000, 0.00000, 1.00000) mm",
                "positive");
        refused(good().noSform().pixdim(1, 1, 1, -2), "(1.00000, 1.00000, -2.00000) mm (pixdim)", "positive");
    }

    @ParameterizedTest
    @CsvSource({"1.5", "-1", "65536", "NaN", "2.002", "1e300", "-0.002"})
    void a_value_that_is_no_label_with_its_voxel(double value) throws IOException {
        Path file = NiftiBytes.version1(ByteOrder.LITTLE_ENDIAN, 4, 3, 2)
                .type(64, 64)
                .voxels(8, 24, (to, n) -> to.putDouble(n == 1 + 4 * (2 + 3 * 1) ? value : 1))
                .write(folder.resolve("labels.nii"));
        assertThatThrownBy(() -> Nifti.readLabels(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("labels.nii: voxel (1, 2, 1)", String.valueOf(value), "0..65535", "CT");
    }

    @Test
    void an_image_larger_than_memory() {
        assertThatThrownBy(() -> Nifti.checkMemory(Path.of("big.nii"), 4L << 30, 3L << 30))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("big.nii: needs 4096 MB", "has 3072 MB", "Memory & Threads", "crop");
        Nifti.checkMemory(Path.of("small.nii"), 1L << 30, 3L << 30);
    }

    @Test
    void names_of_patients_go_nowhere() throws IOException {
        NiftiBytes file = good().noSform().units(0).text(228, PATIENT);
        byte[] extension = new byte[4 + 32];
        extension[0] = 1;
        System.arraycopy(PATIENT.getBytes(StandardCharsets.US_ASCII), 0, extension, 12, PATIENT.length());
        Path in = file.between(extension).write(folder.resolve("ct.nii"));
        var read = Nifti.readVolume(in);
        Path out = folder.resolve("out.nii");
        Nifti.write(read.image(), out);
        assertThat(read.warnings()).hasSize(2).noneMatch(warning -> warning.contains("Doe"));
        assertThat(Files.readString(out, StandardCharsets.ISO_8859_1)).doesNotContain("Doe");
    }
}
