package org.vertebrafe.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;

class PhantomCatalogueTest {

    private static final String HEAD = "{\"schema\": \"vertebrafe-phantoms/1\", ";
    private static final String MINE = HEAD
            + "'phantoms': [{'id': 'mine', 'name': 'My rods', 'densityKind': 'ha', 'source': 'me', 'rods':"
                    .replace('\'', '"')
            + " [{\"name\": \"a\", \"density_mg_per_cm3\": 10}, {\"name\": \"b\", \"density_mg_per_cm3\": 210.5}]}]}";

    @ParameterizedTest
    @CsvSource({
        "mindways-model3, k2hpo4, -51.83 -53.4 58.88 157.05 375.83",
        "qrm-bdc-3, ha, 100 400 800",
        "qrm-bdc-6, ha, 0 100 200 400 600 800",
        "image-analysis-qct3d-plus, ha, 8 97.3 189.8",
        "b-mas-200, ha, 0 50 100 150 200",
        "siemens-osteo, ha, 0 200"
    })
    void shippedPhantomsHaveTheirNominalDensities(String id, String kind, String densities) {
        Phantom phantom = PhantomCatalogue.shipped().ofId(id);
        assertThat(phantom.kind().id()).isEqualTo(kind);
        String[] expected = densities.split(" ");
        assertThat(phantom.rods()).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(1000 * phantom.rods().get(i).density()).isCloseTo(Double.parseDouble(expected[i]), within(1e-9));
        }
        assertThat(phantom.certificate()).isEmpty();
    }

    @Test
    void onlyTheLiquidPhantomHasAWaterTerm() {
        assertThat(PhantomCatalogue.shipped().phantoms())
                .hasSize(6)
                .filteredOn(phantom -> phantom.waterTerm().isPresent())
                .singleElement()
                .satisfies(phantom -> {
                    assertThat(phantom.id()).isEqualTo("mindways-model3");
                    assertThat(phantom.waterTerm()).contains(new WaterTerm(-0.2174, 999.6));
                    assertThat(phantom.rod("C").waterEquivalent().orElseThrow()).isCloseTo(1.10357, within(1e-12));
                });
    }

    @Test
    void aUsersFileAddsPhantoms(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), MINE);
        PhantomCatalogue catalogue = PhantomCatalogue.shipped().plus(file);
        assertThat(catalogue.phantoms()).hasSize(7);
        assertThat(catalogue.ofId("mine").rod("b").density()).isCloseTo(0.2105, within(1e-12));
        assertThat(PhantomCatalogue.shipped().phantoms()).hasSize(6);
    }

    @Test
    void theValuesOfACertificateWinRodByRod() {
        PhantomCatalogue catalogue = PhantomCatalogue.shipped()
                .plus(
                        HEAD
                                + "\"certificates\": [{\"phantom\": \"qrm-bdc-3\", \"certificate\": \"4711\", \"rods\": "
                                + "[{\"name\": \"2\", \"density_mg_per_cm3\": 397.2}]}]}",
                        "certificate.json");
        Phantom certified = catalogue.ofId("qrm-bdc-3");
        assertThat(certified.rods().stream().map(rod -> Math.round(1e4 * rod.density())))
                .containsExactly(1000L, 3972L, 8000L);
        assertThat(certified.certificate()).contains("4711");
        assertThat(certified.source()).contains("certificate 4711");
        PhantomFit nominal = PhantomFit.of(
                PhantomCatalogue.shipped().ofId("qrm-bdc-3"), PhantomFitTest.readings(certified, 125, 500, 1000));
        PhantomFit fit = PhantomFit.of(certified, PhantomFitTest.readings(certified, 125, 500, 1000));
        assertThat(nominal.calibration().remarks()).singleElement().asString().contains("certificate");
        assertThat(fit.calibration().remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
        { "schema"                                                        | is not JSON
        [1, 2]                                                            | an object { ... } expected
        {"phantoms": []}                                                  | "schema" is "", "vertebrafe-phantoms/1" expected
        {"schema": "vertebrafe-phantoms/9"}                               | of another version
        {"schema": "vertebrafe-phantoms/1", "phantom": []}                | field "phantom" is unknown
        {"schema": "vertebrafe-phantoms/1", "phantoms": {}}               | must be an array
        {"schema": "vertebrafe-phantoms/1", "phantoms": [{"id": 3}]}      | "id" is 3, a text in quotes expected
        {"schema": "vertebrafe-phantoms/1", "phantoms": [{"id": "x"}]}    | user.json, phantoms 1: "name" is missing
        """)
    void brokenFilesAreRefusedSayingWhereAndWhy(String json, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomCatalogue.shipped().plus(json, "user.json"))
                .withMessageContaining("user.json")
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
        "density_mg_per_cm3": 10                            | "density_mg_per_cm3": "ten"    | a number expected
        "density_mg_per_cm3": 10                            | "density_mg_per_cm3": NaN      | a number expected
        "density_mg_per_cm3": 10                            | "density_mg_per_cm3": 1e6      | limits -500.000 .. 3000.00
        "density_mg_per_cm3": 10                            | "density": 10                  | rods 1: field "density" is unknown
        "name": "a"                                         | "name": "b"                    | two rods named "b"
        210.5                                               | 10                             | all rods have the same density
        "ha"                                                | "bone"                         | Density kind "bone" is unknown
        "id": "mine"                                        | "id": "qrm-bdc-3"              | list them under "certificates"
        210.5                                               | 210.5, "waterEquivalent_mg_per_cm3": 1000 | no water term
        """)
    void slipsInAPhantomAreRefused(String right, String wrong, String message) {
        assertThat(MINE).contains(right);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomCatalogue.shipped().plus(MINE.replace(right, wrong), "user.json"))
                .withMessageContaining(message);
    }

    @Test
    void unknownPhantomsAreAnsweredWithTheList() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomCatalogue.shipped().ofId("qrm"))
                .withMessageContaining("qrm-bdc-3, qrm-bdc-6");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PhantomCatalogue.shipped().plus(Path.of("no-such-file.json")))
                .withMessageContaining("no-such-file.json is not a file");
    }
}
