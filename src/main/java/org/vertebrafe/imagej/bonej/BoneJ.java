package org.vertebrafe.imagej.bonej;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.segmentation.TissueMap;

/** Runs BoneJ's measures on a vertebra. */
public final class BoneJ {

    /** What to tell where BoneJ is not installed. */
    public static final String INSTALL =
            "BoneJ is not installed. In Fiji choose Help > Update..., Manage Update Sites, tick"
                    + " BoneJ, apply the changes and restart Fiji.";

    private static final String RESULTS = "resultsTable";

    private final Context context;

    /**
     * What BoneJ found.
     *
     * @param row column header, beginning with "BoneJ", to number
     * @param remarks measures that did not come about, and why; whole sentences
     */
    public record Found(Map<String, Object> row, List<String> remarks) {}

    public BoneJ(Context context) {
        this.context = context;
    }

    /**
     * Measures.
     *
     * @param wanted which measures
     * @param name of the specimen
     * @throws InputException if BoneJ is not installed
     */
    public Found measure(TissueMap vertebra, List<BoneJMeasure> wanted, String name, Progress progress) {
        if (wanted.stream().noneMatch(this::isThere)) {
            throw new InputException(INSTALL);
        }
        Map<String, Object> row = new LinkedHashMap<>();
        List<String> remarks = new ArrayList<>();
        int done = 0;
        for (BoneJMeasure measure : wanted) {
            progress.report("BoneJ: " + measure.id(), (double) done++ / wanted.size());
            progress.checkCancelled();
            String title = name + ", " + measure.mask().part();
            Map<String, Double> found = run(measure, measure.mask().of(vertebra, title), remarks);
            found.forEach((column, value) -> row.put("BoneJ " + measure.mask().part() + " " + column, value));
        }
        return new Found(row, remarks);
    }

    private boolean isThere(BoneJMeasure measure) {
        return command(measure).isPresent() || plugin(measure).isPresent();
    }

    private Map<String, Double> run(BoneJMeasure measure, ImagePlus mask, List<String> remarks) {
        Optional<CommandInfo> command = command(measure);
        if (command.isPresent()) {
            return run(measure, command.get(), mask, remarks);
        }
        Optional<PlugIn> plugin = plugin(measure);
        if (plugin.isPresent()) {
            return run(measure, plugin.get(), mask, remarks);
        }
        remarks.add("BoneJ's " + measure.id() + " is not there in the BoneJ that is installed.");
        return Map.of();
    }

    private Optional<CommandInfo> command(BoneJMeasure measure) {
        CommandService commands = context.service(CommandService.class);
        return measure.classes().stream()
                .map(commands::getCommand)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    private static Optional<PlugIn> plugin(BoneJMeasure measure) {
        return measure.classes().stream()
                .map(BoneJ::plugin)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<PlugIn> plugin(String name) {
        try {
            Object plugin = Class.forName(name, true, IJ.getClassLoader())
                    .getDeclaredConstructor()
                    .newInstance();
            return plugin instanceof PlugIn old ? Optional.of(old) : Optional.empty();
        } catch (ReflectiveOperationException | LinkageError e) {
            // Another generation of BoneJ, or one without the libraries it needs.
            return Optional.empty();
        }
    }

    private Map<String, Double> run(BoneJMeasure measure, CommandInfo info, ImagePlus mask, List<String> remarks) {
        ModuleService modules = context.service(ModuleService.class);
        Module module = modules.createModule(info);
        ClassLoader loader = module.getDelegateObject().getClass().getClassLoader();
        Map<BoneJTables.Cell, Double> before = BoneJTables.shared(loader)
                .map(table -> BoneJTables.cells(table, mask.getTitle()))
                .orElse(Map.of());
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            if (isImage(item)) {
                module.setInput(item.getName(), converted(mask, item));
            } else if (measure.settings().containsKey(item.getName())) {
                module.setInput(item.getName(), measure.settings().get(item.getName()));
            }
            if (isImage(item) || !isService(item)) {
                // Otherwise a dialog would ask for it.
                module.resolveInput(item.getName());
            }
        }
        try {
            modules.run(module, true).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            remarks.add("BoneJ's " + measure.id() + " failed: " + cause + ".");
            return Map.of();
        }
        if (module instanceof Cancelable stopped && stopped.isCanceled()) {
            remarks.add("BoneJ's " + measure.id() + " was not measured: "
                    + (stopped.getCancelReason() == null ? "it was cancelled." : stopped.getCancelReason()));
            return Map.of();
        }
        Map<String, Double> found =
                BoneJTables.added(before, BoneJTables.cells(module.getOutput(RESULTS), mask.getTitle()));
        if (found.isEmpty()) {
            remarks.add("BoneJ's " + measure.id() + " ended without a number.");
        }
        return found;
    }

    private static boolean isImage(ModuleItem<?> item) {
        return item.getName().startsWith("input");
    }

    private static boolean isService(ModuleItem<?> item) {
        return org.scijava.service.Service.class.isAssignableFrom(item.getType()) || item.getType() == Context.class;
    }

    private Object converted(ImagePlus mask, ModuleItem<?> item) {
        if (item.getType().isInstance(mask)) {
            return mask;
        }
        ConvertService convert = context.getService(ConvertService.class);
        Object converted = convert == null ? null : convert.convert(mask, item.getType());
        if (converted == null) {
            throw InputException.of(
                    "BoneJ wants the mask as %s, into which this ImageJ cannot convert it: run the command in Fiji.",
                    item.getType().getSimpleName());
        }
        return converted;
    }

    /**
     * Plugins of ImageJ 1 measure the current image and write into ImageJ's table. What their dialogs would ask they are
     * told as a macro tells it, and then they ask nothing.
     */
    private static Map<String, Double> run(BoneJMeasure measure, PlugIn plugin, ImagePlus mask, List<String> remarks) {
        ImagePlus before = WindowManager.getTempCurrentImage();
        String options = Macro.getOptions();
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        boolean batch = Interpreter.batchMode;
        mask.setSlice((mask.getStackSize() + 1) / 2);
        WindowManager.setTempCurrentImage(mask);
        // ImageJ takes options as given only on threads that are named so.
        thread.setName("Run$_" + name);
        Macro.setOptions(measure.options());
        Interpreter.batchMode = true;
        try {
            plugin.run("");
        } catch (RuntimeException e) {
            remarks.add("BoneJ's " + measure.id() + " failed: " + e + ".");
        } finally {
            Interpreter.batchMode = batch;
            Macro.setOptions(options);
            thread.setName(name);
            WindowManager.setTempCurrentImage(before);
        }
        return BoneJTables.taken(ResultsTable.getResultsTable(), mask.getTitle());
    }
}
