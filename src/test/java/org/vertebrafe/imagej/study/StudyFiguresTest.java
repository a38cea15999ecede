package org.vertebrafe.imagej.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.study.Figure;
import org.vertebrafe.study.PairedStudy;
import org.vertebrafe.study.PublishedStudy;
import org.vertebrafe.study.SimulatedCohort;
import org.vertebrafe.study.StudyConfig;
import org.vertebrafe.study.StudyResult;
import org.xml.sax.InputSource;

/** The figures: all there, readable, and the same each time. */
class StudyFiguresTest {

    private static final StudyResult RESULT = PairedStudy.run(
            SimulatedCohort.table(1), new StudyConfig("", String.join(",", PublishedStudy.GROUPS), 0.9, 100, 1));

    @Test
    void everyFigureIsDrawn(@TempDir Path folder) throws Exception {
        List<Figure> figures = StudyFigures.write(RESULT, folder);
        assertThat(figures)
                .extracting(Figure::name)
                .containsExactly(
                        "bland-altman-strength",
                        "regression-strength",
                        "roc-strength-1",
                        "roc-strength-2",
                        "bland-altman-stiffness",
                        "regression-stiffness",
                        "roc-stiffness-1",
                        "roc-stiffness-2");
        for (Figure figure : figures) {
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(figure.svg())))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
            // Several stand in one page: no id may be in two of them, and text stays text.
            assertThat(Pattern.compile(" id=\"([^\"]*)\"")
                            .matcher(figure.svg())
                            .results()
                            .map(id -> id.group(1)))
                    .contains(figure.name())
                    .allMatch(id -> id.equals(figure.name()) || id.startsWith(figure.name() + "-"));
            assertThat(figure.svg()).contains("<text", "viewBox=\"0 0 560 420\"");
            BufferedImage png =
                    ImageIO.read(folder.resolve(figure.name() + ".png").toFile());
            assertThat(blue(png)).as(figure.name()).isGreaterThan(300);
            assertThat(folder.resolve(figure.name() + ".svg")).isNotEmptyFile();
        }
        assertThat(StudyFigures.write(RESULT, folder)).isEqualTo(figures);
    }

    /** Pixels of the colour of the first kernel. */
    private static long blue(BufferedImage image) {
        return IntStream.of(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(pixel -> (pixel & 0xFFFFFF) == 0x0072B2)
                .count();
    }
}
