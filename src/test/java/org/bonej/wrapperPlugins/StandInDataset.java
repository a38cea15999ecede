package org.bonej.wrapperPlugins;

import ij.ImagePlus;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.Converter;
import org.scijava.plugin.Plugin;

/**
 * Stand-in for a Dataset.
 *
 * @param image what it was converted from
 */
public record StandInDataset(ImagePlus image) {

    /** Makes one of an ImagePlus, as imagej-legacy makes a Dataset. */
    @Plugin(type = Converter.class)
    public static final class OfImage extends AbstractConverter<ImagePlus, StandInDataset> {

        @Override
        @SuppressWarnings("unchecked")
        public <T> T convert(Object src, Class<T> dest) {
            return (T) new StandInDataset((ImagePlus) src);
        }

        @Override
        public Class<StandInDataset> getOutputType() {
            return StandInDataset.class;
        }

        @Override
        public Class<ImagePlus> getInputType() {
            return ImagePlus.class;
        }
    }
}
