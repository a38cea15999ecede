package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;

/** The overlay of an image, which holds elements of ours beside those of the user. */
final class Overlays {

    private Overlays() {}

    /** The image's overlay, or a new one, after elements whose name starts so were removed from it. */
    static Overlay without(ImagePlus image, String name) {
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        for (int i = overlay.size() - 1; i >= 0; i--) {
            String other = overlay.get(i).getName();
            if (other != null && other.startsWith(name)) {
                overlay.remove(i);
            }
        }
        return overlay;
    }
}
