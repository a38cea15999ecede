package org.vertebrafe.imagej.edit;

import ij.VirtualStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.util.function.Supplier;
import org.vertebrafe.image.Volume;

/** The CT cut along another plane, slice by slice as it is looked at, in square pixels. */
final class ResliceStack extends VirtualStack {

    private final Volume ct;
    private final ViewGeometry geometry;
    private final Supplier<double[]> displayRange;

    ResliceStack(Volume ct, ViewGeometry geometry, Supplier<double[]> displayRange) {
        super(geometry.width(), geometry.height(), geometry.layers().length);
        this.ct = ct;
        this.geometry = geometry;
        this.displayRange = displayRange;
        setBitDepth(32);
    }

    @Override
    public ImageProcessor getProcessor(int slice) {
        int layer = geometry.layers()[slice - 1];
        int columns = geometry.columns();
        int width = geometry.width();
        float[] pixels = new float[width * geometry.height()];
        float[] upper = null;
        float[] lower = null;
        int upperRow = -1;
        for (int y = 0; y < geometry.height(); y++) {
            double v = Math.max(0, Math.min(geometry.rows() - 1.0, (y + 0.5) / geometry.scaleY() - 0.5));
            int row = Math.min((int) v, Math.max(0, geometry.rows() - 2));
            if (row != upperRow) {
                upper = row == upperRow + 1 && lower != null ? lower : row(row, layer, columns);
                lower = row(Math.min(row + 1, geometry.rows() - 1), layer, columns);
                upperRow = row;
            }
            float weight = (float) (v - row);
            for (int x = 0; x < width; x++) {
                double u = Math.max(0, Math.min(columns - 1.0, (x + 0.5) / geometry.scaleX() - 0.5));
                int column = Math.min((int) u, Math.max(0, columns - 2));
                int next = Math.min(column + 1, columns - 1);
                float w = (float) (u - column);
                float top = upper[column] + w * (upper[next] - upper[column]);
                float bottom = lower[column] + w * (lower[next] - lower[column]);
                pixels[y * width + x] = top + weight * (bottom - top);
            }
        }
        FloatProcessor processor = new FloatProcessor(width, geometry.height(), pixels);
        double[] range = displayRange.get();
        processor.setMinAndMax(range[0], range[1]);
        return processor;
    }

    private float[] row(int row, int layer, int columns) {
        float[] values = new float[columns];
        int at = geometry.index(0, row, layer);
        int step = geometry.columnStep();
        for (int column = 0; column < columns; column++, at += step) {
            values[column] = ct.values()[at];
        }
        return values;
    }

    @Override
    public Object getPixels(int slice) {
        return getProcessor(slice).getPixels();
    }

    @Override
    public String getSliceLabel(int slice) {
        return "";
    }
}
