package org.vertebrafe.imagej;

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
}
