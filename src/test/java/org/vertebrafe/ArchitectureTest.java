package org.vertebrafe;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walls between the rooms of the house, and the size of what stands in them. */
class ArchitectureTest {

    private static final String ROOT = "org.vertebrafe";

    private static final Path SOURCES = Path.of("src/main/java");

    private static final int MAX_LINES = 400;

    private static final int MAX_COMMAND_LINES = 150;

    /** Rooms in the order of the house, each with the rooms it may know besides itself and {@code base}. */
    private static final Map<String, List<String>> ROOMS = rooms();

    /** Rooms that know the desktop; all others are core. */
    private static final List<String> OUTER = List.of("imagej", "command", "cli", "launch");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static Map<String, List<String>> rooms() {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        rooms.put("base", List.of());
        rooms.put("image", List.of());
        rooms.put("calibration", List.of("image"));
        rooms.put("segmentation", List.of("image"));
        rooms.put("density", List.of("image", "calibration", "segmentation"));
        rooms.put("mesh", List.of("image", "segmentation"));
        rooms.put("material", List.of("image", "calibration", "segmentation", "mesh"));
        rooms.put("fem.linalg", List.of());
        rooms.put("fem", List.of("mesh", "material", "fem.linalg"));
        rooms.put("strength", List.of("fem"));
        rooms.put("field", List.of("image", "mesh", "fem"));
        rooms.put("synthetic", List.of("image", "calibration"));
        rooms.put("io", List.copyOf(rooms.keySet()));
        rooms.put("analysis", List.copyOf(rooms.keySet()));
        rooms.put("workbench", List.copyOf(rooms.keySet()));
        rooms.put("study", List.copyOf(rooms.keySet()));
        rooms.put("imagej", List.copyOf(rooms.keySet()));
        List<String> imagejAndBelow = List.copyOf(rooms.keySet());
        rooms.put("command", imagejAndBelow);
        rooms.put("cli", imagejAndBelow);
        rooms.put("launch", List.of());
        return rooms;
    }

    @TestFactory
    Stream<DynamicTest> aRoomKnowsOnlyTheRoomsItMay() {
        return ROOMS.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
                    List<String> allowed = new ArrayList<>(room.getValue());
                    allowed.add(room.getKey());
                    allowed.add("base");
                    String[] packages =
                            allowed.stream().flatMap(ArchitectureTest::packages).toArray(String[]::new);
                    classes()
                            .that()
                            .resideInAnyPackage(packages(room.getKey()).toArray(String[]::new))
                            .should()
                            .onlyDependOnClassesThat(
                                    not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(packages)))
                            .allowEmptyShould(true)
                            .check(CLASSES);
                }));
    }

    /** The packages of a room: it and those below it, but {@code fem.linalg} is a room of its own. */
    private static Stream<String> packages(String room) {
        String own = ROOT + "." + room;
        return Stream.of(room.equals("fem") ? own : own + "..");
    }

    @Test
    void everyClassStandsInARoom() {
        String[] packages =
                ROOMS.keySet().stream().flatMap(ArchitectureTest::packages).toArray(String[]::new);
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should()
                .resideInAnyPackage(packages)
                .check(CLASSES);
    }

    @Test
    void theCoreDoesNotKnowTheDesktop() {
        noClasses()
                .that()
                .resideOutsideOfPackages(outer())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ij..", "java.awt..", "javax.swing..", "org.scijava..")
                .check(CLASSES);
    }

    @Test
    void nobodyKnowsCommandsTheCommandLineOrTheLauncher() {
        for (String room : List.of("command", "cli", "launch")) {
            String own = ROOT + "." + room + "..";
            noClasses()
                    .that()
                    .resideOutsideOfPackage(own)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(own)
                    .check(CLASSES);
        }
    }

    /** It must load in a Java that can load nothing else of ours. */
    @Test
    void theLauncherKnowsNobody() {
        String own = ROOT + ".launch..";
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAPackage(own))))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".launch..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void chanceAlwaysHasASeed() {
        noClasses()
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(SplittableRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .check(CLASSES);
    }

    @Test
    void publicClassesOfTheCoreAreClosed() {
        classes()
                .that()
                .arePublic()
                .and()
                .resideOutsideOfPackages(outer())
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    private static String[] outer() {
        return OUTER.stream().map(room -> ROOT + "." + room + "..").toArray(String[]::new);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (Stream<Path> files = sources()) {
            assertThat(files.map(Path::getParent).distinct()).isNotEmpty().allSatisfy(folder -> assertThat(
                            folder.resolve("package-info.java"))
                    .isNotEmptyFile());
        }
    }

    @Test
    void sourceFilesStaySmall() throws IOException {
        try (Stream<Path> files = sources()) {
            assertThat(files).isNotEmpty().allSatisfy(file -> {
                boolean command = file.startsWith(SOURCES.resolve("org/vertebrafe/command"));
                assertThat(Files.readAllLines(file))
                        .as(file.toString())
                        .hasSizeLessThanOrEqualTo(command ? MAX_COMMAND_LINES : MAX_LINES);
            });
        }
    }

    private static Stream<Path> sources() throws IOException {
        return Files.walk(SOURCES).filter(file -> file.toString().endsWith(".java"));
    }
}
