package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.imagej.maps.MappedResult;
import org.vertebrafe.io.HtmlCheck;
import org.vertebrafe.io.Stl;
import org.vertebrafe.io.VtuReader;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The report and the other files of a result that is still open. */
class ReportVertebraTest {

    @TempDir
    static Path folder;

    private static CommandBench bench;
    private static ImagePlus ct;
    private static String html;
    private static Document page;
    private static AnalysisResult result;

    @BeforeAll
    static void report() throws Exception {
        bench = new CommandBench(AnalyzeVertebra.class);
        ct = CommandBench.ct(CommandBench.sample());
        ct.setTitle("Doe <John>");
        ImagePlus labels = VolumeImages.image(CommandBench.sampleLabels(), "labels", "");
        bench.run(
                Map.of("ct", ct, "labels", labels, "calibration", "b40f"),
                "elementSize",
                3.5,
                "mesh",
                "tet10",
                "maps",
                "none",
                "calibrationFile",
                "/home/doe_john/line.json");
        result = MappedResult.require(ct).result();
        Path file = folder.resolve("L2.html");
        bench.run(ReportVertebra.class, Map.of("image", ct), "file", file.toString(), "name", "Case 7, L2");
        html = Files.readString(file);
        page = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void inputsAreFrozen() {
        assertThat(FrozenInputs.of(bench.context(), ReportVertebra.class))
                .containsExactly(
                        "Plugins > VertebraFE > Vertebra Report...",
                        "image:ImagePlus:CT or map",
                        "file:String:Report file (.html)",
                        "name:String:Name in the report",
                        "open:boolean:Open in browser");
        assertThat(FrozenInputs.of(bench.context(), ExportVertebra.class))
                .containsExactly(
                        "Plugins > VertebraFE > Export Vertebra Result...",
                        "image:ImagePlus:CT or map",
                        "folder:String:Folder",
                        "numbers:boolean:Numbers (JSON, CSV)",
                        "maps:String:Maps (NIfTI)",
                        "vtu:boolean:Mesh (VTU)",
                        "stl:boolean:Surface (STL)",
                        "inp:boolean:Model (CalculiX, Abaqus)",
                        "pictures:boolean:Pictures (PNG)");
    }

    @Test
    void itNeedsNothingElseAndItsPicturesAreInside() throws Exception {
        assertThat(HtmlCheck.errors(html)).isEmpty();
        NodeList images = page.getElementsByTagName("img");
        assertThat(images.getLength()).isEqualTo(11);
        for (int n = 0; n < images.getLength(); n++) {
            Element image = (Element) images.item(n);
            String start = "data:image/png;base64,";
            assertThat(image.getAttribute("src")).startsWith(start);
            assertThat(image.getAttribute("alt")).isNotBlank();
            byte[] png = Base64.getDecoder().decode(image.getAttribute("src").substring(start.length()));
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
            assertThat(picture.getWidth()).isGreaterThanOrEqualTo(900);
        }
        assertThat(html).doesNotContain("href", "http:", "https:", "<script", "<link", "url(");
    }

    @Test
    void warningsAndTheUseComeFirst() {
        assertThat(html.indexOf("Research use only"))
                .isPositive()
                .isLessThan(html.indexOf(">Warning"))
                .isLessThan(html.indexOf("Stiffness"));
        assertThat(html.indexOf(">Warning")).isLessThan(html.indexOf("<h2>Result</h2>"));
        assertThat(result.warnings()).isNotEmpty().allSatisfy(warning -> assertThat(
                        page.getDocumentElement().getTextContent())
                .contains(warning.replace("/home/doe_john/line.json", "(path left out)")));
    }

    @Test
    void numbersHaveTheirUnits() {
        List<String> cells = texts("td");
        int at = cells.indexOf("Stiffness");
        assertThat(cells.get(at + 1)).isEqualTo(String.format(Locale.ROOT, "%,.0f", result.stiffness()));
        assertThat(cells.get(at + 2)).isEqualTo("N/mm");
        assertThat(cells).contains("Von Mises stress (MPa)", "Strain energy density (mJ/mm3)", "0.0068KH");
        assertThat(texts("th")).contains("Force (N)", "At displacement (mm)", "Volume (mm\u00b3)");
        for (Settings.Item item : Settings.of(AnalysisConfig.class).items()) {
            assertThat(cells).contains(item.labelWithUnit(), item.name());
        }
        assertThat(cells).contains("tet10 *", "3.500 *");
        assertThat(html).contains("doi:10.1016/S0021-9290(03)00071-X").contains("sha256_of_values");
    }

    @Test
    void nobodyIsNamed() {
        String words = html.replaceAll("base64,[^\"]*", "");
        assertThat(words).contains("Case 7").doesNotContainIgnoringCase("john").doesNotContainIgnoringCase("doe_");
        assertThat(texts("h1")).containsExactly("Case 7, L2");
    }

    private static List<String> texts(String tag) {
        NodeList nodes = page.getElementsByTagName(tag);
        return Stream.iterate(0, n -> n < nodes.getLength(), n -> n + 1)
                .map(n -> nodes.item(n).getTextContent())
                .toList();
    }

    @Test
    void theOtherFilesAreWrittenFromTheMenuToo() throws Exception {
        Path out = folder.resolve("export");
        bench.run(
                ExportVertebra.class,
                Map.of("image", ct),
                "folder",
                out.toString(),
                "maps",
                "failed,hydrostatic",
                "stl",
                true,
                "inp",
                true,
                "pictures",
                true);
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "result.json",
                        "result.csv",
                        "map-failed.nii.gz",
                        "map-hydrostatic.nii.gz",
                        "model.vtu",
                        "model.inp",
                        "surface.stl",
                        "montage-von-mises.png",
                        "montage-modulus.png");
        assertThat(VtuReader.read(out.resolve("model.vtu")).mesh().elements())
                .isEqualTo(result.mesh().elements());
        // A closed surface: each side belongs to two triangles.
        int[] triangles = Stl.read(out.resolve("surface.stl")).triangles();
        Map<Long, Integer> sides = new java.util.HashMap<>();
        for (int t = 0; t < triangles.length; t += 3) {
            for (int c = 0; c < 3; c++) {
                long a = triangles[t + c];
                long b = triangles[t + (c + 1) % 3];
                sides.merge(Math.min(a, b) << 32 | Math.max(a, b), 1, Integer::sum);
            }
        }
        assertThat(sides.values()).isNotEmpty().allMatch(count -> count == 2);
    }

    @Test
    void whatCannotBeWrittenIsToldBefore() {
        refused(ReportVertebra.class, "ends in .html");
        refused(
                ReportVertebra.class,
                "must end in .html",
                "file",
                folder.resolve("a.pdf").toString());
        refused(
                ReportVertebra.class,
                "does not exist",
                "file",
                folder.resolve("no/a.html").toString());
        refused(ExportVertebra.class, "choose one to save to");
        refused(ExportVertebra.class, "\"stress\"", "folder", folder.toString(), "maps", "stress");
    }

    private static void refused(
            Class<? extends org.scijava.command.Command> command, String message, Object... changes) {
        assertThatThrownBy(() -> bench.run(command, Map.of("image", ct), changes))
                .hasStackTraceContaining(message);
    }
}
