package org.vertebrafe.workbench;

import org.vertebrafe.base.Digest;
import org.vertebrafe.image.Labels;

/** A label map that a test can change. */
final class StubLabels implements LabelSource {

    Labels labels;

    StubLabels(Labels labels) {
        this.labels = labels;
    }

    @Override
    public String title() {
        return "stub labels";
    }

    @Override
    public String fingerprint() {
        Digest digest = new Digest();
        for (int at = 0; at < labels.grid().voxels(); at++) {
            digest.add(labels.get(at));
        }
        return digest.hex();
    }

    @Override
    public Labels read(CtData ct) {
        return labels;
    }

    @Override
    public Opening opening() {
        return Opening.UNKNOWN;
    }
}
