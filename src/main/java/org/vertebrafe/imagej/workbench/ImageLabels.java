package org.vertebrafe.imagej.workbench;

import ij.ImagePlus;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Labels;
import org.vertebrafe.imagej.ImageOpening;
import org.vertebrafe.imagej.ImagePlusVolumes;
import org.vertebrafe.imagej.ImagePrint;
import org.vertebrafe.workbench.CtData;
import org.vertebrafe.workbench.LabelSource;
import org.vertebrafe.workbench.Opening;

/** A label map of the CT: an open image. */
public final class ImageLabels implements LabelSource {

    private final ImagePlus image;
    private final ImageCt ct;
    private final String title;
    private final Opening opening;

    /**
     * @param image the label map
     * @param ct the CT it belongs to
     */
    public ImageLabels(ImagePlus image, ImageCt ct) {
        this.image = image;
        this.ct = ct;
        this.title = image.getTitle();
        this.opening = ImageOpening.of(image);
    }

    /** The image itself. */
    ImagePlus image() {
        return image;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String fingerprint() {
        return ImagePrint.of(image, "label map");
    }

    @Override
    public Labels read(CtData data) {
        ImagePlusVolumes.requireDistinct(ct.image(), "CT", image, "label map");
        return ct.stack()
                .orElseThrow(() -> new InputException("The CT is not read yet: go back to the first stage."))
                .labels(image);
    }

    @Override
    public Opening opening() {
        return opening;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageLabels labels && labels.image == image && labels.ct.equals(ct);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(image);
    }
}
