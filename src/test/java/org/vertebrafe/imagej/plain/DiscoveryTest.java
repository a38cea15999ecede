package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    /** In Fiji our dialogs and recorder must not meddle with everybody's commands. */
    @Test
    void fijiDiscoversOurCommandsAndNothingElse() throws IOException {
        String index = Files.readString(Path.of("target/classes/META-INF/json/org.scijava.plugin.Plugin"));
        assertThat(Pattern.compile("\"class\":\"([^\"]+)\"")
                        .matcher(index)
                        .results()
                        .map(m -> m.group(1)))
                .isNotEmpty()
                .contains("org.vertebrafe.launch.JavaCheck")
                .allMatch(name ->
                        name.startsWith("org.vertebrafe.command.") || name.equals("org.vertebrafe.launch.JavaCheck"));
    }
}
