package org.vertebrafe.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;

class LabelRolesTest {

    private static Labels labels(int... values) {
        short[] array = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            array[i] = (short) values[i];
        }
        return new Labels(VoxelGrid.aligned(values.length, 1, 1, 1, 1, 1), array);
    }

    private static AbstractThrowableAssert<?, ?> refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(InputException.class);
    }

    private static String tissues(TissueMap map) {
        return IntStream.range(0, map.codes().length)
                .mapToObj(map::get)
                .map(tissue -> tissue == null ? "-" : tissue.id())
                .collect(Collectors.joining(" "));
    }

    /** TotalSegmentator 2 (task total) and VerSe class numbers. */
    @ParameterizedTest
    @CsvSource({
        "totalsegmentator, C1, 50",
        "totalsegmentator, C7, 44",
        "totalsegmentator, T1, 43",
        "totalsegmentator, T12, 32",
        "totalsegmentator, L1, 31",
        "totalsegmentator, L2, 30",
        "totalsegmentator, L5, 27",
        "verse, C1, 1",
        "verse, C7, 7",
        "verse, T1, 8",
        "verse, T12, 19",
        "verse, T13, 28",
        "verse, L1, 20",
        "verse, L5, 24",
        "verse, L6, 25"
    })
    void presetsNumberTheVertebraeAsPublished(String preset, String level, int label) {
        Labels many = labels(IntStream.rangeClosed(1, 117).toArray());
        assertThat(LabelRoles.preset(preset, level, many).roles()).containsExactly(entry(label, Tissue.VERTEBRA));
        // The only vertebra of a map needs no name, whatever other organs there are.
        assertThat(LabelRoles.preset(preset, "", labels(0, label, 117)).roles()).containsOnlyKeys(label);
    }

    @Test
    void onlyTheLevelAskedForBecomesTissue() {
        Labels labels = labels(0, 29, 30, 31, 5, 30);
        TissueMap map = TissueMap.of(labels, LabelRoles.preset("totalsegmentator", "L2", labels));
        assertThat(tissues(map)).isEqualTo("- - vertebra - - vertebra");
    }

    @Test
    void severalVertebraeWithoutAChoiceAreRefusedListingThem() {
        refused(() -> LabelRoles.preset("totalsegmentator", "", labels(27, 28, 30)))
                .hasMessageContainingAll("L2, L4, L5", "level");
        refused(() -> LabelRoles.preset("verse", "", labels(19, 20, 28))).hasMessageContainingAll("T12, T13, L1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"L3", "S1", "l2", "L 2", "T13", "30"})
    void levelsThatAreNotThereAreRefusedListingThoseThatAre(String level) {
        refused(() -> LabelRoles.preset("totalsegmentator", level, labels(27, 30)))
                .hasMessageContainingAll("Vertebra " + level + " is not in the label map", "L2, L5");
    }

    @Test
    void mapsWithoutAVertebraOfTheNumberingAreRefused() {
        refused(() -> LabelRoles.preset("totalsegmentator", "", labels(1, 2))).hasMessageContaining("no vertebra");
        refused(() -> LabelRoles.preset("totalsegmentator", "L2", labels(1, 2))).hasMessageContaining("no vertebra");
        refused(() -> LabelRoles.preset("nora", "", labels(1)))
                .hasMessageContainingAll("\"nora\"", "vertebrafe, spinefe-benchmark, totalsegmentator, verse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertebrafe", "spinefe-benchmark"})
    void dividedPresetsKnowSixTissuesAndRefuseOthersWithTheirCount(String preset) {
        Labels six = labels(6, 5, 4, 3, 2, 1, 0);
        assertThat(tissues(TissueMap.of(six, LabelRoles.preset(preset, "", six))))
                .isEqualTo("superior-cap inferior-cap cortical-process trabecular-process cortical-body"
                        + " trabecular-body -");
        Labels strange = labels(1, 30, 30, 65535);
        refused(() -> TissueMap.of(strange, LabelRoles.preset(preset, "", strange)))
                .hasMessageContainingAll("30 (2 voxels)", "65535 (1 voxels)", "[1, 2, 3, 4, 5, 6]", "set them to 0");
    }

    @Test
    void mapsWithoutAnyKnownLabelAreRefused() {
        refused(() -> TissueMap.of(labels(0, 0), LabelRoles.custom(Map.of(1, "body"))))
                .hasMessageContaining("label map is empty");
        refused(() -> TissueMap.of(labels(4, 4), new LabelRoles(new TreeMap<>(Map.of(1, Tissue.BODY)), true)))
                .hasMessageContainingAll("[1]", "[4]");
        refused(() -> LabelRoles.custom(Map.of())).hasMessageContaining("No label has a role");
    }

    @ParameterizedTest
    @EnumSource
    void customRolesNameEveryTissue(Tissue tissue) {
        Labels labels = labels(0, 65535);
        TissueMap map = TissueMap.of(labels, LabelRoles.custom(Map.of(65535, tissue.id())));
        assertThat(map.get(1)).isEqualTo(tissue);
        assertThat(Tissue.ofCode(tissue.code())).isEqualTo(tissue);
    }

    @ParameterizedTest
    @CsvSource({"0, body, 1 to 65535", "65536, body, 1 to 65535", "-1, body, 1 to 65535", "1, Body, superior-cap"})
    void customRolesOutOfRangeAreRefused(int label, String role, String remedy) {
        refused(() -> LabelRoles.custom(Map.of(label, role))).hasMessageContaining(remedy);
    }

    @Test
    void bodyMaskDividesAVertebraAndNothingElse() {
        Labels labels = labels(1, 1, 2, 0, 1);
        TissueMap map = TissueMap.of(labels, LabelRoles.custom(Map.of(1, "vertebra", 2, "superior-cap")));
        assertThat(tissues(map.divide(labels(0, 7, 7, 7, 0)))).isEqualTo("process body superior-cap - process");
        assertThat(tissues(map)).as("the map itself").isEqualTo("vertebra vertebra superior-cap - vertebra");
        refused(() -> map.divide(labels(0, 0, 1, 1, 0))).hasMessageContainingAll("does not overlap", "level");
        refused(() -> map.divide(labels(1, 1))).hasMessageContainingAll("grid", "2 x 1 x 1 against 5 x 1 x 1");
    }

    @Test
    void bodyMaskForAMapThatTellsTheBodyAlreadyIsRefusedNotIgnored() {
        TissueMap map = TissueMap.of(labels(1, 2), LabelRoles.custom(Map.of(1, "body", 2, "process")));
        refused(() -> map.divide(labels(1, 1))).hasMessageContaining("leave the mask out");
    }

    @Test
    void boxHoldsAllTissueAndNoMore() {
        VoxelGrid grid = VoxelGrid.aligned(5, 4, 3, 1, 1, 1);
        TissueMap map = Shapes.map(grid, Tissue.BODY, p -> p.equals(new Vec3(1, 2, 1)) || p.equals(new Vec3(3, 2, 0)));
        assertThat(map.boundingBox()).containsExactly(1, 2, 0, 4, 3, 2);
        assertThat(map.counts()).isEqualTo(Map.of(Tissue.BODY, 2));
        assertThat(map.only(Tissue::isProcess).counts()).isEmpty();
        assertThat(Optional.ofNullable(map.get(0))).isEmpty();
    }
}
