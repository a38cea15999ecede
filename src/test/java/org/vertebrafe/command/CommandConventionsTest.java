package org.vertebrafe.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import ij.IJ;
import ij.ImagePlus;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;
import org.scijava.util.Types;
import org.scijava.widget.Button;
import org.vertebrafe.imagej.plain.GuidePages;

/** What a Fiji user expects of every command, for all that the annotation index lists. */
class CommandConventionsTest {

    private static final Context CONTEXT =
            new Context(CommandService.class, ModuleService.class, TaskService.class, ConvertService.class);

    private static final List<CommandInfo> COMMANDS = CONTEXT.service(CommandService.class).getCommands().stream()
            .filter(info -> info.getDelegateClassName().startsWith("org.vertebrafe.command."))
            .filter(info -> !info.getDelegateClassName().contains("StandIn"))
            .toList();

    /** Numbers without a unit, by what their labels say. */
    private static final Pattern DIMENSIONLESS =
            Pattern.compile("(?i).*(ratio|exponent|factor|tolerance|iterations|threads|number"
                    + " of|voxels|label|seed|specificity|vertebra|at once|samples).*");

    private static final Pattern UNIT = Pattern.compile(".*(\\([^)]+\\)|\\[[^\\]]+])");

    /** Commands that open a window, draw or count at once: there is nothing to wait for. */
    private static final Set<String> QUICK = Set.of(
            "CohortStatistics",
            "EditVertebraLabels",
            "HistogramVertebra",
            "MapVertebra",
            "MeasureVertebraPoints",
            "OverlayVertebraMap",
            "ProbeVertebra",
            "ProfileVertebra",
            "SectionVertebra",
            "VertebraWorkbench");

    @AfterAll
    static void stop() {
        CONTEXT.dispose();
    }

    @Test
    void allCommandsAreLookedAt() {
        assertThat(COMMANDS).hasSizeGreaterThanOrEqualTo(16);
    }

    /** Help leads to a page of the guide that is there and speaks of the command. */
    @Test
    void theGuideHasAPageOnEach() throws IOException {
        List<String> titles = COMMANDS.stream().map(CommandInfo::getTitle).toList();
        assertThat(GuidePages.commands()).containsExactlyInAnyOrderElementsOf(titles);
        for (String title : titles) {
            Path page = Path.of(
                    "src/site/markdown", GuidePages.of(title).orElseThrow().file());
            assertThat(Files.readString(page).replaceAll("\\s+", " "))
                    .as(title + " in " + page)
                    .contains(title.replaceFirst(" \\(B\\d0f-like\\)", ""));
        }
    }

    @TestFactory
    Stream<DynamicTest> keepsTheConventions() {
        return COMMANDS.stream().map(info -> DynamicTest.dynamicTest(info.getTitle(), () -> check(info)));
    }

    private static void check(CommandInfo info) {
        String path = info.getMenuPath().getMenuString();
        assertThat(path).matches("(Plugins > VertebraFE > |File > Open Samples > VertebraFE).+");
        assertThat(info.getDescription()).isNotBlank().endsWith(".");
        Module module = CONTEXT.service(ModuleService.class).createModule(info);
        assertThat(module).isInstanceOf(Cancelable.class);
        List<ModuleItem<?>> asked = new ArrayList<>();
        boolean progress = false;
        boolean help = false;
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            Class<?> type = Types.box(item.getType());
            progress |= type == TaskService.class;
            help |= type == Button.class && "help".equals(item.getCallback());
            if (type == ImagePlus.class
                    || type == File.class
                    || type.getPackageName().equals("java.lang")) {
                check(item, type);
                asked.add(item);
            }
            assertThat(type).as("File[] records badly: %s", item.getName()).isNotEqualTo(File[].class);
        }
        checkNames(asked);
        String name = info.getDelegateClassName().replaceAll(".*\\.", "");
        assertThat(progress || QUICK.contains(name))
                .as("has a TaskService for its progress")
                .isTrue();
        boolean dialog = asked.stream()
                        .filter(item -> item.getVisibility() != ItemVisibility.INVISIBLE)
                        .count()
                > 0;
        assertThat(help).as("a Help button where there is a dialog").isEqualTo(dialog);
        if (!dialog) {
            assertThat(info.getTitle()).doesNotEndWith("...");
        }
        for (ModuleItem<?> output : module.getInfo().outputs()) {
            assertThat(output.getLabel()).as("output %s", output.getName()).isNotBlank();
        }
    }

    private static void check(ModuleItem<?> item, Class<?> type) {
        assertThat(item.isPersisted())
                .as("%s: a macro's default must not be of somebody's last dialog", item.getName())
                .isFalse();
        assertThat(item.getLabel()).as(item.getName()).isNotBlank();
        assertThat(item.getDescription()).as(item.getName()).isNotBlank().endsWith(".");
        if (type == File.class) {
            assertThat(item.isRequired())
                    .as("an optional File cancels a headless macro: %s", item.getName())
                    .isTrue();
        }
        if (Number.class.isAssignableFrom(type)
                && !DIMENSIONLESS.matcher(item.getLabel()).matches()) {
            assertThat(item.getLabel()).as("a unit for %s", item.getName()).matches(UNIT);
        }
    }

    /** ij.Macro finds "mask=" inside "bonemask=", and keys are lower case. */
    private static void checkNames(List<ModuleItem<?>> items) {
        List<String> names = items.stream()
                .map(item -> item.getName().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        for (String name : names) {
            assertThat(names).filteredOn(other -> !other.equals(name)).noneMatch(other -> other.endsWith(name));
        }
    }

    /** Macros know commands by these alone: among all of ImageJ's own, too. */
    @Test
    void theNamesAreUnique() throws IOException {
        List<String> names = COMMANDS.stream().map(CommandInfo::getTitle).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(imageJ()).hasSizeGreaterThan(300).doesNotContainAnyElementsOf(names);
    }

    private static Set<String> imageJ() throws IOException {
        Properties list = new Properties();
        try (InputStream in = IJ.class.getResourceAsStream("/IJ_Props.txt")) {
            list.load(in);
        }
        return list.stringPropertyNames().stream()
                .map(key -> Pattern.compile("\"([^\"\\[]+).*").matcher(list.getProperty(key)))
                .filter(java.util.regex.Matcher::matches)
                .map(MatchResult.class::cast)
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    /** The order of the menu is that of the work, not that of the alphabet. */
    @Test
    void theMenuHasAnOrder() {
        Set<Double> weights = new HashSet<>();
        COMMANDS.stream()
                .filter(info -> info.getMenuPath().get(0).getName().equals("Plugins"))
                .forEach(info -> assertThat(
                                weights.add(info.getMenuPath().getLeaf().getWeight()))
                        .as("a weight of its own: %s", info.getTitle())
                        .isTrue());
    }

    /** IJ.run would stop the recorder; outputs are shown by whoever runs the command. */
    @Test
    void commandsRunNoMacrosAndShowNoOutputs() {
        noClasses()
                .that()
                .resideInAPackage("org.vertebrafe.command")
                .should()
                .callMethod(IJ.class, "run", String.class)
                .orShould()
                .callMethod(IJ.class, "run", String.class, String.class)
                .orShould()
                .callMethod(IJ.class, "run", ImagePlus.class, String.class, String.class)
                .orShould()
                .callMethod(ImagePlus.class, "show")
                .orShould()
                .callMethod(ImagePlus.class, "show", String.class)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.vertebrafe.command"));
    }
}
