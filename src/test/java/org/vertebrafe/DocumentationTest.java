package org.vertebrafe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide says what is true of the program: its links lead somewhere, its messages and sources are the program's. */
class DocumentationTest {

    private static final Path GUIDE = Path.of("src/site/markdown");

    /** What the sources say in strings and comments, those that are broken over lines in one piece. */
    private static final String SOURCES = sources();

    private static String sources() {
        try (Stream<Path> files = Stream.of(Path.of("src/main/java"), Path.of("src/main/resources"))
                .flatMap(DocumentationTest::below)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|json)"))
                    .map(DocumentationTest::read)
                    .collect(Collectors.joining("\n"))
                    .replaceAll("\"\\s*\\+\\s*\"", "")
                    .replaceAll("\n\\s*\\* ?", " ")
                    .replaceAll("\n\\s*// ?", " ");
        }
    }

    private static Stream<Path> below(Path folder) {
        try {
            return Files.walk(folder).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> pages() {
        return below(GUIDE).filter(file -> file.toString().endsWith(".md")).toList();
    }

    @Test
    void everyQuotedMessageIsOneOfTheProgram() {
        List<String> unknown = new ArrayList<>();
        int quoted = 0;
        for (Path page : pages()) {
            boolean messages = false;
            for (String line : read(page).split("\n")) {
                messages = line.startsWith("| message") || messages && line.startsWith("|");
                if (messages && line.startsWith("| *")) {
                    String cell = line.substring(2, line.indexOf(" |", 2));
                    for (Matcher m = Pattern.compile("\\*([^*]+)\\*").matcher(cell); m.find(); ) {
                        quoted++;
                        if (!said(m.group(1))) {
                            unknown.add(page.getFileName() + ": " + m.group(1));
                        }
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(quoted).isGreaterThan(60);
    }

    /** Whether the program can say so: numbers and "..." in the quotation stand for anything. */
    private static boolean said(String message) {
        String pattern = Stream.of(message.split(" ?\\.\\.\\. ?|\\d+| n "))
                .filter(part -> !part.isBlank())
                .map(part -> Pattern.quote(part.strip()))
                .collect(Collectors.joining("[^\"\n]{0,120}"));
        return Pattern.compile(pattern).matcher(SOURCES.replace("\\\"", "'")).find();
    }

    @Test
    void everySourceOfTheTheoryIsNamedInTheProgramAndTheOtherWayRound() {
        assertThat(dois(read(GUIDE.resolve("theory.md")))).isEqualTo(dois(SOURCES));
    }

    private static Set<String> dois(String text) {
        return Pattern.compile("10\\.\\d{4,9}/[^\\s\"<>&,;|`]+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(DocumentationTest::trimmed)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without the sentence around it: a full stop, and brackets that it does not open. */
    private static String trimmed(String doi) {
        String trimmed = doi;
        while (trimmed.matches(".*[.:]")
                || trimmed.endsWith(")")
                        && trimmed.chars().filter(c -> c == ')').count()
                                > trimmed.chars().filter(c -> c == '(').count()) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        return trimmed;
    }

    @Test
    void everyLinkLeadsSomewhereAndEveryPageIsInTheTableOfContents() {
        for (Path page : pages()) {
            for (Matcher link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)").matcher(read(page)); link.find(); ) {
                assertThat(page.resolveSibling(link.group(1)))
                        .as("%s links to %s", page.getFileName(), link.group(1))
                        .exists();
            }
        }
        String contents = read(GUIDE.resolve("index.md"));
        assertThat(pages()).isNotEmpty().allSatisfy(page -> {
            if (!page.endsWith("index.md")) {
                assertThat(contents).contains("(" + page.getFileName() + ")");
            }
        });
    }

    /** The page on scripts names those that ship, and no others. */
    @Test
    void theScriptsOfTheGuideShip() {
        Set<String> named = Pattern.compile("`(\\w+\\.(?:ijm|groovy|py))`")
                .matcher(read(GUIDE.resolve("scripting.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shipped = below(Path.of("scripts"))
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches(".*\\.(ijm|groovy|py)"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(shipped);
    }
}
