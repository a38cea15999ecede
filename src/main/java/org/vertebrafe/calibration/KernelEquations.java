package org.vertebrafe.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vertebrafe.base.InputException;

/**
 * Published calibration equations by reconstruction kernel, from a JSON table in the jar that a file of the user's can
 * extend.
 *
 * <p>An equation is offered when the scan's kernel has the same name (but for case and blanks), its tube voltage is within
 * 0.5 kV, and the manufacturer, where known, is the same. A kernel that is merely similar is never offered: B40f and B70f
 * already differ by 4 % in slope. An unknown voltage is offered with a warning; another one is not.
 */
public final class KernelEquations {

    private static final String SCHEMA = "vertebrafe-kernel-equations/1";
    private static final double KVP_TOLERANCE = 0.5;

    private static final KernelEquations SHIPPED = new KernelEquations(List.of())
            .plus(JsonFields.resource("kernel-equations.json"), "kernel-equations.json of the program");

    /** Eq 1 of the study: Siemens kernel B40f at 120 kVp. */
    public static final LinearCalibration B40F = published("b40f").orElseThrow();

    /** Eq 2 of the study: Siemens kernel B70f at 120 kVp. */
    public static final LinearCalibration B70F = published("b70f").orElseThrow();

    private final List<KernelEquation> equations;

    private KernelEquations(List<KernelEquation> equations) {
        this.equations = List.copyOf(equations);
    }

    /** The table of the jar. */
    public static KernelEquations shipped() {
        return SHIPPED;
    }

    /** The line of a published equation of this name in the table of the jar, if there is one. */
    public static Optional<LinearCalibration> published(String id) {
        return SHIPPED.equations.stream()
                .filter(equation -> equation.id().equals(id))
                .map(KernelEquation::calibration)
                .findFirst();
    }

    /**
     * This table with the equations of a user's file added.
     *
     * @throws InputException if the file is not such a table or names an equation again
     * @throws IOException if it cannot be read
     */
    public KernelEquations plus(Path file) throws IOException {
        return plus(JsonFields.file(file), file.toString());
    }

    /**
     * This table with the equations of a JSON text added.
     *
     * @param json the text
     * @param where its name, for errors
     * @throws InputException if the text is not such a table or names an equation again
     */
    public KernelEquations plus(String json, String where) {
        List<KernelEquation> all = new ArrayList<>(equations);
        JsonFields table = JsonFields.parse(json, where, SCHEMA).only("schema", "equations");
        for (JsonFields entry : table.objects("equations")) {
            KernelEquation equation = read(entry);
            if (all.stream().anyMatch(known -> known.id().equals(equation.id()))) {
                throw InputException.of(
                        "%s: there is an equation \"%s\" already; give yours another id.",
                        entry.where(), equation.id());
            }
            all.add(equation);
        }
        return new KernelEquations(all);
    }

    private static KernelEquation read(JsonFields entry) {
        entry.only(
                "id",
                "kernel",
                "kVp",
                "manufacturer",
                "densityKind",
                "slope_g_per_cm3_per_HU",
                "intercept_g_per_cm3",
                "source");
        KernelEquation equation = new KernelEquation(
                entry.text("id"),
                new ReconstructionKernel(entry.text("kernel")),
                entry.number("kVp", 40, 160),
                entry.text("manufacturer"),
                DensityKind.ofId(entry.text("densityKind")),
                entry.number("slope_g_per_cm3_per_HU", 1e-4, 1e-2),
                entry.number("intercept_g_per_cm3", -1, 1),
                entry.text("source"));
        equation.calibration();
        return equation;
    }

    /** All equations in the order of the table. */
    public List<KernelEquation> equations() {
        return equations;
    }

    /**
     * The equation of this name.
     *
     * @throws InputException listing the names there are
     */
    public KernelEquation ofId(String id) {
        return equations.stream()
                .filter(equation -> equation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> InputException.of(
                        "Calibration equation \"%s\" is unknown; choose one of %s.",
                        id, equations.stream().map(KernelEquation::id).collect(Collectors.joining(", "))));
    }

    /** What there is for a scan, by the rule of this class. */
    public KernelMatch match(ScanProtocol scan) {
        if (scan.kernel().isEmpty()) {
            return none("The image does not say its reconstruction kernel: no published equation can be proposed.");
        }
        ReconstructionKernel kernel = scan.kernel().get();
        List<KernelEquation> sameKernel = equations.stream()
                .filter(equation -> equation.kernel().sameAs(kernel))
                .toList();
        if (sameKernel.isEmpty()) {
            return none(String.format(
                    Locale.ROOT,
                    "No published equation for kernel %s (there are: %s). An equation of another kernel would be wrong by"
                            + " several percent: scan a phantom, or calibrate without one.",
                    kernel,
                    equations.stream().map(e -> e.kernel().name()).collect(Collectors.joining(", "))));
        }
        Optional<KernelEquation> fitting =
                sameKernel.stream().filter(equation -> fits(equation, scan)).findFirst();
        if (fitting.isEmpty()) {
            return none(String.format(
                    Locale.ROOT,
                    "The published equations for kernel %s were measured at %s; this scan has %s. The slope depends on both.",
                    kernel,
                    sameKernel.stream().map(KernelEquations::conditions).collect(Collectors.joining("; ")),
                    conditions(scan)));
        }
        return new KernelMatch(fitting, offered(fitting.get(), scan));
    }

    /**
     * What speaks against a published equation for a scan: another kernel, tube voltage or manufacturer than those it was
     * measured with. Empty when nothing known does, or when there is no equation of this name.
     */
    public List<String> doubts(String id, ScanProtocol scan) {
        List<String> doubts = new ArrayList<>();
        for (KernelEquation equation : equations) {
            if (!equation.id().equals(id)) {
                continue;
            }
            scan.kernel().filter(kernel -> !kernel.sameAs(equation.kernel())).ifPresent(kernel -> {
                String better = match(scan)
                        .equation()
                        .map(other -> " There is an equation for it: " + other.id() + ".")
                        .orElse("");
                doubts.add(String.format(
                        Locale.ROOT,
                        "Calibration %s was published for kernel %s, but this image was reconstructed with %s. Between a"
                                + " smooth and a sharp kernel the slope differs by about 4 %%.%s",
                        id,
                        equation.kernel(),
                        kernel,
                        better));
            });
            if (scan.kvp().isPresent() && Math.abs(scan.kvp().getAsDouble() - equation.kvp()) > KVP_TOLERANCE) {
                doubts.add(String.format(
                        Locale.ROOT,
                        "Calibration %s was published for %.0f kV, but this image was taken at %.0f kV: the slope changes"
                                + " with the energy of the X-rays, densities will be wrong by many percent.",
                        id,
                        equation.kvp(),
                        scan.kvp().getAsDouble()));
            }
            scan.manufacturer()
                    .filter(maker -> !madeBy(equation, maker))
                    .ifPresent(maker -> doubts.add(String.format(
                            Locale.ROOT,
                            "Calibration %s was published for a scanner of %s, but this image comes from one of %s.",
                            id,
                            equation.manufacturer(),
                            maker)));
        }
        return List.copyOf(doubts);
    }

    private static boolean madeBy(KernelEquation equation, String maker) {
        return maker.toUpperCase(Locale.ROOT).contains(equation.manufacturer().toUpperCase(Locale.ROOT));
    }

    private static boolean fits(KernelEquation equation, ScanProtocol scan) {
        boolean voltage = scan.kvp().isEmpty() || Math.abs(scan.kvp().getAsDouble() - equation.kvp()) <= KVP_TOLERANCE;
        boolean maker = scan.manufacturer().map(name -> madeBy(equation, name)).orElse(true);
        return voltage && maker;
    }

    private static String offered(KernelEquation equation, ScanProtocol scan) {
        String words = String.format(
                Locale.ROOT,
                "Kernel %s: %s. It was measured on one scanner; on another, expect a few percent of difference.",
                equation.kernel(),
                equation.source());
        if (scan.kvp().isEmpty()) {
            words += String.format(
                    Locale.ROOT, " The image does not say its tube voltage: use it at %.0f kV only.", equation.kvp());
        }
        if (scan.manufacturer().isEmpty()) {
            words += String.format(
                    Locale.ROOT,
                    " The image does not say who made the scanner: use it for %s only.",
                    equation.manufacturer());
        }
        return words;
    }

    private static String conditions(KernelEquation equation) {
        return String.format(Locale.ROOT, "%.0f kV, %s", equation.kvp(), equation.manufacturer());
    }

    private static String conditions(ScanProtocol scan) {
        String voltage = scan.kvp().isPresent()
                ? String.format(Locale.ROOT, "%.0f kV", scan.kvp().getAsDouble())
                : "an unknown voltage";
        return voltage + ", " + scan.manufacturer().orElse("an unknown manufacturer");
    }

    private static KernelMatch none(String words) {
        return new KernelMatch(Optional.empty(), words);
    }
}
