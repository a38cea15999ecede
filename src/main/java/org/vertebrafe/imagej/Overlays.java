package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;

/** The overlay of an image, which holds elements of ours beside those of the user. */
final class Overlays {

    private Overlays() {}

    /** The image's overlay, or a new one, after elements whose name starts so were removed from it. */
    static Overlay without(ImagePlus image, String start) {
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        removeNamed(overlay, start);
        return overlay;
    }

    /** Removes what was drawn before under a name that starts so; what else is there stays. */
    static void removeNamed(Overlay overlay, String start) {
        for (int n = overlay.size() - 1; n >= 0; n--) {
            String name = overlay.get(n).getName();
            if (name != null && name.startsWith(start)) {
                overlay.remove(n);
            }
        }
    }
}
