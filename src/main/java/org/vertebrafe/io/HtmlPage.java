package org.vertebrafe.io;

import java.util.Base64;
import java.util.List;

/**
 * A report as one HTML file that needs no other: its style is inside, and its pictures too. It is well-formed XML as well,
 * so that programs can read it.
 */
public final class HtmlPage {

    private static final String STYLE =
            """
            body{font:15px/1.5 sans-serif;color:#222;max-width:1200px;margin:2em auto;padding:0 1em}
            h1{font-size:1.6em}h2{font-size:1.2em;margin-top:2em}
            table{border-collapse:collapse;margin:1em 0;font-size:.86em;font-variant-numeric:tabular-nums}
            th,td{padding:.25em .7em;text-align:right;border-bottom:1px solid #ddd;white-space:nowrap}
            th{vertical-align:bottom;border-bottom:2px solid #555;white-space:normal;min-width:4em}
            th:first-child,td:first-child{text-align:left}
            .words td,.words th{text-align:left;white-space:normal}
            .words td:first-child,.words td:nth-child(2){white-space:nowrap}
            .wide{overflow-x:auto}.foot,figcaption{font-size:.86em;color:#555}
            .note{background:#fff3cd;border-left:4px solid #d39e00;padding:.6em 1em}
            .use{border:1px solid #999;padding:.5em 1em;font-weight:bold}
            pre{font-size:.8em;background:#f6f6f6;padding:1em;overflow-x:auto}
            figure{display:inline-block;margin:1em 1em 1em 0;max-width:560px}svg{max-width:100%;height:auto}
            figure.full{max-width:100%}img{max-width:100%;height:auto}
            @media print{body{margin:0}figure,table{break-inside:avoid}}
            """;

    private final StringBuilder html = new StringBuilder();

    /** Begins a page. */
    public HtmlPage(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style></head>\n<body>\n");
    }

    /** Text as it is written in HTML. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Adds markup as it is. */
    public HtmlPage raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Adds an element that holds text. */
    public HtmlPage element(String tag, String text) {
        html.append('<')
                .append(tag)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(tag)
                .append(">\n");
        return this;
    }

    /** Adds a paragraph of a class of the page's style: {@code note}, {@code foot} or {@code use}. */
    public HtmlPage paragraph(String kind, String text) {
        html.append("<p class=\"")
                .append(kind)
                .append("\">")
                .append(escaped(text))
                .append("</p>\n");
        return this;
    }

    /** Adds a list with dots. */
    public HtmlPage list(Iterable<String> items) {
        html.append("<ul>\n");
        items.forEach(item -> element("li", item));
        html.append("</ul>\n");
        return this;
    }

    /** Adds a table of numbers. */
    public HtmlPage table(List<String> header, List<List<String>> rows) {
        return table(false, header, rows);
    }

    /**
     * Adds a table.
     *
     * @param words whether its cells are words, aligned to the left, rather than numbers
     * @param header of the columns
     * @param rows as long as the header
     */
    public HtmlPage table(boolean words, List<String> header, List<List<String>> rows) {
        html.append(words ? "<div class=\"wide\"><table class=\"words\">\n" : "<div class=\"wide\"><table>\n");
        row("th", header);
        rows.forEach(row -> row("td", row));
        html.append("</table></div>\n");
        return this;
    }

    private void row(String tag, List<String> cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append('<')
                    .append(tag)
                    .append('>')
                    .append(escaped(cell))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
        html.append("</tr>\n");
    }

    /**
     * Adds a picture that is part of the page.
     *
     * @param png a PNG file
     * @param full whether it may be as wide as the page
     * @param caption below it, and what is read out in its place
     */
    public HtmlPage picture(byte[] png, boolean full, String caption) {
        html.append(full ? "<figure class=\"full\">" : "<figure>")
                .append("<img alt=\"")
                .append(escaped(caption))
                .append("\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png))
                .append("\"/>");
        element("figcaption", caption);
        html.append("</figure>\n");
        return this;
    }

    /** Adds a text in fixed width that is shown when its heading is clicked. */
    public HtmlPage folded(String heading, String text) {
        html.append("<details>");
        element("summary", heading);
        html.append("<pre>").append(escaped(text)).append("</pre></details>\n");
        return this;
    }

    /** The whole page. */
    public String end() {
        return html + "</body></html>\n";
    }
}
