package org.vertebrafe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.InputException;

class SettingsTest {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    @Provide
    Arbitrary<Map<String, String>> changes() {
        List<Arbitrary<Map.Entry<String, String>>> each = new ArrayList<>();
        for (Settings.Item item : SETTINGS.items()) {
            each.add(text(item).map(text -> Map.entry(item.name(), text)));
        }
        return Combinators.combine(each).as(entries -> {
            Map<String, String> map = new LinkedHashMap<>();
            entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
            return map;
        });
    }

    private static Arbitrary<String> text(Settings.Item item) {
        Setting setting = item.declaration();
        if (item.type() == String.class) {
            return setting.choices().length > 0
                    ? Arbitraries.of(setting.choices())
                    : Arbitraries.of("", "L2", "1=body,2=\"x\"", "ä\\\n<&>");
        }
        if (item.type() == int.class) {
            return Arbitraries.integers()
                    .between((int) setting.min(), (int) setting.max())
                    .map(String::valueOf);
        }
        return Arbitraries.doubles()
                .between(Math.max(-1e9, setting.min()), Math.min(1e9, setting.max()))
                .ofScale(15)
                .map(String::valueOf);
    }

    @Property(tries = 200)
    void jsonBringsEveryConfigurationBack(@ForAll("changes") Map<String, String> changes) {
        AnalysisConfig config = SETTINGS.with(AnalysisConfig.defaults(), changes);
        assertThat(SETTINGS.fromJson(SETTINGS.toJson(config).toString())).isEqualTo(config);
        changes.forEach((name, text) -> {
            Object value = SETTINGS.values(config).get(name);
            assertThat(value instanceof Number n ? n.doubleValue() : value)
                    .as(name)
                    .isEqualTo(value instanceof Number ? Double.valueOf(text) : text);
        });
    }

    @Test
    void jsonThatNamesNothingGivesTheDefaultsAndOthersStayAtThem() {
        assertThat(SETTINGS.fromJson("{}")).isEqualTo(AnalysisConfig.defaults());
        AnalysisConfig one = SETTINGS.fromJson("{\"elementSize\": 1.5, \"threads\": \"3\"}");
        assertThat(one.elementSize()).isEqualTo(1.5);
        assertThat(one.threads()).isEqualTo(3);
        assertThat(SETTINGS.with(one, Map.of("elementSize", "0", "threads", "0")))
                .isEqualTo(AnalysisConfig.defaults());
    }

    @Test
    void defaultsAreTheStudys() {
        AnalysisConfig config = AnalysisConfig.defaults();
        assertThat(List.of(config.law(), config.conversion(), config.bc(), config.strength(), config.calibration()))
                .containsExactly("morgan2003-vertebra", "k2hpo4-as-ash", "study", "reaction-2pct", "none");
        assertThat(config.compression()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Value, unit and limit are named.
                "elementSize | 11     | elementSize = \"11\" mm is outside the limits 0 .. 10 mm",
                "elementSize | -0.1   | elementSize = \"-0.1\" mm is outside the limits 0 .. 10 mm",
                "elementSize | NaN    | elementSize = \"NaN\" mm is not a number",
                "elementSize | 1,5    | elementSize = \"1,5\" mm is not a number",
                "elementSize | 1,5    | decimal point",
                "elementSize | ''     | elementSize = \"\" mm is not a number",
                "elementSize | 1 mm   | is not a number",
                "elementSize | 0x1p1  | is not a number",
                "elementSize | 2d     | is not a number",
                "poissonRatio | 0.5   | poissonRatio = \"0.5\" is outside the limits 0 .. 0.49",
                "threads | 1.5        | threads = \"1.5\" is not a whole number",
                "threads | 1025       | threads = \"1025\" is outside the limits 0 .. 1024",
                "maxIterations | 0    | is outside the limits 1 .. 10000000",
                "lawCoefficient | Infinity | is not a number",
                "lawCoefficient | 1e999 | lawCoefficient = \"1e999\" MPa is outside the limits",
                "lawOffset | -Infinity | is not a number",
                "lawOffset | NaN      | lawOffset = \"NaN\" MPa is not a number",
                "calibrationSlope | 0.7 | calibrationSlope = \"0.7\" g/cm3 per HU is outside the limits 0 .. 0.01 g/cm3 per HU",
                "calibrationSlope | 0.7 | divide it by 1000",
                "law | Morgan         | law = \"Morgan\" is not one of morgan2003-vertebra, kopperdahl2002",
                "bc | ''              | bc = \"\" is not one of study, plates-free, plates-held",
                "labelpreset | verse  | Setting \"labelpreset\" is unknown; there are input, calibration,"
            })
    void valuesThatCannotBeAreRefusedNamingValueUnitAndLimit(String name, String text, String message) {
        assertThatThrownBy(() -> SETTINGS.with(AnalysisConfig.defaults(), Map.of(name, text)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void localeOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Phantom.config(Map.of("elementSize", "1.5")).elementSize())
                    .isEqualTo(1.5);
            assertThatThrownBy(() -> Phantom.config(Map.of("poissonRatio", "0.5")))
                    .hasMessageContaining("0 .. 0.49");
            String json = ResultJson.of(Phantom.result());
            assertThat(json).contains("\"poissonRatio\": 0.3");
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(SETTINGS.items()).noneMatch(item -> item.optionName().contains("ı"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "3",
                "\"law\"",
                "{\"law\": ",
                "{\"law\": [1]}",
                "{\"law\": null}",
                "{\"x\": 1}",
                "{\"threads\": true}"
            })
    void textThatIsNotAConfigurationIsRefused(String json) {
        assertThatThrownBy(() -> SETTINGS.fromJson(json)).isInstanceOf(InputException.class);
    }

    /** ImageJ finds "mask=" inside "bonemask=": no recorded name may end another. */
    @Test
    void noNameOfAMacroOptionEndsAnother() {
        List<String> names = new ArrayList<>(List.of("ct", "labels", "maps", "folder", "configuration"));
        SETTINGS.items().forEach(item -> names.add(item.name().toLowerCase(Locale.ROOT)));
        for (String one : names) {
            assertThat(names.stream().filter(other -> other.endsWith(one)))
                    .as("names that end in " + one)
                    .containsExactly(one);
        }
    }

    @Test
    void everySettingIsDeclaredForPeople() {
        assertThat(SETTINGS.items()).extracting(Settings.Item::optionName).doesNotHaveDuplicates();
        assertThat(SETTINGS.items()).extracting(Settings.Item::labelWithUnit).doesNotHaveDuplicates();
        for (Settings.Item item : SETTINGS.items()) {
            assertThat(item.optionName()).matches("[a-z]+(-[a-z]+)*");
            assertThat(item.declaration().help()).as(item.name()).endsWith(".");
            assertThat(item.declaration().label()).isNotBlank();
            assertThat(item.parse(item.declaration().byDefault())).isEqualTo(item.defaultValue());
        }
    }
}
