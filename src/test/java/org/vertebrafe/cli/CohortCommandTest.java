package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.io.Csv;
import org.vertebrafe.io.HtmlCheck;
import picocli.CommandLine;

/** {@code vertebrafe cohort}: a table in, a table out, whatever happens between. */
class CohortCommandTest {

    private static final Path IMAGES = Path.of("test-images").toAbsolutePath();

    @TempDir
    private Path folder;

    private StringWriter out;
    private StringWriter err;

    private int run(Path table, Path to, String... more) {
        return run(arguments(table, to, more));
    }

    private int run(List<String> arguments) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments.toArray(String[]::new));
    }

    private static List<String> arguments(Path table, Path to, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("cohort", "--table", table.toString(), "--out", to.toString()));
        arguments.addAll(List.of("--element-size", "3"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** Two vertebrae by two published lines. */
    private Path table(String... more) throws IOException {
        StringBuilder csv = new StringBuilder("id,group,kernel,image,labels,calibration,vbmd_mg_per_cm3\n");
        for (String name : List.of("synthetic-L2", "virtual-patient")) {
            String ct = name.equals("synthetic-L2") ? "synthetic-L2-ct.nii.gz" : "virtual-patient-b40f-ct.nii.gz";
            String labels = name.equals("synthetic-L2") ? "synthetic-L2-labels" : "virtual-patient-L2-labels";
            for (String kernel : List.of("b40f", "b70f")) {
                csv.append(String.join(
                                ",",
                                name,
                                "some",
                                kernel,
                                IMAGES.resolve(ct).toString(),
                                IMAGES.resolve(labels + ".nii.gz").toString(),
                                kernel,
                                name.equals("synthetic-L2") ? "99.5" : ""))
                        .append('\n');
            }
        }
        for (String line : more) {
            csv.append(line).append('\n');
        }
        return Files.writeString(folder.resolve("cohort.csv"), csv);
    }

    private static List<List<String>> rows(Path to) throws IOException {
        return Csv.parse(Files.readString(to.resolve("results.csv")), "results.csv");
    }

    private static String field(List<List<String>> rows, int row, String column) {
        return rows.get(row).get(rows.get(0).indexOf(column));
    }

    @Test
    void failuresAreListedAndNothingIsComputedTwice() throws IOException {
        // Labels of another image: refused by the analysis itself, and kept.
        Path table = table(
                "wrong,some,b40f," + IMAGES.resolve("synthetic-L2-ct.nii.gz") + ","
                        + IMAGES.resolve("virtual-patient-L2-labels.nii.gz") + ",b40f,",
                "absent,some,b40f,none.nii.gz,none.nii.gz,b40f,");
        Path to = folder.resolve("results");
        assertThat(run(table, to, "--quiet")).isEqualTo(2);
        assertThat(out.toString())
                .contains("Computed               5", "Failed                 2")
                .contains("Row 5, wrong b40f: ", "Row 6, absent b40f: ", "none.nii.gz does not exist");
        List<List<String>> rows = rows(to);
        assertThat(rows).hasSize(7);
        assertThat(field(rows, 1, "status")).isEqualTo("done");
        assertThat(Double.parseDouble(field(rows, 1, "strength_N"))).isBetween(1000.0, 30000.0);
        assertThat(field(rows, 1, "vbmd_mg_per_cm3")).isEqualTo("99.5");
        assertThat(field(rows, 1, "vbmd_source")).isEqualTo("given");
        assertThat(field(rows, 3, "vbmd_source")).isEqualTo("measured");
        assertThat(Double.parseDouble(field(rows, 3, "vbmd_mg_per_cm3"))).isBetween(50.0, 250.0);
        assertThat(field(rows, 5, "status")).isEqualTo("failed");
        assertThat(field(rows, 5, "strength_N")).isEmpty();

        // Again: nothing but what is missing is looked at.
        String before = Files.readString(to.resolve("results.csv"));
        assertThat(run(table, to, "--quiet")).isEqualTo(2);
        assertThat(out.toString()).contains("Computed               0", "From before            5");
        assertThat(to.resolve("results.csv")).hasContent(before);

        // A damaged file is no result.
        Path damaged;
        try (Stream<Path> files = Files.list(to.resolve("results"))) {
            damaged = files.sorted().findFirst().orElseThrow();
        }
        Files.writeString(damaged, "{\"strength_N\": 12");
        Files.writeString(to.resolve("results/other.json.1.part"), "left by a crash");
        assertThat(run(table, to, "--quiet")).isEqualTo(2);
        assertThat(out.toString()).contains("Computed               1", "From before            4");
        assertThat(to.resolve("results.csv")).hasContent(before);
        assertThat(to.resolve("results/other.json.1.part")).doesNotExist();

        // Other settings are another result; threads are not.
        assertThat(run(table, to, "--quiet", "--threads", "1")).isEqualTo(2);
        assertThat(out.toString()).contains("Computed               0");
    }

    @Test
    void aDryRunComputesNothing() throws IOException {
        Path to = folder.resolve("results");
        assertThat(run(table(), to, "--dry-run", "--quiet")).isZero();
        assertThat(to).doesNotExist();
        Path table = table("absent,some,b40f," + IMAGES.resolve("synthetic-L2-ct.nii.gz") + ",none.nii.gz,b40f,");
        assertThat(run(table, to, "--dry-run", "--quiet")).isEqualTo(2);
        assertThat(out.toString()).contains("Cannot be used         1").contains("Row 5, absent b40f: ");
        assertThat(to).doesNotExist();
    }

    /** What is wrong stands alone: the usage is longer than a screen. */
    @Test
    void whatIsWrongIsNotBuriedInTheUsage() throws IOException {
        Path table = table();
        assertThat(run(List.of("study", "--virtual", "--table", table.toString(), "--out", "none")))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "vertebrafe study: --table=FILE, --virtual are mutually exclusive (specify only one)",
                        "What it can be told: vertebrafe study --help");
        assertThat(run(List.of("study", "--virtual", "--patients", "a,1,1", "--out", "none")))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("vertebrafe study: Invalid value for option '--patients'");
        assertThat(run(List.of("cohort", "--tabel", table.toString()))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSizeLessThan(5);
    }

    @Test
    void oneRunAtATime() throws IOException {
        Path to = Files.createDirectories(folder.resolve("results"));
        try (FileChannel other =
                FileChannel.open(to.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            assertThat(run(table(), to, "--quiet")).isEqualTo(2);
            assertThat(err.toString()).contains("Another run is writing to");
        }
    }

    /**
     * A process is killed as soon as it has kept one analysis, another as soon as it has taken one difference apart; the
     * study resumed after both gives the same tables and report.
     */
    @Test
    void aKilledStudyGoesOnWhereItWas() throws Exception {
        Path table = table();
        Path to = folder.resolve("killed");
        killOnceKept(study(table, to, "--at-once", "2"), to.resolve("results"));
        Map<Path, Object> before = kept(to.resolve("results"));
        assertThat(before).hasSizeBetween(1, 3);
        assertThat(to.resolve("results.csv")).doesNotExist();

        killOnceKept(study(table, to), to.resolve("kernels/results"));
        assertThat(kept(to.resolve("results"))).hasSize(4).containsAllEntriesOf(before);
        assertThat(kept(to.resolve("kernels/results"))).hasSize(1);
        assertThat(to.resolve("kernels.csv")).doesNotExist();

        assertThat(run(study(table, to))).as(() -> err.toString()).isZero();
        assertThat(out.toString())
                .contains("Computed               0", "From before            4")
                .contains("Differences computed   1", "From before            1");

        Path undisturbed = folder.resolve("undisturbed");
        assertThat(run(study(table, undisturbed, "--threads", "1", "--at-once", "1")))
                .isZero();
        for (String file : List.of(
                "results.csv",
                "kernels.csv",
                "kernel-images.csv",
                "report/report.html",
                "report/numbers.csv",
                "report/numbers.json")) {
            assertThat(to.resolve(file)).hasSameBinaryContentAs(undisturbed.resolve(file));
        }
        assertThat(to.resolve("report/report.html"))
                .content()
                .contains("2 vertebrae (some 2)", "Made of samples.", "Where the kernels' difference comes from");
        assertThat(HtmlCheck.errors(Files.readString(to.resolve("report/report.html"))))
                .isEmpty();
    }

    private void killOnceKept(List<String> arguments, Path results) throws Exception {
        Process process = start(arguments);
        try {
            for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
                    process.isAlive() && kept(results).isEmpty() && System.nanoTime() < end; ) {
                Thread.sleep(5);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** A whole study of this table; its bricks are coarse, as in the other tests. */
    private static List<String> study(Path table, Path to, String... more) {
        List<String> arguments = new ArrayList<>(List.of("study", "--table", table.toString(), "--out", to.toString()));
        arguments.addAll(List.of("--mesh", "hex8", "--element-size", "6", "--groups", "some", "--replicates", "100"));
        arguments.addAll(List.of("--note", "Made of samples.", "--quiet"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                VertebraFE.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start();
    }

    /** The results kept, with the time of their last change. */
    private static Map<Path, Object> kept(Path results) throws IOException {
        Map<Path, Object> kept = new HashMap<>();
        if (Files.isDirectory(results)) {
            try (Stream<Path> files = Files.list(results)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".json")).toList()) {
                    kept.put(file, Files.getLastModifiedTime(file));
                }
            }
        }
        return kept;
    }
}
