package org.vertebrafe.workbench;

import org.vertebrafe.image.Labels;

/** A label map that is open. */
public interface LabelSource {

    /** Title of the image. */
    String title();

    /**
     * A fingerprint of its labels as they are now; quick.
     *
     * @throws org.vertebrafe.base.InputException if it is not open any more
     */
    String fingerprint();

    /**
     * Reads it onto the grid of the CT.
     *
     * @throws org.vertebrafe.base.InputException if it is no label map of this CT, with what to do about it
     */
    Labels read(CtData ct);

    /** How it is opened again. */
    Opening opening();
}
