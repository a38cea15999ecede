package org.vertebrafe.imagej.maps;

import ij.ImagePlus;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.field.ElementMap;

/**
 * How the pixels of an image lie in a result. A value: the array is to be read only.
 *
 * @param mapped the result
 * @param places the element of each voxel of the image's grid
 * @param layers the layer of the grid, from 0, that each of its slices holds; -1 for slices that are none
 * @param made whether the image was made of the result, rather than the result of it
 */
public record MappedImage(MappedResult mapped, ElementMap places, int[] layers, boolean made) {

    private static final String PROPERTY = "VertebraFE result";

    void attachTo(ImagePlus image) {
        image.setProperty(PROPERTY, this);
    }

    /** How an image lies in a result, if it belongs to one. */
    public static Optional<MappedImage> of(ImagePlus image) {
        return image != null && image.getProperty(PROPERTY) instanceof MappedImage mapped
                ? Optional.of(mapped)
                : Optional.empty();
    }

    /** Whether an image was made of a result: a map or a section, not a CT. */
    public static boolean isMade(ImagePlus image) {
        return of(image).filter(MappedImage::made).isPresent();
    }

    /**
     * How an image lies in a result.
     *
     * @throws InputException if it belongs to none
     */
    public static MappedImage require(ImagePlus image) {
        if (image == null || image.getWidth() == 0) {
            throw new InputException("No such image is open: open the CT, or a map of it, and check the title.");
        }
        return of(image)
                .orElseThrow(() -> InputException.of(
                        "Image \"%s\" belongs to no result: run Analyze Vertebra... on it, or choose the CT that was"
                                + " analysed or a map of it (results are kept with their images while these are open).",
                        image.getTitle()));
    }

    /** The voxel of a pixel, counted from 0. */
    record Voxel(int i, int j, int k) {}

    /**
     * The voxel under a pixel.
     *
     * @param x column from 0
     * @param y row from 0
     * @param slice from 1; of a hyperstack that along z
     * @return empty outside of the image
     */
    Optional<Voxel> voxel(int x, int y, int slice) {
        boolean inside = x >= 0
                && y >= 0
                && x < places.grid().nx()
                && y < places.grid().ny()
                && slice >= 1
                && slice <= layers.length
                && layers[slice - 1] >= 0;
        return inside ? Optional.of(new Voxel(x, y, layers[slice - 1])) : Optional.empty();
    }

    /** Where a voxel lies in the patient, LPS mm. */
    Vec3 point(Voxel voxel) {
        return places.grid().toPatient(voxel.i(), voxel.j(), voxel.k());
    }

    /** The element of a voxel, {@link ElementMap#NONE} for none. */
    int element(Voxel voxel) {
        return places.element(voxel.i(), voxel.j(), voxel.k());
    }

    /** The slice, from 1, that holds a layer; 0 if none does. */
    int slice(int layer) {
        for (int slice = 0; slice < layers.length; slice++) {
            if (layers[slice] == layer) {
                return slice + 1;
            }
        }
        return 0;
    }

    /** The slice an image shows, along z of a hyperstack. */
    static int slice(ImagePlus image) {
        return image.isHyperStack() ? image.getZ() : image.getCurrentSlice();
    }
}
