package org.vertebrafe.synthetic;

/**
 * HU of the tissues around the bone at 120 kVp.
 *
 * @param fat retroperitoneal, epidural and intermuscular fat, HU
 * @param muscle psoas and erector spinae, HU
 * @param vessel aorta and inferior vena cava, HU
 * @param disc intervertebral disc, HU
 * @param thecalSac cerebrospinal fluid with nerve roots, HU
 * @param mottleSd standard deviation of smooth mottle, HU
 */
public record SoftTissue(double fat, double muscle, double vessel, double disc, double thecalSac, double mottleSd) {

    /** A native abdominal scan. */
    public static final SoftTissue NATIVE = new SoftTissue(-100, 55, 42, 85, 18, 8);

    /** @throws org.vertebrafe.base.InputException if a value is out of its range */
    public SoftTissue {
        Checks.range("fat", fat, "HU", -1024, 3071);
        Checks.range("muscle", muscle, "HU", -1024, 3071);
        Checks.range("vessel", vessel, "HU", -1024, 3071);
        Checks.range("disc", disc, "HU", -1024, 3071);
        Checks.range("thecal sac", thecalSac, "HU", -1024, 3071);
        Checks.range("standard deviation of the mottle", mottleSd, "HU", 0, 200);
    }

    /** The same HU everywhere: bone in a bath. */
    public static SoftTissue uniform(double hu) {
        return new SoftTissue(hu, hu, hu, hu, hu, 0);
    }
}
