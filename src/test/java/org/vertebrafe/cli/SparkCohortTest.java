package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A study on a real Spark within this process: tables and report are those of a run without it, byte for byte. It has a class
 * path of its own, in which Spark is whole. Clusters and lost workers: {@code scripts/spark-trial}.
 */
@Tag("spark")
class SparkCohortTest {

    @TempDir
    private Path folder;

    private String run(Path to, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("study", "--table", folder.resolve("cohort.csv").toString()));
        arguments.addAll(List.of("--out", to.toString(), "--mesh", "hex8", "--element-size", "5", "--quiet"));
        arguments.addAll(List.of("--groups", "some", "--replicates", "100"));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        // One vertebra cannot be read, and is the same failure everywhere.
        assertThat(line.execute(arguments.toArray(String[]::new)))
                .as(() -> err.toString())
                .isEqualTo(2);
        return out.toString();
    }

    @Test
    void theStudyIsThatWithoutSpark() throws Exception {
        Path images = Path.of("test-images").toAbsolutePath();
        String files = images.resolve("synthetic-L2-ct.nii.gz") + "," + images.resolve("synthetic-L2-labels.nii.gz");
        Files.writeString(
                folder.resolve("cohort.csv"),
                "id,group,kernel,image,labels,calibration\na,some,B40f," + files + ",b40f\na,some,B70f," + files
                        + ",b70f\nb,some,B40f,none.nii.gz,none.nii.gz,b40f\n");
        Path alone = folder.resolve("alone");
        Path spark = folder.resolve("spark");
        run(alone);
        assertThat(run(spark, "--spark", "local[2]"))
                .contains("Computed               2", "Differences computed   1", "Failed                 1");
        for (String file : List.of(
                "results.csv", "kernels.csv", "kernel-images.csv", "report/report.html", "report/numbers.csv")) {
            assertThat(spark.resolve(file)).hasSameBinaryContentAs(alone.resolve(file));
        }
        // What is there is not sent.
        assertThat(run(spark, "--spark", "local[2]")).contains("Computed               0", "Differences computed   0");
    }
}
