package org.vertebrafe.synthetic;

/**
 * A digital lumbar vertebra: continuous geometry and material, sampled by {@link VertebraSampler}.
 *
 * @param body shape of the body, mm
 * @param arch shape of arch and processes, mm
 * @param density what it is made of, g/cm3 K2HPO4
 * @param pose where it lies in the scanner, LPS mm
 * @param seed of the trabecular texture; the same seed gives the same bone on every machine
 */
public record SyntheticVertebra(BodyShape body, ArchShape arch, BoneDensity density, Pose pose, long seed) {

    /** An adult L2 with low bone mass, upright with the middle of its body at the origin. */
    public static SyntheticVertebra lumbar(long seed) {
        return new SyntheticVertebra(BodyShape.LUMBAR, ArchShape.LUMBAR, BoneDensity.LOW_BONE_MASS, Pose.UPRIGHT, seed);
    }

    public SyntheticVertebra withBody(BodyShape other) {
        return new SyntheticVertebra(other, arch, density, pose, seed);
    }

    public SyntheticVertebra withDensity(BoneDensity other) {
        return new SyntheticVertebra(body, arch, other, pose, seed);
    }

    public SyntheticVertebra withPose(Pose other) {
        return new SyntheticVertebra(body, arch, density, other, seed);
    }
}
