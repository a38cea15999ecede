package org.vertebrafe.study.cohort;

import java.util.List;
import java.util.function.BiConsumer;

/** Computes vertebrae somewhere else, such as on a cluster. */
@FunctionalInterface
public interface RemoteVertebrae {

    /**
     * Computes tasks in any order and returns when all are done.
     *
     * @param tasks texts of {@link Piece#task}
     * @param done told of the number of a task in the list, from 0, and its answer, from any thread
     */
    void compute(List<String> tasks, BiConsumer<Integer, String> done);
}
