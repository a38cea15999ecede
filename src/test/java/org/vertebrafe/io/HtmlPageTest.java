package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlPageTest {

    private static String page(String body) {
        return new HtmlPage("A < B & \"C\"").element("h1", "Heading").raw(body).end();
    }

    @Test
    void aPageIsValidWhateverItsTextsAre() {
        String awkward = "<script>&amp; \"quoted\" 'too' </td> \u03c3 \u2264 5 ]]> <!--";
        String html = new HtmlPage(awkward)
                .element("h1", awkward)
                .paragraph("use", awkward)
                .list(List.of(awkward, "b"))
                .table(true, List.of(awkward, "n"), List.of(List.of("1", awkward)))
                .picture(new byte[] {1, 2, 3}, true, awkward)
                .folded(awkward, awkward)
                .end();
        assertThat(HtmlCheck.errors(html)).isEmpty();
    }

    /** What the check is worth: each of these is found. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>a</div>",
                "<table><tr><td>1</td></tr><tr><td>1</td><td>2</td></tr></table>",
                "<table><p>a</p></table>",
                "<ul><p>a</p></ul>",
                "<img src=\"data:,\"/>",
                "<p id=\"a\">b</p><p id=\"a\">c</p>",
                "<h3>too deep</h3>",
                "<p>a & b &foo; c</p><p title=\"a\"b>c</p>",
                "<b>open",
                "<svg><rect clip-path=\"url(#gone)\"/></svg>"
            })
    void errorsAreFound(String body) {
        assertThat(HtmlCheck.errors(page(body))).isNotEmpty();
    }
}
