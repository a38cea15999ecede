package org.vertebrafe.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;

/** Finds what is wrong with an HTML page, by the rules that browsers read pages by, though they forgive it. */
public final class HtmlCheck {

    /** Elements that a list may hold directly, and the other way round. */
    private static final Set<String> LISTS = Set.of("ul", "ol");

    private HtmlCheck() {}

    /** All errors of a page that is to stand alone; empty if it is valid. */
    public static List<String> errors(String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(100).setTrackPosition(true);
        Document page = Jsoup.parse(html, "", parser);
        List<String> errors = new ArrayList<>();
        for (ParseError error : parser.getErrors()) {
            errors.add(error.getCursorPos() + ": " + error.getErrorMessage());
        }
        if (page.documentType() == null) {
            errors.add("no doctype: browsers would fall back on rules of the nineties");
        }
        if (page.title().isBlank()
                || page.select("html[lang]").isEmpty()
                || page.select("meta[charset]").isEmpty()) {
            errors.add("no title, language or character set");
        }
        page.select("img:not([alt]), img[alt='']").forEach(image -> errors.add("a picture without words"));
        Set<String> ids = new HashSet<>();
        page.select("[id]").stream()
                .map(Element::id)
                .filter(id -> !ids.add(id))
                .forEach(id -> errors.add("twice the id " + id));
        page.select("svg [clip-path], svg [fill], svg use").stream()
                .flatMap(element -> element.attributes().asList().stream())
                .map(attribute -> attribute.getValue().replaceFirst("^(?:url\\()?#([^)]*)\\)?$", "\u0000$1"))
                .filter(value -> value.startsWith("\u0000") && page.getElementById(value.substring(1)) == null)
                .forEach(value -> errors.add("nothing has the id " + value.substring(1)));
        page.select("ul > *, ol > *").stream()
                .filter(item -> !item.tagName().equals("li"))
                .forEach(item -> errors.add(item.tagName() + " in a list"));
        page.select("li").stream()
                .filter(item -> !LISTS.contains(item.parent().tagName()))
                .forEach(item -> errors.add("an item of no list"));
        page.select("table").forEach(table -> errors.addAll(rows(table)));
        errors.addAll(headings(page));
        return errors;
    }

    private static List<String> rows(Element table) {
        Set<Integer> lengths = new HashSet<>();
        table.select("tr")
                .forEach(row -> lengths.add(row.children().stream()
                        .mapToInt(cell -> cell.hasAttr("colspan") ? Integer.parseInt(cell.attr("colspan")) : 1)
                        .sum()));
        return lengths.size() == 1 ? List.of() : List.of("a table with rows of " + lengths + " cells");
    }

    /** One of the first level, and none left out below it. */
    private static List<String> headings(Document page) {
        List<String> errors = new ArrayList<>();
        if (page.select("h1").size() != 1) {
            errors.add(page.select("h1").size() + " headings of the first level");
        }
        int before = 0;
        for (Element heading : page.select("h1, h2, h3, h4")) {
            int level = heading.tagName().charAt(1) - '0';
            if (level > before + 1) {
                errors.add(heading.text() + ": level " + level + " below " + before);
            }
            before = level;
        }
        return errors;
    }
}
