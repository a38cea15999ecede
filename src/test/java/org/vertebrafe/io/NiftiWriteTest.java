package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class NiftiWriteTest {

    @TempDir
    Path folder;

    private ByteBuffer written(Volume volume) throws IOException {
        Path file = folder.resolve("out.nii");
        Nifti.write(volume, file);
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float[] floats(ByteBuffer file, int position, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = file.getFloat(position + 4 * i);
        }
        return floats;
    }

    private static short[] shorts(ByteBuffer file, int position, int count) {
        short[] shorts = new short[count];
        for (int i = 0; i < count; i++) {
            shorts[i] = file.getShort(position + 2 * i);
        }
        return shorts;
    }

    @Test
    void the_header_stands_in_the_file_as_the_format_wants_it() throws IOException {
        VoxelGrid grid = new VoxelGrid(
                2,
                3,
                1,
                new Vec3(0.5, 0.75, 2),
                new Vec3(10, 20, 30),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        ByteBuffer file = written(new Volume(grid, new float[] {1, 2, 3, 4, 5, 6.5f}));
        assertThat(file.capacity()).isEqualTo(352 + 6 * 4);
        assertThat(file.getInt(0)).isEqualTo(348);
        assertThat(shorts(file, 40, 8)).containsExactly(3, 2, 3, 1, 1, 1, 1, 1);
        assertThat(shorts(file, 68, 3)).containsExactly(0, 16, 32);
        assertThat(floats(file, 76, 4)).containsExactly(1, 0.5f, 0.75f, 2);
        assertThat(floats(file, 108, 3)).containsExactly(352, 1, 0);
        assertThat(file.get(123)).isEqualTo((byte) 2);
        assertThat(shorts(file, 252, 2)).containsExactly(1, 1);
        // LPS axes are half a turn about z away from RAS.
        assertThat(floats(file, 256, 6)).containsExactly(0, 0, 1, -10, -20, 30);
        assertThat(floats(file, 280, 12))
                .usingElementComparator((a, b) -> Float.compare(a + 0f, b + 0f))
                .containsExactly(-0.5f, 0, 0, -10, 0, -0.75f, 0, -20, 0, 0, 2, 30);
        assertThat(new byte[] {file.get(344), file.get(345), file.get(346), file.get(347)})
                .containsExactly('n', '+', '1', 0);
        assertThat(floats(file, 352, 6)).containsExactly(1, 2, 3, 4, 5, 6.5f);
    }

    @Test
    void a_left_handed_grid_gives_pixdim_0_of_minus_1() throws IOException {
        VoxelGrid grid = new VoxelGrid(
                1, 1, 1, new Vec3(1, 1, 1), Vec3.ZERO, new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, -1));
        ByteBuffer file = written(new Volume(grid, new float[1]));
        assertThat(file.getFloat(76)).isEqualTo(-1);
        assertThat(floats(file, 256, 3)).containsExactly(0, 0, 1);
    }

    @Test
    void labels_are_marked_as_labels() throws IOException {
        Path file = folder.resolve("l.nii");
        Nifti.write(new Labels(VoxelGrid.aligned(2, 1, 1, 1, 1, 1), new short[] {0, (short) 40000}), file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(shorts(bytes, 68, 3)).containsExactly(1002, 512, 16);
        assertThat(shorts(bytes, 352, 2)).containsExactly(0, (short) 40000);
    }

    @Test
    void more_voxels_than_one_chunk_are_written_in_order() throws IOException {
        float[] values = new float[100 * 90 * 40];
        for (int n = 0; n < values.length; n++) {
            values[n] = n;
        }
        Path file = folder.resolve("v.nii.gz");
        Nifti.write(new Volume(VoxelGrid.aligned(100, 90, 40, 1, 1, 1), values), file);
        assertThat(Nifti.readVolume(file).image().values()).isEqualTo(values);
    }

    @Test
    void other_names_and_too_long_axes_are_refused() {
        Volume line = new Volume(VoxelGrid.aligned(1, 32768, 1, 1, 1, 1), new float[32768]);
        assertThatThrownBy(() -> Nifti.write(line, folder.resolve("a.nii")))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("a.nii", "32768 voxels along axis 1", "32767", "crop");
        assertThatThrownBy(() -> Nifti.write(line, folder.resolve("a.mha")))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("a.mha", ".nii or .nii.gz");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_cancelled_write_leaves_the_former_file_and_nothing_else() throws IOException {
        Volume small = new Volume(VoxelGrid.aligned(1, 1, 1, 1, 1, 1), new float[] {7});
        Volume big = new Volume(VoxelGrid.aligned(100, 100, 20, 1, 1, 1), new float[200_000]);
        for (String name : new String[] {"v.nii", "v.nii.gz"}) {
            Path file = folder.resolve(name);
            Nifti.write(small, file);
            assertThatThrownBy(() -> Nifti.write(big, file, new CancelsHalfway()))
                    .isInstanceOf(CancelledException.class);
            assertThat(Nifti.readVolume(file).image().values()).containsExactly(7);
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("v.nii", "v.nii.gz");
    }

    private static final class CancelsHalfway implements Progress {
        private double done;

        @Override
        public void report(String stage, double fraction) {
            done = fraction;
        }

        @Override
        public boolean isCancelled() {
            return done > 0.5;
        }
    }
}
