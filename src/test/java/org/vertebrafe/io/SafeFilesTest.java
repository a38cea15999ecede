package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;

class SafeFilesTest {

    @TempDir
    Path folder;

    @Test
    void a_file_is_written_and_replaced_whole() throws IOException {
        Path file = folder.resolve("result.json");
        SafeFiles.writeText(file, "first, longer than the second");
        SafeFiles.writeText(file, "σ = 5 MPa");
        assertThat(file).hasContent("σ = 5 MPa");
        assertThat(folder.toFile().list()).containsExactly("result.json");
    }

    @Test
    void while_writing_the_former_file_is_still_there() throws IOException {
        Path file = folder.resolve("a.txt");
        SafeFiles.writeText(file, "before");
        SafeFiles.write(file, out -> {
            out.write(new byte[1_000_000]);
            assertThat(file).hasContent("before");
        });
        assertThat(file).hasSize(1_000_000);
    }

    @Test
    void a_failure_leaves_the_former_file_and_nothing_else_and_is_thrown_on() throws IOException {
        Path file = folder.resolve("a.txt");
        SafeFiles.writeText(file, "before");
        IOException full = new IOException("No space left on device");
        assertThatThrownBy(() -> SafeFiles.write(file, out -> {
                    out.write(1);
                    throw full;
                }))
                .isInstanceOf(NotWrittenException.class)
                .hasCause(full)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("no space is left on the disk");
        AssertionError error = new AssertionError("any error");
        assertThatThrownBy(() -> SafeFiles.write(file, out -> {
                    throw error;
                }))
                .isSameAs(error);
        assertThat(file).hasContent("before");
        assertThat(folder.toFile().list()).containsExactly("a.txt");
    }

    @Test
    void files_are_replaced_together_or_not_at_all() throws IOException {
        for (String name : List.of("a", "b", "old", "last")) {
            Files.writeString(folder.resolve(name), "before");
        }
        assertThatThrownBy(() -> SafeFiles.replace(folder, List.of("old"), "last", staging -> {
                    SafeFiles.writeText(staging.resolve("last"), "after");
                    SafeFiles.write(staging.resolve("a"), out -> {
                        throw new IOException("There is not enough space on the disk");
                    });
                }))
                .isInstanceOf(NotWrittenException.class)
                .hasMessageContaining("Cannot write " + folder.resolve("a") + ": no space is left");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a", "b", "old", "last");
        for (String name : List.of("a", "b", "old", "last")) {
            assertThat(folder.resolve(name)).hasContent("before");
        }

        SafeFiles.replace(folder, List.of("old"), "last", staging -> {
            SafeFiles.writeText(staging.resolve("last"), "after");
            SafeFiles.writeText(staging.resolve("a"), "after");
            assertThat(folder.resolve("a")).hasContent("before");
        });
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a", "b", "last");
        assertThat(folder.resolve("a")).hasContent("after");
        assertThat(folder.resolve("last")).hasContent("after");

        Files.delete(folder.resolve("a"));
        Files.createDirectory(folder.resolve("a"));
        assertThatThrownBy(() -> SafeFiles.replace(folder, List.of(), "last", staging -> {
                    SafeFiles.writeText(staging.resolve("a"), "again");
                    SafeFiles.writeText(staging.resolve("last"), "again");
                }))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is a folder");
        assertThat(folder.resolve("last")).hasContent("after");
    }

    /** A device on which no space is ever left. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_device_is_written_to_as_it_is() throws IOException {
        Path full = Path.of("/dev/full");
        Path link = Files.createSymbolicLink(folder.resolve("result.json"), full);
        assertThatThrownBy(() -> SafeFiles.writeText(link, "text"))
                .isInstanceOf(NotWrittenException.class)
                .hasMessageContaining("Cannot write " + link + ": no space is left on the disk");
        assertThat(link).isSymbolicLink();
        assertThat(full).exists();
        SafeFiles.writeText(Path.of("/dev/null"), "text");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void content_may_close_its_stream() throws IOException {
        Path file = folder.resolve("a.txt");
        SafeFiles.write(file, out -> {
            try (OutputStream mine = out) {
                mine.write('x');
            }
        });
        assertThat(file).hasContent("x");
    }

    @Test
    void a_symbolic_link_stays_a_link() throws IOException {
        Path real = Files.writeString(folder.resolve("real.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
        SafeFiles.writeText(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void a_missing_folder_and_a_folder_of_this_name_are_refused() throws IOException {
        assertThatThrownBy(() -> SafeFiles.writeText(folder.resolve("none/a.txt"), ""))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("a.txt", "none", "does not exist", "create it");
        Files.createDirectory(folder.resolve("dir"));
        assertThatThrownBy(() -> SafeFiles.writeText(folder.resolve("dir"), ""))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("dir", "is a folder");
    }
}
