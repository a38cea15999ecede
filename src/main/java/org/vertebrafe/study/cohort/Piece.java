package org.vertebrafe.study.cohort;

import java.io.IOException;

/** A part of a long work that has a result of its own, to be kept. */
public interface Piece {

    /** For a person. */
    String name();

    /**
     * A hash of everything that decides the result.
     *
     * @throws org.vertebrafe.base.InputException if an input is missing or cannot be read
     */
    String key();

    /** Computes the result. */
    CohortResult compute() throws IOException;

    /** The piece as text, for {@link RemoteVertebrae}. */
    String task(String key);
}
