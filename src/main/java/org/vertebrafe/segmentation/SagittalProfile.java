package org.vertebrafe.segmentation;

/**
 * An endplate in the mid-sagittal plane of a vertebral body: its height, mm above the middle of the body in the axes of a
 * {@link VertebraShape}, at three places.
 *
 * @param posterior at the posterior border, as high as the rim there
 * @param middle in the middle of the depth
 * @param anterior at the anterior border, as high as the rim there
 */
public record SagittalProfile(double posterior, double middle, double anterior) {}
