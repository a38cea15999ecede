package org.vertebrafe.imagej.maps;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.LUT;
import java.util.List;
import org.vertebrafe.field.MapQuantity;

/** Makes one hyperstack of several images, a channel each, shown one at a time in its own colours and range. */
final class Channels {

    private Channels() {}

    /**
     * A channel.
     *
     * @param label name with unit, in the subtitle of the window
     * @param image of the same size as the others, with its colours and display range
     */
    record Channel(String label, ImagePlus image) {

        static Channel of(MapQuantity quantity, ImagePlus image) {
            org.vertebrafe.imagej.ValueRange.of(quantity.scale(), org.vertebrafe.imagej.MapOverlay.values(image))
                    .ifPresent(range -> image.setDisplayRange(range.min(), range.max()));
            return new Channel(quantity.titleWithUnit(), image);
        }
    }

    /** The hyperstack, placed as the first image is. */
    static ImagePlus of(List<Channel> channels, String title) {
        ImagePlus first = channels.get(0).image();
        int slices = first.getStackSize();
        ImageStack stack = new ImageStack(first.getWidth(), first.getHeight());
        for (int slice = 1; slice <= slices; slice++) {
            for (Channel channel : channels) {
                stack.addSlice(channel.label(), channel.image().getStack().getProcessor(slice));
            }
        }
        ImagePlus plain = new ImagePlus(title, stack);
        plain.setDimensions(channels.size(), slices, 1);
        Calibration calibration = first.getCalibration().copy();
        // Each channel has a unit of its own: it stands in the label.
        calibration.setValueUnit(channels.size() == 1 ? calibration.getValueUnit() : Calibration.DEFAULT_VALUE_UNIT);
        plain.setCalibration(calibration);
        ImagePlus image = channels.size() == 1 ? plain : new CompositeImage(plain, CompositeImage.GRAYSCALE);
        for (int c = 1; c <= channels.size(); c++) {
            ImagePlus of = channels.get(c - 1).image();
            LUT lut = (LUT) of.getProcessor().getLut().clone();
            lut.min = of.getDisplayRangeMin();
            lut.max = of.getDisplayRangeMax();
            if (image instanceof CompositeImage composite) {
                composite.setChannelLut(lut, c);
            } else {
                image.setLut(lut);
            }
        }
        first.getProperties().forEach((key, value) -> image.setProperty((String) key, value));
        String[] properties = first.getPropertiesAsArray();
        if (properties != null) {
            image.setProperties(properties);
        }
        image.setOpenAsHyperStack(channels.size() > 1 || slices > 1 && first.isHyperStack());
        image.setPosition(1, Math.max(1, (slices + 1) / 2), 1);
        return image;
    }
}
