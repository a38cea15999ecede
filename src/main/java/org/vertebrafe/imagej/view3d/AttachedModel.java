package org.vertebrafe.imagej.view3d;

import ij.ImagePlus;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The model that a map image was made from, kept with the image while it is open. */
public final class AttachedModel {

    private static final String PROPERTY = "VertebraFE model";

    private AttachedModel() {}

    /** Keeps the model with an image. */
    public static void put(ImagePlus image, Model3D model) {
        image.setProperty(PROPERTY, model);
    }

    /** The model kept with an image. */
    public static Optional<Model3D> of(ImagePlus image) {
        return image != null && image.getProperty(PROPERTY) instanceof Model3D model
                ? Optional.of(model)
                : Optional.empty();
    }

    /** The model of the active image, or else of the image opened last that has one. */
    public static Optional<Model3D> newest() {
        int[] ids = ij.WindowManager.getIDList();
        Stream<ImagePlus> open = ids == null
                ? Stream.empty()
                : IntStream.range(0, ids.length).mapToObj(i -> ij.WindowManager.getImage(ids[ids.length - 1 - i]));
        return Stream.concat(Stream.ofNullable(ij.WindowManager.getCurrentImage()), open)
                .flatMap(image -> of(image).stream())
                .findFirst();
    }
}
