package org.vertebrafe.imagej;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** Reads the little-endian NIfTI files of the shared data, with their sform, for figures in tests. */
public final class NiftiFixture {

    private NiftiFixture() {}

    public static Volume volume(String file) throws IOException {
        Path path = Path.of("../shared/data").resolve(file);
        byte[] bytes;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            bytes = in.readAllBytes();
        }
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int nx = b.getShort(42);
        int ny = b.getShort(44);
        int nz = b.getShort(46);
        Vec3[] axes = new Vec3[4];
        for (int c = 0; c < 4; c++) {
            // RAS to LPS: the first two coordinates change sign.
            axes[c] = new Vec3(-b.getFloat(280 + 4 * c), -b.getFloat(296 + 4 * c), b.getFloat(312 + 4 * c));
        }
        if (b.getShort(254) == 0) {
            // No sform: the shared files then have a qform without rotation.
            axes[0] = new Vec3(-b.getFloat(80), 0, 0);
            axes[1] = new Vec3(0, -b.getFloat(84), 0);
            axes[2] = new Vec3(0, 0, b.getFloat(88));
            axes[3] = new Vec3(-b.getFloat(268), -b.getFloat(272), b.getFloat(276));
        }
        VoxelGrid grid = new VoxelGrid(
                nx,
                ny,
                nz,
                new Vec3(axes[0].norm(), axes[1].norm(), axes[2].norm()),
                axes[3],
                axes[0].normalized(),
                axes[1].normalized(),
                axes[2].normalized());
        int offset = (int) b.getFloat(108);
        float slope = b.getFloat(112) == 0 ? 1 : b.getFloat(112);
        float inter = b.getFloat(116);
        float[] values = new float[grid.voxels()];
        int type = b.getShort(70);
        for (int i = 0; i < values.length; i++) {
            double stored =
                    switch (type) {
                        case 2 -> b.get(offset + i) & 0xFF;
                        case 4 -> b.getShort(offset + 2 * i);
                        case 8 -> b.getInt(offset + 4 * i);
                        case 16 -> b.getFloat(offset + 4 * i);
                        case 64 -> b.getDouble(offset + 8 * i);
                        case 256 -> b.get(offset + i);
                        default -> throw new IOException("NIfTI type " + type);
                    };
            values[i] = (float) (slope * stored + inter);
        }
        return new Volume(grid, values);
    }

    public static Labels labels(String file) throws IOException {
        Volume volume = volume(file);
        short[] labels = new short[volume.values().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (short) volume.values()[i];
        }
        return new Labels(volume.grid(), labels);
    }
}
