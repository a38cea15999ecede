package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;

/** Overlays of images, in which others draw as well. */
final class Overlays {

    private Overlays() {}

    /** Removes what was drawn before under a name that begins so; what else is there stays. */
    static void removeNamed(Overlay overlay, String start) {
        for (int n = overlay.size() - 1; n >= 0; n--) {
            String name = overlay.get(n).getName();
            if (name != null && name.startsWith(start)) {
                overlay.remove(n);
            }
        }
    }

    /** The image's overlay, or a new one, without what was drawn before under a name that begins so. */
    static Overlay without(ImagePlus image, String start) {
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        removeNamed(overlay, start);
        return overlay;
    }
}
