package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.io.Nifti;

class AutoSegmentTest {

    @TempDir
    private static Path folder;

    private static Path ct;

    private final Program program = new Program();

    @BeforeAll
    static void write() throws Exception {
        ct = Program.spine(folder);
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("segment", "--ct", ct.toString(), "--quiet"));
        arguments.addAll(List.of(more));
        return program.run(arguments);
    }

    @Test
    void listsSegmentsAllAndNamesLevelsOnlyWhenTold() throws Exception {
        Path labels = folder.resolve("spine.nii.gz");
        assertThat(run("--auto", "--pick", "all", "--body-only", "--level", "2=L3", "--out", labels.toString()))
                .as(program.err())
                .isZero();
        JsonArray list = JsonParser.parseString(Files.readString(folder.resolve("spine.json")))
                .getAsJsonObject()
                .getAsJsonArray("vertebrae");
        assertThat(list).hasSize(3);
        for (int n = 0; n < 3; n++) {
            JsonObject one = list.get(n).getAsJsonObject();
            assertThat(one.get("label").getAsString()).isEqualTo("vertebra " + (n + 1) + " from the top");
            assertThat(one.get("levelAsGiven").getAsString()).isEqualTo("L" + (n + 2));
            assertThat(one.get("segmentation").getAsString()).contains("spine-" + (n + 1) + ".nii.gz");
            Path file = folder.resolve("spine-" + (n + 1) + ".nii.gz");
            assertThat(Nifti.readLabels(file).image().counts().keySet()).containsExactly(1, 2);
        }
        assertThat(program.out()).contains("vertebra 2 from the top, L3 as given");
    }

    @Test
    void listsWithoutSegmenting() throws Exception {
        Path labels = folder.resolve("list.nii.gz");
        assertThat(run("--auto", "--out", labels.toString())).as(program.err()).isZero();
        assertThat(labels).doesNotExist();
        assertThat(Files.readString(folder.resolve("list.json"))).doesNotContain("levelAsGiven");
        assertThat(program.out()).contains("Confidence").doesNotContain("L1");
    }

    @ParameterizedTest
    @CsvSource({
        "--auto --pick 4, from 1 to 3",
        "--auto --pick none, or all",
        "--auto --level L2, 3=L2",
        "--seed 3;3;3 --pick 1, belong to --auto",
        "--box 3;3;3 --body-only, six numbers",
        "--auto --pick all --parts p.nii, takes one vertebra"
    })
    void saysWhatIsWrong(String arguments, String message) {
        String[] given = (arguments.replace(';', ',') + " --out " + folder.resolve("l.nii")).split(" ");
        assertThat(run(given)).isEqualTo(2);
        assertThat(program.err()).contains(message);
    }
}
