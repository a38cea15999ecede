package org.vertebrafe.imagej.study;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What is drawn, as the text of an svg element that can stand in a page beside others. */
final class SvgDrawing {

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private SvgDrawing() {}

    /**
     * Draws.
     *
     * @param id of the element; all ids within begin with it
     * @param width in pixels at full size
     * @param height in pixels at full size
     * @param drawing what draws
     * @return the element, the same text each time
     */
    static String of(String id, int width, int height, Consumer<Graphics2D> drawing) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setComment(null);
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(String prefix) {
                return id + "-" + super.generateID(prefix);
            }
        });
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(width, height));
        drawing.accept(graphics);
        Element root = graphics.getRoot();
        root.setAttributeNS(null, "id", id);
        root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
        if (root.getFirstChild() instanceof Element definitions && definitions.hasAttribute("id")) {
            // Batik's own, the same in each drawing.
            definitions.setAttributeNS(null, "id", id + "-" + definitions.getAttribute("id"));
        }
        StringWriter text = new StringWriter();
        try {
            graphics.stream(root, text, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return element(text.toString());
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java has no XML documents", e);
        }
    }

    /** Without the declarations before the element, which have no place within a page. */
    private static String element(String text) {
        return text.substring(text.indexOf("<svg")).strip();
    }
}
