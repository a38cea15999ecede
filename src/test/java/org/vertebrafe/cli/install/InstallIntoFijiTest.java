package org.vertebrafe.cli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;
import picocli.CommandLine;

/** Installing into a mock Fiji: its libraries are the real ones of scripts/fiji-libraries.txt, from the class path. */
class InstallIntoFijiTest {

    /** What Fiji-Latest has of our libraries, as "artifact version". */
    private static final Set<String> SHIPPED = shipped();

    /** What VertebraFE brings along, since Fiji lacks it. */
    private static final Set<String> BROUGHT = new TreeSet<>(List.of(
            "common-image",
            "common-io",
            "common-lang",
            "imageio-core",
            "imageio-jpeg",
            "imageio-metadata",
            "jai-imageio-core",
            "jai-imageio-jpeg2000"));

    /** What VertebraFE needs at run time. */
    private static final List<Jar> NEEDED = needed();

    @TempDir
    private Path folder;

    private Path fiji;
    private Path plugin;

    @BeforeEach
    void makeFiji() throws IOException {
        fiji = Files.createDirectories(folder.resolve("Fiji"));
        Files.createDirectories(fiji.resolve("plugins"));
        Files.createDirectories(fiji.resolve("jars/bio-formats"));
        Files.createFile(fiji.resolve("fiji-linux-x64"));
        jar(fiji.resolve("jars/imagej-legacy-2.0.3.jar"), "net/imagej/legacy/Legacy.class");
        jar(fiji.resolve("jars/bio-formats/ome-common-6.0.25.jar"), "ome/Common.class");
        Path java = Files.createDirectories(fiji.resolve("java/linux64/zulu21.42.19-ca-jdk21.0.7-linux_x64"));
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"Azul\"\nJAVA_VERSION=\"21.0.7\"\n");
        for (Jar library : NEEDED) {
            if (SHIPPED.contains(library.artifact() + " " + library.version())) {
                Files.copy(library.file(), fiji.resolve("jars").resolve(library.name()));
            }
        }
        plugin = folder.resolve("VertebraFE_-1.2.3.jar");
        jar(plugin, "org/vertebrafe/Nothing.class");
    }

    private static Set<String> shipped() {
        try {
            return Files.readAllLines(Path.of("scripts/fiji-libraries.txt")).stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Jar> needed() {
        // Test libraries are there too: ours are those that are on the list, and those we bring.
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar"))
                .map(path -> Jar.of(Path.of(path)))
                .filter(jar ->
                        BROUGHT.contains(jar.artifact()) || SHIPPED.contains(jar.artifact() + " " + jar.version()))
                .toList();
    }

    private static void jar(Path file, String... entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.closeEntry();
            }
        }
    }

    private record Run(int status, String said) {}

    private Run run(String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine line = InstallIntoFiji.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true));
        return new Run(line.execute(arguments), said.toString());
    }

    private Run install(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                fiji.toString(),
                "--jar",
                plugin.toString(),
                "--libraries",
                NEEDED.stream().map(jar -> jar.file().toString()).collect(Collectors.joining(File.pathSeparator))));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(fiji)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> fiji.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void copiesTheOneJarAndOnlyWhatFijiLacks() throws IOException {
        Set<String> before = files();
        Run run = install();
        assertThat(run.status()).as(run.said()).isZero();
        Set<String> added = files();
        added.removeAll(before);
        assertThat(added.stream().filter(file -> file.startsWith("jars/")).map(file -> Jar.of(Path.of(file))
                        .artifact()))
                .containsExactlyElementsOf(BROUGHT);
        assertThat(added.stream().filter(file -> !file.startsWith("jars/")))
                .containsExactly("plugins/VertebraFE_-1.2.3.jar", Manifest.NAME);
        assertThat(run.said())
                .contains("copied plugins/VertebraFE_-1.2.3.jar")
                .contains("left as it is: ejml-core: Fiji's ejml-core-0.41.jar")
                .doesNotContain("WARNING");
    }

    @Test
    void uninstallLeavesFijiAsItWas() throws IOException {
        Set<String> before = files();
        install();
        Run run = run(fiji.toString(), "--uninstall");
        assertThat(run.status()).as(run.said()).isZero();
        assertThat(run.said()).contains("deleted plugins/VertebraFE_-1.2.3.jar");
        assertThat(files()).isEqualTo(before);
        Run again = run(fiji.toString(), "--uninstall");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.said()).contains("nothing there was installed by this program");
    }

    @Test
    void uninstallLeavesWhatSomebodyChanged() throws IOException {
        install();
        Path changed = fiji.resolve("jars").resolve(name("imageio-jpeg"));
        Files.writeString(changed, "another");
        Run run = run(fiji.toString(), "--uninstall");
        assertThat(run.said()).contains("changed since it was copied: jars/" + changed.getFileName());
        assertThat(changed).isRegularFile();
    }

    @Test
    void aManifestThatPointsOutsideDeletesNothingThere() throws IOException {
        Path outside = Files.writeString(folder.resolve("mine.txt"), "mine");
        Files.writeString(fiji.resolve(Manifest.NAME), Manifest.checksum(outside) + "  ../mine.txt\n");
        run(fiji.toString(), "--uninstall");
        assertThat(outside).isRegularFile();
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOld() throws IOException {
        install();
        plugin = folder.resolve("VertebraFE_-1.3.0.jar");
        jar(plugin, "org/vertebrafe/Nothing.class");
        Set<String> expected = files();
        expected.remove("plugins/VertebraFE_-1.2.3.jar");
        expected.add("plugins/VertebraFE_-1.3.0.jar");
        Run run = install();
        assertThat(run.status()).as(run.said()).isZero();
        assertThat(files()).isEqualTo(expected);
    }

    @Test
    void aDryRunCopiesNothing() throws IOException {
        Set<String> before = files();
        assertThat(install("--dry-run").said()).contains("would copy plugins/VertebraFE_-1.2.3.jar");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatIsNoFijiIsRefusedWithWhatItLacks() throws IOException {
        refused(folder.resolve("nowhere"), "the folder jars and the folder plugins and a launcher", "does not exist");
        refused(folder, "it lacks the folder jars", "Did you mean " + fiji + "?");
        Files.delete(fiji.resolve("jars/imagej-legacy-2.0.3.jar"));
        refused(fiji, "it lacks jars/imagej-legacy-*.jar");
    }

    private void refused(Path directory, String... said) {
        Run run = run(directory.toString(), "--jar", plugin.toString(), "--libraries", "");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.said()).contains(said);
    }

    @Test
    void aVertebraFEFromElsewhereIsNotTouched() throws IOException {
        Path other = fiji.resolve("plugins/VertebraFE_-0.9.jar");
        jar(other, "org/vertebrafe/Nothing.class");
        Run run = install();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.said())
                .contains("plugins/VertebraFE_-0.9.jar is in this Fiji")
                .contains("delete it");
        assertThat(files()).doesNotContain("plugins/VertebraFE_-1.2.3.jar");
    }

    @Test
    void warnsOfAnOldJavaOldLibrariesAndOtherEditions() throws IOException {
        Path java = fiji.resolve("java/linux64/zulu21.42.19-ca-jdk21.0.7-linux_x64/release");
        Files.writeString(java, "JAVA_VERSION=\"1.8.0_322\"\n");
        Files.delete(fiji.resolve("jars").resolve(name("imglib2")));
        jar(fiji.resolve("jars/imglib2-6.1.0.jar"), "net/imglib2/Img.class");
        Files.delete(fiji.resolve("jars").resolve(name("ejml-core")));
        jar(fiji.resolve("jars/ejml-0.24.jar"), "org/ejml/UtilEjml.class");
        Run run = install();
        assertThat(run.status()).isZero();
        assertThat(run.said())
                .contains("WARNING: This Fiji brings Java 8 and VertebraFE needs Java 17")
                .contains("WARNING: imglib2-6.1.0.jar of this Fiji is older than the")
                .contains("WARNING: ejml-0.24.jar of this Fiji holds another edition of ejml-core-0.41.jar");
        assertThat(files()).contains("jars/imglib2-6.1.0.jar").doesNotContain("jars/" + name("imglib2"));
    }

    @Test
    void aCopyThatFailsLeavesTheEarlierInstallation() throws IOException {
        install();
        Set<String> before = files();
        Path broken = folder.resolve("imageio-jpeg-9.9.jar");
        Installer installer = new Installer(fiji, new PrintWriter(OutputStream.nullOutputStream()));
        List<Jar> libraries = new ArrayList<>(NEEDED);
        libraries.removeIf(jar -> jar.artifact().equals("imageio-jpeg"));
        libraries.add(Jar.of(Files.createDirectory(broken)));
        assertThatThrownBy(() -> installer.install(Jar.of(plugin), libraries, false))
                .isInstanceOfAny(IOException.class, InputException.class);
        assertThat(files()).isEqualTo(before);
    }

    /** A new dependency has to be put on one of the two lists. */
    @Test
    void ofEveryDependencyItIsKnownWhetherFijiHasIt() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String dependencies = pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>"));
        List<String> known = new ArrayList<>(BROUGHT);
        SHIPPED.forEach(line -> known.add(line.split(" ")[0]));
        for (String dependency : dependencies.split("<dependency>")) {
            Matcher artifact = Pattern.compile("<artifactId>(.*)</artifactId>").matcher(dependency);
            if (artifact.find() && !dependency.contains("<scope>")) {
                assertThat(known).contains(artifact.group(1));
            }
        }
        assertThat(NEEDED.stream().map(Jar::artifact)).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void versionsCompareAsPeopleReadThem() {
        assertThat(Jar.of(Path.of("ij-1.54f.jar")).compareVersion(Jar.of(Path.of("ij-1.54p.jar"))))
                .isNegative();
        assertThat(Jar.of(Path.of("a-0.9.jar")).compareVersion(Jar.of(Path.of("a-0.41.jar"))))
                .isNegative();
        assertThat(Jar.of(Path.of("a-3.0.jar")).compareVersion(Jar.of(Path.of("a-2.11.1.jar"))))
                .isPositive();
        assertThat(Jar.of(Path.of("ij.jar")).compareVersion(Jar.of(Path.of("ij-1.54p.jar"))))
                .isZero();
        assertThat(Jar.of(Path.of("jffi-1.3.13-native.jar")).artifact()).isEqualTo("jffi");
        assertThat(Jar.of(Path.of("VertebraFE_-0.1.0-SNAPSHOT.jar")).artifact()).isEqualTo("VertebraFE_");
    }

    /** The whole way: our classes as the jar, installed, and a macro run with nothing but what is in the Fiji folder. */
    /** Maven's plugin passes over a scope under another name, and all of the tests' libraries would be installed. */
    @Test
    void scriptsAskForTheScopeByTheNameThatCounts() throws IOException {
        assertThat(Files.readString(Path.of("scripts/install-into-fiji"))).contains(" -DincludeScope=runtime ");
        assertThat(Files.readString(Path.of("scripts/vertebrafe"))).contains(" -DincludeScope=runtime ");
    }

    @Test
    void aMacroRunsOnFijisLibrariesAndWhatWasInstalled() throws Exception {
        plugin = folder.resolve("VertebraFE_-1.2.3.jar");
        jarOfClasses(plugin);
        Run run = install();
        assertThat(run.status()).as(run.said()).isZero();
        Path macro = Files.writeString(
                folder.resolve("test.ijm"),
                """
                run("VertebraFE Synthetic L2");
                run("Analyze Vertebra...", "ct=synthetic-L2-ct labels=synthetic-L2-labels calibration=b40f maps=none"
                    + " elementsize=4 folder=[%s]");
                """
                        .formatted(folder.resolve("result")));
        try (Stream<Path> jars = Files.walk(fiji)) {
            String classpath = jars.filter(file -> file.toString().endsWith(".jar"))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--add-opens=java.base/java.lang=ALL-UNNAMED",
                            "-Djava.util.prefs.userRoot=" + folder,
                            "-cp",
                            classpath,
                            "org.vertebrafe.launch.Main",
                            "macro",
                            macro.toString())
                    .redirectErrorStream(true)
                    .start();
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            process.getInputStream().transferTo(said);
            assertThat(process.waitFor())
                    .as(said.toString(StandardCharsets.UTF_8))
                    .isZero();
        }
        assertThat(folder.resolve("result/result.json")).isNotEmptyFile();
    }

    private static void jarOfClasses(Path file) throws IOException {
        Path classes = Path.of("target/classes");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
                Stream<Path> files = Files.walk(classes)) {
            zip.setLevel(1);
            for (Path entry : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(entry).toString().replace('\\', '/')));
                Files.copy(entry, zip);
                zip.closeEntry();
            }
        }
    }

    private static String name(String artifact) {
        return NEEDED.stream()
                .filter(jar -> jar.artifact().equals(artifact))
                .findFirst()
                .orElseThrow()
                .name();
    }
}
