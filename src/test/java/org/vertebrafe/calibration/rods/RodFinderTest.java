package org.vertebrafe.calibration.rods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.PhantomCatalogue;
import org.vertebrafe.calibration.PhantomFit;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.dicom.ImageIoDecoders;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.dicom.DicomCt;

class RodFinderTest {

    private static final List<Phantom> ALL = PhantomCatalogue.shipped().phantoms();
    /** Quick to search, where many searches are needed. */
    private static final VoxelGrid COARSE = PaintedPhantom.axial(2, 4, 8);

    /** Those most easily mistaken: two and three rods. */
    private static final List<Phantom> FEW_RODS =
            ALL.stream().filter(phantom -> phantom.rods().size() < 4).toList();

    private static final VoxelGrid AXIAL = PaintedPhantom.axial(1.25, 2, 20);

    static List<Phantom> phantoms() {
        return ALL;
    }

    private static Phantom phantom(String id) {
        return PhantomCatalogue.shipped().ofId(id);
    }

    private static PaintedPhantom painted(Phantom phantom) {
        double pitch = phantom.rods().size() > 5 ? 40 : 48;
        return PaintedPhantom.of(phantom, pitch, phantom.waterTerm().isPresent() ? 0.7 : 0.85, 2);
    }

    private static FoundPhantom find(Volume hu, List<Phantom> candidates) {
        return RodFinder.find(hu, candidates, TaskExecutors.multiThreaded(), Progress.NONE);
    }

    private static void assertPlaced(PaintedPhantom painted, FoundPhantom found) {
        for (RodRegion region : found.rods()) {
            PaintedPhantom.Rod rod = painted.rods.stream()
                    .filter(r -> r.name().equals(region.rod()))
                    .findFirst()
                    .orElseThrow();
            for (Vec3 end : List.of(region.from(), region.to())) {
                assertThat(painted.axis(rod, end.z()).minus(end).norm())
                        .as("rod %s at %s", region.rod(), end)
                        .isLessThan(0.6);
            }
            assertThat(region.radius()).isBetween(0.93 * painted.radius, 1.07 * painted.radius);
        }
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void everyPhantomIsRecognizedAndItsRodsAreWhereTheyArePainted(Phantom phantom) {
        PaintedPhantom painted = painted(phantom);
        painted.slopeX = 0.1;
        painted.slopeY = -0.12;
        FoundPhantom found = find(painted.on(AXIAL), ALL);
        assertThat(found.phantom()).isEqualTo(phantom);
        assertThat(found.rods())
                .extracting(RodRegion::rod)
                .containsExactlyElementsOf(
                        phantom.rods().stream().map(r -> r.name()).toList());
        assertPlaced(painted, found);
        if (phantom.rods().size() > 2) {
            assertThat(found.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 7, 12, 15})
    void rodsOfAnySizeAreFound(double radius) {
        PaintedPhantom painted = painted(phantom("qrm-bdc-3"));
        painted.radius = radius;
        painted.halfHeight = radius + 5;
        FoundPhantom found = find(painted.on(AXIAL), ALL);
        assertThat(found.phantom().id()).isEqualTo("qrm-bdc-3");
        assertPlaced(painted, found);
    }

    /** Axial, sagittal and coronal stacks, and axial ones whose axes run the other way. */
    static List<VoxelGrid> orders() {
        Vec3 x = new Vec3(1, 0, 0);
        Vec3 y = new Vec3(0, 1, 0);
        Vec3 z = new Vec3(0, 0, 1);
        return List.of(
                new VoxelGrid(210, 110, 12, new Vec3(1.5, 1.5, 3), new Vec3(157, -125, -17), x.times(-1), y, z),
                new VoxelGrid(210, 110, 12, new Vec3(1.5, 1.5, 3), new Vec3(-157, 40, 17), x, y.times(-1), z.times(-1)),
                new VoxelGrid(110, 40, 105, new Vec3(1.5, 1.2, 3), new Vec3(-156, -125, -24), y, z, x),
                new VoxelGrid(210, 40, 55, new Vec3(1.5, 1, 3), new Vec3(-157, -125, 20), x, z.times(-1), y));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void theOrderOfTheVoxelsDoesNotMatter(VoxelGrid grid) {
        PaintedPhantom painted = painted(phantom("mindways-model3"));
        FoundPhantom found = find(painted.on(grid), ALL);
        assertThat(found.phantom().id()).isEqualTo("mindways-model3");
        assertThat(found.rods()).hasSize(5);
        assertPlaced(painted, found);
        assertThat(found.warnings()).isEmpty();
    }

    @Test
    void thickSlicesAndLargeVoxelsAreEnough() {
        PaintedPhantom painted = painted(phantom("mindways-model3"));
        FoundPhantom found = find(painted.on(PaintedPhantom.axial(3, 5, 20)), ALL);
        assertThat(found.phantom().id()).isEqualTo("mindways-model3");
        assertThat(found.rods()).hasSize(5);
    }

    @Test
    void aPhantomTheOtherWayRoundIsRecognizedAndToldOf() {
        Phantom qrm = phantom("qrm-bdc-6");
        PaintedPhantom painted = PaintedPhantom.of(qrm, -40, 0.85, 2);
        FoundPhantom found = find(painted.on(AXIAL), ALL);
        assertThat(found.phantom()).isEqualTo(qrm);
        assertPlaced(painted, found);
        assertThat(found.warnings()).singleElement().asString().contains("the other way round", "patient's left");
    }

    @Test
    void rodsOutOfViewAreLeftOutAndNamed() {
        PaintedPhantom painted = painted(phantom("mindways-model3"));
        VoxelGrid cut = AXIAL.crop(0, 0, 0, 180, AXIAL.ny(), AXIAL.nz());
        FoundPhantom found = find(painted.on(cut), ALL);
        assertThat(found.phantom().id()).isEqualTo("mindways-model3");
        assertThat(found.rods()).extracting(RodRegion::rod).containsExactly("A", "B", "C", "D");
        assertPlaced(painted, found);
        assertThat(found.warnings()).singleElement().asString().contains("Out of view: rod E");
    }

    @Test
    void twoRodsOfThreeAreNotEnough() {
        PaintedPhantom painted = PaintedPhantom.of(phantom("qrm-bdc-3"), 60, 0.85, 2);
        Volume cut = painted.on(AXIAL.crop(100, 0, 0, 156, AXIAL.ny(), AXIAL.nz()));
        FoundPhantom found = find(cut, List.of(phantom("qrm-bdc-3")));
        assertThat(found.rods()).extracting(RodRegion::rod).containsExactly("2", "3");
        assertThat(found.warnings()).anySatisfy(w -> assertThat(w).contains("Out of view: rod 1"));
        RodMeasurement measured =
                RodMeasurement.of(cut, found.phantom(), found.rods(), TaskExecutors.singleThreaded(), Progress.NONE);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomFit.of(found.phantom(), measured.readings()))
                .withMessageContaining("2 rods")
                .withMessageContaining("at least 3");
    }

    @Test
    void twoPhantomsOfTheSameDensitiesAreNotToldApartButNamed() {
        Phantom qrm = phantom("qrm-bdc-3");
        Phantom twin = new Phantom(
                "twin", "Twin of it", qrm.kind(), qrm.rods(), Optional.empty(), "made up", Optional.empty());
        Volume hu = painted(qrm).on(AXIAL);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> find(hu, List.of(qrm, twin)))
                .withMessageContaining("QRM-BDC/3")
                .withMessageContaining("Twin of it")
                .withMessageContaining("Choose the phantom");
        assertThat(find(hu, List.of(twin)).phantom()).isEqualTo(twin);
    }

    /** Every phantom under the name of every other: refused, or found with a warning. */
    @ParameterizedTest
    @MethodSource("phantoms")
    void aWrongNameIsNeverAcceptedInSilence(Phantom there) {
        Volume hu = painted(there).on(COARSE);
        for (Phantom named : ALL) {
            if (named.equals(there)) {
                continue;
            }
            try {
                FoundPhantom found = find(hu, List.of(named));
                assertThat(found.warnings())
                        .as("%s as %s", there.name(), named.name())
                        .isNotEmpty();
            } catch (InputException e) {
                assertThat(e).message().containsAnyOf("they are not those of", "No rods of a calibration phantom");
            }
        }
    }

    @Test
    void rodsOfAnUnknownPhantomAreReportedWithTheirNumbers() {
        PaintedPhantom painted = painted(phantom("mindways-model3"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> find(painted.on(AXIAL), List.of(phantom("qrm-bdc-3"))))
                .withMessageContaining("not those of QRM-BDC/3")
                .withMessageContaining("catalogue of your own");
    }

    @Test
    void aPatientWithoutPhantomHasNone() {
        PaintedPhantom painted = new PaintedPhantom();
        painted.slab = false;
        assertNone(painted.on(COARSE));
    }

    /** A slab without rods, tubes in air, a rail, and long bones of one kind side by side. */
    @Test
    void tubesRailsAndBonesAreNoPhantom() {
        PaintedPhantom slab = new PaintedPhantom();
        assertNone(slab.on(COARSE));
        PaintedPhantom tubes = new PaintedPhantom();
        tubes.slab = false;
        for (int n = 0; n < 4; n++) {
            double x = -90 + 60 * n;
            // Hollow rails of plastic under the table, and drips beside the patient.
            tubes.plus(p -> Math.hypot(p.x() - x, p.y() - 32) < 7 && Math.hypot(p.x() - x, p.y() - 32) > 5 ? 1100 : 0);
        }
        assertNone(tubes.on(COARSE));
        PaintedPhantom bones = new PaintedPhantom();
        bones.slab = false;
        for (int n = 0; n < 3; n++) {
            double x = -60 + 60 * n;
            double hu = 200 + 130 * n;
            bones.plus(p -> Math.hypot(p.x() - x, p.y() + 45) < 9 ? hu : 0);
        }
        assertNone(bones.on(COARSE));
    }

    private static void assertNone(Volume hu) {
        assertNone(hu, ALL);
    }

    /** Nothing is found, neither among all phantoms nor when one is named. */
    private static void assertNone(Volume hu, List<Phantom> named) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> find(hu, ALL))
                .withMessageMatching("(?s).*(No rods of a calibration phantom|they are not those of).*");
        for (Phantom one : named) {
            assertThatExceptionOfType(InputException.class).isThrownBy(() -> find(hu, List.of(one)));
        }
    }

    @Test
    void realPatientsWithoutPhantomHaveNone() throws IOException {
        assertNone(
                Nifti.readVolume(Path.of("../shared/data/torso-ct/ct.nii.gz")).image());
        assertNone(
                DicomCt.read(
                                Path.of("../shared/data/torso-dicom"),
                                ImageIoDecoders.all(),
                                TaskExecutors.multiThreaded(),
                                Progress.NONE)
                        .volume(),
                FEW_RODS);
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        Volume hu = painted(phantom("b-mas-200")).on(AXIAL);
        FoundPhantom one = RodFinder.find(hu, ALL, TaskExecutors.singleThreaded(), Progress.NONE);
        try (TaskExecutor three = TaskExecutors.fixedThreadPool(3)) {
            assertThat(RodFinder.find(hu, ALL, three, Progress.NONE)).isEqualTo(one);
        }
    }

    @Test
    void theOrderOfTheCandidatesDoesNotMatter() {
        Volume hu = painted(phantom("image-analysis-qct3d-plus")).on(AXIAL);
        List<Phantom> backwards = new ArrayList<>(ALL);
        Collections.reverse(backwards);
        assertThat(find(hu, backwards)).isEqualTo(find(hu, ALL));
    }

    @Test
    void cancellingStopsTheSearch() {
        Progress cancelled = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                assertThat(stage).isNotBlank();
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        Volume hu = painted(phantom("b-mas-200")).on(PaintedPhantom.axial(3, 5, 8));
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> RodFinder.find(hu, ALL, TaskExecutors.singleThreaded(), cancelled));
    }

    @Test
    void aPhantomMustBeNamed() {
        Volume hu = new PaintedPhantom().on(PaintedPhantom.axial(5, 5, 4));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> find(hu, List.of()))
                .withMessageContaining("at least one");
    }
}
