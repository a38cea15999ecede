package org.vertebrafe.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person whose Java is too old sees: a message, not UnsupportedClassVersionError. */
class JavaCheckTest {

    private static final Path CLASSES = Path.of("target/classes");

    private static final int JAVA_8 = 52;

    /** Of a class that this Java, which stands for an old one, cannot load. */
    private static final int FUTURE = 200;

    @TempDir
    private Path folder;

    @Test
    void theLauncherLoadsInJava8() throws IOException {
        List<Path> files = classFiles(CLASSES.resolve("org/vertebrafe/launch"));
        assertThat(files)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(file -> assertThat(major(file)).as(file.toString()).isEqualTo(JAVA_8));
        assertThat(major(CLASSES.resolve("org/vertebrafe/command/AnalyzeVertebra.class")))
                .isEqualTo(44 + JavaVersion.NEEDED);
    }

    @Test
    void readsTheNumbersOfOldAndNewJava() {
        assertThat(JavaVersion.parse("1.8")).isEqualTo(8);
        assertThat(JavaVersion.parse("11")).isEqualTo(11);
        assertThat(JavaVersion.parse("21")).isEqualTo(21);
        assertThat(JavaVersion.parse(null)).isEqualTo(JavaVersion.NEEDED);
        assertThat(JavaVersion.message(8)).contains("Java 17", "Java 8", "Fiji-Latest", "JAVA_HOME");
    }

    @Test
    void anOldJavaGetsANoticeInPlaceOfTheCommands() throws Exception {
        makeUnloadable();
        // The notice is run as well: without a screen it logs, with none of ours loaded.
        String said = probe("1.8", "run");
        assertThat(said.lines().filter(line -> line.startsWith("menu ")))
                .containsExactly("menu Plugins > VertebraFE > " + JavaCheck.NOTICE);
        assertThat(said)
                .contains("needs Java 17 or later; this one is Java 8")
                .doesNotContain("UnsupportedClassVersionError", "Exception");
    }

    @Test
    void aNewJavaGetsTheCommandsAndNoNotice() throws Exception {
        makeUnloadable();
        String said = probe("17");
        assertThat(said)
                .contains("Analyze Vertebra...")
                .doesNotContain(JavaCheck.NOTICE)
                .doesNotContain("needs Java");
    }

    /** All classes but the launcher's, as they look to a Java that is too old. */
    private void makeUnloadable() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES.resolve("META-INF"))) {
            files.filter(Files::isRegularFile).forEach(file -> copy(file, false));
        }
        for (Path file : classFiles(CLASSES)) {
            copy(file, !file.startsWith(CLASSES.resolve("org/vertebrafe/launch")));
        }
    }

    private void copy(Path file, boolean future) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (future) {
                bytes[7] = (byte) FUTURE;
            }
            Path to = folder.resolve(CLASSES.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.write(to, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a process says that starts SciJava on the folder's classes in a Java of that number. */
    private String probe(String... arguments) throws IOException, InterruptedException {
        String probe = OldJavaProbe.class.getName().replace('.', '/') + ".class";
        Files.copy(Path.of("target/test-classes", probe), folder.resolve(probe));
        List<String> libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.matches(".*[/\\\\](ij|scijava-common|parsington)-[^/\\\\]*\\.jar"))
                .toList();
        assertThat(libraries).hasSize(3);
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Djava.awt.headless=true",
                                        "-Djava.util.prefs.userRoot=" + folder,
                                        "-cp",
                                        folder + File.pathSeparator + String.join(File.pathSeparator, libraries),
                                        OldJavaProbe.class.getName()),
                                Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        process.getInputStream().transferTo(said);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said.toString(StandardCharsets.UTF_8);
    }

    private static List<Path> classFiles(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static int major(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return (bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF;
    }
}
