package org.vertebrafe.imagej;

import ij.plugin.frame.RoiManager;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.util.Optional;

/** ImageJ's ROI Manager, which is a window: without a screen it is there in Fiji only. */
public final class RoiManagers {

    private RoiManagers() {}

    /** The one that is open. */
    public static Optional<RoiManager> present() {
        try {
            return Optional.ofNullable(RoiManager.getInstance2());
        } catch (HeadlessException e) {
            // In a headless macro plain ImageJ tries to make one, and cannot.
            return Optional.empty();
        }
    }

    /** The one that is open, or a new one where there is a screen. */
    public static Optional<RoiManager> open() {
        return GraphicsEnvironment.isHeadless() ? present() : Optional.of(RoiManager.getRoiManager());
    }
}
