package org.vertebrafe.imagej.plain;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.TextField;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.Vector;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.util.Types;
import org.vertebrafe.base.InputException;

/**
 * ImageJ's own kind of dialog, built from a command's inputs. Values are checked while they are typed: what is wrong stands
 * below in red and OK waits. The description of the row under the mouse, or with the cursor, is shown in the same place;
 * Help lists them all.
 */
final class ParameterDialog {

    private static final String NO_IMAGE = "(none)";
    private static final int NUMBER_COLUMNS = 9;
    private static final int TEXT_COLUMNS = 14;
    private static final int PATH_COLUMNS = 28;

    /** Two paths in a row are to fit a laptop's screen. */
    private static final int SHORT_PATH_COLUMNS = 18;

    private static final int CHECKBOX_INDENT = 20;

    /** More inputs than this would be taller than a laptop's screen: they go two in a row. */
    private static final int ONE_COLUMN = 18;

    /** A row: its input and how its present value is read, which throws when it is not allowed. */
    private record Row(ModuleItem<?> item, Supplier<Object> value) {}

    private final Module module;
    private final List<ModuleItem<?>> items;
    private final GenericDialog dialog;
    private final List<Row> rows = new ArrayList<>();
    private final Set<Integer> usedImages = new HashSet<>();
    private final HelpLines help = new HelpLines();

    ParameterDialog(Module module, List<ModuleItem<?>> items) {
        this.module = module;
        this.items = items;
        String title = module.getInfo().getTitle().replace("...", "");
        dialog = new GenericDialog(title);
    }

    /** Shows the dialog and waits; on OK the inputs are set. False when the user cancelled. */
    boolean ask() {
        // ImageJ's dialogs record by label; the command's own names are recorded when it has run.
        Recorder.suspendRecording();
        try {
            for (ModuleItem<?> input : module.getInfo().inputs()) {
                if (input.getVisibility() == ItemVisibility.MESSAGE) {
                    dialog.addMessage(ItemValues.text(input.getValue(module)));
                } else if (items.contains(input)) {
                    int before = dialog.getComponentCount();
                    boolean second = secondInRow();
                    if (second) {
                        dialog.addToSameRow();
                    }
                    addRow(input);
                    if (items.size() > ONE_COLUMN) {
                        align(before, second ? 2 : 0);
                    }
                }
            }
            dialog.addPanel(help, GridBagConstraints.WEST, new Insets(10, 0, 0, 0));
            spread(help);
            dialog.addHelp(DialogHelp.html(module.getInfo(), items));
            dialog.setOKLabel("Run");
            dialog.addDialogListener((d, event) -> valid());
            dialog.showDialog();
        } finally {
            Recorder.resumeRecording();
        }
        if (dialog.wasCanceled()) {
            return false;
        }
        rows.forEach(row -> module.setInput(row.item().getName(), row.value().get()));
        return true;
    }

    private boolean secondInRow() {
        return items.size() > ONE_COLUMN && rows.size() % 2 == 1;
    }

    /**
     * Puts what was added last into a pair of columns: beside some fields ImageJ would leave columns free, and others it
     * would let reach into the next pair.
     */
    private void align(int from, int column) {
        GridBagLayout layout = (GridBagLayout) dialog.getLayout();
        for (int n = from; n < dialog.getComponentCount(); n++) {
            GridBagConstraints constraints = layout.getConstraints(dialog.getComponent(n));
            constraints.gridx = column + n - from;
            if (dialog.getComponentCount() > from + 1) {
                constraints.gridwidth = 1;
            }
            layout.setConstraints(dialog.getComponent(n), constraints);
        }
    }

    /** Lets a component use all columns: ImageJ gives it two, which would push the second pair of columns away. */
    private void spread(Component component) {
        GridBagLayout layout = (GridBagLayout) dialog.getLayout();
        GridBagConstraints constraints = layout.getConstraints(component);
        constraints.gridwidth = GridBagConstraints.REMAINDER;
        layout.setConstraints(component, constraints);
    }

    private boolean valid() {
        for (Row row : rows) {
            try {
                row.value().get();
            } catch (InputException e) {
                help.problem(e.getMessage());
                return false;
            }
        }
        help.clearProblem();
        return true;
    }

    private void addRow(ModuleItem<?> item) {
        Class<?> type = Types.box(item.getType());
        String label = ItemValues.label(item);
        Object preset = module.getInput(item.getName());
        if (type == ImagePlus.class) {
            addImage(item, label);
        } else if (type == Boolean.class) {
            if (!secondInRow()) {
                // There it would be kept for the row below.
                dialog.setInsets(2, CHECKBOX_INDENT, 2);
            }
            dialog.addCheckbox(label, Boolean.TRUE.equals(preset));
            Checkbox box = last(dialog.getCheckboxes());
            add(item, box, box::getState);
        } else if (item.getChoices() != null && !item.getChoices().isEmpty()) {
            addChoice(
                    item,
                    label,
                    item.getChoices().stream().map(ItemValues::text).toList(),
                    preset);
        } else if (type.isEnum()) {
            List<String> names = java.util.stream.Stream.of(type.getEnumConstants())
                    .map(ItemValues::text)
                    .toList();
            addChoice(item, label, names, preset);
        } else if (ItemValues.isNumber(item)) {
            double value = preset == null ? Double.NaN : ((Number) preset).doubleValue();
            dialog.addNumericField(label, value, ItemValues.decimals(value), NUMBER_COLUMNS, "");
            addText(item, last(dialog.getNumericFields()));
        } else {
            addString(item, label, ItemValues.text(preset));
        }
    }

    private void addString(ModuleItem<?> item, String label, String preset) {
        String style =
                item.getWidgetStyle() == null ? "" : item.getWidgetStyle().toLowerCase(Locale.ROOT);
        boolean path = item.getType() != String.class;
        if (style.contains("directory")) {
            dialog.addDirectoryField(label, preset, pathColumns());
        } else if (path || style.contains("file") || style.contains("open") || style.contains("save")) {
            dialog.addFileField(label, preset, pathColumns());
        } else {
            int columns = Math.max(TEXT_COLUMNS, Math.max(item.getColumnCount(), preset.length() + 2));
            dialog.addStringField(label, preset, Math.min(pathColumns(), columns));
        }
        addText(item, last(dialog.getStringFields()));
    }

    private int pathColumns() {
        return items.size() > ONE_COLUMN ? SHORT_PATH_COLUMNS : PATH_COLUMNS;
    }

    private void addText(ModuleItem<?> item, TextField field) {
        add(item, field, () -> ItemValues.parse(item, field.getText()));
    }

    private void addChoice(ModuleItem<?> item, String label, List<String> names, Object preset) {
        dialog.addChoice(label, names.toArray(String[]::new), ItemValues.text(preset));
        Choice choice = last(dialog.getChoices());
        add(item, choice, () -> ItemValues.parse(item, choice.getSelectedItem()));
    }

    private void addImage(ModuleItem<?> item, String label) {
        int[] open = WindowManager.getIDList();
        int[] ids = open == null ? new int[0] : open;
        List<String> titles = new ArrayList<>();
        if (!item.isRequired()) {
            titles.add(NO_IMAGE);
        }
        int offset = titles.size();
        IntStream.of(ids).forEach(id -> titles.add(WindowManager.getImage(id).getTitle()));
        dialog.addChoice(label, titles.toArray(String[]::new), null);
        Choice choice = last(dialog.getChoices());
        int preferred = preferred(item, ids);
        boolean wanted = item.isRequired() || ids.length > 0 && speaks(item, WindowManager.getImage(ids[preferred]));
        choice.select(wanted ? preferred + offset : 0);
        add(item, choice, () -> {
            int index = choice.getSelectedIndex() - offset;
            // By number, not title: two images may have the same title.
            return index < 0 ? null : WindowManager.getImage(ids[index]);
        });
    }

    /** An image that no row above has: one whose title speaks of the input, else the active one, else any. */
    private int preferred(ModuleItem<?> item, int[] ids) {
        ImagePlus active = WindowManager.getCurrentImage();
        int best = 0;
        int bestScore = -1;
        for (int i = 0; i < ids.length; i++) {
            ImagePlus image = WindowManager.getImage(ids[i]);
            int score = usedImages.contains(ids[i]) ? 0 : 8;
            score += speaks(item, image) ? 4 : 0;
            score += image == active ? 2 : 0;
            if (score > bestScore) {
                bestScore = score;
                best = i;
            }
        }
        if (ids.length > 0) {
            usedImages.add(ids[best]);
        }
        return best;
    }

    /** Whether an image's title speaks of an input. */
    private static boolean speaks(ModuleItem<?> item, ImagePlus image) {
        String name = item.getName().toLowerCase(Locale.ROOT);
        String stem = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
        return image.getTitle().toLowerCase(Locale.ROOT).contains(stem);
    }

    private void add(ModuleItem<?> item, Component component, Supplier<Object> value) {
        rows.add(new Row(item, value));
        String description = item.getDescription() == null ? "" : item.getDescription();
        component.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseEntered(MouseEvent e) {
                help.describe(description);
            }
        });
        component.addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent e) {
                help.describe(description);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> T last(Vector<?> components) {
        return (T) components.lastElement();
    }
}
