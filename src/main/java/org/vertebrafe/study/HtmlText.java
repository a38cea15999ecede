package org.vertebrafe.study;

import java.util.List;

/** HTML as it is written, with texts escaped. */
final class HtmlText {

    private final StringBuilder html = new StringBuilder();

    /** Adds markup as it is. */
    HtmlText raw(String markup) {
        html.append(markup);
        return this;
    }

    HtmlText element(String tag, String text) {
        html.append('<')
                .append(tag)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(tag)
                .append(">\n");
        return this;
    }

    /** A paragraph of a class of the style sheet. */
    HtmlText paragraph(String style, String text) {
        return raw("<p class=\"" + style + "\">" + escaped(text) + "</p>\n");
    }

    HtmlText list(List<String> items) {
        raw("<ul>\n");
        items.forEach(item -> element("li", item));
        return raw("</ul>\n");
    }

    HtmlText table(List<String> header, List<List<String>> rows) {
        raw("<div class=\"wide\"><table>\n<tr>");
        header.forEach(text -> element("th", text));
        raw("</tr>\n");
        for (List<String> row : rows) {
            raw("<tr>");
            row.forEach(text -> element("td", text));
            raw("</tr>\n");
        }
        return raw("</table></div>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
