package org.vertebrafe.command;

import ij.ImagePlus;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleRunner;
import org.scijava.module.ModuleService;
import org.scijava.service.Service;
import org.scijava.util.Types;
import org.scijava.widget.Button;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.FileImages;

/**
 * VertebraFE for scripts in Groovy, Python and other languages of the Script Editor: the commands under the names and with
 * the inputs that macros use, but images are handed over themselves, not by title, there is never a dialog, what is left
 * out has its default, and an error is an exception. With and without a screen the same.
 */
public final class VertebraScript {

    private static final List<Class<?>> NOT_ASKED = List.of(Service.class, Context.class, Button.class);

    private final Context context;

    /** For a script that has {@code #@ Context context} in its head. */
    public VertebraScript(Context context) {
        this.context = context;
    }

    /** Opens a CT: NIfTI, TIFF or the folder of a DICOM series; not shown. */
    public ImagePlus ct(File file) {
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            return FileImages.ct(file.toPath(), threads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a label map: NIfTI or TIFF; not shown. */
    public ImagePlus labels(File file) {
        try {
            return FileImages.labels(file.toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command that needs no inputs, such as a sample. */
    public Map<String, Object> run(String command) {
        return run(command, Map.of());
    }

    /**
     * Runs a command to its end.
     *
     * @param command its name in the menu, such as {@code Analyze Vertebra...}
     * @param inputs by the names that macros use, upper or lower case
     * @return what it hands over, by name: images and tables, those only that there are
     * @throws InputException if there is no such command or input, or the command cannot use what it was given
     * @throws CancelledException if the user cancelled
     */
    public Map<String, Object> run(String command, Map<?, ?> inputs) {
        Module module = context.service(ModuleService.class).createModule(find(command));
        Map<String, ModuleItem<?>> items = items(module);
        // What the dialog would show; fields of the command have theirs already.
        items.values().stream()
                .filter(item -> item.getDefaultValue() != null)
                .forEach(item -> module.setInput(item.getName(), item.getDefaultValue()));
        inputs.forEach((key, value) -> {
            ModuleItem<?> item = items.get(key.toString().toLowerCase(Locale.ROOT));
            if (item == null) {
                throw InputException.of(
                        "\"%s\" has no input \"%s\"; it has: %s.", command, key, String.join(", ", items.keySet()));
            }
            module.setInput(item.getName(), converted(item, value));
        });
        new ModuleRunner(context, module, List.of(), List.of()).run();
        if (module instanceof Cancelable ended && ended.isCanceled()) {
            // With a screen a command ends so; a script must not go on as if it had results.
            String reason = ended.getCancelReason();
            throw reason == null || reason.isEmpty() ? new CancelledException() : new InputException(reason);
        }
        Map<String, Object> outputs = new LinkedHashMap<>(module.getOutputs());
        outputs.values().removeIf(Objects::isNull);
        return outputs;
    }

    private CommandInfo find(String command) {
        List<CommandInfo> ours = context.service(CommandService.class).getCommands().stream()
                .filter(info -> info.getDelegateClassName().startsWith("org.vertebrafe."))
                .toList();
        return ours.stream()
                .filter(info -> info.getTitle().equals(command))
                .findFirst()
                .orElseThrow(() -> InputException.of(
                        "VertebraFE has no command \"%s\"; it has: %s.",
                        command,
                        String.join(
                                ", ",
                                ours.stream()
                                        .map(CommandInfo::getTitle)
                                        .sorted()
                                        .toList())));
    }

    private static Map<String, ModuleItem<?>> items(Module module) {
        Map<String, ModuleItem<?>> items = new LinkedHashMap<>();
        StreamSupport.stream(module.getInfo().inputs().spliterator(), false)
                .filter(item -> NOT_ASKED.stream().noneMatch(type -> type.isAssignableFrom(item.getType())))
                .forEach(item -> items.put(item.getName().toLowerCase(Locale.ROOT), item));
        return items;
    }

    /** Numbers, texts and files of other languages as the input's own type. */
    private static Object converted(ModuleItem<?> item, Object value) {
        Class<?> type = Types.box(item.getType());
        if (value instanceof Number number && type == Double.class) {
            return number.doubleValue();
        }
        if (value instanceof Number number && type == Integer.class && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        Object fitting = type == String.class && (value instanceof CharSequence || value instanceof File)
                ? value.toString()
                : type == File.class && value instanceof CharSequence ? new File(value.toString()) : value;
        if (fitting == null || !type.isInstance(fitting)) {
            throw InputException.of(
                    "%s = %s is not of its type: give a %s.", item.getName(), value, type.getSimpleName());
        }
        return fitting;
    }
}
