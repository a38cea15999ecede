package org.vertebrafe.segmentation.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What was done, can be undone within a limit of memory, and done again. */
final class History {

    private record Step(Operation operation, Runs runs) {}

    private final long limit;
    private final Deque<Step> undo = new ArrayDeque<>();
    private final Deque<Step> redo = new ArrayDeque<>();
    private final List<Operation> beyondUndo = new ArrayList<>();
    private final BitSet correctedBeyondUndo = new BitSet();
    private long bytes;

    /** @param limit memory for undo, bytes; the last step can always be undone */
    History(long limit) {
        this.limit = limit;
    }

    void add(Operation operation, Runs runs) {
        redo.clear();
        undo.addLast(new Step(operation, runs));
        bytes += runs.bytes();
        while (bytes > limit && undo.size() > 1) {
            Step oldest = undo.removeFirst();
            bytes -= oldest.runs.bytes();
            beyondUndo.add(oldest.operation);
            mark(oldest, correctedBeyondUndo);
        }
    }

    Optional<Region> undo(LabelState state) {
        if (undo.isEmpty()) {
            return Optional.empty();
        }
        Step step = undo.removeLast();
        redo.addLast(step);
        bytes -= step.runs.bytes();
        return Optional.of(step.runs.write(state, false));
    }

    Optional<Region> redo(LabelState state) {
        if (redo.isEmpty()) {
            return Optional.empty();
        }
        Step step = redo.removeLast();
        undo.addLast(step);
        bytes += step.runs.bytes();
        return Optional.of(step.runs.write(state, true));
    }

    boolean canUndo() {
        return !undo.isEmpty();
    }

    boolean canRedo() {
        return !redo.isEmpty();
    }

    /** All that was done and not undone, in order. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>(beyondUndo);
        undo.forEach(step -> operations.add(step.operation));
        return Collections.unmodifiableList(operations);
    }

    /** The voxels corrected by hand since the beginning or the last reset. */
    BitSet corrected() {
        BitSet corrected = (BitSet) correctedBeyondUndo.clone();
        undo.forEach(step -> mark(step, corrected));
        return corrected;
    }

    private static void mark(Step step, BitSet corrected) {
        if (Operations.byHand(step.operation)) {
            step.runs.mark(corrected);
        } else if (step.operation instanceof Operation.Reset) {
            corrected.clear();
        }
    }
}
