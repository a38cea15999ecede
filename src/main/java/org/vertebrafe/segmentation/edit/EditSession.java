package org.vertebrafe.segmentation.edit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Version;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.segmentation.LabelImport;

/**
 * A label map being corrected. It works on a copy in the LPS order, whatever order the labels came in, so that a script
 * replays to the same labels from any file of them. Not for several threads at once.
 */
public final class EditSession {

    /** Memory for undo, bytes. */
    public static final long UNDO_MEMORY = 256L << 20;

    private final VoxelGrid given;
    private final LabelState state;
    private final Volume ct;
    private final Segmenter segmenter;
    private final History history;
    private String hash;
    private boolean drawing;
    private List<Operation> saved = List.of();

    /**
     * Begins a correction.
     *
     * @param labels the labels, which stay as they are
     * @param ct the CT on the same grid, in any order; needed for ranges of HU, hints and seeds
     * @throws InputException if the CT is on another grid
     */
    public EditSession(Labels labels, Optional<Volume> ct) {
        this(labels, ct, Segmenter.ONE_CLICK, UNDO_MEMORY);
    }

    /**
     * Begins a correction with another segmenter or limit.
     *
     * @param undoMemory bytes that may be kept for undo
     */
    public EditSession(Labels labels, Optional<Volume> ct, Segmenter segmenter, long undoMemory) {
        given = labels.grid();
        VoxelGrid grid = VoxelOrder.lps(given).grid();
        state = new LabelState(VoxelOrder.onto(labels, grid));
        this.ct = ct.map(image -> inOrder(image, grid)).orElse(null);
        this.segmenter = segmenter;
        history = new History(undoMemory);
    }

    private static Volume inOrder(Volume ct, VoxelGrid grid) {
        return VoxelOrder.onto(ct, grid).orElseThrow(() -> {
            String difference =
                    VoxelOrder.lps(ct.grid()).grid().difference(grid).orElse("other axes");
            return InputException.of(
                    "The labels are not on the CT's grid (CT against labels: %s): %s", difference, LabelImport.REMEDY);
        });
    }

    /** The grid that operations speak of: that of the labels, in LPS order. */
    public VoxelGrid grid() {
        return state.grid;
    }

    /** The CT in the same order, if there is one. */
    public Optional<Volume> ct() {
        return Optional.ofNullable(ct);
    }

    /** The label at an array position of {@link #grid()}. */
    public int label(int index) {
        return state.get(index);
    }

    /** Number of voxels of a label. */
    public int count(int label) {
        return state.count(label);
    }

    /** A box that holds all voxels of a label; empty if there are none. */
    public Region box(int label) {
        return state.box(label);
    }

    /** Begins a stroke of a brush, see {@link Operation.Stroke}. Nothing else can be done until it is finished. */
    public LiveStroke draw(int label, Optional<Slicing> plane, double radius, Where where) {
        requireIdle();
        Pen pen = new Pen(state, where, ct).requireGain(label);
        LiveStroke stroke = new LiveStroke(this, state, pen, label, plane, radius, where);
        drawing = true;
        return stroke;
    }

    void finish(Operation.Stroke stroke, Runs runs) {
        drawing = false;
        keep(stroke, runs);
    }

    void abandon() {
        drawing = false;
    }

    /**
     * Carries out an operation. When it fails or is cancelled the labels are as before.
     *
     * @return where voxels changed; empty if none did, and then there is nothing to undo
     */
    public Region apply(Operation operation, TaskExecutor threads, Progress progress) {
        requireIdle();
        Pen pen = new Pen(state, operation.where(), ct);
        boolean done = false;
        try {
            BitSet corrected = operation instanceof Operation.Resegment ? history.corrected() : new BitSet();
            Operations.run(operation, corrected, new Work(state, pen, ct, segmenter, threads, progress));
            done = true;
        } finally {
            if (!done) {
                pen.runs().write(state, false);
            }
        }
        Runs runs = pen.runs();
        // Writing what stands there already changes nothing and tells where it stands.
        Region region = runs.write(state, true);
        keep(operation, runs);
        return region;
    }

    private void keep(Operation operation, Runs runs) {
        if (!runs.isEmpty()) {
            history.add(operation, runs);
        }
    }

    /** Takes the last step back and says where voxels changed; empty if there is none in memory. */
    public Optional<Region> undo() {
        requireIdle();
        return history.undo(state);
    }

    /** Does the step again that was undone last. */
    public Optional<Region> redo() {
        requireIdle();
        return history.redo(state);
    }

    public boolean canUndo() {
        return history.canUndo();
    }

    public boolean canRedo() {
        return history.canRedo();
    }

    /** The figures of every label, before and after. */
    public List<LabelStatistics> statistics() {
        return state.statistics();
    }

    /** What was done and not undone, in order. */
    public List<Operation> operations() {
        return history.operations();
    }

    /**
     * The slices of a plane in which a label was corrected by brush or outline since it was last interpolated along that
     * plane, ascending; those that hold it still.
     */
    public List<Integer> correctedSlices(int label, Slicing plane) {
        TreeSet<Integer> slices = new TreeSet<>();
        for (Operation operation : history.operations()) {
            if (operation instanceof Operation.Stroke o
                    && (o.label() == label || o.label() == 0)
                    && o.plane().equals(Optional.of(plane))) {
                slices.add((int) Math.rint(o.path().get(0).get(plane.axis())));
            } else if (operation instanceof Operation.Lasso o
                    && (o.label() == label || o.label() == 0)
                    && o.plane() == plane) {
                slices.add(o.slice());
            } else if (operation instanceof Operation.Interpolate o && o.label() == label && o.plane() == plane) {
                slices.clear();
            }
        }
        slices.removeIf(slice -> !state.holds(label, plane, slice));
        return List.copyOf(slices);
    }

    /** Whether there are changes since {@link #markSaved}, or since the beginning. */
    public boolean unsaved() {
        return !history.operations().equals(saved);
    }

    public void markSaved() {
        saved = history.operations();
    }

    /** The labels as they are, on the grid of those given. */
    public Labels result() {
        requireIdle();
        return VoxelOrder.onto(state.copy(), given);
    }

    /** The correction so far as a script. */
    public EditScript script() {
        requireIdle();
        return new EditScript(
                Version.NAME + " " + Version.number(), grid(), startHash(), hash(state.copy()), history.operations());
    }

    /**
     * Does a correction again.
     *
     * @return whether the labels are the very ones that the script led to; not if another version of the program
     *     segments differently
     * @throws InputException if the script was made for other labels
     */
    public boolean replay(EditScript script, TaskExecutor threads, Progress progress) {
        grid().difference(script.grid()).ifPresent(difference -> {
            throw InputException.of(
                    "The edit script is for another grid (labels against script: %s): use the labels it was made for.",
                    difference);
        });
        if (!script.labels().equals(startHash())) {
            throw InputException.of(
                    "The edit script starts from other labels (SHA-256 %s... against %s... in the script): use the"
                            + " label map it was made for, unchanged.",
                    startHash().substring(0, 12),
                    script.labels().substring(0, Math.min(12, script.labels().length())));
        }
        int step = 0;
        for (Operation operation : script.operations()) {
            progress.report(
                    "Replaying edits", (double) step++ / script.operations().size());
            progress.checkCancelled();
            apply(operation, threads, progress);
        }
        return hash(state.copy()).equals(script.result());
    }

    /** SHA-256 of the sizes and the labels in LPS order, hexadecimal: the same for every voxel order of a label map. */
    public static String hash(Labels labels) {
        VoxelGrid grid = VoxelOrder.lps(labels.grid()).grid();
        Labels ordered = VoxelOrder.onto(labels, grid);
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
        digest.update((grid.nx() + "x" + grid.ny() + "x" + grid.nz()).getBytes(StandardCharsets.US_ASCII));
        int plane = grid.nx() * grid.ny();
        ByteBuffer slice = ByteBuffer.allocate(2 * plane).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < grid.nz(); k++) {
            slice.clear();
            for (int p = 0; p < plane; p++) {
                slice.putShort((short) ordered.get(k * plane + p));
            }
            digest.update(slice.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of the labels that the correction began with. */
    private String startHash() {
        if (hash == null) {
            hash = hash(state.originalLabels());
        }
        return hash;
    }

    private void requireIdle() {
        if (drawing) {
            throw new IllegalStateException("a stroke is being drawn");
        }
    }
}
